"""The sender: takes messages from the outbox, calls the Bot API, writes down what became of them.

Each message is marked as being sent before the call and as sent after it, so a crash in between is
noticed at the next start; then the message is sent again with a mark, since nobody knows whether
it arrived (可能重复). An edit needs no mark: doing it twice changes nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from time import monotonic
from typing import TypeVar

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.dialog.items.schedule import State
from bot.errors import StorageUnusable
from bot.metrics import Metrics
from bot.pace import Pace
from bot.screening import screen
from bot.sending import call
from bot.trouble import (
    Harmless,
    Passing,
    PersonGone,
    TokenBad,
    classify,
)
from storage.database import Store, Transaction
from storage.news import News
from storage.outbox import Claimed, Fate, Outcome, Priority

log = structlog.get_logger()

_AT_ONCE = 32
_FIRST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(minutes=1)
_ABSENCE = timedelta(days=1)
"""Who has left is tried so often, for what cannot wait as a stage."""
_MOST_TRIES = 20
"""How often the server may fail over a message before it lets the next of its chat go."""
_STORAGE_WAIT = timedelta(seconds=2)
_FLUSH_SECONDS = 1.5
_LAST_CALL_SECONDS = 1
_Result = TypeVar("_Result")


class Delivery:
    """Sends what is in the outbox until it is stopped; a single task runs it."""

    def __init__(
        self, *, database: Store, bot: Bot, clock: Clock, pace: Pace, metrics: Metrics
    ) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._pace = pace
        self._metrics = metrics
        self._wake = database.bells[News.OUTBOX]
        self._stopping_at: float | None = None
        self._emptied = False
        self._under_way: set[asyncio.Task[None]] = set()
        self._done: list[tuple[Claimed, Outcome]] = []
        self._gone: list[Claimed] = []
        self._looked_at = clock.now()

    def stop(self) -> None:
        """Send what is due, within a moment, and then return from `run`."""
        self._stopping_at = monotonic()
        self._wake.set()

    async def run(self) -> None:
        """Send until stopped. What the last process left half done is sent again, marked.

        Raises:
            LeadLost: another process sends now.
        """
        try:
            await self._patiently(self._doubt)
            while not self._finished():
                self._wake.clear()
                next_at = await self._patiently(self._turn)
                if self._stopping_at is None:
                    await self._clock.wait(next_at, self._wake)
                elif self._under_way:
                    await asyncio.wait(self._under_way, timeout=_LAST_CALL_SECONDS)
                    self._give_up_waiting()
        finally:
            for task in self._under_way:  # whoever sends next sends these again
                task.cancel()

    def _finished(self) -> bool:
        """Whether it was stopped, nothing more may be taken, and all is written down."""
        return self._is_closing() and not self._under_way and not self._done

    def _is_closing(self) -> bool:
        """Whether nothing more may be taken from the outbox."""
        return self._emptied or (
            self._stopping_at is not None and monotonic() > self._stopping_at + _FLUSH_SECONDS
        )

    def _give_up_waiting(self) -> None:
        """End calls that have had their time; whether they were carried out, nobody knows."""
        if self._is_closing():
            for task in self._under_way:
                task.cancel()

    async def _patiently(self, work: Callable[[], Awaitable[_Result]]) -> _Result:
        """Run a piece of database work again and again until the database lets us."""
        while True:
            try:
                return await work()
            except StorageUnusable as error:
                log.warning("outbox.storage_unusable", reason=str(error))
                await self._clock.wait(self._clock.now() + _STORAGE_WAIT, asyncio.Event())

    async def _doubt(self) -> None:
        async with self._database.transaction() as tx:
            await tx.outbox.doubt()
            await tx.outbox.free()
            await tx.outbox.hasten(self._clock.now() + _LONGEST_WAIT)

    async def _turn(self) -> datetime | None:
        """Write down outcomes, take what may go now, and return when to look again."""
        now = self._clock.now()
        room = _AT_ONCE - len(self._under_way)
        allowed = 0 if self._is_closing() else self._pace.allowance(room)
        done, gone = list(self._done), list(self._gone)
        async with self._database.transaction() as tx:
            await self._write_down(tx, done, gone, now)
            claimed = await tx.outbox.claim(now, allowed) if allowed > 0 else []
            going = await screen(tx, claimed, self._pace, now)
            next_at = await tx.outbox.next_at(now)
        del self._done[: len(done)]
        del self._gone[: len(gone)]
        self._looked_at = now
        self._start(going)
        self._emptied = self._stopping_at is not None and not claimed and not self._under_way
        if len(going) < len(claimed):
            return now  # others may go in the place of those that may not
        if len(claimed) == allowed < room:  # the pace holds us back, not the outbox
            next_at = min(filter(None, (next_at, self._pace.next_at())))
        return next_at

    async def _write_down(
        self,
        tx: Transaction,
        done: Sequence[tuple[Claimed, Outcome]],
        gone: Sequence[Claimed],
        now: datetime,
    ) -> None:
        if done:
            await tx.outbox.finish([outcome for _, outcome in done], now)
        # Before the people, as everywhere, so that nobody waits in a ring.
        if finished := [one for one, outcome in done if outcome.fate is not Fate.PENDING]:
            await tx.outbox.advance(finished)
        for one in sorted(gone, key=lambda one: one.chat):
            await tx.set_reachable(one.chat, reachable=False)
            if one.priority is Priority.REMINDER and not one.doubtful:
                await tx.stages.untell(one.chat, one.created_at, State.PAUSED)
        if now < self._looked_at:  # waits were counted by a clock that went ahead
            log.warning("clock.went_back", seconds=(self._looked_at - now).total_seconds())
            self._metrics.clock_back.inc()
            await tx.outbox.hasten(now + _LONGEST_WAIT)

    def _start(self, claimed: Sequence[Claimed]) -> None:
        self._pace.spend(len(claimed))
        for one in claimed:
            task = asyncio.create_task(self._send(one))
            self._under_way.add(task)
            task.add_done_callback(partial(self._sent, one))

    def _sent(self, claimed: Claimed, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if task.cancelled():
            self._finish(claimed, Outcome(claimed.id, Fate.PENDING, doubtful=True))
        elif error := task.exception():
            # A mistake of ours: without this its chat would wait for ever.
            log.error("message.broken", outbox=claimed.id, exc_info=error)
            self._finish(claimed, Outcome(claimed.id, Fate.FAILED, error=repr(error)))
        self._wake.set()

    def _finish(self, claimed: Claimed, outcome: Outcome) -> None:
        self._done.append((claimed, outcome))

    async def _send(self, claimed: Claimed) -> None:
        try:
            message = await call(self._bot, claimed)
        except TelegramError as error:
            outcome = self._judge(claimed, error)
        else:
            outcome = Outcome(claimed.id, Fate.SENT, message=message)
            waited = (self._clock.now() - claimed.created_at).total_seconds()
            self._metrics.delivery.labels(claimed.priority.name.lower()).observe(max(0, waited))
        self._metrics.sent.labels(outcome.fate).inc()
        self._finish(claimed, outcome)

    def _judge(self, claimed: Claimed, error: TelegramError) -> Outcome:
        """Return what becomes of a message that was not plainly accepted."""
        trouble = classify(error)
        self._metrics.api_errors.labels(type(trouble).__name__).inc()
        match trouble:
            case Harmless():
                return Outcome(claimed.id, Fate.SENT)
            case Passing() if _is_tried_again(claimed, trouble):
                return self._again(claimed, trouble)
            case TokenBad():  # the messages wait for a token that works
                return self._again(claimed, Passing())
            case PersonGone() if claimed.chat > 0:
                self._gone.append(claimed)
                if claimed.doubtful and claimed.priority is Priority.REMINDER:
                    # It may have arrived, so it stays to be told with its mark when they are back.
                    return replace(
                        self._again(claimed, Passing()), not_before=self._clock.now() + _ABSENCE
                    )
        log.error("message.failed", outbox=claimed.id, trouble=type(trouble).__name__)
        return Outcome(claimed.id, Fate.FAILED, error=error.message)

    def _again(self, claimed: Claimed, trouble: Passing) -> Outcome:
        if trouble.after:
            self._pace.hold(claimed.chat, trouble.after)
        doublings = min(claimed.attempts - 1, 10)
        wait = trouble.after or min(_FIRST_WAIT * 2**doublings, _LONGEST_WAIT)
        log.warning("message.retried", outbox=claimed.id, wait=wait.total_seconds())
        return Outcome(
            claimed.id,
            Fate.PENDING,
            doubtful=claimed.doubtful or trouble.doubtful,
            not_before=self._clock.now() + wait,
        )


def _is_tried_again(claimed: Claimed, trouble: Passing) -> bool:
    """Return whether a message is tried again; a reminder that is tried too long is told anew."""
    is_told_anew = claimed.priority is Priority.REMINDER and not claimed.doubtful
    return not trouble.counted or is_told_anew or claimed.attempts < _MOST_TRIES
