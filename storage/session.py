"""The way to the connection inside one transaction: a statement at a time, none after a failure.

On a full disk or a read error SQLite undoes the whole transaction by itself and goes on without one.
Whatever else still runs in the transaction would then be written, and kept, on its own.
"""

import asyncio
import sqlite3
from collections.abc import Iterable
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
        async with self._one_at_a_time:
            self._check()
            try:
                return await self._connection.execute_fetchall(sql, values)
            except sqlite3.Error as error:
                self._failure = error
                raise

    async def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement once for each of `rows`.

        Raises:
            sqlite3.Error: it failed, or an earlier one did.
        """
        async with self._one_at_a_time:
            self._check()
            try:
                cursor = await self._connection.executemany(sql, rows)
                await cursor.close()
            except sqlite3.Error as error:
                self._failure = error
                raise

    def _check(self) -> None:
        if self._failure or not self._connection.in_transaction:
            raise TransactionUndone from self._failure
