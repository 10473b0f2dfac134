"""The loop that turns due stages into messages of the outbox.

It sleeps until the next stage is due and looks at the table only then, or when an item changed. A
stage is taken and its message written in one transaction, so none is lost or doubled here.
"""

from datetime import datetime, timedelta
from itertools import chain

import structlog

from bot.clock import Clock
from bot.context import Shelf
from bot.dialog.items.notice import Notice, notice
from bot.dialog.items.reminding import digest, reminder
from bot.dialog.items.schedule import Rhythm, State
from bot.dialog.person import Person
from bot.dialog.reply import Reply
from bot.dialog.voice import Voice
from bot.errors import StorageUnusable
from bot.metrics import Metrics
from bot.sending import as_digest, is_digest, letters
from storage.database import Store, Transaction
from storage.news import News
from storage.outbox import Priority

log = structlog.get_logger()

_STORAGE_WAIT = timedelta(seconds=5)
_MOMENT = timedelta(milliseconds=1)
_PUT_OFF_AT_MOST = timedelta(days=7)
"""Quiet hours last less than a day, and a clock may have gone days ahead."""
_PEOPLE_AT_ONCE = 50
"""More would keep those waiting who chat meanwhile."""


class Reminders:
    """Reminds of items; a single task runs it."""

    def __init__(
        self,
        *,
        database: Store,
        shelf: Shelf,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._clock = clock
        self._metrics = metrics
        self._wake = database.bells[News.STAGES]
        self._started_at = clock.now()
        self._looked_at: datetime | None = None

    async def run(self) -> None:
        """Remind until cancelled.

        Raises:
            LeadLost: another process reminds now.
        """
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
        written: list[list[timedelta]] = []
        async with self._database.transaction() as tx:
            if self._looked_at is None or now < self._looked_at:
                await tx.stages.hasten(now, (self._looked_at or now) + _PUT_OFF_AT_MOST)
            # In this order, as updates are applied, so that nobody waits in a ring.
            for number in sorted(await tx.stages.due_people(now, _PEOPLE_AT_ONCE)):
                person = await tx.people.hold(number)
                if person and (late := await self._remind_person(tx, person, now)) is not None:
                    written.append(late)
            next_at = await tx.stages.next_at()
        self._looked_at = now
        if written:
            self._metrics.reminders.inc(len(written))
            for one in chain(*written):
                self._metrics.reminder_lateness.observe(max(0, one.total_seconds()))
            log.info("reminders.written", people=len(written))
        return next_at

    async def _remind_person(
        self, tx: Transaction, person: Person, now: datetime
    ) -> list[timedelta] | None:
        """Write the one message for all that is due for a person.

        Returns:
            How late each stage is that it tells of for the first time; None without a message.
        """
        rhythm = person.rhythm(self._shelf.library.pack.ladders, self._shelf.workdays)
        wants_digest = False
        if rhythm.heard(now) <= now:
            wants_digest = await self._take_back(tx, person)
        wants_digest |= await self._take_digest(tx, person, rhythm, now)
        owed = await tx.stages.due(person.id, now)
        due = notice(owed, rhythm, now, self._started_at)
        told_at = await _free_moment(tx, person, now)
        if due.outcomes:
            await tx.stages.settle(person.id, due.outcomes, told_at)
        reply = await self._reply(tx, person, due, rhythm, told_at, wants_digest=wants_digest)
        if reply is None:
            return None
        voice = Voice(self._shelf.library.pack, person.language)
        for letter in letters(person.id, reply, voice, priority=Priority.REMINDER):
            await tx.outbox.put(as_digest(letter) if wants_digest else letter, told_at)
        told = (one.stage for one, it in zip(owed, due.outcomes, strict=True) if it.told)
        return [now - rhythm.heard(one.planned_at) for one in told if not one.is_taken_back]

    async def _take_back(self, tx: Transaction, person: Person) -> bool:
        """Take back an earlier reminder that has not gone yet; return whether it was a digest."""
        withdrawn = await tx.outbox.withdraw_reminders(person.id)
        for one in withdrawn:
            await tx.stages.untell(person.id, one.created_at, State.PENDING)
        return any(is_digest(one.payload) for one in withdrawn)

    async def _take_digest(
        self, tx: Transaction, person: Person, rhythm: Rhythm, now: datetime
    ) -> bool:
        """Return whether the morning digest is due, and note when the next one is."""
        due_at = await tx.people.digest_next(person.id)
        if due_at is None or due_at > now:
            return False
        until = rhythm.heard(now)
        next_at = until if until > now else rhythm.next_digest(person.digest_at, now)
        await tx.people.set_digest_next(person.id, next_at)
        return until <= now

    async def _reply(
        self,
        tx: Transaction,
        person: Person,
        due: Notice,
        rhythm: Rhythm,
        now: datetime,
        *,
        wants_digest: bool,
    ) -> Reply | None:
        voice = Voice(self._shelf.library.pack, person.language)
        if wants_digest:
            items = await tx.items.open_items(person.id)
            if shown := digest(voice, items, due, now, rhythm, details=person.details):
                return shown
        if not due.items:
            return None
        return reminder(voice, due, now, rhythm, details=person.details)


async def _free_moment(tx: Transaction, person: Person, now: datetime) -> datetime:
    """Return `now`, or a moment later: a reminder is known by its moment, and clocks may go back."""
    while await tx.stages.told(person.id, now):
        now += _MOMENT
    return now
