"""A backup that is broken off is no backup, and the next one needs nobody's hand."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.backups import back_up, examine, newest
from storage.opening import open_database
from tests.process.program import PATIENCE_SECONDS, end_of, run, start

ROWS = 15_000
DAY = timedelta(days=1)


def left_in(folder: Path) -> list[str]:
    """Return what a folder holds."""
    return sorted(file.name for file in folder.glob("*"))


async def begun(folder: Path) -> None:
    """Wait until a backup is being written."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            if left_in(folder):
                return
            await asyncio.sleep(0.001)


async def test_a_backup_that_is_killed_is_no_backup_and_the_next_is_whole(tmp_path: Path) -> None:
    data, folder = tmp_path / "data" / "bot.db", tmp_path / "backups"
    await (await open_database(f"sqlite:///{data}")).close()
    with closing(sqlite3.connect(data)) as database, database:
        rows = ((number, "2026-11-23T00:00:00.000Z") for number in range(ROWS))
        database.executemany("INSERT INTO applied_update VALUES (?, ?)", rows)
    async with start("backup", str(folder), folder=tmp_path, measured=False) as process:
        await begun(folder)
        process.kill()
        await end_of(process)
    assert newest(folder) is None
    assert all(".db.part" in name for name in left_in(folder))
    ended = await run("backup", str(folder), folder=tmp_path)
    assert ended.code == 0, ended.err
    made = newest(folder)
    assert made
    assert {one.table: one.sum.rows for one in examine(made)}["applied_update"] == ROWS
    later = back_up(data, folder, datetime.now(UTC) + 2 * DAY)
    assert left_in(folder) == [made.name, later.file.name], "what was broken off is cleared away"
