"""The ledger (台账): items are stored and changed here, each with its reminders, in one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.context import Unit
from bot.dialog.items.evidence import Evidence
from bot.dialog.items.history import Event, Happening
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage, kind_told, ladder_of
from bot.dialog.items.lifecycle import HAPPENINGS, Move, moved
from bot.dialog.items.reminding import moment_of
from bot.dialog.items.schedule import (
    Moved,
    Rhythm,
    brought_up_to_date,
    planned,
    put_off,
    to_come,
)
from bot.dialog.person import Person


async def add(unit: Unit, item: Item) -> tuple[Item, tuple[Stage, ...]]:
    """Store a new item of the person; return it and when they will be reminded.

    An item without a kind has the one that its title tells.
    """
    kind = item.kind or kind_told(unit.library.pack.ladders, item.title)
    stored = await unit.tx.items.add(replace(item, owner=unit.person.id, kind=kind), unit.now)
    await _schedule(unit, stored)
    return stored, coming(unit, stored)


async def there(unit: Unit, number: int) -> Item | None:
    """Return an item of the person; None if there is none of this number, or it was deleted."""
    item = await unit.tx.items.find(number, unit.person.id)
    return item if item and not item.deleted_at else None


async def pending(unit: Unit, numbers: Sequence[int]) -> list[Item]:
    """Return those of the items that are the person's and still to be done."""
    found = [await unit.tx.items.find(number, unit.person.id) for number in numbers]
    return [item for item in found if item and item.is_pending]


async def told(unit: Unit, reminder: int) -> list[int]:
    """Return the items that a reminder has told of, and none has since."""
    moment = moment_of(reminder)
    return await unit.tx.stages.told(unit.person.id, moment) if moment else []


async def take_step(unit: Unit, number: int, move: Move, words: str = "") -> Item | None:
    """Take a step in the life of an item of the person; None if it is not there or not possible.

    What is done reminds no more; what is open again reminds from now on.
    """
    item = await unit.tx.items.find(number, unit.person.id)
    after = moved(item, move, unit.now) if item else None
    if after is None:
        return None
    return await _change(unit, after, Event(unit.now, HAPPENINGS[move], words))


async def revise(unit: Unit, item: Item, words: str) -> Item | None:
    """Store `item` with other values; None if it was changed by somebody else since it was read."""
    return await _change(unit, item, Event(unit.now, Happening.CHANGED, words))


async def attach(unit: Unit, item: Item, some: Sequence[Evidence]) -> Item:
    """Store files for evidence of an item; return it as it is then."""
    for evidence in some:
        await unit.tx.items.attach(item, evidence, unit.now)
        event = Event(unit.now, Happening.EVIDENCE, evidence.name)
        item = await unit.tx.items.change(item, event) or item
    return item


async def detach(unit: Unit, item: Item, evidence: Evidence, words: str) -> Item:
    """Take a file from an item; return it as it is then."""
    await unit.tx.items.detach(item, evidence.id)
    event = Event(unit.now, Happening.CHANGED, words)
    return await unit.tx.items.change(item, event) or item


async def snooze(
    unit: Unit, number: int, until: datetime, told_at: datetime | None = None
) -> Item | None:
    """Remind of an item again at a time (晚点提醒); None if it is not there or is done.

    `told_at` is the moment of the reminder that is put off.
    """
    item = await unit.tx.items.find(number, unit.person.id)
    if item is None or not item.is_pending:
        return None
    stored = await unit.tx.items.change(item, Event(unit.now, Happening.SNOOZED))
    kept = await unit.tx.stages.kept(item.id)
    is_on_its_way = await unit.tx.outbox.is_reminder_on_its_way(unit.person.id)
    rhythm = rhythm_of(unit, unit.person)
    change = put_off(kept, until, item.deadline, rhythm, is_on_its_way=is_on_its_way)
    await unit.tx.stages.change(item.id, unit.person.id, change, told_at)
    return stored


async def accustom(unit: Unit, person: Person) -> None:
    """Keep how the person wants to be reminded from now on, and set all their reminders anew."""
    unit.person = person
    await unit.tx.people.save_habits(person)
    for item in await unit.tx.items.open_items(person.id):
        await _schedule(unit, item)
    digest = rhythm_of(unit, person).next_digest(person.digest_at, unit.now)
    await unit.tx.people.set_digest_next(person.id, digest)


def coming(unit: Unit, item: Item) -> tuple[Stage, ...]:
    """Return when the person will be reminded of `item`, the earliest first."""
    ladder = ladder_of(unit.library.pack.ladders, item)
    stages = planned(ladder, item.deadline, rhythm_of(unit, unit.person), unit.now)
    return to_come(stages, unit.now)


def rhythm_of(unit: Unit, person: Person) -> Rhythm:
    """Return what decides when a person is reminded."""
    return person.rhythm(unit.library.pack.ladders, unit.workdays)


async def _change(unit: Unit, item: Item, event: Event) -> Item | None:
    before = await unit.tx.items.find(item.id, unit.person.id)
    stored = await unit.tx.items.change(item, event)
    if before and stored:
        await _schedule(unit, stored, _moved_by(before, stored))
    return stored


def _moved_by(before: Item, after: Item) -> Moved:
    if before.deadline != after.deadline:
        return Moved.DEADLINE
    is_same = (before.ladder, before.kind) == (after.ladder, after.kind)
    return Moved.NOTHING if is_same else Moved.LADDER


async def _schedule(unit: Unit, item: Item, change_of: Moved = Moved.NOTHING) -> None:
    """Bring the reminders of an item up to date."""
    if not item.is_pending:
        await unit.tx.stages.drop(item.id)
        return
    rhythm = rhythm_of(unit, unit.person)
    plan = planned(ladder_of(unit.library.pack.ladders, item), item.deadline, rhythm, unit.now)
    kept = await unit.tx.stages.kept(item.id)
    change = brought_up_to_date(kept, plan, rhythm, unit.now, moved=change_of)
    await unit.tx.stages.change(item.id, unit.person.id, change)
