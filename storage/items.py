"""Rectification items (整改事项) and their history."""

from dataclasses import dataclass
from datetime import datetime

from bot.dialog.content.schema import Ladder
from bot.dialog.items.evidence import Evidence, Form
from bot.dialog.items.history import Event, Happening
from bot.dialog.items.item import Item, Status
from storage.moments import from_text, to_text
from storage.session import Row, Session
from storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Items:
    """The items, inside one transaction. Every read and change names the owner."""

    session: Session
    sql: Statements

    async def add(self, item: Item, now: datetime) -> Item:
        """Store a new item, whose number is given by the database, and that it was added."""
        row = await self.sql.add_item(
            self.session, owner=item.owner, now=to_text(now), **_fields(item)
        )
        await self._record(row["id"], Event(now, Happening.ADDED))
        return item_in(row)

    async def open_items(self, owner: int) -> list[Item]:
        """Return the items of a person that are not done, the nearest deadline first."""
        rows = self.sql.open_items(self.session, owner=owner)
        return [item_in(row) async for row in rows]

    async def counted(self, after: int, most: int) -> list[Item]:
        """Return up to `most` pending items, numbered above `after`, that are to be counted again."""
        rows = self.sql.counted_items(self.session, after=after, most=most)
        return [item_in(row) async for row in rows]

    async def ended(self, owner: int, since: datetime) -> list[Item]:
        """Return the items of a person that were done, cancelled or deleted since a time."""
        rows = self.sql.ended_items(self.session, owner=owner, since=to_text(since))
        return sorted([item_in(row) async for row in rows], key=lambda item: item.id)

    async def find(self, item: int, owner: int) -> Item | None:
        """Return an item of this person, deleted or not."""
        row = await self.sql.find_item(self.session, id=item, owner=owner)
        return item_in(row) if row else None

    async def change(self, item: Item, event: Event) -> Item | None:
        """Store `item` as it is now and what happened to it.

        Args:
            item: as it was read, with other values.
            event: its time is when it was changed.

        Returns:
            It, as stored; None if somebody else has changed it since it was read.
        """
        row = await self.sql.change_item(
            self.session,
            id=item.id,
            owner=item.owner,
            sequence=item.sequence,
            status=item.status,
            now=to_text(event.at),
            closed_at=to_text(item.closed_at) if item.closed_at else None,
            deleted_at=to_text(item.deleted_at) if item.deleted_at else None,
            **_fields(item),
        )
        if row is None:
            return None
        await self._record(item.id, event)
        return item_in(row)

    async def history(self, item: Item) -> list[Event]:
        """Return what happened to an item, in order."""
        rows = self.sql.list_events(self.session, item=item.id)
        return [
            Event(from_text(row["at"]), Happening(row["what"]), row["words"]) async for row in rows
        ]

    async def all_items(self, owner: int) -> list[Item]:
        """Return every item of a person, those that are done or deleted as well."""
        rows = self.sql.all_items(self.session, owner=owner)
        return [item_in(row) async for row in rows]

    async def attach(self, item: Item, evidence: Evidence, now: datetime) -> None:
        """Store a file of an item; one that it has already is kept once."""
        await self.sql.add_evidence(
            self.session,
            item=item.id,
            form=evidence.form,
            file=evidence.file,
            name=evidence.name,
            now=to_text(now),
        )

    async def evidence(self, item: Item) -> list[Evidence]:
        """Return the files of an item, in the order they came."""
        rows = self.sql.list_evidence(self.session, item=item.id)
        return [_evidence_in(row) async for row in rows]

    async def detach(self, item: Item, evidence: int) -> None:
        """Take a file from an item."""
        await self.sql.drop_evidence(self.session, item=item.id, id=evidence)

    async def purge(self, before: datetime, most: int) -> int:
        """Erase up to `most` items deleted before a time, with all that belongs to them; return how many."""
        found = self.sql.purgeable_items(self.session, before=to_text(before), most=most)
        numbers = [row["id"] async for row in found]
        for number in numbers:
            await self.sql.erase_events(self.session, item=number)
            await self.sql.erase_evidence(self.session, item=number)
            await self.sql.erase_stages(self.session, item=number)
            await self.sql.erase_item(self.session, id=number)
        return len(numbers)

    async def _record(self, item: int, event: Event) -> None:
        await self.sql.add_event(
            self.session, item=item, now=to_text(event.at), what=event.what, words=event.words
        )


def item_in(row: Row) -> Item:
    """Return the item that a row of the table, or one with its columns, holds."""
    return Item(
        id=row["id"],
        owner=row["owner"],
        title=row["title"],
        deadline=from_text(row["deadline"]),
        status=Status(row["status"]),
        kind=row["kind"],
        requirement=row["requirement"],
        issuer=row["issuer"],
        notes=row["notes"],
        counted_from=row["counted_from"],
        ladder=Ladder.model_validate_json(row["ladder"]) if row["ladder"] else None,
        sequence=row["sequence"],
        created_at=from_text(row["created_at"]),
        changed_at=from_text(row["changed_at"]),
        closed_at=from_text(row["closed_at"]) if row["closed_at"] else None,
        deleted_at=from_text(row["deleted_at"]) if row["deleted_at"] else None,
    )


def _evidence_in(row: Row) -> Evidence:
    form, added_at = Form(row["form"]), from_text(row["added_at"])
    return Evidence(form, row["file"], row["name"], row["id"], added_at)


def _fields(item: Item) -> dict[str, str]:
    return {
        "kind": item.kind,
        "title": item.title,
        "requirement": item.requirement,
        "issuer": item.issuer,
        "notes": item.notes,
        "deadline": to_text(item.deadline),
        "counted_from": item.counted_from,
        "ladder": item.ladder.model_dump_json() if item.ladder else "",
    }
