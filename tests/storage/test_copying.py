"""Moving an installation: all rows arrive, in either direction, also after a break; nothing is mixed."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.dialog.answer.result import Kind
from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item
from bot.errors import CopyDiffers, CopyTargetInUse
from storage import copying
from storage.copying import TABLES, Table, copy
from storage.database import Database
from storage.opening import SQLITE, open_database
from storage.outbox import Outgoing
from storage.session import Row, Session
from tests.postgres import fresh_postgres
from tests.storage.moments import DAY, NOW

PEOPLE = 40
UPDATES = 1_200
"""More than two slices."""


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = await open_database(url, records_declined=True)
    try:
        yield database
    finally:
        await database.close()


@pytest.fixture(params=["to_postgres", "to_sqlite"])
async def both(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[Database, Database]]:
    """A source and an empty target, one of them PostgreSQL."""
    async with AsyncExitStack() as ending:
        server = await ending.enter_async_context(fresh_postgres())
        urls = [f"{SQLITE}{tmp_path / 'bot.db'}", server]
        if request.param == "to_sqlite":
            urls.reverse()
        source, target = [await ending.enter_async_context(opened(url)) for url in urls]
        await fill(source)
        yield source, target


async def fill(database: Database) -> None:
    """Put something into every table."""
    chance = random.Random(7)
    async with database.transaction() as tx:
        await tx.facts.write("mode", "telegram")
        for update in range(UPDATES):
            await tx.updates.record(update, NOW)
        for person in range(1, PEOPLE):
            await tx.people.meet(person, chance.choice(list(Language)), NOW)
            item = Item(
                0, person, f"第 {person} 件：“报告”\n🟢", NOW + person * DAY, notes="甲\t乙"
            )
            stored = await tx.items.add(item, NOW)
            await tx.people.session.run(
                "INSERT INTO stage (item, rung, recipient, fire_at)"
                f" VALUES ({stored.id:d}, '-3', {person:d}, '2026-11-24T01:00:00.000Z')"
            )
            await tx.people.session.run(
                "INSERT INTO evidence (item, form, file, name, added_at)"
                f" VALUES ({stored.id:d}, 'photo', 'AgAC', '照片', '2026-11-24T01:00:00.000Z')"
            )
            await tx.people.session.run(
                "INSERT INTO kept_check"
                " (owner, created_at, changed_at, content, scenarios, finished, state)"
                f" VALUES ({person:d}, 'a', 'b', 'c', 'S01', 1, '{{}}')"
            )
            await tx.outbox.put(Outgoing(person, {"html": "答" * person}), NOW)
        await tx.declined.record(Kind.NOT_STATED, "days", "几天")


def quietly(_table: str, _seen: int, _total: int) -> None:
    """Watch nothing."""


async def test_everything_arrives(both: tuple[Database, Database]) -> None:
    source, target = both
    copied = await copy(source, target, quietly)
    rows = {one.table: one.sum.rows for one in copied}
    assert all(rows.values()), "every table was filled"
    assert rows["applied_update"] == UPDATES
    async with source.transaction() as tx, target.transaction() as other:
        for person in range(1, PEOPLE):
            items = await tx.items.open_items(person)
            assert await other.items.open_items(person) == items


async def test_new_rows_get_new_numbers(both: tuple[Database, Database]) -> None:
    source, target = both
    await copy(source, target, quietly)
    async with target.transaction() as tx:
        taken = {item.id for n in range(1, PEOPLE) for item in await tx.items.open_items(n)}
        added = await tx.items.add(Item(0, 1, "新的一件", NOW), NOW)
    assert added.id not in taken


@pytest.mark.parametrize("breaks_after", [1, 4, 7])
async def test_a_copy_that_was_broken_off_goes_on(
    both: tuple[Database, Database], breaks_after: int
) -> None:
    source, target = both
    calls = 0

    def break_off(_table: str, _seen: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == breaks_after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await copy(source, target, break_off)
    again = await copy(source, target, quietly)
    assert again == await copy(source, target, quietly), "and once more changes nothing"


async def test_nothing_is_written_into_a_database_in_use(both: tuple[Database, Database]) -> None:
    source, target = both
    async with target.transaction() as tx:
        await tx.people.meet(7, Language.ENGLISH, NOW + DAY)
    with pytest.raises(CopyTargetInUse, match="person"):
        await copy(source, target, quietly)
    async with target.transaction() as tx:
        assert await tx.facts.read("mode") is None


async def test_a_row_that_was_changed_since_is_no_row_of_ours(
    both: tuple[Database, Database],
) -> None:
    source, target = both
    await copy(source, target, quietly)
    async with target.session() as session:
        await session.run("UPDATE item SET notes = 'changed' WHERE owner = 1")
    with pytest.raises(CopyTargetInUse, match="item"):
        await copy(source, target, quietly)


async def test_a_row_that_did_not_arrive_is_told(
    both: tuple[Database, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = both
    insert = copying._insert

    async def careless(session: Session, table: Table, rows: list[Row]) -> None:
        await insert(session, table, rows[1:] if table.name == "applied_update" else rows)

    monkeypatch.setattr(copying, "_insert", careless)
    with pytest.raises(CopyDiffers) as error:
        await copy(source, target, quietly)
    assert error.value.facts["table"] == "applied_update"
    monkeypatch.undo()
    assert await copy(source, target, quietly), "run again, it arrives"


async def test_no_table_is_forgotten(tmp_path: Path) -> None:
    async with opened(f"{SQLITE}{tmp_path / 'bot.db'}") as database, database.session() as session:
        rows = await session.run("SELECT name FROM sqlite_master WHERE type = 'table'")
        found = {row[0] for row in rows if not row[0].startswith("sqlite_")}
    assert found == {table.name for table in TABLES}
