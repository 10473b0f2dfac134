"""The ledger (台账): items are stored and changed here, each with its reminders, in one transaction."""

from dataclasses import replace

from bot.context import Unit
from bot.dialog.items.history import Event, Happening
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage, kind_told, ladder_of, stages
from bot.dialog.items.lifecycle import HAPPENINGS, Move, moved


async def add(unit: Unit, item: Item) -> tuple[Item, tuple[Stage, ...]]:
    """Store a new item of the person; return it and when they will be reminded.

    An item without a kind has the one that its title tells.
    """
    kind = item.kind or kind_told(unit.library.pack.ladders, item.title)
    stored = await unit.tx.items.add(replace(item, owner=unit.person.id, kind=kind), unit.now)
    return stored, await _schedule(unit, stored)


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


async def _change(unit: Unit, item: Item, event: Event) -> Item | None:
    stored = await unit.tx.items.change(item, event)
    if stored:
        await _schedule(unit, stored)
    return stored


async def _schedule(unit: Unit, item: Item) -> tuple[Stage, ...]:
    """Set the reminders of an item anew, from now on."""
    if not item.is_pending:
        await unit.tx.stages.drop(item.id)
        return ()
    rungs = coming(unit, item)
    await unit.tx.stages.put(item.id, unit.person.id, rungs)
    unit.items_changed = True
    return rungs


def coming(unit: Unit, item: Item) -> tuple[Stage, ...]:
    """Return when the person will be reminded of `item`."""
    ladder = ladder_of(unit.library.pack.ladders, item)
    return stages(ladder, item.deadline, unit.now, unit.person.zone)
