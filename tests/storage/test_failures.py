"""A database that fails in the midst of a transaction: nothing is kept, and it is told as it is."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item
from bot.errors import StorageUnusable
from storage.database import Database, Transaction
from storage.outbox import Outgoing
from storage.session import TransactionUndone
from storage.sqlite import SqliteSession, is_storage_failure
from tests.storage.moments import DAY, NOW

pytestmark = pytest.mark.databases("sqlite")  # how it fails is its own
OWNER, OTHER = 1, 2
TOO_MUCH = {"html": "满" * 1_000_000}
TABLES = ("person", "applied_update", "item", "stage", "outbox")


async def fill_disk(tx: Transaction) -> None:
    """Let the file grow no more: SQLite then fails as it does on a full disk."""
    [count] = await tx.people.session.run("PRAGMA page_count")
    await tx.people.session.run(f"PRAGMA max_page_count = {count[0]:d}")


async def free_disk(tx: Transaction) -> None:
    await tx.people.session.run("PRAGMA max_page_count = 1000000")


async def kept(database: Database) -> dict[str, int]:
    """Return how many rows each table has."""
    counts = {}
    async with database.transaction() as tx:
        for table in TABLES:
            [row] = await tx.people.session.run(f"SELECT count(*) FROM {table}")
            counts[table] = row[0]
    return counts


async def lane_that_fails(tx: Transaction) -> None:
    await tx.people.meet(OWNER, Language.CHINESE, NOW)
    await tx.outbox.put(Outgoing(OWNER, TOO_MUCH), NOW)


async def lane_that_writes_little(tx: Transaction, person: int) -> None:
    await tx.people.meet(person, Language.CHINESE, NOW)
    await tx.items.add(Item(0, person, "事", NOW + DAY), NOW)
    await tx.outbox.put(Outgoing(person, {"html": "字"}), NOW)
    await tx.updates.record(person, NOW)


async def test_on_a_full_disk_nothing_of_any_lane_is_kept(database: Database) -> None:
    outcomes: list[BaseException | None] = []

    async def write() -> None:
        async with database.transaction() as tx:
            await fill_disk(tx)
            others = (lane_that_writes_little(tx, person) for person in range(OTHER, OTHER + 3))
            lanes = lane_that_fails(tx), *others
            outcomes.extend(await asyncio.gather(*lanes, return_exceptions=True))
            for outcome in outcomes:
                if outcome:
                    raise outcome

    with pytest.raises(StorageUnusable, match="full"):
        await write()
    assert isinstance(outcomes[0], sqlite3.OperationalError)
    assert outcomes[0].sqlite_errorcode == sqlite3.SQLITE_FULL
    assert [type(outcome) for outcome in outcomes[1:]] == [TransactionUndone] * 3
    assert await kept(database) == dict.fromkeys(TABLES, 0)


async def test_it_is_told_as_well_when_another_lane_is_the_one_to_speak(database: Database) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await fill_disk(tx)
            await asyncio.gather(lane_that_fails(tx), return_exceptions=True)
            await lane_that_writes_little(tx, OTHER)

    with pytest.raises(StorageUnusable):
        await write()
    assert await kept(database) == dict.fromkeys(TABLES, 0)


async def test_a_failure_that_the_block_keeps_quiet_about_is_told(database: Database) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await fill_disk(tx)
            await asyncio.gather(lane_that_fails(tx), return_exceptions=True)

    with pytest.raises(StorageUnusable):
        await write()
    assert await kept(database) == dict.fromkeys(TABLES, 0)


async def test_a_mistake_of_one_lane_is_not_blamed_on_the_database_by_another(
    database: Database,
) -> None:
    """Who hears `StorageUnusable` tries again for ever, and a mistake would be made again."""

    async def write() -> None:
        async with database.transaction() as tx:
            await tx.people.meet(OTHER, Language.CHINESE, NOW)
            nobody = 404
            _, outcome = await asyncio.gather(
                tx.items.add(Item(0, nobody, "事", NOW), NOW),
                lane_that_writes_little(tx, OTHER),
                return_exceptions=True,
            )
            assert isinstance(outcome, TransactionUndone)
            assert not database.is_at_fault(outcome)
            raise outcome

    with pytest.raises(TransactionUndone):
        await write()
    assert await kept(database) == dict.fromkeys(TABLES, 0)


async def test_statements_of_several_rows_fail_alike(database: Database) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await fill_disk(tx)
            rows = [{"id": number, "now": "2027"} for number in range(100_000)]
            sql = "INSERT INTO applied_update VALUES (:id, :now)"
            with pytest.raises(sqlite3.OperationalError, match="full"):
                await tx.updates.session.run_many(sql, rows)
            with pytest.raises(TransactionUndone):
                await tx.updates.session.run_many(sql, rows[:1])
            await tx.updates.record(1, NOW)

    with pytest.raises(StorageUnusable):
        await write()
    assert await kept(database) == dict.fromkeys(TABLES, 0)


async def test_it_writes_again_when_there_is_room_again(database: Database) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await fill_disk(tx)
            await lane_that_fails(tx)

    with pytest.raises(StorageUnusable):
        await write()
    async with database.transaction() as tx:
        await free_disk(tx)
        await lane_that_fails(tx)
        await lane_that_writes_little(tx, OTHER)
    assert await kept(database) == {
        "person": 2,
        "applied_update": 1,
        "item": 1,
        "stage": 0,
        "outbox": 2,
    }


async def test_nothing_is_written_through_a_transaction_that_has_ended(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.updates.record(1, NOW)
    with pytest.raises(TransactionUndone):
        await tx.updates.record(2, NOW)
    assert (await kept(database))["applied_update"] == 1


async def test_after_any_failed_statement_none_is_run(database: Database) -> None:
    async with database.transaction() as tx:
        assert isinstance(tx.people.session, SqliteSession)
        session = SqliteSession(tx.people.session._connection)
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            await session.run("SELECT missing FROM person")
        with pytest.raises(TransactionUndone):
            await session.run("SELECT id FROM person")


async def test_statements_of_lanes_are_run_one_at_a_time(database: Database) -> None:
    async with database.transaction() as tx:
        runs = (tx.people.session.run("SELECT :number", {"number": n}) for n in range(50))
        rows = await asyncio.gather(*runs)
    assert [[row[0] for row in found] for found in rows] == [[n] for n in range(50)]


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own to a file with a table `pair`, and no patience."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")
        opened.execute("CREATE TABLE pair (a INTEGER PRIMARY KEY, b NOT NULL)")
        opened.execute("INSERT INTO pair VALUES (1, 1)")
        yield opened


def error_of(connection: sqlite3.Connection, *statements: str) -> sqlite3.Error:
    """Run statements of which the last must fail, and return its error."""
    *preparing, failing = statements
    for statement in preparing:
        connection.execute(statement).fetchall()
    with pytest.raises(sqlite3.Error) as error:
        connection.execute(failing).fetchall()
    return error.value


def name_of(error: sqlite3.Error) -> str:
    """Return SQLite's name of what went wrong."""
    return getattr(error, "sqlite_errorname", "none")


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("SELECT c FROM pair", "SQLITE_ERROR"),
        ("SELECT a FROM nowhere", "SQLITE_ERROR"),
        ("SELEC a FROM pair", "SQLITE_ERROR"),
        ("INSERT INTO pair VALUES (1, 2)", "SQLITE_CONSTRAINT_PRIMARYKEY"),
        ("INSERT INTO pair VALUES (2, NULL)", "SQLITE_CONSTRAINT_NOTNULL"),
        ("INSERT INTO pair VALUES ('word', 1)", "SQLITE_MISMATCH"),
        ("SELECT :a", "none"),
    ],
)
def test_what_was_asked_wrongly_is_no_storage_failure(
    connection: sqlite3.Connection, statement: str, name: str
) -> None:
    error = error_of(connection, statement)
    assert name_of(error) == name
    assert not is_storage_failure(error)


