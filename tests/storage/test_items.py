"""Items and the stages of their reminders: each belongs to its owner, each stage comes once."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.history import Event
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from bot.dialog.items.lifecycle import HAPPENINGS, Move, moved
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
    stages = [Stage(str(days), moment) for days, moment in enumerate(fire_at)]
    await tx.stages.put(item.id, owner, stages)
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
        assert await tx.stages.take_due(NOW + DAY, ALL) == []


async def test_an_item_is_reopened_once_and_has_no_stages_until_they_are_set(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND)
        assert await stepped(tx, item.id, Move.REOPEN) is None
        await stepped(tx, item.id, Move.CLOSE)
        assert await stepped(tx, item.id, Move.REOPEN) == replace(item, sequence=2)
        assert await tx.stages.next_at() is None
        await tx.stages.put(item.id, OWNER, [Stage("0", NOW + SECOND)])
        assert await tx.stages.next_at() == NOW + SECOND


async def test_an_item_that_is_not_there(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.items.find(404, OWNER) is None
        assert await stepped(tx, 404, Move.CLOSE) is None
        assert await stepped(tx, 404, Move.REOPEN) is None


async def test_new_stages_take_the_place_of_the_old(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND, NOW + 2 * SECOND)
        await tx.stages.put(item.id, OWNER, [Stage("1", NOW + DAY)])
        assert await tx.stages.next_at() == NOW + DAY
        assert await tx.stages.take_due(NOW + 2 * SECOND, ALL) == []
        [due] = await tx.stages.take_due(NOW + DAY, ALL)
        assert due.fire_at == NOW + DAY


async def test_a_due_stage_is_taken_once_with_what_a_reminder_needs(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW, owner=STRANGER)
        assert await tx.stages.take_due(NOW - SECOND, ALL) == []
        [due] = await tx.stages.take_due(NOW, ALL)
        assert (due.item, due.recipient, due.fire_at) == (item, STRANGER, NOW)
        assert (due.language, due.zone_name) == (Language.ENGLISH, "Asia/Shanghai")
        assert await tx.stages.take_due(NOW, ALL) == []
        assert await tx.stages.next_at() is None


async def test_a_stage_that_was_taken_is_pending_again_after_an_undone_transaction(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)

    async def fail() -> None:
        async with database.transaction() as tx:
            assert await tx.stages.take_due(NOW, ALL)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.transaction() as tx:
        assert len(await tx.stages.take_due(NOW, ALL)) == 1


async def test_due_stages_begin_with_the_earliest(database: Database) -> None:
    async with database.transaction() as tx:
        late = await added(tx, NOW)
        early = await added(tx, NOW - DAY)
        twin = await added(tx, NOW)
        due = await tx.stages.take_due(NOW, ALL)
    assert [stage.item.id for stage in due] == [early.id, late.id, twin.id]


async def test_the_next_stage_is_the_earliest(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.stages.next_at() is None
        await added(tx, NOW + DAY, NOW + 2 * DAY)
        await added(tx, NOW + SECOND)
        assert await tx.stages.next_at() == NOW + SECOND


async def test_stages_wait_for_who_cannot_be_reached(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)
        other = await added(tx, NOW + DAY, owner=STRANGER)
        await tx.set_reachable(OWNER, reachable=False)
        assert await tx.stages.next_at() == NOW + DAY
        [due] = await tx.stages.take_due(NOW + DAY, ALL)
        assert due.item == other
        await tx.set_reachable(OWNER, reachable=True)
        assert await tx.stages.next_at() == NOW
        assert len(await tx.stages.take_due(NOW + DAY, ALL)) == 1


async def test_a_pending_stage_of_a_closed_item_reminds_of_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW)
        await stepped(tx, item.id, Move.CLOSE)
        await tx.stages.put(item.id, OWNER, [Stage("0", NOW)])
        assert await tx.stages.take_due(NOW, ALL) == []


async def statuses(tx: Transaction, recipient: int) -> list[str]:
    rows = await tx.items.session.run(
        f"SELECT status FROM stage WHERE recipient = {recipient:d} ORDER BY item, rung"
    )
    return [row["status"] for row in rows]


async def test_pausing_and_resuming_touch_what_waits_of_that_person_alone(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW, NOW + DAY)
        closed = await added(tx, NOW)
        await stepped(tx, closed.id, Move.CLOSE)
        await added(tx, NOW + DAY, owner=STRANGER)
        assert len(await tx.stages.take_due(NOW, ALL)) == 1
        before = await statuses(tx, OWNER)
        assert before == ["queued", "pending", "dropped"]
        await tx.stages.pause(OWNER)
        assert await statuses(tx, OWNER) == ["queued", "paused", "dropped"]
        assert await statuses(tx, STRANGER) == ["pending"]
        await tx.stages.resume(STRANGER)
        assert await statuses(tx, OWNER) == ["queued", "paused", "dropped"]
        await tx.stages.resume(OWNER)
        assert await statuses(tx, OWNER) == before


async def test_someone_with_paused_stages_alone_has_nothing_next_and_nothing_due(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW, NOW + DAY)
        await tx.stages.pause(OWNER)
        assert await tx.stages.next_at() is None
        assert await tx.stages.take_due(NOW + DAY, ALL) == []
        await tx.stages.resume(OWNER)
        assert await tx.stages.next_at() == NOW
        assert len(await tx.stages.take_due(NOW + DAY, ALL)) == 2


async def test_reachability_pauses_and_resumes_in_one_transaction(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)

    async def fail() -> None:
        async with database.transaction() as tx:
            await tx.set_reachable(OWNER, reachable=False)
            assert await statuses(tx, OWNER) == ["paused"]
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.transaction() as tx:
        assert (await tx.people.meet(OWNER, Language.CHINESE, NOW)).reachable
        assert await statuses(tx, OWNER) == ["pending"]


async def test_an_item_closed_meanwhile_does_not_remind_when_its_owner_is_back(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW)
        await tx.set_reachable(OWNER, reachable=False)
        await stepped(tx, item.id, Move.CLOSE)
        assert await statuses(tx, OWNER) == ["dropped"]
        await tx.set_reachable(OWNER, reachable=True)
        assert await tx.stages.next_at() is None
        assert await tx.stages.take_due(NOW, ALL) == []


async def test_new_stages_take_the_place_of_paused_ones(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW, NOW + SECOND)
        await tx.stages.pause(OWNER)
        await tx.stages.put(item.id, OWNER, [Stage("0", NOW + DAY)])
        assert await statuses(tx, OWNER) == ["pending", "dropped"]
        await tx.stages.resume(OWNER)
        [due] = await tx.stages.take_due(NOW + DAY, ALL)
        assert due.fire_at == NOW + DAY


async def test_so_many_people_are_taken_at_once_each_with_all_that_is_due(
    database: Database,
) -> None:
    people = (11, 12, 13)
    async with database.transaction() as tx:
        for number, person in enumerate(people):
            await tx.people.meet(person, Language.CHINESE, NOW)
            earliest = NOW + number * SECOND
            await added(tx, earliest, NOW + 10 * SECOND, NOW + DAY, owner=person)
            await added(tx, NOW + 5 * SECOND, owner=person)
        later = NOW + 10 * SECOND
        for expected in (people[:2], people[2:]):
            due = await tx.stages.take_due(later, 2)
            assert Counter(stage.recipient for stage in due) == dict.fromkeys(expected, 3)
            assert [stage.fire_at for stage in due] == sorted(stage.fire_at for stage in due)
        assert await tx.stages.take_due(later, 2) == []
        assert await tx.stages.next_at() == NOW + DAY


async def test_stages_that_are_done_are_forgotten_in_slices(database: Database) -> None:
    async with database.transaction() as tx:
        for _ in range(3):
            await added(tx, NOW - DAY)
        assert len(await tx.stages.take_due(NOW - DAY, ALL)) == 3
        for _ in range(2):
            closed = await added(tx, NOW - DAY)
            await stepped(tx, closed.id, Move.CLOSE)
        slices = [await tx.stages.forget(NOW, 2) for _ in range(4)]
        assert slices == [2, 2, 1, 0]
        assert await statuses(tx, OWNER) == []


async def test_stages_that_wait_or_were_done_just_now_are_not_forgotten(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)
        assert len(await tx.stages.take_due(NOW, ALL)) == 1
        await added(tx, NOW - DAY)
        await added(tx, NOW - DAY, owner=STRANGER)
        await tx.stages.pause(STRANGER)
        assert await tx.stages.forget(NOW, ALL) == 0
        assert await statuses(tx, OWNER) == ["queued", "pending"]
        assert await statuses(tx, STRANGER) == ["paused"]
