"""Looking whether a database can be used, without a change to it; it may be in use meanwhile."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StorageUnreachable, StorageUnusable
from storage.opening import POSTGRES, SQLITE, without_password

_PATIENCE_SECONDS = 10


def look(url: str) -> int | None:
    """Return the number of the schema that the database at `url` has; None if there is none yet.

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


def _look_at_file(path: Path) -> int:
    place = f"{path.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
            [[health]] = connection.execute("PRAGMA quick_check(1)")
            if health != "ok":
                raise StorageUnusable(place=path, reason=health)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            [[number]] = connection.execute("PRAGMA user_version")
            return int(number)
    except sqlite3.Error as error:
        raise StorageUnusable(place=path, reason=error) from error


async def _look_at_server(url: str) -> int | None:
    import asyncpg

    from storage.postgres_session import PostgresSession, reason_of

    try:
        connection = await asyncpg.connect(url, timeout=_PATIENCE_SECONDS)
        try:
            if await connection.fetchval("SELECT to_regclass('migration')") is None:
                return None
            return int(await connection.fetchval("SELECT coalesce(max(number), 0) FROM migration"))
        finally:
            await connection.close()
    except (*PostgresSession.failures, ValueError) as error:
        raise StorageUnreachable(place=without_password(url), reason=reason_of(error)) from error
