"""What one of all processes does for all (领头): send, remind, forget, back up, tell the profile; and poll.

With SQLite there is one process, and it leads. With PostgreSQL whoever holds the lead does it until the
lead is lost; everything that was begun then ends, and another process begins it anew.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import structlog
from telegram import Bot

from bot.backing_up import DailyBackups
from bot.chores import forget_daily, publish_profile
from bot.clock import Clock
from bot.context import Shelf
from bot.delivery import Delivery
from bot.errors import StorageUnusable
from bot.metrics import Metrics
from bot.pace import Pace
from bot.reminders import Reminders
from bot.settings import Settings
from bot.tasks import end, until_done
from storage.database import Database, Lead, LeadLost

log = structlog.get_logger()

_AGAIN_SECONDS = 1
_COMMIT_SECONDS = 1
_SEND_SECONDS = 3.5


@dataclass(frozen=True, slots=True)
class _Term:
    """What must come to its end in good order."""

    delivery: Delivery
    sending: asyncio.Task[None]
    receiving: asyncio.Task[None] | None


class Leading:
    """Leads whenever no other process does; a single task runs it.

    Args:
        database: which of the processes on it leads is known there.
        bot: what is sent with.
        shelf: the content that is live.
        settings: what was set from outside.
        clock: the one clock.
        metrics: are told what goes.
        polling: gets updates, where only one process may; None where each gets some by webhook.
    """

    def __init__(
        self,
        *,
        database: Database,
        bot: Bot,
        shelf: Shelf,
        settings: Settings,
        clock: Clock,
        metrics: Metrics,
        polling: Callable[[], Coroutine[Any, Any, None]] | None,
    ) -> None:
        self._database = database
        self._bot = bot
        self._shelf = shelf
        self._settings = settings
        self._clock = clock
        self._metrics = metrics
        self._polling = polling
        self._term: _Term | None = None
        self._is_stopping = False

    @property
    def is_ours(self) -> bool:
        """Whether this process leads."""
        return self._term is not None

    async def stop(self) -> None:
        """Commit what was fetched and send what is due, within a moment and if it is ours to do.

        Whoever led and ends at the same time leaves nothing to us: we would break it off.
        """
        self._is_stopping = True
        if self._term:
            if self._term.receiving:
                await asyncio.wait([self._term.receiving], timeout=_COMMIT_SECONDS)
            self._term.delivery.stop()
            await asyncio.wait([self._term.sending], timeout=_SEND_SECONDS)

    async def run(self) -> None:
        """Lead whenever no other process does, until cancelled.

        Raises:
            AssistantError: the assistant cannot go on.
        """
        while True:
            try:
                async with self._database.lead() as lead:
                    if not self._is_stopping:
                        await self._lead(lead)
            except LeadLost as lost:
                log.warning("lead.lost", reason=str(lost.__cause__ or lost))
            except StorageUnusable as error:
                log.warning("lead.storage_unusable", reason=str(error))
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                return  # it was stopped

    async def _lead(self, lead: Lead) -> None:
        """Lead until stopped."""
        log.info("lead.taken")
        delivery = Delivery(
            database=lead.store,
            bot=self._bot,
            clock=self._clock,
            pace=Pace(self._settings.messages_per_second, self._clock),
            metrics=self._metrics,
        )
        sending = asyncio.create_task(delivery.run())
        receiving = asyncio.create_task(self._polling()) if self._polling else None
        beside = [asyncio.create_task(work) for work in self._beside(lead)]
        self._term = _Term(delivery, sending, receiving)
        try:
            await until_done(sending, filter(None, (receiving, *beside)))
        finally:
            self._term = None
            await end(filter(None, (sending, receiving, *beside)))

    def _beside(self, lead: Lead) -> list[Coroutine[Any, Any, object]]:
        """Return what is done beside sending."""
        reminders = Reminders(
            database=lead.store, shelf=self._shelf, clock=self._clock, metrics=self._metrics
        )
        work: list[Coroutine[Any, Any, object]] = [
            lead.hold(),
            reminders.run(),
            forget_daily(lead.store, self._clock),
            publish_profile(self._bot, lead.store, self._shelf.library.pack),
        ]
        if self._settings.backup_dir and self._settings.database_path:
            backups = DailyBackups(
                database=self._settings.database_path,
                folder=self._settings.backup_dir,
                clock=self._clock,
                metrics=self._metrics,
            )
            work.append(backups.run())
        return work
