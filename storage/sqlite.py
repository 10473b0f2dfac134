"""SQLite: one file for one process.

In WAL mode with `synchronous=FULL` (NORMAL may lose acknowledged commits when the power fails). One
connection, one writer; a lock file keeps a second process out.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from bot.errors import StorageInUse, StorageTooNew, StorageUnusable
from storage.database import Database, Lead
from storage.migrations import load_migrations
from storage.news import Bells, News
from storage.session import Row, Session
from storage.sqlite_connection import SqliteConnection
from storage.statements import Statements, load_statements

_WORDS = {"{identity}": "INTEGER PRIMARY KEY AUTOINCREMENT", "{by_key}": "WITHOUT ROWID"}
"""What the schema leaves to the database."""
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
)
_QUICK_CHECK_BYTES = 64 * 1024 * 1024
"""A larger file is not read through at every start."""


_STORAGE_CODES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
_PRIMARY_CODE = 0xFF
"""The lower byte of an extended error code of SQLite is its kind."""


def is_storage_failure(error: BaseException) -> bool:
    """Return whether SQLite or its file is at fault, and not what was asked of it."""
    if not isinstance(error, sqlite3.Error):
        return False
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE in _STORAGE_CODES


class SqliteSession(Session):
    """A transaction of SQLite.

    Args:
        connection: in a transaction that has just begun.
    """

    failures = (sqlite3.Error,)
    mark = "?"

    def __init__(self, connection: SqliteConnection) -> None:
        super().__init__()
        self._connection = connection

    async def alone(self, key: int) -> None:
        """Do nothing: there is one transaction at a time."""

    async def try_alone(self, key: int) -> bool:
        await self.alone(key)
        return True

    async def hold_still(self) -> None:
        """Do nothing: nobody else can write."""

    async def _run(self, sql: str, values: Row) -> Iterable[Row]:
        return await self._connection.run(sql, values)

    async def _run_many(self, sql: str, rows: Iterable[Row]) -> None:
        await self._connection.run_many(sql, rows)

    def _is_open(self) -> bool:
        return self._connection.in_transaction


class SqliteDatabase(Database):
    """An open SQLite database. Use `SqliteDatabase.open`.

    Args:
        path: the file, for messages.
        connection: an open connection in autocommit mode.
        lock: held by this process until the database is closed.
        statements: the named SQL.
        records_declined: whether declined questions may be recorded.
    """

    def __init__(
        self,
        path: Path,
        connection: SqliteConnection,
        lock: FileLock,
        statements: Statements,
        *,
        records_declined: bool,
    ) -> None:
        super().__init__(statements, Bells(), records_declined=records_declined)
        self._path = path
        self._connection = connection
        self._file_lock = lock
        self._one_at_a_time = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path, *, records_declined: bool = False) -> Self:
        """Open the file, made if need be, and bring its schema up to date.

        Raises:
            StorageUnusable: it cannot be opened, read or written, or is damaged.
            StorageInUse: another process has it open.
            StorageTooNew: a newer version of the program wrote it.
        """
        lock = FileLock(f"{path}.lock")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire(blocking=False)
        except Timeout as error:
            raise StorageInUse(place=path) from error
        except OSError as error:
            raise StorageUnusable(place=path, reason=error.strerror or error) from error
        statements = load_statements()
        try:
            await asyncio.to_thread(_try_to_open, path)
            connection = SqliteConnection(path)
            await connection
        except sqlite3.Error as error:
            lock.release()
            raise StorageUnusable(place=path, reason=error) from error
        database = cls(path, connection, lock, statements, records_declined=records_declined)
        try:
            await database._prepare()
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Close the database and let another process have it."""
        try:
            await self._connection.close()
        finally:
            self._file_lock.release()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        """Run a block in one write transaction, after those that were begun before."""
        connection = self._connection
        async with self._one_at_a_time, self._blaming():
            try:
                await connection.execute_fetchall("BEGIN IMMEDIATE")
                session = SqliteSession(connection)
                yield session
                await session.run("COMMIT")
            except BaseException:
                await self._roll_back()
                raise

    def _unusable(self, error: Exception) -> StorageUnusable:
        return StorageUnusable(place=self._path, reason=error)

    def _is_own_failure(self, error: BaseException) -> bool:
        return is_storage_failure(error)

    @asynccontextmanager
    async def lead(self) -> AsyncIterator[Lead]:
        """Lead at once: there is no other process."""
        yield Lead(self, hold=asyncio.Event().wait)

    async def is_led(self) -> bool:
        """Return True: this process leads as long as it runs."""
        return True

    async def tell_others(self, news: Collection[News]) -> None:
        """Do nothing: there is no other process."""

    async def settle_numbers(self, tables: Iterable[str]) -> None:
        """Do nothing: it goes on after the highest number by itself."""

    async def _roll_back(self) -> None:
        """Undo what was begun; it stands behind the last statement, which may still be running.

        Who waits for a statement may be cancelled, and the statement is run nevertheless.
        """
        with suppress(sqlite3.OperationalError):  # it has ended, or never began
            await self._connection.execute_fetchall("ROLLBACK")

    async def _prepare(self) -> None:
        self._connection.row_factory = sqlite3.Row
        try:
            for pragma in _PRAGMAS:
                await self._connection.execute_fetchall(pragma)
            if self._path.stat().st_size <= _QUICK_CHECK_BYTES:
                await self._check()
            await self._migrate()
        except (sqlite3.Error, OSError) as error:
            raise StorageUnusable(place=self._path, reason=error) from error

    async def _check(self) -> None:
        rows = await self._connection.execute_fetchall("PRAGMA quick_check(1)")
        found = next(iter(rows))[0]
        if found != "ok":
            raise StorageUnusable(place=self._path, reason=found)

    async def _migrate(self) -> None:
        rows = await self._connection.execute_fetchall("PRAGMA user_version")
        found = next(iter(rows))[0]
        migrations = load_migrations()
        known = migrations[-1].number
        if found > known:
            raise StorageTooNew(place=self._path, found=found, known=known)
        for migration in migrations:
            if migration.number <= found:
                continue
            async with self.transaction():
                for statement in migration.statements_in(_WORDS):
                    await self._connection.execute_fetchall(statement)
                await self._connection.execute_fetchall(
                    f"PRAGMA user_version = {migration.number:d}"
                )


def _try_to_open(path: Path) -> None:
    """Fail here, not in aiosqlite's thread: it would outlive the event loop and print a traceback."""
    sqlite3.connect(path).close()
