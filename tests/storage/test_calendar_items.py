"""Items as calendars need them: what ended of late, and what is to be counted again."""

from dataclasses import replace

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.history import Event
from bot.dialog.items.item import Item
from bot.dialog.items.lifecycle import HAPPENINGS, Move, moved
from storage.database import Database, Transaction
from tests.storage.moments import DAY, NOW

OWNER, STRANGER = 1, 2
COUNTED = "2026-11-23T02:00:00+00:00 30个工作日内"


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.people.meet(OWNER, Language.CHINESE, NOW)
        await tx.people.meet(STRANGER, Language.ENGLISH, NOW)


async def added(tx: Transaction, owner: int = OWNER, counted_from: str = "") -> Item:
    new = Item(0, owner, "交报告", NOW + 30 * DAY, counted_from=counted_from)
    return await tx.items.add(new, NOW)


async def stepped(tx: Transaction, item: Item, move: Move, days: int = 0) -> Item:
    at = NOW + days * DAY
    after = moved(item, move, at)
    assert after
    stored = await tx.items.change(after, Event(at, HAPPENINGS[move]))
    assert stored
    return stored


async def test_what_was_done_cancelled_or_deleted_of_late_is_found(database: Database) -> None:
    async with database.transaction() as tx:
        one, two, three, _open = [await added(tx) for _ in range(4)]
        ended = [
            await stepped(tx, one, Move.CLOSE, 10),
            await stepped(tx, two, Move.CANCEL, 11),
            await stepped(tx, three, Move.DELETE, 12),
        ]
        assert await tx.items.ended(OWNER, NOW + 10 * DAY) == ended
        assert await tx.items.ended(OWNER, NOW + 11 * DAY) == ended[1:]
        assert await tx.items.ended(STRANGER, NOW) == []


async def test_what_was_closed_and_then_deleted_is_found_once(database: Database) -> None:
    async with database.transaction() as tx:
        closed = await stepped(tx, await added(tx), Move.CLOSE)
        deleted = await stepped(tx, closed, Move.DELETE, 5)
        assert await tx.items.ended(OWNER, NOW) == [deleted]


async def test_what_is_open_again_did_not_end(database: Database) -> None:
    async with database.transaction() as tx:
        closed = await stepped(tx, await added(tx), Move.CLOSE)
        await stepped(tx, closed, Move.REOPEN)
        assert await tx.items.ended(OWNER, NOW) == []


async def test_what_is_to_be_counted_again_is_found_in_slices(database: Database) -> None:
    async with database.transaction() as tx:
        await added(tx)
        counted = [await added(tx, owner, COUNTED) for owner in (OWNER, STRANGER, OWNER)]
        done = await added(tx, counted_from=COUNTED)
        await stepped(tx, done, Move.CLOSE)
        first = await tx.items.counted(0, 2)
        assert first == counted[:2]
        assert await tx.items.counted(first[-1].id, 2) == counted[2:]
        event = Event(NOW, HAPPENINGS[Move.REOPEN])
        await tx.items.change(replace(counted[0], counted_from=""), event)
        assert await tx.items.counted(0, 9) == counted[1:]
