"""From updates to committed effects: process, commit, and only then acknowledge.

A batch shares one transaction, so up to 100 updates cost one write to the disk. Updates of one
person run in order, those of different people side by side. If a handler fails, the whole batch is
undone and its updates are applied one by one, so that only the failing one is given up.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from time import perf_counter

import structlog
from structlog.contextvars import bound_contextvars
from telegram import Chat, Update, User

from bot.clock import Clock
from bot.context import App, Shelf, Unit, current_unit
from bot.dialog import sentences as s
from bot.dialog.content.parts import Language
from bot.dialog.reply import Reply, Text
from bot.metrics import Metrics
from bot.reactions import Reactions
from bot.reloading import Asker, Reloading
from storage.database import Database, Transaction

log = structlog.get_logger()


class HandlerFailed(Exception):
    """A handler raised; nothing of the batch was kept."""

    def __init__(self, update: Update, user: User, cause: Exception) -> None:
        super().__init__(f"update {update.update_id}: {cause!r}")
        self.update = update
        self.user = user
        self.cause = cause


class Ingest:
    """Applies updates, a batch in one transaction."""

    def __init__(  # the composition root hands everything over by name
        self,
        *,
        database: Database,
        application: App,
        shelf: Shelf,
        reactions: Reactions,
        reloading: Reloading,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._application = application
        self._shelf = shelf
        self._reactions = reactions
        self._reloading = reloading
        self._clock = clock
        self._metrics = metrics

    async def apply(self, updates: Sequence[Update]) -> None:
        """Apply `updates` once each and commit; when this returns they may be acknowledged.

        Raises:
            StorageUnusable: nothing was kept; the same updates may be given again.
        """
        started = perf_counter()
        try:
            self._after_commit(await self._together(updates))
        except HandlerFailed:
            for update in updates:
                self._after_commit(await self._alone(update))
        self._metrics.latency.observe(perf_counter() - started)

    async def _together(self, updates: Sequence[Update]) -> list[Unit]:
        now = self._clock.now()
        async with self._database.transaction() as tx:
            lanes: defaultdict[int, list[Update]] = defaultdict(list)
            # In this order everywhere, so that two processes never wait for each other in a ring.
            for update in sorted(updates, key=lambda one: one.update_id):
                if await tx.updates.record(update.update_id, now):
                    person = update.effective_user
                    lanes[person.id if person else 0].append(update)
                else:
                    self._metrics.updates.labels("repeated").inc()
            runs = [self._run_lane(tx, lane, now) for _, lane in sorted(lanes.items())]
            # All lanes must have come to rest before the transaction ends, also when one failed.
            done = await asyncio.gather(*runs, return_exceptions=True)
            units: list[Unit] = []
            for outcome in done:
                if isinstance(outcome, BaseException):
                    raise outcome
                units += outcome
            return units

    async def _alone(self, update: Update) -> list[Unit]:
        try:
            return await self._together([update])
        except HandlerFailed as failed:
            return [await self._give_up(failed)]

    async def _give_up(self, failed: HandlerFailed) -> Unit:
        """Record the update as applied and tell the person that it was not processed."""
        update = failed.update
        log.error("update.failed", update=update.update_id, exc_info=failed.cause)
        self._metrics.updates.labels("failed").inc()
        now = self._clock.now()
        async with self._database.transaction() as tx:
            await tx.updates.record(update.update_id, now)
            unit = await self._unit(tx, update, failed.user, now)
            words = unit.voice.say(s.GUARD_FAILED, reference=update.update_id)
            await unit.reply(Reply((Text(words),)))
        return unit

    async def _run_lane(self, tx: Transaction, lane: Iterable[Update], now: datetime) -> list[Unit]:
        units = []
        for update in lane:
            user = update.effective_user
            if user is None:
                continue  # a channel or a chat without a person: nobody to answer
            # A long batch lets others in between: answers of calls, /healthz.
            await asyncio.sleep(0)
            unit = await self._unit(tx, update, user, now)
            token = current_unit.set(unit)
            try:
                with bound_contextvars(update=update.update_id):
                    await self._application.process_update(update)
            finally:
                current_unit.reset(token)
            if unit.failure:
                if self._database.is_at_fault(unit.failure):
                    raise unit.failure  # not the update's fault: it is applied again later
                raise HandlerFailed(update, user, unit.failure)
            units.append(unit)
        return units

    async def _unit(self, tx: Transaction, update: Update, user: User, now: datetime) -> Unit:
        english = (user.language_code or "").startswith("en")
        language = Language.ENGLISH if english else Language.CHINESE
        chat = update.effective_chat
        if chat is not None and chat.type == Chat.PRIVATE:
            person = await tx.people.meet(user.id, language, now)
        else:  # who only asks in a group or inline is nobody to remember
            person = await tx.people.glimpse(user.id, language)
        shelf = self._shelf
        unit = Unit(update, tx, person, shelf.library, shelf.workdays, self._metrics, now)
        if not person.reachable and unit.is_private and not update.my_chat_member:
            # Who writes to us can be written to, whatever was noted of an earlier failure.
            await tx.set_reachable(person.id, reachable=True)
        return unit

    def _after_commit(self, units: Sequence[Unit]) -> None:
        self._metrics.updates.labels("applied").inc(len(units))
        for unit in units:
            query = unit.update.callback_query
            if query:
                self._reactions.acknowledge(query.id, unit.remark)
            typed = unit.update.inline_query
            if typed and unit.cards:
                self._reactions.offer(typed.id, unit.cards)
            if unit.wants_reload:
                self._reloading.ask(Asker(unit.person.id, unit.person.language))
