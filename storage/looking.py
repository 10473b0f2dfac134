"""Looking whether a database can be used, without a change to it; it may be in use meanwhile."""

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StorageUnreachable, StorageUnusable
from storage.opening import POSTGRES, SQLITE, without_password

_PATIENCE_SECONDS = 10
_MODE = "SELECT value FROM fact WHERE name = 'mode'"


@dataclass(frozen=True, slots=True)
class Found:
    """A database: the number of its schema, and which mode it serves, if that is known yet."""

    schema: int
    mode: str | None


def look(url: str) -> Found | None:
    """Return what the database at `url` is; None if there is none yet.

    Raises:
        StorageUnusable: it cannot be read and written, or is damaged; or it cannot be made.
    """
    if url.startswith(POSTGRES):
        return asyncio.run(_look_at_server(url))
    path = Path(url.removeprefix(SQLITE))
    if path.exists():
        return _look_at_file(path)
    folder = next(one for one in path.absolute().parents if one.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise StorageUnusable(place=path, reason=f"cannot write into {folder}")
    return None


def _look_at_file(path: Path) -> Found:
    place = f"{path.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
            [[health]] = connection.execute("PRAGMA quick_check(1)")
            if health != "ok":
                raise StorageUnusable(place=path, reason=health)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            [[number]] = connection.execute("PRAGMA user_version")
            has_facts = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'fact'")
            modes = connection.execute(_MODE).fetchall() if has_facts.fetchone() else []
            return Found(number, modes[0][0] if modes else None)
    except sqlite3.Error as error:
        raise StorageUnusable(place=path, reason=error) from error


async def _look_at_server(url: str) -> Found | None:
    import asyncpg

    from storage.postgres_session import PostgresSession, reason_of

    try:
        connection = await asyncpg.connect(url, timeout=_PATIENCE_SECONDS)
        try:
            if await connection.fetchval("SELECT to_regclass('migration')") is None:
                return None
            number = await connection.fetchval("SELECT coalesce(max(number), 0) FROM migration")
            return Found(number, await connection.fetchval(_MODE) if number else None)
        finally:
            await connection.close()
    except (*PostgresSession.failures, ValueError) as error:
        raise StorageUnreachable(place=without_password(url), reason=reason_of(error)) from error
