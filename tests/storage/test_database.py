"""What holds of either database: all or nothing, and mistakes of ours are not blamed on it."""

import asyncio
import sqlite3

import asyncpg
import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item
from storage.database import Database
from storage.opening import open_database
from tests.storage.moments import NOW

MISTAKES = (sqlite3.DatabaseError, asyncpg.PostgresError)


async def test_what_was_written_is_there_after_opening_again(url: str) -> None:
    database = await open_database(url)
    await database.set_fact("mode", "trial")
    await database.set_fact("mode", "telegram")
    await database.close()
    database = await open_database(url)
    try:
        assert await database.fact("mode") == "telegram"
        assert await database.fact("other") is None
    finally:
        await database.close()


async def test_foreign_keys_are_checked(database: Database) -> None:
    with pytest.raises(MISTAKES, match=r"(?i)foreign key"):
        async with database.transaction() as tx:
            await tx.items.add(Item(0, 404, "事", NOW), NOW)


async def test_nothing_of_a_block_that_raises_is_kept(database: Database) -> None:
    async def fail() -> None:
        async with database.transaction() as tx:
            await tx.people.meet(1, Language.CHINESE, NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.transaction() as tx:
        assert (await tx.people.meet(1, Language.ENGLISH, NOW)).language is Language.ENGLISH


@pytest.mark.parametrize("turns", range(12))
async def test_a_cancelled_task_leaves_no_transaction_open(database: Database, turns: int) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await tx.updates.record(1, NOW)

    task = asyncio.create_task(write())
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    async with database.transaction() as tx:
        assert isinstance(await tx.updates.record(1, NOW), bool)


@pytest.mark.parametrize(
    "mistake", ["SELECT * FROM nowhere", "SELECT nothing FROM person", "SELEC"]
)
async def test_a_mistake_of_ours_in_a_transaction_is_not_blamed_on_the_database(
    database: Database, mistake: str
) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await tx.updates.record(1, NOW)
            await tx.people.session.run(mistake)

    with pytest.raises(MISTAKES, match=r"no such (table|column)|does not exist|syntax error"):
        await write()
    async with database.transaction() as tx:
        assert await tx.updates.record(1, NOW), "what came before the mistake was kept"
