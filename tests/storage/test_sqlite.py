"""Opening, migrating and closing a real file, and what is said when it cannot be used."""

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import StorageInUse, StorageTooNew, StorageUnusable
from storage import sqlite as sqlite_module
from storage.database import Database
from storage.migrations import Migration, load_migrations
from storage.sqlite import SqliteDatabase
from tests.storage.moments import NOW

pytestmark = pytest.mark.databases("sqlite")
LATEST = load_migrations()[-1].number
HOLD = """
import asyncio, pathlib, sys
from storage.sqlite import SqliteDatabase

async def hold():
    database = await SqliteDatabase.open(pathlib.Path(sys.argv[1]))
    print("open", flush=True)
    sys.stdin.read()
    await database.close()

asyncio.run(hold())
"""


def opens(path: Path) -> bool:
    """Open and close the database; raise what opening raises."""

    async def open_and_close() -> None:
        await (await SqliteDatabase.open(path)).close()

    asyncio.run(open_and_close())
    return True


def run_sql(path: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run statements without the project's code and return the rows of the last."""
    connection = sqlite3.connect(path)
    try:
        rows: list[tuple[object, ...]] = []
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        connection.commit()
        return rows
    finally:
        connection.close()


def test_a_new_file_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "bot.db"
    assert opens(path)
    assert run_sql(path, "PRAGMA user_version") == [(LATEST,)]
    assert run_sql(path, "PRAGMA quick_check") == [("ok",)]


async def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    database = await SqliteDatabase.open(path)
    await database.set_fact("mode", "trial")
    await database.set_fact("mode", "telegram")
    await database.close()
    database = await SqliteDatabase.open(path)
    try:
        assert await database.fact("mode") == "telegram"
        assert await database.fact("other") is None
    finally:
        await database.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 5000),
        ("secure_delete", 1),
    ],
)
async def test_a_commit_survives_a_power_cut(
    database: Database, pragma: str, value: object
) -> None:
    async with database.transaction() as tx:
        [row] = await tx.people.session.run(f"PRAGMA {pragma}")
        assert row[0] == value


def test_another_process_keeps_us_out(path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StorageInUse) as error:
            opens(path)
        assert str(path) in error.value.sentence("zh")
    finally:
        holder.communicate(timeout=10)
    assert holder.returncode == 0
    assert opens(path)


async def test_the_same_process_opens_it_only_once(database: Database, path: Path) -> None:
    del database
    with pytest.raises(StorageInUse):
        await SqliteDatabase.open(path)


def test_a_damaged_header_is_told(path: Path) -> None:
    path.write_bytes(b"this is no database, but a text of more than a hundred bytes" * 40)
    with pytest.raises(StorageUnusable, match="not a database"):
        opens(path)
    path.unlink()
    assert opens(path), "the lock was left behind"


def test_a_damaged_page_is_told(path: Path) -> None:
    assert opens(path)
    content = bytearray(path.read_bytes())
    page = content[16] << 8 | content[17]
    content[page : 2 * page] = b"\xff" * page
    path.write_bytes(content)
    with pytest.raises(StorageUnusable):
        opens(path)


def test_a_file_that_was_cut_off_is_told(path: Path) -> None:
    assert opens(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(StorageUnusable, match=r"malformed|not a database"):
        opens(path)


def test_a_large_file_is_opened_without_reading_it_through(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opens(path)
    monkeypatch.setattr(sqlite_module, "_QUICK_CHECK_BYTES", 0)
    assert opens(path)


def test_a_directory_in_its_place_is_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageUnusable, match="unable to open"):
        opens(path)


def test_a_path_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StorageUnusable, match=r"(?i)not a directory|exists"):
        opens(tmp_path / "file" / "folder" / "bot.db")


def test_a_newer_schema_is_left_alone(path: Path) -> None:
    assert opens(path)
    run_sql(path, f"PRAGMA user_version = {LATEST + 1}")
    before = path.read_bytes()
    with pytest.raises(StorageTooNew) as error:
        opens(path)
    assert error.value.facts == {"place": path, "found": LATEST + 1, "known": LATEST}
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opens(path)
    broken = Migration(LATEST + 1, "broken", ("CREATE TABLE more (x TEXT)", "INSERT INTO nowhere"))
    known = load_migrations()
    with monkeypatch.context() as patched:
        patched.setattr(sqlite_module, "load_migrations", lambda: [*known, broken])
        with pytest.raises(StorageUnusable, match=r"syntax error|incomplete"):
            opens(path)
    assert run_sql(path, "PRAGMA user_version") == [(LATEST,)]
    assert run_sql(path, "SELECT name FROM sqlite_master WHERE name = 'more'") == []
    assert opens(path)


def test_a_migration_is_applied_once_and_keeps_the_data(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert opens(path)
    run_sql(path, "INSERT INTO fact VALUES ('mode', 'trial')")
    more = Migration(LATEST + 1, "more", ("CREATE TABLE more (id {identity})",))
    known = load_migrations()
    monkeypatch.setattr(sqlite_module, "load_migrations", lambda: [*known, more])
    for _ in range(2):
        assert opens(path)
    assert run_sql(path, "SELECT value FROM fact") == [("trial",)]
    assert run_sql(path, "SELECT count(*) FROM more") == [(0,)]


def test_migrations_are_numbered_without_a_hole() -> None:
    migrations = load_migrations()
    assert [migration.number for migration in migrations] == list(range(1, LATEST + 1))
    assert all(migration.statements for migration in migrations)


async def test_transactions_wait_for_each_other(database: Database) -> None:
    order: list[str] = []

    async def write(name: str) -> None:
        async with database.transaction() as tx:
            order.append(f"{name} begins")
            await tx.updates.record(len(order), NOW)
            order.append(f"{name} ends")

    await asyncio.gather(write("one"), write("other"))
    assert order == ["one begins", "one ends", "other begins", "other ends"]


async def test_a_failure_of_the_database_in_a_transaction_is_told(
    database: Database, path: Path
) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await tx.people.session.run("PRAGMA query_only = ON")
            await tx.updates.record(1, NOW)

    with pytest.raises(StorageUnusable, match="readonly") as error:
        await write()
    assert str(path) in error.value.sentence("zh")
