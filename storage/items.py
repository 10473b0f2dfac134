"""Rectification items (整改事项) and the stages of their reminders (提醒阶梯)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from storage.moments import from_text, to_text
from storage.session import Row, Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class DueStage:
    """A stage whose time has come, with what is needed to remind of it."""

    item: Item
    recipient: int
    language: Language
    zone_name: str
    fire_at: datetime


@dataclass(frozen=True, slots=True)
class Items:
    """The items, inside one transaction. Every read and change names the owner."""

    session: Session
    sql: Statements

    async def add(self, owner: int, title: str, deadline: datetime, now: datetime) -> Item:
        """Store a new item."""
        row = await self.sql.add_item(
            self.session, owner=owner, title=title, deadline=to_text(deadline), now=to_text(now)
        )
        return _item(row)

    async def open_items(self, owner: int) -> list[Item]:
        """Return the open items of a person, the nearest deadline first."""
        rows = self.sql.open_items(self.session, owner=owner)
        return [_item(row) async for row in rows]

    async def find(self, item: int, owner: int) -> Item | None:
        """Return an item of this person."""
        row = await self.sql.find_item(self.session, id=item, owner=owner)
        return _item(row) if row else None

    async def close(self, item: int, owner: int, now: datetime) -> Item | None:
        """Close an open item (销号) and drop its stages; None if there is none to close."""
        row = await self.sql.close_item(self.session, id=item, owner=owner, now=to_text(now))
        if row:
            await self.sql.drop_stages(self.session, item=item)
        return _item(row) if row else None

    async def reopen(self, item: int, owner: int) -> Item | None:
        """Open a closed item again, without stages; None if there is none to reopen."""
        row = await self.sql.reopen_item(self.session, id=item, owner=owner)
        return _item(row) if row else None

    async def set_stages(self, item: int, recipient: int, stages: Iterable[Stage]) -> None:
        """Store the stages of an item, in the place of those it has."""
        await self.sql.drop_stages(self.session, item=item)
        for stage in stages:
            await self.sql.add_stage(
                self.session,
                item=item,
                days=stage.days,
                recipient=recipient,
                fire_at=to_text(stage.fire_at),
            )

    async def next_stage_at(self) -> datetime | None:
        """Return when the next stage is due for someone who can be reached."""
        found = await self.sql.next_stage(self.session)
        return from_text(found) if found else None

    async def pause_stages(self, recipient: int) -> None:
        """Let the stages of someone who cannot be reached wait."""
        await self.sql.pause_stages(self.session, recipient=recipient)

    async def resume_stages(self, recipient: int) -> None:
        """Let the paused stages of someone who is back go on."""
        await self.sql.resume_stages(self.session, recipient=recipient)

    async def take_due_stages(self, now: datetime, people: int) -> list[DueStage]:
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
                        _item(found),
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


def _item(row: Row) -> Item:
    return Item(
        id=row["id"],
        owner=row["owner"],
        title=row["title"],
        deadline=from_text(row["deadline"]),
        status=Status(row["status"]),
    )
