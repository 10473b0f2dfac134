"""What belongs to an item: its history, its files, its end; and items of an older database."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Ladder
from bot.dialog.items.evidence import Evidence, Form
from bot.dialog.items.history import Event, Happening
from bot.dialog.items.item import Item, Status
from bot.dialog.items.lifecycle import Move, moved
from storage import sqlite as sqlite_module
from storage.database import Database, Transaction
from storage.migrations import load_migrations
from storage.opening import SQLITE, open_database
from tests.storage.moments import DAY, NOW, SECOND

OWNER, STRANGER = 1, 2
LONG_AGO = NOW - 31 * DAY


async def added(tx: Transaction, title: str = "交报告", owner: int = OWNER) -> Item:
    await tx.people.meet(owner, Language.CHINESE, NOW)
    return await tx.items.add(Item(0, owner, title, NOW + DAY), NOW)


async def deleted(tx: Transaction, item: Item) -> Item:
    after = moved(item, Move.DELETE, LONG_AGO)
    assert after
    stored = await tx.items.change(after, Event(LONG_AGO, Happening.DELETED))
    assert stored
    return stored


async def test_every_field_comes_back(database: Database) -> None:
    full = Item(
        0,
        OWNER,
        "交报告",
        NOW + DAY,
        kind="reminder_talk",
        requirement="附台账\n和照片",
        issuer="市纪委监委",
        notes="找老王",
        counted_from="2026-11-23T02:00:00+00:00 10个工作日内",
        ladder=Ladder(days=(-3, 0), at="08:30"),
    )
    async with database.transaction() as tx:
        await tx.people.meet(OWNER, Language.CHINESE, NOW)
        stored = await tx.items.add(full, NOW)
        expected = replace(full, id=stored.id, created_at=NOW, changed_at=NOW)
        assert stored == expected
        assert await tx.items.find(stored.id, OWNER) == expected


async def test_of_two_changes_at_once_the_second_is_refused(database: Database) -> None:
    async with database.transaction() as tx:
        item = await added(tx)
    async with database.transaction() as tx:
        event = Event(NOW + SECOND, Happening.CHANGED, "t:交报告")
        first = await tx.items.change(replace(item, title="一"), event)
        assert first
        assert (first.title, first.sequence, first.changed_at) == ("一", 1, NOW + SECOND)
        assert await tx.items.change(replace(item, title="二"), event) is None
        assert await tx.items.find(item.id, OWNER) == first
        assert [one.what for one in await tx.items.history(item)] == [
            Happening.ADDED,
            Happening.CHANGED,
        ]


async def test_all_items_are_those_of_the_person_whatever_their_state(database: Database) -> None:
    async with database.transaction() as tx:
        pending, done, gone = [await added(tx, title) for title in "甲乙丙"]
        await added(tx, "别人的", STRANGER)
        closed = moved(done, Move.CLOSE, NOW)
        assert closed
        await tx.items.change(closed, Event(NOW, Happening.CLOSED))
        await deleted(tx, gone)
        found = {item.title: item for item in await tx.items.all_items(OWNER)}
    assert set(found) == {"甲", "乙", "丙"}
    assert found["甲"] == pending
    assert found["乙"].status is Status.CLOSED
    assert found["丙"].deleted_at == LONG_AGO


async def test_files_come_back_in_their_order_and_the_same_one_once(database: Database) -> None:
    async with database.transaction() as tx:
        item, other = await added(tx), await added(tx)
        for evidence in (
            Evidence(Form.PHOTO, "A1", "现场"),
            Evidence(Form.DOCUMENT, "B2"),
            Evidence(Form.PHOTO, "A1", "再发一次"),
        ):
            await tx.items.attach(item, evidence, NOW)
        await tx.items.attach(other, Evidence(Form.PHOTO, "A1"), NOW)
        first, second = await tx.items.evidence(item)
        assert (first.form, first.file, first.name, first.added_at) == (
            Form.PHOTO,
            "A1",
            "现场",
            NOW,
        )
        assert (second.form, second.file) == (Form.DOCUMENT, "B2")
        await tx.items.detach(other, first.id)
        assert len(await tx.items.evidence(item)) == 2, "by its own item only"
        await tx.items.detach(item, first.id)
        assert await tx.items.evidence(item) == [second]


async def test_what_was_deleted_is_erased_with_all_that_belongs_to_it(database: Database) -> None:
    async with database.transaction() as tx:
        items = [await added(tx) for _ in range(4)]
        for item in items:
            await tx.items.attach(item, Evidence(Form.PHOTO, "A1"), NOW)
        for item in items[:3]:
            await deleted(tx, item)
        assert await tx.items.purge(LONG_AGO, 10) == 0
        assert await tx.items.purge(LONG_AGO + SECOND, 2) == 2
        assert await tx.items.purge(LONG_AGO + SECOND, 2) == 1
        assert await tx.items.all_items(OWNER) == [items[3]]
        assert await tx.items.history(items[0]) == []
        assert await tx.items.evidence(items[0]) == []
        assert len(await tx.items.evidence(items[3])) == 1


async def test_a_deleted_item_that_was_restored_is_not_erased(database: Database) -> None:
    async with database.transaction() as tx:
        gone = await deleted(tx, await added(tx))
        back = moved(gone, Move.RESTORE, NOW)
        assert back
        stored = await tx.items.change(back, Event(NOW, Happening.RESTORED))
        assert await tx.items.purge(NOW, 10) == 0
        assert await tx.items.open_items(OWNER) == [stored]


async def test_an_older_database_keeps_its_items_and_their_reminders(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = load_migrations()
    with monkeypatch.context() as patched:
        patched.setattr(sqlite_module, "load_migrations", lambda: known[:3])
        await (await open_database(f"{SQLITE}{path}")).close()
    old = sqlite3.connect(path)
    old.executescript("""
        INSERT INTO person (id, language, zone, created_at)
        VALUES (1, 'zh', 'Asia/Shanghai', '2026-11-01T00:00:00.000Z');
        INSERT INTO item (id, owner, title, deadline, status, created_at, closed_at) VALUES
        (3, 1, '交报告', '2026-12-04T15:59:00.000Z', 'open', '2026-11-02T00:00:00.000Z', NULL),
        (7, 1, '补材料', '2026-11-10T15:59:00.000Z', 'closed', '2026-11-02T00:00:00.000Z', '2026-11-09T01:00:00.000Z');
        INSERT INTO stage (item, days, recipient, fire_at, status) VALUES
        (3, -10, 1, '2026-11-24T01:00:00.000Z', 'pending'),
        (3, -20, 1, '2026-11-14T01:00:00.000Z', 'queued'),
        (3, 0, 1, '2026-12-04T01:00:00.000Z', 'paused'),
        (7, 0, 1, '2026-11-10T01:00:00.000Z', 'dropped');
    """)
    old.commit()
    old.close()
    database = await open_database(f"{SQLITE}{path}")
    try:
        async with database.transaction() as tx:
            items = {item.id: item for item in await tx.items.all_items(OWNER)}
            kept = {one.stage.rung: one.state for one in await tx.stages.kept(3)}
            new = await tx.items.add(Item(0, OWNER, "新的", NOW), NOW)
    finally:
        await database.close()
    assert (items[3].title, items[3].status, items[3].kind) == ("交报告", Status.OPEN, "")
    assert (items[7].title, items[7].status) == ("补材料", Status.CLOSED)
    assert items[7].closed_at == items[7].changed_at
    assert kept == {"-10": "pending", "-20": "queued", "0": "paused", "overdue": "pending"}
    assert new.id == 8, "a number is never given twice"
