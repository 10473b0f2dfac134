"""The stages of reminders: each comes once, to whom it belongs, and waits for who is away."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import OVERDUE, SNOOZE, Stage
from bot.dialog.items.lifecycle import Move
from bot.dialog.items.notice import Outcome, Owed
from bot.dialog.items.quiet import QuietHours
from bot.dialog.items.schedule import Change, State
from storage.database import Database, Transaction
from tests.storage.moments import DAY, NOW, SECOND
from tests.storage.test_items import ALL, OWNER, STRANGER, added, people, stepped

__all__ = ["people"]


def stage(rung: str, moment: datetime) -> Stage:
    return Stage(rung, moment, moment)


async def take(tx: Transaction, now: datetime, most: int = ALL) -> list[tuple[int, Owed]]:
    """Take all that is due for up to `most` people, as told at `now`."""
    taken = []
    for person in await tx.stages.due_people(now, most):
        due = await tx.stages.due(person, now)
        outcomes = [
            Outcome(one.item.id, State.QUEUED, one.stage, told=True)
            for one in due
            if one.item.is_pending
        ]
        await tx.stages.settle(person, outcomes, now)
        taken += [(person, one) for one in due]
    return taken


async def statuses(tx: Transaction, recipient: int) -> list[str]:
    rows = await tx.items.session.run(
        f"SELECT status FROM stage WHERE recipient = {recipient:d} ORDER BY item, rung DESC"
    )
    return [row["status"] for row in rows]


async def change(tx: Transaction, item: Item, stages: Sequence[Stage], *drop: str) -> None:
    await tx.stages.change(item.id, item.owner, Change(drop, tuple(stages)))


async def test_a_stage_comes_back_as_it_was_put(database: Database) -> None:
    late = Stage("-3", NOW, NOW + DAY)
    async with database.transaction() as tx:
        item = await added(tx)
        await change(tx, item, [late])
        [kept] = await tx.stages.kept(item.id)
    assert (kept.stage, kept.state) == (late, State.PENDING)


async def test_a_due_stage_is_taken_once_with_its_item(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW, owner=STRANGER)
        assert await tx.stages.due_people(NOW - SECOND, ALL) == []
        [(person, due)] = await take(tx, NOW)
        assert (person, due) == (STRANGER, Owed(item, stage("0", NOW)))
        assert await take(tx, NOW) == []
        assert await tx.stages.next_at() is None


async def test_a_stage_is_pending_again_after_an_undone_transaction(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)

    async def fail() -> None:
        async with database.transaction() as tx:
            assert await take(tx, NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.transaction() as tx:
        assert len(await take(tx, NOW)) == 1


async def test_due_stages_begin_with_the_earliest(database: Database) -> None:
    async with database.transaction() as tx:
        late = await added(tx, NOW)
        early = await added(tx, NOW - DAY)
        twin = await added(tx, NOW)
        due = await tx.stages.due(OWNER, NOW)
    assert [one.item.id for one in due] == [early.id, late.id, twin.id]


async def test_the_next_is_the_earliest_stage_or_digest(database: Database) -> None:
    async with database.transaction() as tx:
        assert await tx.stages.next_at() is None
        await added(tx, NOW + DAY, NOW + 2 * DAY)
        assert await tx.stages.next_at() == NOW + DAY
        await tx.people.set_digest_next(STRANGER, NOW + SECOND)
        assert await tx.stages.next_at() == NOW + SECOND
        assert await tx.stages.due_people(NOW + SECOND, ALL) == [STRANGER]
        await tx.set_reachable(STRANGER, reachable=False)
        assert await tx.stages.next_at() == NOW + DAY
        assert await tx.stages.due_people(NOW + SECOND, ALL) == []


async def test_a_change_sets_and_drops(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW + SECOND, NOW + 2 * SECOND)
        await change(tx, item, [stage("-5", NOW + DAY)], "0", "-1")
        assert await tx.stages.next_at() == NOW + DAY
        assert await take(tx, NOW + 2 * SECOND) == []
        [(_, due)] = await take(tx, NOW + DAY)
        assert due.stage == stage("-5", NOW + DAY)


async def test_stages_wait_for_who_cannot_be_reached(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)
        other = await added(tx, NOW + DAY, owner=STRANGER)
        await tx.set_reachable(OWNER, reachable=False)
        assert await tx.stages.next_at() == NOW + DAY
        [(_, due)] = await take(tx, NOW + DAY)
        assert due.item == other
        await tx.set_reachable(OWNER, reachable=True)
        assert await tx.stages.next_at() == NOW
        assert len(await take(tx, NOW + DAY)) == 1


async def test_a_stage_that_is_set_while_someone_is_away_waits_for_them(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW, NOW + SECOND)
        await tx.stages.pause(OWNER)
        await change(tx, item, [stage("0", NOW + DAY)])
        assert await statuses(tx, OWNER) == ["paused", "paused"]
        await tx.stages.resume(OWNER)
        assert len(await take(tx, NOW + DAY)) == 2


async def test_pausing_and_resuming_touch_what_waits_of_that_person_alone(
    database: Database,
) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW, NOW + DAY)
        closed = await added(tx, NOW)
        await stepped(tx, closed.id, Move.CLOSE)
        await added(tx, NOW + DAY, owner=STRANGER)
        assert len(await take(tx, NOW)) == 1
        before = await statuses(tx, OWNER)
        assert before == ["queued", "pending", "dropped"]
        await tx.stages.pause(OWNER)
        assert await statuses(tx, OWNER) == ["queued", "paused", "dropped"]
        assert await statuses(tx, STRANGER) == ["pending"]
        await tx.stages.resume(STRANGER)
        assert await statuses(tx, OWNER) == ["queued", "paused", "dropped"]
        await tx.stages.resume(OWNER)
        assert await statuses(tx, OWNER) == before


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


async def test_so_many_people_are_taken_at_once_each_with_all_that_is_due(
    database: Database,
) -> None:
    people_there = (11, 12, 13)
    async with database.transaction() as tx:
        for number, person in enumerate(people_there):
            await tx.people.meet(person, Language.CHINESE, NOW)
            earliest = NOW + number * SECOND
            await added(tx, earliest, NOW + 10 * SECOND, NOW + DAY, owner=person)
            await added(tx, NOW + 5 * SECOND, owner=person)
        later = NOW + 10 * SECOND
        seen: list[int] = []
        for _ in range(2):
            due = await take(tx, later, 2)
            seen += [person for person, _ in due]
        assert sorted(seen) == sorted([*people_there] * 3)
        assert await take(tx, later, 2) == []
        assert await tx.stages.next_at() == NOW + DAY


async def test_what_a_reminder_told_can_be_found_and_told_again(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx, NOW)
        other = await added(tx, NOW)
        assert await tx.stages.last_told(OWNER) is None
        await take(tx, NOW)
        assert await tx.stages.told(OWNER, NOW) == [item.id, other.id]
        assert await tx.stages.told(STRANGER, NOW) == []
        assert await tx.stages.last_told(OWNER) == NOW
        await stepped(tx, other.id, Move.CLOSE)
        await tx.stages.untell(OWNER, NOW, State.PAUSED)
        assert await take(tx, NOW + DAY) == []
        await tx.stages.resume(OWNER)
        assert {due.item.id for _, due in await take(tx, NOW)} >= {item.id}


async def test_put_off_is_found_by_the_reminder_that_was_put_off(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx)
        await change(tx, item, [stage(OVERDUE, NOW)])
        await take(tx, NOW)
        later = Change((), (stage(SNOOZE, NOW + DAY), stage(OVERDUE, NOW + 2 * DAY)), is_fresh=True)
        await tx.stages.change(item.id, OWNER, later, NOW)
        assert await tx.stages.told(OWNER, NOW) == [item.id]
        await tx.stages.untell(OWNER, NOW, State.PENDING)
        assert await tx.stages.next_at() == NOW + DAY, "it stays silent"


async def test_what_was_put_off_too_far_is_looked_at_again(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx)
        stages = [
            Stage("-3", NOW - DAY, NOW + DAY),  # due, and put off
            Stage("-2", NOW + SECOND, NOW + DAY),
            stage("-1", NOW + 5 * DAY),
        ]
        await change(tx, item, stages)
        await tx.stages.hasten(NOW, NOW + 2 * DAY)
        fire_at = {one.stage.rung: one.stage.fire_at for one in await tx.stages.kept(item.id)}
    assert fire_at == {"-3": NOW, "-2": NOW + SECOND, "-1": NOW + 5 * DAY}


async def test_stages_that_are_done_are_forgotten_in_slices(database: Database) -> None:
    async with database.transaction() as tx:
        for _ in range(3):
            await added(tx, NOW - DAY)
        assert len(await take(tx, NOW - DAY)) == 3
        for _ in range(2):
            closed = await added(tx, NOW - DAY)
            await stepped(tx, closed.id, Move.CLOSE)
        slices = [await tx.stages.forget(NOW, 2) for _ in range(4)]
        assert slices == [2, 2, 1, 0]
        assert await statuses(tx, OWNER) == []


async def test_stages_that_wait_or_were_done_just_now_are_not_forgotten(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx, NOW)
        assert len(await take(tx, NOW)) == 1
        await added(tx, NOW - DAY)
        await added(tx, NOW - DAY, owner=STRANGER)
        await tx.stages.pause(STRANGER)
        assert await tx.stages.forget(NOW, ALL) == 0
        assert await statuses(tx, OWNER) == ["queued", "pending"]
        assert await statuses(tx, STRANGER) == ["paused"]


async def test_how_a_person_wants_to_be_reminded_is_kept(database: Database) -> None:
    async with database.transaction() as tx:
        person = await tx.people.find(OWNER)
        assert person
        assert person.quiet == QuietHours(time(22), time(8))
        wishes = replace(
            person,
            zone_name="Europe/Paris",
            quiet=QuietHours(time(21, 30), time(7)),
            digest_at=time(8, 30),
            details=True,
        )
        await tx.people.save_habits(wishes)
        assert await tx.people.find(OWNER) == wishes
        assert await tx.people.digest_next(OWNER) is None
        await tx.people.set_digest_next(OWNER, NOW)
        assert await tx.people.digest_next(OWNER) == NOW
        assert await tx.people.find(404) is None
