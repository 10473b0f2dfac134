"""The lead: one process has it, another takes it when that one dies or hangs, and news reaches whoever has it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack
from datetime import timedelta

import asyncpg
import pytest

from bot.errors import StorageUnreachable
from storage import postgres, postgres_line
from storage.database import Database, Lead, LeadLost
from storage.news import News
from storage.opening import opened
from storage.outbox import Outgoing
from storage.postgres_session import PostgresStore
from tests.storage.moments import NOW

pytestmark = pytest.mark.databases("postgres")

PATIENCE_SECONDS = 20
LETTER = Outgoing(1, {"html": "好"})


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a beat and the silence that is noticed be short."""
    monkeypatch.setattr(postgres_line, "_BEAT_SECONDS", 0.02)
    monkeypatch.setattr(postgres_line, "_SILENCE", timedelta(seconds=0.3))


@pytest.fixture
async def second(url: str) -> AsyncIterator[Database]:
    """The same database, as another process has it open."""
    async with opened(url) as database:
        yield database


async def rings(database: Database, news: News) -> None:
    """Wait until a bell of this process rings."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        await database.bells[news].wait()


async def taken(ending: AsyncExitStack, database: Database) -> Lead:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return await ending.enter_async_context(database.lead())


async def writes_until(lead: Lead, happens: Awaitable[object]) -> None:
    async with lead.store.transaction() as tx:
        await tx.outbox.put(LETTER, NOW)
        await happens


@pytest.mark.databases("sqlite")
async def test_the_only_process_leads(database: Database) -> None:
    assert await database.is_led()
    async with database.lead() as lead:
        assert lead.store is database


async def test_one_leads_and_the_other_after_it(database: Database, second: Database) -> None:
    assert not await second.is_led()
    async with AsyncExitStack() as ending:
        async with database.lead() as first:
            holding = asyncio.create_task(first.hold())
            waiting = asyncio.create_task(taken(ending, second))
            await asyncio.wait([waiting], timeout=1)  # three times the silence that is noticed
            assert not waiting.done()
            assert not holding.done()
            assert await second.is_led()
            holding.cancel()
        lead = await waiting
        async with lead.store.transaction() as tx:
            await tx.outbox.put(LETTER, NOW)
    assert not await database.is_led()


async def test_who_is_silent_loses_the_lead_and_can_write_no_more(
    database: Database, second: Database
) -> None:
    async with AsyncExitStack() as ending:
        silent = await taken(ending, database)
        await taken(ending, second)
        with pytest.raises(LeadLost):
            await silent.hold()
        with pytest.raises(LeadLost):
            async with silent.store.transaction():
                pytest.fail("who has lost the lead began a transaction")


async def test_what_was_begun_by_who_is_silent_is_undone(
    database: Database, second: Database
) -> None:
    async with AsyncExitStack() as ending:
        silent = await taken(ending, database)
        with pytest.raises(StorageUnreachable):
            await writes_until(silent, taken(ending, second))
        async with second.transaction() as tx:
            assert await tx.outbox.counts() == {}


async def test_who_hung_while_it_committed_goes_on_with_nothing(
    database: Database, second: Database
) -> None:
    async with AsyncExitStack() as ending:
        silent = await taken(ending, database)
        assert isinstance(silent.store, PostgresStore)
        with pytest.raises(LeadLost):  # it was committed, and what was claimed is another's to send
            async with silent.store._connected():
                await taken(ending, second)


async def connected(ending: AsyncExitStack, url: str) -> "asyncpg.Connection[asyncpg.Record]":
    """Connect as a process of ours does that is going to hang."""
    connection = await asyncpg.connect(url, server_settings=postgres._SETTINGS)
    ending.callback(connection.terminate)
    return connection


async def test_who_hangs_within_a_statement_loses_the_lead(database: Database, url: str) -> None:
    async with AsyncExitStack() as ending:
        hanging = await connected(ending, url)
        assert await hanging.fetchval("SELECT pg_try_advisory_lock($1)", postgres_line.LEAD)
        await hanging.prepare("SELECT $1::int")  # what PostgreSQL counts as under way
        await taken(ending, database)


async def test_a_transaction_that_hangs_within_a_statement_is_ended_by_who_leads(
    database: Database, url: str
) -> None:
    async with AsyncExitStack() as ending:
        hanging = await connected(ending, url)
        await hanging.execute(f"BEGIN; SELECT pg_advisory_xact_lock({LETTER.chat})")
        await hanging.prepare("SELECT $1::int")
        lead = await taken(ending, database)
        holding = asyncio.create_task(lead.hold())
        async with asyncio.timeout(PATIENCE_SECONDS), database.transaction() as tx:
            await tx.outbox.put(LETTER, NOW)
        holding.cancel()


@pytest.mark.parametrize("is_leading", [True, False])
async def test_what_is_written_anywhere_is_told_to_who_leads(
    database: Database, second: Database, *, is_leading: bool
) -> None:
    async with database.lead():
        writer = database if is_leading else second
        async with writer.transaction() as tx:
            await tx.outbox.put(LETTER, NOW)
        await rings(database, News.OUTBOX)
        assert not database.bells[News.STAGES].is_set()


async def test_what_is_told_to_others_is_not_told_to_oneself(
    database: Database, second: Database
) -> None:
    async with AsyncExitStack() as ending:
        await taken(ending, database)
        waiting = asyncio.create_task(taken(ending, second))  # who waits for the lead listens too
        while not second.bells[News.CONTENT].is_set():
            await database.tell_others([News.CONTENT])
            await asyncio.wait([waiting], timeout=0.01)
        assert not database.bells[News.CONTENT].is_set()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_news_of_a_newer_version_harms_nobody(database: Database, second: Database) -> None:
    async with database.lead(), second.session() as session:
        await session.run("SELECT pg_notify('rongcuo_news', 'another new_kind')")
        await session.run("SELECT pg_notify('rongcuo_news', 'another stages')")
    await rings(database, News.STAGES)


async def test_who_leads_looks_by_itself_now_and_then(database: Database) -> None:
    async with database.lead() as lead:
        holding = asyncio.create_task(lead.hold())
        await rings(database, News.OUTBOX)
        await rings(database, News.STAGES)
        holding.cancel()
