"""PostgreSQL alone: reaching it, many processes at once, connections that break."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import pytest

from bot.dialog.content.parts import Language
from bot.errors import StorageTooNew, StorageUnreachable, StorageUnusable
from storage import postgres
from storage.database import Database
from storage.migrations import load_migrations
from storage.opening import open_database
from tests.postgres import server
from tests.storage.moments import NOW

pytestmark = pytest.mark.databases("postgres")
LATEST = load_migrations()[-1].number
SECRET = "s3cret-word"


async def run_sql(url: str, statement: str) -> list[asyncpg.Record]:
    """Run a statement without the project's code."""
    connection = await asyncpg.connect(url)
    try:
        rows: list[asyncpg.Record] = await connection.fetch(statement)
        return rows
    finally:
        await connection.close()


@pytest.mark.parametrize(
    "place",
    [
        f"postgresql://someone:{SECRET}@127.0.0.1:1/bot",
        f"postgresql://someone:{SECRET}@nowhere.invalid/bot",
        f"postgresql://someone:{SECRET}@127.0.0.1:port/bot",
    ],
)
async def test_one_that_cannot_be_reached_is_told_without_the_password(place: str) -> None:
    with pytest.raises(StorageUnusable) as error:
        await open_database(place)
    for language in ("zh", "en"):
        assert "PostgreSQL" in error.value.sentence(language)
        assert SECRET not in error.value.sentence(language)


async def test_a_database_that_is_not_there_is_told() -> None:
    url = urlunsplit(urlsplit(server())._replace(path="/missing"))
    with pytest.raises(StorageUnusable, match="missing"):
        await open_database(url)


async def test_processes_that_start_at_once_make_the_schema_once(url: str) -> None:
    opened = await asyncio.gather(*(open_database(url) for _ in range(4)))
    for database in opened:
        await database.close()
    rows = await run_sql(url, "SELECT number FROM migration ORDER BY number")
    assert [row[0] for row in rows] == list(range(1, LATEST + 1))


async def test_a_newer_schema_is_left_alone(url: str) -> None:
    await (await open_database(url)).close()
    await run_sql(url, f"INSERT INTO migration VALUES ({LATEST + 1})")
    with pytest.raises(StorageTooNew) as error:
        await open_database(url)
    assert error.value.facts["found"] == LATEST + 1


