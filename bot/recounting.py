"""Deadlines are counted again once the official calendar knows the year in which they were counted.

Until then such a deadline was counted by weekdays, which its person was told. Each item is counted
again in one transaction with its reminders, and its person is told once, if its deadline moves.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC

import structlog
from telegram import Update

from bot.clock import Clock
from bot.context import Shelf, Unit
from bot.dialog.item_actions import Field
from bot.dialog.items.chronicle import Change
from bot.dialog.items.counted import counted_again
from bot.dialog.items.edit import value
from bot.dialog.items.item import Item
from bot.dialog.items.recounted import Moved, recounted
from bot.handlers import ledger
from bot.metrics import Metrics
from bot.sending import letters
from storage.database import Database, Transaction
from storage.outbox import Priority

log = structlog.get_logger()

_SLICE = 50
"""More at once would keep those waiting who chat meanwhile."""


@dataclass(frozen=True, slots=True)
class Recounting:
    """Counts again what was counted without an official calendar."""

    database: Database
    shelf: Shelf
    metrics: Metrics
    clock: Clock

    async def run(self) -> int:
        """Count everything again; return how many deadlines moved."""
        moved, after = 0, 0
        while True:
            async with self.database.transaction() as tx:
                items = await tx.items.counted(after, _SLICE)
                moved += await self._recount(tx, items)
            if len(items) < _SLICE:
                break
            after = items[-1].id
        if moved:
            log.info("deadlines.recounted", items=moved)
        return moved

    async def _recount(self, tx: Transaction, items: Iterable[Item]) -> int:
        by_owner: defaultdict[int, list[Item]] = defaultdict(list)
        for item in items:
            by_owner[item.owner].append(item)
        moved = 0
        for owner, theirs in sorted(by_owner.items()):
            person = await tx.people.hold(owner)
            if person is None:
                continue
            shelf = self.shelf
            unit = Unit(
                _NOBODYS_UPDATE,
                tx,
                person,
                shelf.library,
                shelf.workdays,
                self.metrics,
                self.clock.now(),
            )
            found = [one for item in theirs if (one := await _counted(unit, item))]
            if found:
                reply = recounted(unit.voice, found, unit.when, details=person.details)
                for letter in letters(owner, reply, unit.voice, priority=Priority.REPORT):
                    await tx.outbox.put(letter, unit.now)
            moved += len(found)
        return moved


_NOBODYS_UPDATE = Update(0)
"""What is done here nobody asked for."""


async def _counted(unit: Unit, item: Item) -> Moved | None:
    """Count an item again, and keep what was typed while a year of it is still unknown."""
    found = counted_again(item.counted_from, unit.person.zone, unit.workdays)
    if found is None:
        return None
    deadline = found.deadline.astimezone(UTC)
    after = replace(
        item, deadline=deadline, counted_from=item.counted_from if found.unknown_years else ""
    )
    if after == item:
        return None
    was = Change(Field.DEADLINE, value(item, Field.DEADLINE)).words
    stored = await ledger.revise(unit, after, was)
    return Moved(stored, item.deadline) if stored and deadline != item.deadline else None
