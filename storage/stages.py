"""The stages of reminders (提醒阶梯): when who is to be reminded of which item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage
from storage.items import item_in
from storage.moments import from_text, to_text
from storage.session import Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class DueStage:
    """A stage whose time has come, with what is needed to remind of it."""

    item: Item
    rung: str
    recipient: int
    language: Language
    zone_name: str
    fire_at: datetime


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages, inside one transaction."""

    session: Session
    sql: Statements

    async def drop(self, item: int) -> None:
        """Let an item remind no more."""
        await self.sql.drop_stages(self.session, item=item)

    async def put(self, item: int, recipient: int, stages: Iterable[Stage]) -> None:
        """Store the stages of an item, in the place of those it has."""
        await self.drop(item)
        for stage in stages:
            await self.sql.add_stage(
                self.session,
                item=item,
                rung=stage.rung,
                recipient=recipient,
                fire_at=to_text(stage.fire_at),
            )

    async def next_at(self) -> datetime | None:
        """Return when the next stage is due for someone who can be reached."""
        found = await self.sql.next_stage(self.session)
        return from_text(found) if found else None

    async def pause(self, recipient: int) -> None:
        """Let the stages of someone who cannot be reached wait."""
        await self.sql.pause_stages(self.session, recipient=recipient)

    async def resume(self, recipient: int) -> None:
        """Let the paused stages of someone who is back go on."""
        await self.sql.resume_stages(self.session, recipient=recipient)

    async def take_due(self, now: datetime, people: int) -> list[DueStage]:
        """Take all stages that are due for up to `people` people, the earliest first.

        The caller writes their reminders in the same transaction.
        """
        rows = self.sql.take_due_stages(self.session, now=to_text(now), people=people)
        taken = [row async for row in rows]
        due = []
        for row in sorted(taken, key=lambda row: (row["fire_at"], row["item"])):
            found = await self.sql.due_item(
                self.session, item=row["item"], recipient=row["recipient"]
            )
            if found:
                due.append(
                    DueStage(
                        item_in(found),
                        row["rung"],
                        row["recipient"],
                        Language(found["language"]),
                        found["zone"],
                        from_text(row["fire_at"]),
                    )
                )
        return due

    async def forget(self, before: datetime, most: int) -> int:
        """Delete up to `most` stages that are done of before a time; return how many."""
        rows = self.sql.forget_stages(self.session, before=to_text(before), most=most)
        return len([row async for row in rows])