async def test_a_migration_that_fails_leaves_nothing_behind(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = load_migrations()
    broken = replace(known[-1], number=LATEST + 1, statements=("CREATE TABLE more (x TEXT)", "NO"))
    with monkeypatch.context() as patched:
        patched.setattr("storage.postgres.load_migrations", lambda: [*known, broken])
        with pytest.raises(asyncpg.PostgresSyntaxError):
            await open_database(url)
    assert await run_sql(url, "SELECT 1 FROM pg_tables WHERE tablename IN ('more', 'item')") == []
    await (await open_database(url)).close()


async def test_a_migration_may_take_longer_than_a_statement_otherwise(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await (await open_database(url)).close()
    known = load_migrations()
    long = replace(known[-1], number=LATEST + 1, statements=("SELECT pg_sleep(1.5)",))
    with monkeypatch.context() as patched:
        patched.setattr("storage.postgres.load_migrations", lambda: [*known, long])
        patched.setattr("storage.postgres._PATIENCE_SECONDS", 1)
        await (await open_database(url)).close()
    [[number]] = await run_sql(url, "SELECT max(number) FROM migration")
    assert number == LATEST + 1


@pytest.fixture
async def replicas(url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Two processes' worth of connections to one database."""
    async with AsyncExitStack() as ending:
        opened = []
        for _ in range(2):
            opened.append(await open_database(url))
            ending.push_async_callback(opened[-1].close)
        yield opened[0], opened[1]


async def test_the_other_transactions_of_a_person_wait(replicas: tuple[Database, Database]) -> None:
    order: list[str] = []
    met = asyncio.Event()

    async def first() -> None:
        async with replicas[0].transaction() as tx:
            await tx.people.meet(1, Language.CHINESE, NOW)
            met.set()
            await tx.facts.write("order", "first")
            order.append("first")

    async def second() -> None:
        await met.wait()
        async with replicas[1].transaction() as tx:
            await tx.people.meet(1, Language.CHINESE, NOW)
            order.append(f"second after {await tx.facts.read('order')}")

    await asyncio.gather(first(), second())
    assert order == ["first", "second after first"]


async def test_an_update_that_two_processes_get_is_applied_once(
    replicas: tuple[Database, Database],
) -> None:
    async def record(database: Database) -> bool:
        async with database.transaction() as tx:
            return await tx.updates.record(7, NOW)

    assert sorted(await asyncio.gather(*map(record, replicas))) == [False, True]


async def test_transactions_of_different_people_run_beside_each_other(
    replicas: tuple[Database, Database],
) -> None:
    both = asyncio.Barrier(2)

    async def write(person: int) -> None:
        async with replicas[0].transaction() as tx:
            await tx.people.meet(person, Language.CHINESE, NOW)
            await both.wait()

    async with asyncio.timeout(5):
        await asyncio.gather(write(1), write(2))


async def test_a_connection_that_breaks_is_told_and_the_next_transaction_works(
    replicas: tuple[Database, Database], url: str
) -> None:
    async def write() -> None:
        async with replicas[0].transaction() as tx:
            await tx.updates.record(1, NOW)
            [row] = await tx.people.session.run("SELECT pg_backend_pid()")
            await run_sql(url, f"SELECT pg_terminate_backend({row[0]:d})")
            await tx.updates.record(2, NOW)

    with pytest.raises(StorageUnusable):
        await write()
    async with replicas[0].transaction() as tx:
        assert await tx.updates.record(1, NOW), "the broken transaction was kept"


async def test_two_in_each_others_way_are_told_as_the_databases_fault(
    replicas: tuple[Database, Database],
) -> None:
    both = asyncio.Barrier(2)

    async def write(database: Database, *people: int) -> None:
        async with database.transaction() as tx:
            await tx.people.meet(people[0], Language.CHINESE, NOW)
            await both.wait()
            await tx.people.meet(people[1], Language.CHINESE, NOW)

    async with replicas[0].transaction() as tx:
        for person in (1, 2):
            await tx.people.meet(person, Language.CHINESE, NOW)
    outcomes = await asyncio.gather(
        write(replicas[0], 1, 2), write(replicas[1], 2, 1), return_exceptions=True
    )
    assert [type(one) for one in outcomes if one] == [StorageUnreachable], (
        "one of them is tried again"
    )


async def test_a_failure_that_the_block_keeps_quiet_about_is_told(url: str) -> None:
    database = await open_database(url)

    async def write() -> None:
        async with database.transaction() as tx:
            await tx.people.meet(1, Language.CHINESE, NOW)
            [row] = await tx.people.session.run("SELECT pg_backend_pid()")
            await run_sql(url, f"SELECT pg_terminate_backend({row[0]:d})")
            await asyncio.gather(tx.updates.record(1, NOW), return_exceptions=True)

    try:
        with pytest.raises(StorageUnusable):
            await write()
    finally:
        await database.close()


async def test_who_hangs_in_a_transaction_is_cut_off_but_not_who_compares(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = {**postgres._SETTINGS, "idle_in_transaction_session_timeout": "20ms"}
    monkeypatch.setattr(postgres, "_SETTINGS", impatient)
    database = await open_database(url)

    async def say_nothing_for_a_while(*, compares: bool) -> None:
        async with database.session() as session:
            await (session.hold_still() if compares else session.run("SELECT 1"))
            await run_sql(url, "SELECT pg_sleep(0.2)")
            await session.run("SELECT 1")

    await say_nothing_for_a_while(compares=True)
    with pytest.raises(StorageUnusable):
        await say_nothing_for_a_while(compares=False)
    await database.close()


async def test_who_is_let_in_no_more_is_told_so_and_may_be_let_in_again(url: str) -> None:
    name = f"someone_{uuid4().hex}"
    await run_sql(url, f"CREATE ROLE {name} LOGIN")
    await run_sql(url, f"GRANT ALL ON SCHEMA public TO {name}")
    parts = urlsplit(url)
    theirs = urlunsplit(parts._replace(netloc=f"{name}@{parts.netloc.rpartition('@')[2]}"))
    database = await open_database(theirs)
    try:
        await run_sql(url, f"ALTER ROLE {name} NOLOGIN")
        with pytest.raises(StorageUnreachable, match="not permitted to log in"):
            async with database.lead():
                pytest.fail("it was let in")
        await run_sql(url, f"ALTER ROLE {name} LOGIN")
        async with database.lead():
            assert await database.is_led()
    finally:
        await database.close()
        await run_sql(url, f"DROP OWNED BY {name}")
        await run_sql(url, f"DROP ROLE {name}")
