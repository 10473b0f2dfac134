"""The stages of reminders (提醒阶梯): when who is to be reminded of which item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog.items.ladder import SNOOZE, Stage
from bot.dialog.items.notice import Outcome, Owed
from bot.dialog.items.schedule import Change, Kept, State
from storage.items import item_in
from storage.moments import from_text, to_text
from storage.news import News
from storage.session import Row, Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages, inside one transaction."""

    session: Session
    sql: Statements

    async def kept(self, item: int) -> list[Kept]:
        """Return the stages of an item, those that are done as well."""
        rows = self.sql.list_stages(self.session, item=item)
        return [Kept(_stage(row), State(row["status"])) async for row in rows]

    async def change(
        self, item: int, recipient: int, change: Change, told_at: datetime | None = None
    ) -> None:
        """Bring the stages of an item up to date; `told_at` is the reminder that was put off."""
        if change.drop:
            rows = [{"item": item, "rung": rung} for rung in change.drop]
            await self.sql.drop_stage(self.session, rows)
        if change.set:
            await self.sql.set_stage(
                self.session,
                [
                    {
                        "item": item,
                        "recipient": recipient,
                        "fresh": int(change.is_fresh),
                        "told_at": to_text(told_at) if told_at and stage.rung == SNOOZE else None,
                        **_values(stage),
                    }
                    for stage in change.set
                ],
            )
            self.session.note(News.STAGES)

    async def drop(self, item: int) -> None:
        """Let an item remind no more."""
        await self.sql.drop_stages(self.session, item=item)

    async def next_at(self) -> datetime | None:
        """Return when the next stage or digest is due for someone who can be reached."""
        found = (
            await self.sql.next_stage(self.session),
            await self.sql.next_digest(self.session),
        )
        return min((from_text(one) for one in found if one), default=None)

    async def pause(self, recipient: int) -> None:
        """Let the stages of someone who cannot be reached wait."""
        await self.sql.pause_stages(self.session, recipient=recipient)

    async def resume(self, recipient: int) -> None:
        """Let the paused stages of someone who is back go on."""
        await self.sql.resume_stages(self.session, recipient=recipient)
        self.session.note(News.STAGES)

    async def due_people(self, now: datetime, most: int) -> list[int]:
        """Return up to `most` people for whom something is due, a digest included."""
        rows = self.sql.due_people(self.session, now=to_text(now), people=most)
        return [row["recipient"] async for row in rows]

    async def due(self, recipient: int, now: datetime) -> list[Owed]:
        """Return all that is due for a person, the earliest first."""
        rows = self.sql.due_stages(self.session, recipient=recipient, now=to_text(now))
        return [Owed(item_in(row), _stage(row)) async for row in rows]

    async def settle(self, recipient: int, outcomes: Sequence[Outcome], now: datetime) -> None:
        """Write down what becomes of due stages; the caller writes the reminder with them."""
        await self.sql.move_stage(
            self.session,
            [
                {
                    "item": one.item,
                    "recipient": recipient,
                    "status": one.state,
                    "told_at": to_text(now) if one.told else "",
                    **_values(one.stage),
                }
                for one in outcomes
            ],
        )

    async def hasten(self, now: datetime, latest: datetime) -> None:
        """Look now at what is due and was put off, though not longer than until `latest`."""
        await self.sql.hasten_stages(self.session, now=to_text(now), latest=to_text(latest))

    async def untell(self, recipient: int, told_at: datetime, state: State) -> None:
        """Let what a reminder told that never went be told again, or wait."""
        await self.sql.untell_stages(
            self.session, recipient=recipient, told_at=to_text(told_at), status=state
        )
        self.session.note(News.STAGES)

    async def told(self, recipient: int, told_at: datetime) -> list[int]:
        """Return the items that the reminder of this moment told, and none has told since."""
        rows = self.sql.told_items(self.session, recipient=recipient, told_at=to_text(told_at))
        return [row["item"] async for row in rows]

    async def last_told(self, recipient: int) -> datetime | None:
        """Return when the person was reminded last."""
        found = await self.sql.last_told(self.session, recipient=recipient)
        return from_text(found) if found else None

    async def forget(self, before: datetime, most: int) -> int:
        """Delete up to `most` stages that are done of before a time; return how many."""
        rows = self.sql.forget_stages(self.session, before=to_text(before), most=most)
        return len([row async for row in rows])


def _stage(row: Row) -> Stage:
    return Stage(row["rung"], from_text(row["planned_at"]), from_text(row["fire_at"]))


def _values(stage: Stage) -> dict[str, str]:
    return {
        "rung": stage.rung,
        "planned_at": to_text(stage.planned_at),
        "fire_at": to_text(stage.fire_at),
    }
