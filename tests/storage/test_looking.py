"""Looking at a database server without changing anything; files are looked at in test_doctor."""

import asyncio

import asyncpg
import pytest

from bot.errors import StorageUnreachable
from storage.looking import Found, look
from storage.migrations import load_migrations
from storage.opening import open_database
from tests.postgres import fresh_postgres


async def test_an_empty_database_is_found_empty_and_stays_so() -> None:
    async with fresh_postgres() as url:
        assert await asyncio.to_thread(look, url) is None
        connection = await asyncpg.connect(url)
        tables = await connection.fetchval(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        )
        await connection.close()
        assert tables == 0


async def test_a_database_in_use_is_found() -> None:
    async with fresh_postgres() as url:
        database = await open_database(url)
        try:
            await database.set_fact("mode", "telegram")
            known = load_migrations()[-1].number
            assert await asyncio.to_thread(look, url) == Found(known, "telegram")
        finally:
            await database.close()


def test_a_server_that_is_not_there_is_told_without_the_password() -> None:
    with pytest.raises(StorageUnreachable) as error:
        look("postgresql://someone:secret@127.0.0.1:1/bot")
    assert "127.0.0.1:1/bot" in str(error.value)
    assert "secret" not in str(error.value)
