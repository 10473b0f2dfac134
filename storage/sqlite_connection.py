"""aiosqlite's connection, where what does not wait for the disk is done at once and not handed to its thread.

A statement inside a transaction takes some microseconds: it works on pages in memory, and what it reads
of the file the system mostly has at hand. The way to the thread and back takes several times as long, and
was a quarter of the CPU of an update. What waits – for the disk, or for another process – takes it still.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import aiosqlite

from storage.session import Row

_WAITING = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "CREATE", "ALTER", "DROP")
"""What a statement begins with that may wait."""


class SqliteConnection(aiosqlite.Connection):
    """A connection in autocommit mode; await it to open it.

    Args:
        path: the file, made if need be.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(self._opened, iter_chunk_size=64)
        self._path = path
        self._raw: sqlite3.Connection

    def _opened(self) -> sqlite3.Connection:
        # SQLite lets one thread in at a time; `Session` sees to it that they do not want to be two.
        self._raw = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        return self._raw

    async def run(self, sql: str, values: Row) -> Iterable[Row]:
        """Run a statement and return its rows."""
        if sql.startswith(_WAITING):
            return await self.execute_fetchall(sql, values)
        return self._raw.execute(sql, values).fetchall()

    async def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement once for each of `rows`."""
        self._raw.executemany(sql, rows).close()
