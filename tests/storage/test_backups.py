"""Backups: whole, of one moment, kept in turn; and nothing is overwritten or half restored."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item
from bot.errors import (
    BackupBroken,
    RestoreWouldOverwrite,
    StorageInUse,
    StorageTooNew,
    StorageUnusable,
)
from storage import backups
from storage.backups import back_up, examine, newest, restore
from storage.database import Database
from storage.migrations import load_migrations
from storage.sqlite import SqliteDatabase
from tests.storage.moments import DAY, NOW, SECOND

pytestmark = pytest.mark.databases("sqlite")  # PostgreSQL has backups of its own
PEOPLE = 200


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


async def fill(database: Database, first: int = 1, last: int = PEOPLE) -> None:
    async with database.transaction() as tx:
        for person in range(first, last + 1):
            await tx.people.meet(person, Language.CHINESE, NOW)
            await tx.items.add(Item(0, person, f"第 {person} 件", NOW + DAY), NOW)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def content(file: Path) -> bytes:
    return file.read_bytes()


def people(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM person")
    return int(count)


async def test_a_database_in_use_is_backed_up(database: Database, path: Path, folder: Path) -> None:
    await fill(database)
    made = back_up(path, folder, NOW)
    assert made.file.name == "bot-20270301T040000Z.db"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert {one.table: one.sum.rows for one in made.tables}["item"] == PEOPLE
    assert names(folder) == {made.file.name}
    await fill(database, PEOPLE + 1, PEOPLE + 2)
    assert people(made.file) == PEOPLE


async def test_it_is_of_one_moment_while_others_write(
    database: Database, path: Path, folder: Path
) -> None:
    stop = asyncio.Event()

    async def write() -> None:
        person = 1
        while not stop.is_set():
            await fill(database, person, person + 4)
            person += 5

    writing = asyncio.create_task(write())
    for turn in range(8):
        made = await asyncio.to_thread(back_up, path, folder, NOW + turn * SECOND, 3)
        rows = {one.table: one.sum.rows for one in made.tables}
        assert rows["person"] == rows["item"] == rows["item_event"]
        assert rows["person"] % 5 == 0, "half a transaction"
    stop.set()
    await writing
    assert len(names(folder)) == 3


async def test_the_newest_are_kept(database: Database, path: Path, folder: Path) -> None:
    del database
    for day in range(5):
        made = back_up(path, folder, NOW + day * DAY, keep=2)
    (folder / "notes.txt").write_text("not ours", encoding="utf-8")
    back_up(path, folder, NOW + 5 * DAY, keep=2)
    assert newest(folder) == folder / "bot-20270306T040000Z.db"
    assert names(folder) == {
        made.file.name,
        "bot-20270306T040000Z.db",
        "notes.txt",
    }


async def backed_up(path: Path, folder: Path) -> Path:
    database = await SqliteDatabase.open(path)
    await fill(database)
    file = back_up(path, folder, NOW).file
    await database.close()
    return file


async def test_a_backup_is_put_back_and_what_was_there_is_kept(path: Path, folder: Path) -> None:
    file = await backed_up(path, folder)
    database = await SqliteDatabase.open(path)
    await fill(database, PEOPLE + 1, PEOPLE + 5)
    await database.close()
    before = content(path)
    with pytest.raises(RestoreWouldOverwrite):
        restore(file, path)
    assert content(path) == before
    for number in (1, 2):
        moved = restore(file, path, force=True)
        assert moved == path.with_name(f"bot.db.before-{number}")
    assert people(path.with_name("bot.db.before-1")) == PEOPLE + 5
    database = await SqliteDatabase.open(path)
    async with database.transaction() as tx:
        assert len(await tx.items.open_items(PEOPLE)) == 1
    await database.close()
    assert people(path) == PEOPLE


async def test_a_backup_is_put_where_nothing_is(path: Path, folder: Path, tmp_path: Path) -> None:
    file = await backed_up(path, folder)
    place = tmp_path / "new" / "folder" / "bot.db"
    assert restore(file, place) is None
    assert examine(place) == examine(file)


async def test_a_database_in_use_is_not_replaced(path: Path, folder: Path) -> None:
    file = await backed_up(path, folder)
    database = await SqliteDatabase.open(path)
    with pytest.raises(StorageInUse):
        restore(file, path, force=True)
    await database.close()


@pytest.mark.parametrize("kept", [0.99, 0.5, 0.01, 0])
async def test_a_backup_that_was_cut_off_is_refused(path: Path, folder: Path, kept: float) -> None:
    file = await backed_up(path, folder)
    whole = content(file)
    file.write_bytes(whole[: int(len(whole) * kept)])
    before = content(path)
    with pytest.raises(BackupBroken):
        restore(file, path, force=True)
    assert content(path) == before


async def test_a_backup_with_a_damaged_page_is_refused(path: Path, folder: Path) -> None:
    file = await backed_up(path, folder)
    whole = bytearray(content(file))
    page = whole[16] << 8 | whole[17]
    whole[3 * page : 4 * page] = b"\xff" * page
    file.write_bytes(whole)
    with pytest.raises(BackupBroken):
        restore(file, path, force=True)


def test_another_file_is_no_backup(path: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_bytes(b"no database" * 500)
    empty = tmp_path / "empty.db"
    sqlite3.connect(empty).close()
    for file in (text, empty, tmp_path / "missing.db"):
        with pytest.raises(BackupBroken):
            restore(file, path)
    assert not path.exists()


async def test_a_newer_backup_is_refused(path: Path, folder: Path) -> None:
    file = await backed_up(path, folder)
    newer = load_migrations()[-1].number + 1
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {newer}")
    with pytest.raises(StorageTooNew):
        restore(file, path, force=True)


async def test_a_copy_that_differs_gets_no_name(
    database: Database, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database)
    settle = backups._settle

    def meddle(file: Path) -> None:
        settle(file)
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("DELETE FROM item_event WHERE id = 1")

    monkeypatch.setattr(backups, "_settle", meddle)
    with pytest.raises(BackupBroken):
        back_up(path, folder, NOW)
    assert names(folder) == set()


async def test_a_folder_that_cannot_be_written_is_told(database: Database, path: Path) -> None:
    del database
    with pytest.raises(StorageUnusable):
        back_up(path, path / "below", NOW)


async def test_a_damaged_database_is_replaced_and_kept(path: Path, folder: Path) -> None:
    file = await backed_up(path, folder)
    with path.open("rb+") as damaged:
        damaged.truncate(20_000)
    path.with_name(f"{path.name}-wal").write_bytes(b"half a page")
    moved = restore(file, path, force=True)
    assert people(path) == PEOPLE
    assert moved
    assert moved.stat().st_size == 20_000
    assert moved.with_name(f"{moved.name}-wal").read_bytes() == b"half a page"
    assert not path.with_name(f"{path.name}-wal").exists()