def test_a_full_disk_is_a_storage_failure(connection: sqlite3.Connection) -> None:
    error = error_of(
        connection, "PRAGMA max_page_count = 1", "INSERT INTO pair VALUES (2, zeroblob(1000000))"
    )
    assert name_of(error) == "SQLITE_FULL"
    assert is_storage_failure(error)


def test_a_locked_database_is_a_storage_failure(connection: sqlite3.Connection, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        error = error_of(connection, "INSERT INTO pair VALUES (2, 2)")
    assert name_of(error) == "SQLITE_BUSY"
    assert is_storage_failure(error)


def test_a_kind_of_being_locked_is_a_storage_failure(
    connection: sqlite3.Connection, path: Path
) -> None:
    connection.execute("BEGIN")
    connection.execute("SELECT a FROM pair").fetchall()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("INSERT INTO pair VALUES (2, 2)")
    error = error_of(connection, "INSERT INTO pair VALUES (3, 3)")
    assert name_of(error) == "SQLITE_BUSY_SNAPSHOT"
    assert is_storage_failure(error)


def test_a_damaged_page_is_a_storage_failure(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    page = content[16] << 8 | content[17]
    content[page:] = b"\xff" * (len(content) - page)
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as other:
        error = error_of(other, "SELECT a FROM pair")
    assert name_of(error) == "SQLITE_CORRUPT"
    assert is_storage_failure(error)


def test_a_file_of_another_kind_is_a_storage_failure(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_bytes(b"no database" * 100)
    with closing(sqlite3.connect(text)) as other:
        error = error_of(other, "SELECT a FROM pair")
    assert name_of(error) == "SQLITE_NOTADB"
    assert is_storage_failure(error)


def test_a_file_that_may_not_be_written_is_a_storage_failure(
    connection: sqlite3.Connection, path: Path
) -> None:
    del connection
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as other:
        error = error_of(other, "INSERT INTO pair VALUES (2, 2)")
    assert name_of(error) == "SQLITE_READONLY"
    assert is_storage_failure(error)


def test_a_file_that_cannot_be_opened_is_a_storage_failure(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.Error) as error:
        sqlite3.connect(tmp_path)
    assert name_of(error.value) == "SQLITE_CANTOPEN"
    assert is_storage_failure(error.value)


@pytest.mark.parametrize("error", [ValueError("x"), OSError("x"), asyncio.CancelledError()])
def test_what_does_not_come_from_sqlite_is_no_storage_failure(error: BaseException) -> None:
    assert not is_storage_failure(error)


async def test_a_transaction_that_was_undone_is_a_storage_failure(database: Database) -> None:
    assert database.is_at_fault(TransactionUndone())
