"""The named SQL statements of `storage/sql`, each run in one trip to the database.

aiosql's own adapter for aiosqlite makes a cursor, fetches and closes it: three trips between the
event loop and the thread for one statement. A `Session` makes one (see docs/decisions.md).
"""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import aiosql
from aiosql.adapters.asyncpg import AsyncPGAdapter

from storage.session import Row, Session

_FOLDER = Path(__file__).parent / "sql"
Statements = Any
"""aiosql makes a method of every named statement when it reads the files: no checker can see them."""


class NamedAdapter:
    """The part of aiosql's driver protocol that our statements use; values go by name, as SQLite has it."""

    is_aio_driver = True

    def process_sql(self, _name: str, _kind: object, sql: str) -> str:
        return sql

    def arranged(self, _name: str, values: Row) -> Row:
        """Return the values of a statement in the form that the database wants."""
        return values

    async def select(
        self, session: Session, name: str, sql: str, values: Row, _record: object
    ) -> AsyncIterator[Row]:
        for row in await session.run(sql, self.arranged(name, values)):
            yield row

    async def select_one(
        self, session: Session, name: str, sql: str, values: Row, _record: object
    ) -> Row | None:
        return next(iter(await session.run(sql, self.arranged(name, values))), None)

    async def select_value(self, session: Session, name: str, sql: str, values: Row) -> object:
        rows = await session.run(sql, self.arranged(name, values))
        return next((row[0] for row in rows), None)

    async def insert_update_delete(
        self, session: Session, name: str, sql: str, values: Row
    ) -> None:
        await session.run(sql, self.arranged(name, values))

    async def insert_update_delete_many(
        self, session: Session, name: str, sql: str, values: Iterable[Row]
    ) -> None:
        await session.run_many(sql, [self.arranged(name, row) for row in values])


class NumberedAdapter(NamedAdapter):
    """As PostgreSQL has it: `:name` becomes `$1`, and values go in that order."""

    def __init__(self) -> None:
        self._names = AsyncPGAdapter()

    def process_sql(self, name: str, kind: object, sql: str) -> str:
        numbered: str = self._names.process_sql(name, kind, sql)
        return numbered

    def arranged(self, name: str, values: Row) -> Row:
        return [values[one] for one in self._names.var_sorted[name]]


def load_statements(adapter: type[NamedAdapter] = NamedAdapter) -> Statements:
    """Return the statements by name."""
    untyped: Any = adapter  # aiosql types its protocol by more than it calls
    return aiosql.from_path(_FOLDER, untyped)
