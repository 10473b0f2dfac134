"""Transactions on PostgreSQL, and what its errors mean."""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import asyncpg

from bot.errors import StorageUnreachable
from storage.database import Store
from storage.news import Bells
from storage.postgres_line import FAILURES, Connection
from storage.session import Row, Session, TransactionUndone
from storage.statements import Statements

_OWN_CLASSES = ("08", "25", "28", "3D", "53", "55", "57", "58", "XX", "40")
"""Kinds of SQLSTATE where not the statement is wrong: connection, read-only, a user or a database that is
refused, resources, locks, operators, system, corruption; and transactions in each other's way."""


class PostgresSession(Session):
    """A transaction of PostgreSQL.

    Args:
        connection: in a transaction that has just begun.
    """

    mark = "$"
    failures = FAILURES

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection
        self._kept: set[int] = set()

    async def alone(self, key: int) -> None:
        if key not in self._kept:
            await self.run("SELECT pg_advisory_xact_lock($1)", [key])
            self._kept.add(key)

    async def try_alone(self, key: int) -> bool:
        if key not in self._kept:
            [row] = await self.run("SELECT pg_try_advisory_xact_lock($1)", [key])
            if row[0]:
                self._kept.add(key)
        return key in self._kept

    async def hold_still(self) -> None:
        await self.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # Whoever compares whole databases says nothing for as long as the other one takes.
        await self.run("SET LOCAL idle_in_transaction_session_timeout = 0")

    async def _run(self, sql: str, values: Row) -> Iterable[Row]:
        rows: list[Row] = await self._connection.fetch(sql, *values)
        return rows

    async def _run_many(self, sql: str, rows: Iterable[Row]) -> None:
        await self._connection.executemany(sql, rows)

    def _is_open(self) -> bool:
        is_open: bool = self._connection.is_in_transaction()
        return is_open


class PostgresStore(Store):
    """A store on PostgreSQL.

    Args:
        place: where it is, for messages; without a password.
        connected: gives a connection for a while.
        statements: the named SQL.
        bells: as for any store.
        records_declined: as for any store.
    """

    def __init__(
        self,
        place: str,
        connected: Callable[[], AbstractAsyncContextManager[Connection]],
        statements: Statements,
        bells: Bells,
        *,
        records_declined: bool,
    ) -> None:
        super().__init__(statements, bells, records_declined=records_declined)
        self._place = place
        self._connected = connected

    @asynccontextmanager
    async def session(self) -> AsyncIterator[Session]:
        """Run a block in one write transaction, beside those of others."""
        async with self._blaming(), self._connected() as connection, connection.transaction():
            session = PostgresSession(connection)
            yield session
            session.check()

    def _unusable(self, error: Exception) -> StorageUnreachable:
        return StorageUnreachable(place=self._place, reason=reason_of(error))

    def _is_own_failure(self, error: BaseException) -> bool:
        if isinstance(error, asyncpg.PostgresError):
            return (error.sqlstate or "")[:2] in _OWN_CLASSES
        return isinstance(error, PostgresSession.failures)


def reason_of(error: BaseException) -> str:
    """Return what went wrong, in the words of the database where it has any."""
    cause = error.__cause__ if isinstance(error, TransactionUndone) else None
    said = cause or error
    return str(said) or type(said).__name__
