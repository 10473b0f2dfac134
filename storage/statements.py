"""The named SQL statements of `storage/sql`, each run in one trip to the database's thread.

aiosql's own adapter for aiosqlite makes a cursor, fetches and closes it: three trips between the
event loop and the thread for one statement. A `Session` makes one (see docs/decisions.md).
"""

from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import aiosql

from storage.session import Row, Session

_FOLDER = Path(__file__).parent / "sql"
Statements = Any
"""aiosql makes a method of every named statement when it reads the files: no checker can see them."""


class OneTripAdapter:
    """The part of aiosql's driver protocol that our statements use."""

    is_aio_driver = True

    def process_sql(self, _name: str, _kind: object, sql: str) -> str:
        return sql

    async def select(
        self, session: Session, _name: str, sql: str, values: Row, _record: object
    ) -> AsyncIterator[Row]:
        for row in await session.run(sql, values):
            yield row

    async def select_one(
        self, session: Session, _name: str, sql: str, values: Row, _record: object
    ) -> Row | None:
        return next(iter(await session.run(sql, values)), None)

    async def select_value(self, session: Session, _name: str, sql: str, values: Row) -> object:
        rows = await session.run(sql, values)
        return next((row[0] for row in rows), None)

    async def insert_update_delete(
        self, session: Session, _name: str, sql: str, values: Row
    ) -> None:
        await session.run(sql, values)

    async def insert_update_delete_many(
        self, session: Session, _name: str, sql: str, values: Iterable[Row]
    ) -> None:
        await session.run_many(sql, values)


def load_statements() -> Statements:
    """Return the statements by name."""
    adapter: Any = OneTripAdapter  # aiosql types its protocol by more than it calls
    return aiosql.from_path(_FOLDER, adapter)
