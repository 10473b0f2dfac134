"""Two transactions at once in the same row of the outbox: none of its messages stays behind for good."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from bot.clock import Clock
from bot.dialog.content.parts import Language
from bot.pace import Pace
from bot.screening import screen
from storage.database import Database
from storage.opening import open_database
from storage.outbox import Claimed, Fate, Outcome, Outgoing, Priority
from tests.postgres import fresh_postgres
from tests.storage.moments import NOW

CHAT = 1001
GLANCE_SECONDS = 0.2


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    """An empty PostgreSQL database: SQLite has one transaction at a time."""
    async with fresh_postgres() as url:
        opened = await open_database(url)
        try:
            async with opened.transaction() as tx:
                await tx.people.meet(CHAT, Language.CHINESE, NOW)
            yield opened
        finally:
            await opened.close()


async def put(database: Database, words: str, until: asyncio.Event | None = None) -> None:
    async with database.transaction() as tx:
        await tx.outbox.put(Outgoing(CHAT, {"words": words}), NOW)
        if until:
            await until.wait()


async def claim(database: Database, now: datetime = NOW) -> list[Claimed]:
    async with database.transaction() as tx:
        return await tx.outbox.claim(now, 10)


async def finish(database: Database, one: Claimed, until: asyncio.Event | None = None) -> None:
    async with database.transaction() as tx:
        await tx.outbox.finish([Outcome(one.id, Fate.SENT, message=1)], NOW)
        await tx.outbox.advance([one])
        if until:
            await until.wait()


@pytest.mark.parametrize("puts_first", [True, False])
async def test_what_is_put_while_the_one_before_it_is_finished_goes(
    database: Database, *, puts_first: bool
) -> None:
    await put(database, "one")
    (one,) = await claim(database)
    committing = asyncio.Event()
    if puts_first:
        first = asyncio.create_task(put(database, "two", committing))
        second = asyncio.create_task(finish(database, one))
    else:
        first = asyncio.create_task(finish(database, one, committing))
        second = asyncio.create_task(put(database, "two"))
    with suppress(TimeoutError):  # long enough for whoever need not wait for the other
        await asyncio.wait_for(asyncio.shield(second), GLANCE_SECONDS)
    committing.set()
    await asyncio.gather(first, second)
    assert [one.payload for one in await claim(database)] == [{"words": "two"}]


async def test_what_is_taken_back_while_its_person_does_something_is_taken_back_a_little_later(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await tx.outbox.put(Outgoing(CHAT, {"words": "in 3 days"}, Priority.REMINDER), NOW)
    late = NOW + timedelta(hours=3)
    pace = Pace(0, Clock(lambda: late))
    claimed, returning = asyncio.Event(), asyncio.Event()

    async def come_back() -> None:
        async with database.transaction() as tx:
            await tx.people.meet(CHAT, Language.CHINESE, NOW)
            returning.set()
            await claimed.wait()
            await tx.set_reachable(CHAT, reachable=True)  # it lets what waits in the outbox go

    coming_back = asyncio.create_task(come_back())
    await returning.wait()
    async with database.transaction() as tx:
        found = await tx.outbox.claim(late, 10)
        claimed.set()
        await asyncio.wait([coming_back], timeout=GLANCE_SECONDS)  # it waits for what was claimed
        assert await screen(tx, found, pace, late) == []
    await coming_back
    async with database.transaction() as tx:
        assert await screen(tx, await tx.outbox.claim(late, 10), pace, late) == []
        assert await tx.outbox.counts() == {}
