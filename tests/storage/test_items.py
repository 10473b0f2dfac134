"""Items: each belongs to its owner, and what is done reminds no more."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.history import Event
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from bot.dialog.items.lifecycle import HAPPENINGS, Move, moved
from bot.dialog.items.schedule import Change
from storage.database import Database, Transaction
from tests.storage.moments import DAY, NOW, SECOND

OWNER, STRANGER = 1, 2
ALL = 100
DEADLINE = NOW + 30 * DAY


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(OWNER, Language.CHINESE, NOW)
        await tx.people.meet(STRANGER, Language.ENGLISH, NOW)


async def added(
    tx: Transaction, *fire_at: datetime, owner: int = OWNER, deadline: datetime = DEADLINE
) -> Item:
    item = await tx.items.add(Item(0, owner, "交报告", deadline), NOW)
    stages = tuple(Stage(str(-days), moment, moment) for days, moment in enumerate(fire_at))
    await tx.stages.change(item.id, owner, Change((), stages))
    return item


async def stepped(tx: Transaction, item: int, move: Move, owner: int = OWNER) -> Item | None:
    """Take a step with an item, as its owner would, and drop its stages if it is done."""
    found = await tx.items.find(item, owner)
    after = moved(found, move, NOW) if found else None
    stored = await tx.items.change(after, Event(NOW, HAPPENINGS[move])) if after else None
    if stored and not stored.is_pending:
        await tx.stages.drop(item)
    return stored


async def test_an_item_comes_back_as_it_was_added(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx)
    assert (item.owner, item.title, item.deadline) == (OWNER, "交报告", DEADLINE)
    assert (item.status, item.created_at, item.sequence) == (Status.OPEN, NOW, 0)
    async with database.transaction() as tx:
        assert await tx.items.find(item.id, OWNER) == item
        assert await tx.items.open_items(OWNER) == [item]


async def test_open_items_begin_with_the_nearest_deadline(database: Database) -> None:
    async with database.transaction() as tx:
        late = await added(tx, deadline=NOW + 2 * DAY)
        soon = await added(tx, deadline=NOW + DAY)
        twin = await added(tx, deadline=NOW + DAY)
        assert await tx.items.open_items(OWNER) == [soon, twin, late]


async def test_nobody_reaches_an_item_of_another(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW)
        assert await tx.items.open_items(STRANGER) == []
        assert await tx.items.find(item.id, STRANGER) is None
        assert await stepped(tx, item.id, Move.CLOSE, STRANGER) is None
        assert await stepped(tx, item.id, Move.CLOSE)
        assert await stepped(tx, item.id, Move.REOPEN, STRANGER) is None
        found = await tx.items.find(item.id, OWNER)
    assert found
    assert found.status is Status.CLOSED


async def test_an_item_is_closed_once_and_reminds_no_more(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND)
        closed = await stepped(tx, item.id, Move.CLOSE)
        assert closed == replace(item, status=Status.CLOSED, closed_at=NOW, sequence=1)
        assert await stepped(tx, item.id, Move.CLOSE) is None
        assert await tx.items.open_items(OWNER) == []
        assert await tx.stages.next_at() is None
        assert await tx.stages.due_people(NOW + DAY, ALL) == []


async def test_an_item_is_reopened_once_and_has_no_stages_until_they_are_set(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND)
        assert await stepped(tx, item.id, Move.REOPEN) is None
        await stepped(tx, item.id, Move.CLOSE)
        assert await stepped(tx, item.id, Move.REOPEN) == replace(item, sequence=2)
        assert await tx.stages.next_at() is None
        later = Stage("0", NOW + SECOND, NOW + SECOND)
        await tx.stages.change(item.id, OWNER, Change((), (later,)))
        assert await tx.stages.next_at() == NOW + SECOND


async def test_an_item_that_is_not_there(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.items.find(404, OWNER) is None
        assert await stepped(tx, 404, Move.CLOSE) is None
        assert await stepped(tx, 404, Move.REOPEN) is None
