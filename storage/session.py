"""The way to the connection inside one transaction: a statement at a time, none after a failure.

On a full disk or a read error SQLite undoes the whole transaction by itself and goes on without one.
Whatever else still runs in the transaction would then be written, and kept, on its own.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite

Row = Any
"""A row: its columns by name (sqlite3.Row). Also the values of a statement, by name."""


class TransactionUndone(sqlite3.OperationalError):
    """An earlier statement failed, and with it the transaction."""


class Session:
    """One transaction's connection.

    Args:
        connection: in a transaction that has just begun.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._one_at_a_time = asyncio.Lock()
        self._failure: sqlite3.Error | None = None

    async def run(self, sql: str, values: Row = ()) -> Iterable[Row]:
        """Run a statement and return its rows.

        Raises:
            sqlite3.Error: it failed, or an earlier one did.
        """
        async with self._turn():
            return await self._connection.execute_fetchall(sql, values)

    async def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement once for each of `rows`.

        Raises:
            sqlite3.Error: it failed, or an earlier one did.
        """
        async with self._turn():
            cursor = await self._connection.executemany(sql, rows)
            await cursor.close()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """Let one statement run, unless one has failed; remember it if this one does."""
        async with self._one_at_a_time:
            if self._failure or not self._connection.in_transaction:
                raise TransactionUndone from self._failure
            try:
                yield
            except sqlite3.Error as error:
                self._failure = error
                raise
