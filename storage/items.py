"""Rectification items (整改事项) and the stages of their reminders (提醒阶梯)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from aiosqlite import Connection

from bot.dialog.content.schema import Language
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from storage.moments import from_text, to_text
from storage.statements import Row, Statements


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

    connection: Connection
    sql: Statements

    async def add(self, owner: int, title: str, deadline: datetime, now: datetime) -> Item:
        """Store a new item."""
        row = await self.sql.add_item(
            self.connection, owner=owner, title=title, deadline=to_text(deadline), now=to_text(now)
        )
        return _item(row)

    async def open_items(self, owner: int) -> list[Item]:
        """Return the open items of a person, the nearest deadline first."""
        rows = self.sql.open_items(self.connection, owner=owner)
        return [_item(row) async for row in rows]

    async def find(self, item: int, owner: int) -> Item | None:
        """Return an item of this person."""
        row = await self.sql.find_item(self.connection, id=item, owner=owner)
        return _item(row) if row else None

    async def close(self, item: int, owner: int, now: datetime) -> Item | None:
        """Close an open item (销号) and drop its stages; None if there is none to close."""
        row = await self.sql.close_item(self.connection, id=item, owner=owner, now=to_text(now))
        if row:
            await self.sql.drop_stages(self.connection, item=item)
        return _item(row) if row else None

    async def reopen(self, item: int, owner: int) -> Item | None:
        """Open a closed item again, without stages; None if there is none to reopen."""
        row = await self.sql.reopen_item(self.connection, id=item, owner=owner)
        return _item(row) if row else None

    async def set_stages(self, item: int, recipient: int, stages: Iterable[Stage]) -> None:
        """Store the stages of an item, in the place of those it has."""
        await self.sql.drop_stages(self.connection, item=item)
        for stage in stages:
            await self.sql.add_stage(
                self.connection,
                item=item,
                days=stage.days,
                recipient=recipient,
                fire_at=to_text(stage.fire_at),
            )

    async def next_stage_at(self) -> datetime | None:
        """Return when the next stage is due for someone who can be reached."""
        found = await self.sql.next_stage(self.connection)
        return from_text(found) if found else None

    async def take_due_stages(self, now: datetime) -> list[DueStage]:
        """Take the stages that are due, the earliest first; the caller writes their reminders."""
        taken = [row async for row in self.sql.take_due_stages(self.connection, now=to_text(now))]
        due = []
        for row in sorted(taken, key=lambda row: (row["fire_at"], row["item"])):
            found = await self.sql.due_item(
                self.connection, item=row["item"], recipient=row["recipient"]
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


def _item(row: Row) -> Item:
    return Item(
        id=row["id"],
        owner=row["owner"],
        title=row["title"],
        deadline=from_text(row["deadline"]),
        status=Status(row["status"]),
    )
