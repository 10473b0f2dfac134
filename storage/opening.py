"""Opening the database that a URL names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from storage.database import Database

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")


def without_password(url: str) -> str:
    """Return the URL of a database server as it may be shown."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"


async def open_database(url: str, *, records_declined: bool = False) -> Database:
    """Open the database at `url` and bring its schema up to date.

    Args:
        url: `sqlite:///PATH` or `postgresql://…`.
        records_declined: whether declined questions may be recorded.

    Raises:
        StorageError: it cannot be used; the message says why and what to do.
    """
    # Only the driver that is needed is loaded.
    if url.startswith(POSTGRES):
        from storage.postgres import PostgresDatabase

        return await PostgresDatabase.open(
            url, place=without_password(url), records_declined=records_declined
        )
    from storage.sqlite import SqliteDatabase

    path = Path(url.removeprefix(SQLITE))
    return await SqliteDatabase.open(path, records_declined=records_declined)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """Open the database at `url`, as `open_database` does, and close it after the block."""
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()
