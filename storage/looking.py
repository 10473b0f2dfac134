"""Looking whether a database can be used, without a change to it; it may be in use meanwhile."""

import asyncio
import os
import sqlite3
from contextlib import closing
from enum import Enum, auto
from pathlib import Path

from bot.errors import StorageUnreachable, StorageUnusable
from storage.opening import POSTGRES, SQLITE, without_password

_PATIENCE_SECONDS = 10


class Found(Enum):
    """What was found in place of a database."""

    DATABASE = auto()
    NOTHING = auto()
    """It will be made by the first start."""


def look(url: str) -> Found:
    """Return what there is at `url`.

    Raises:
        StorageUnusable: it cannot be read and written, or is damaged; or it cannot be made.
    """
    if url.startswith(POSTGRES):
        return asyncio.run(_look_at_server(url))
    path = Path(url.removeprefix(SQLITE))
    if path.exists():
        _look_at_file(path)
        return Found.DATABASE
    folder = next(one for one in path.absolute().parents if one.exists())
    if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        raise StorageUnusable(place=path, reason=f"cannot write into {folder}")
    return Found.NOTHING


def _look_at_file(path: Path) -> None:
    place = f"{path.absolute().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(place, uri=True, isolation_level=None)) as connection:
            [[health]] = connection.execute("PRAGMA quick_check(1)")
            if health != "ok":
                raise StorageUnusable(place=path, reason=health)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise StorageUnusable(place=path, reason=error) from error


async def _look_at_server(url: str) -> Found:
    import asyncpg

    failures = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError, ValueError)
    try:
        connection = await asyncpg.connect(url, timeout=_PATIENCE_SECONDS)
        try:
            known = await connection.fetchval("SELECT to_regclass('migration')")
        finally:
            await connection.close()
    except failures as error:
        reason = str(error) or type(error).__name__
        raise StorageUnreachable(place=without_password(url), reason=reason) from error
    return Found.DATABASE if known else Found.NOTHING
