"""Items and the stages of their reminders: each belongs to its owner, each stage comes once."""

from datetime import datetime

import pytest

from bot.dialog.content.schema import Language
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from storage.database import Database, Transaction
from tests.storage.moments import DAY, NOW, SECOND

OWNER, STRANGER = 1, 2
DEADLINE = NOW + 30 * DAY


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(OWNER, Language.CHINESE, NOW)
        await tx.people.meet(STRANGER, Language.ENGLISH, NOW)


async def added(
    tx: Transaction, *fire_at: datetime, owner: int = OWNER, deadline: datetime = DEADLINE
) -> Item:
    item = await tx.items.add(owner, "交报告", deadline, NOW)
    stages = [Stage(days, moment) for days, moment in enumerate(fire_at)]
    await tx.items.set_stages(item.id, owner, stages)
    return item


async def test_an_item_comes_back_as_it_was_added(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx)
    assert item == Item(item.id, OWNER, "交报告", DEADLINE)
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
        assert await tx.items.close(item.id, STRANGER, NOW) is None
        assert await tx.items.close(item.id, OWNER, NOW)
        assert await tx.items.reopen(item.id, STRANGER) is None
        found = await tx.items.find(item.id, OWNER)
    assert found
    assert found.status is Status.CLOSED


async def test_an_item_is_closed_once_and_reminds_no_more(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND)
        closed = await tx.items.close(item.id, OWNER, NOW)
        assert closed == Item(item.id, OWNER, "交报告", DEADLINE, Status.CLOSED)
        assert await tx.items.close(item.id, OWNER, NOW) is None
        assert await tx.items.open_items(OWNER) == []
        assert await tx.items.next_stage_at() is None
        assert await tx.items.take_due_stages(NOW + DAY) == []


async def test_an_item_is_reopened_once_and_has_no_stages_until_they_are_set(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND)
        assert await tx.items.reopen(item.id, OWNER) is None
        await tx.items.close(item.id, OWNER, NOW)
        assert await tx.items.reopen(item.id, OWNER) == item
        assert await tx.items.next_stage_at() is None
        await tx.items.set_stages(item.id, OWNER, [Stage(0, NOW + SECOND)])
        assert await tx.items.next_stage_at() == NOW + SECOND


async def test_an_item_that_is_not_there(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.items.find(404, OWNER) is None
        assert await tx.items.close(404, OWNER, NOW) is None
        assert await tx.items.reopen(404, OWNER) is None


async def test_new_stages_take_the_place_of_the_old(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND, NOW + 2 * SECOND)
        await tx.items.set_stages(item.id, OWNER, [Stage(1, NOW + DAY)])
        assert await tx.items.next_stage_at() == NOW + DAY
        assert await tx.items.take_due_stages(NOW + 2 * SECOND) == []
        [due] = await tx.items.take_due_stages(NOW + DAY)
        assert due.fire_at == NOW + DAY


async def test_a_due_stage_is_taken_once_with_what_a_reminder_needs(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW, owner=STRANGER)
        assert await tx.items.take_due_stages(NOW - SECOND) == []
        [due] = await tx.items.take_due_stages(NOW)
        assert (due.item, due.recipient, due.fire_at) == (item, STRANGER, NOW)
        assert (due.language, due.zone_name) == (Language.ENGLISH, "Asia/Shanghai")
        assert await tx.items.take_due_stages(NOW) == []
        assert await tx.items.next_stage_at() is None


async def test_a_stage_that_was_taken_is_pending_again_after_an_undone_transaction(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)

    async def fail() -> None:
        async with database.transaction() as tx:
            assert await tx.items.take_due_stages(NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.transaction() as tx:
        assert len(await tx.items.take_due_stages(NOW)) == 1


async def test_due_stages_begin_with_the_earliest(database: Database) -> None:
    async with database.transaction() as tx:
        late = await added(tx, NOW)
        early = await added(tx, NOW - DAY)
        twin = await added(tx, NOW)
        due = await tx.items.take_due_stages(NOW)
    assert [stage.item.id for stage in due] == [early.id, late.id, twin.id]


async def test_the_next_stage_is_the_earliest(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.items.next_stage_at() is None
        await added(tx, NOW + DAY, NOW + 2 * DAY)
        await added(tx, NOW + SECOND)
        assert await tx.items.next_stage_at() == NOW + SECOND


async def test_stages_wait_for_who_cannot_be_reached(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)
        other = await added(tx, NOW + DAY, owner=STRANGER)
        await tx.people.set_reachable(OWNER, reachable=False)
        assert await tx.items.next_stage_at() == NOW + DAY
        [due] = await tx.items.take_due_stages(NOW + DAY)
        assert due.item == other
        await tx.people.set_reachable(OWNER, reachable=True)
        assert await tx.items.next_stage_at() == NOW
        assert len(await tx.items.take_due_stages(NOW + DAY)) == 1


async def test_a_pending_stage_of_a_closed_item_reminds_of_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW)
        await tx.items.close(item.id, OWNER, NOW)
        await tx.items.set_stages(item.id, OWNER, [Stage(0, NOW)])
        assert await tx.items.take_due_stages(NOW) == []
