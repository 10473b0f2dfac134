"""The loop that turns due stages into messages of the outbox.

It sleeps until the next stage is due and looks at the table only then, or when an item changed. A
stage is taken and its message written in one transaction, so none is lost or doubled here.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from bot.clock import Clock
from bot.context import Shelf
from bot.delivery import Delivery
from bot.dialog.items.screens import reminder
from bot.dialog.voice import Voice
from bot.errors import StorageUnusable
from bot.metrics import Metrics
from bot.sending import letters
from storage.database import Database
from storage.outbox import Outgoing, Priority
from storage.stages import DueStage

log = structlog.get_logger()

_LATE_AFTER = timedelta(hours=1)
_STORAGE_WAIT = timedelta(seconds=5)
_PEOPLE_AT_ONCE = 100
"""More would keep those waiting who chat meanwhile."""


class Reminders:
    """Reminds of items; a single task runs it."""

    def __init__(
        self,
        *,
        database: Database,
        shelf: Shelf,
        clock: Clock,
        metrics: Metrics,
        delivery: Delivery,
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._metrics = metrics
        self._delivery = delivery
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look at the stages now: one may be due earlier than was known."""
        self._wake.set()

    async def run(self) -> None:
        """Remind until cancelled."""
        while True:
            self._wake.clear()
            try:
                next_at = await self._remind()
            except StorageUnusable as error:
                log.warning("reminders.storage_unusable", reason=str(error))
                next_at = self._clock.now() + _STORAGE_WAIT
            await self._clock.wait(next_at, self._wake)

    async def _remind(self) -> datetime | None:
        """Write what is due now for some people, one message each; return when to look again."""
        now = self._clock.now()
        due: defaultdict[int, list[DueStage]] = defaultdict(list)
        async with self._database.transaction() as tx:
            for stage in await tx.stages.take_due(now, _PEOPLE_AT_ONCE):
                due[stage.recipient].append(stage)
            for recipient, stages in due.items():
                for letter in self._letters(recipient, stages, now):
                    await tx.outbox.put(letter, now)
            next_at = await tx.stages.next_at()
        if due:
            self._metrics.reminders.inc(len(due))
            log.info("reminders.written", people=len(due))
            self._delivery.wake()
        return next_at

    def _letters(self, recipient: int, stages: Sequence[DueStage], now: datetime) -> list[Outgoing]:
        items = {stage.item.id: stage.item for stage in stages}
        late = now - min(stage.fire_at for stage in stages) > _LATE_AFTER
        voice = Voice(self._shelf.library.pack, stages[0].language)
        zone = ZoneInfo(stages[0].zone_name)
        reply = reminder(voice, list(items.values()), now, zone, late=late)
        return letters(recipient, reply, voice, priority=Priority.REMINDER)
