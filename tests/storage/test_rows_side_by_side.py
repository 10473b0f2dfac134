"""Two transactions at once in the same row of the outbox: none of its messages stays behind for good."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime

import pytest

from bot.dialog.content.parts import Language
from storage.database import Database
from storage.opening import open_database
from storage.outbox import Claimed, Fate, Outcome, Outgoing
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
