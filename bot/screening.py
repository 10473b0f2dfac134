"""What of the messages that are next may really go now: not too many to a chat, no reminder at night.

A reminder goes neither in quiet hours, nor after it has become untrue, nor when another was written while
it could not be sent: it is taken back, and its stages are told anew. One that may have arrived waits
for the end of the quiet hours, with its mark; so does a report, without.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialog.items.schedule import State
from bot.pace import Pace
from bot.sending import is_digest
from storage.database import Transaction
from storage.outbox import Claimed, Priority, Withdrawn

_STALE_AFTER = timedelta(hours=1)
"""After so long what a reminder says of days may be wrong."""
_SOON = timedelta(seconds=1)
"""So long what a person does at the same moment takes at most, as a rule."""


async def screen(
    tx: Transaction, claimed: Sequence[Claimed], pace: Pace, now: datetime
) -> list[Claimed]:
    """Return what of `claimed` goes; the rest is put off, or taken back."""
    going: list[Claimed] = []
    later: dict[int, datetime] = {}
    withdrawn: list[Claimed] = []
    for one in claimed:
        until = now
        if one.priority is not Priority.REPLY and (person := await tx.people.find(one.chat)):
            until = person.quiet.over(now, person.zone)
            if _may_be_taken_back(one) and (
                _is_untrue(one, until, now) or await _is_overtaken(tx, one)
            ):
                if await tx.outbox.try_alone(one.chat):
                    withdrawn.append(one)
                else:  # they do something just now, and may wait for what was claimed
                    later[one.id] = now + _SOON
                continue
        if until > now:
            later[one.id] = until
        elif wait := pace.reserve(one.chat):
            later[one.id] = wait
        else:
            going.append(one)
    if later:
        await tx.outbox.put_off(later)
    if withdrawn:
        await _take_back(tx, withdrawn, now)
    return going


def _may_be_taken_back(one: Claimed) -> bool:
    """Return whether it is a reminder that surely has not arrived; what a report says stays true."""
    return one.priority is Priority.REMINDER and not one.doubtful


def _is_untrue(one: Claimed, until: datetime, now: datetime) -> bool:
    """Return whether what a reminder says of days will be wrong when it goes."""
    return until > now or now - one.created_at > _STALE_AFTER


async def _is_overtaken(tx: Transaction, one: Claimed) -> bool:
    """Return whether another reminder was written while this one could not be sent: one says both."""
    if one.attempts == 1:
        return False
    return any(moment != one.created_at for moment in await tx.outbox.waiting_reminders(one.chat))


async def _take_back(tx: Transaction, withdrawn: Sequence[Claimed], now: datetime) -> None:
    """Take back reminders, and with each what else waits to remind its person: one says all anew."""
    await tx.outbox.withdraw(one.id for one in withdrawn)
    await tx.outbox.advance(withdrawn)
    for one in withdrawn:
        this = Withdrawn(one.created_at, one.payload)
        for written in (this, *await tx.outbox.withdraw_reminders(one.chat)):
            await tx.stages.untell(one.chat, written.created_at, State.PENDING)
            if is_digest(written.payload):
                await tx.people.set_digest_next(one.chat, now)
