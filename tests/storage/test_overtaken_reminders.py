"""A reminder that could not be sent, and another that was written meanwhile: their person gets one that says both."""

from datetime import timedelta

from bot.clock import Clock
from bot.dialog.content.parts import Language
from bot.pace import Pace
from bot.screening import screen
from storage.database import Database, Transaction
from storage.outbox import Claimed, Fate, Outcome, Outgoing, Priority
from tests.storage.moments import NOW, SECOND

CHAT = 1001
MINUTE = timedelta(minutes=1)


async def remind(tx: Transaction, words: str, minutes: int) -> None:
    letter = Outgoing(CHAT, {"html": words}, Priority.REMINDER)
    await tx.outbox.put(letter, NOW + minutes * MINUTE)


async def claim(tx: Transaction, minutes: int) -> list[Claimed]:
    """Return what goes of what is claimed at a time."""
    now = NOW + minutes * MINUTE
    return await screen(tx, await tx.outbox.claim(now, 10), Pace(0, Clock(lambda: now)), now)


async def fail(tx: Transaction, claimed: Claimed, *, doubtful: bool = False) -> None:
    later = claimed.created_at + SECOND
    outcome = Outcome(claimed.id, Fate.PENDING, doubtful=doubtful, not_before=later)
    await tx.outbox.finish([outcome], later)


async def test_both_are_taken_back_to_be_told_as_one(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(CHAT, Language.CHINESE, NOW)
        await remind(tx, "in 3 days", 0)
        [first] = await claim(tx, 0)
        await remind(tx, "in 2 days", 5)
        await fail(tx, first)
        assert await claim(tx, 10) == []
        assert await tx.outbox.counts() == {}


async def test_one_that_may_have_arrived_is_sent_again(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(CHAT, Language.CHINESE, NOW)
        await remind(tx, "in 3 days", 0)
        [first] = await claim(tx, 0)
        await remind(tx, "in 2 days", 5)
        await fail(tx, first, doubtful=True)
        [again] = await claim(tx, 10)
        assert again.payload == {"html": "in 3 days"}


async def test_the_parts_of_one_reminder_do_not_overtake_each_other(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(CHAT, Language.CHINESE, NOW)
        await remind(tx, "the first half", 0)
        await remind(tx, "the second", 0)
        [first] = await claim(tx, 0)
        await fail(tx, first)
        [again] = await claim(tx, 10)
        assert again.payload == {"html": "the first half"}
