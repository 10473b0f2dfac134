"""A database that an earlier version wrote keeps its items, and reminds of them."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from bot.dialog.items.item import Status
from bot.dialog.items.ladder import OVERDUE
from bot.dialog.items.schedule import State
from storage.migrations import load_migrations
from storage.moments import to_text
from storage.outbox import Fate, Outcome
from storage.sqlite import SqliteDatabase
from tests.storage.moments import DAY, NOW

OWNER, AWAY = 1, 2
DEADLINE = NOW + 5 * DAY
OLD = 3
"""The last schema without kinds, states and settings."""


def write_old(path: Path) -> None:
    """Write a database as version 3 did: an open item, a closed one, one of somebody who is away."""
    with closing(sqlite3.connect(path)) as raw, raw:
        for migration in load_migrations()[:OLD]:
            for statement in migration.statements:
                identity = "INTEGER PRIMARY KEY AUTOINCREMENT"
                raw.execute(
                    statement.replace("{identity}", identity).replace("{by_key}", "WITHOUT ROWID")
                )
        raw.execute(f"PRAGMA user_version = {OLD}")
        now, deadline = to_text(NOW), to_text(DEADLINE)
        people = (
            "INSERT INTO person (id, language, zone, reachable, created_at) VALUES (?, ?, ?, ?, ?)"
        )
        raw.execute(people, (OWNER, "zh", "Asia/Shanghai", 1, now))
        raw.execute(people, (AWAY, "zh", "Asia/Shanghai", 0, now))
        items = (
            "INSERT INTO item (id, owner, title, deadline, status, created_at, closed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        raw.execute(items, (1, OWNER, "交报告", deadline, "open", now, None))
        raw.execute(items, (2, OWNER, "办完的", deadline, "closed", now, now))
        raw.execute(items, (3, AWAY, "等着的", deadline, "open", now, None))
        stages = "INSERT INTO stage (item, days, recipient, fire_at, status) VALUES (?, ?, ?, ?, ?)"
        for item, days, owner, status in (
            (1, -10, OWNER, "queued"),
            (1, -3, OWNER, "pending"),
            (1, 1, OWNER, "pending"),
            (2, -3, OWNER, "dropped"),
            (3, -3, AWAY, "paused"),
        ):
            moment = to_text(DEADLINE + timedelta(days=days))
            raw.execute(stages, (item, days, owner, moment, status))
        outbox = (
            "INSERT INTO outbox (chat, priority, payload, status, not_before, created_at)"
            " VALUES (?, 0, '{}', ?, ?, ?)"
        )
        for status in ("sending", "pending", "pending"):
            raw.execute(outbox, (OWNER, status, now, now))


async def test_items_stages_and_messages_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "bot.db"
    write_old(path)
    database = await SqliteDatabase.open(path)
    try:
        async with database.transaction() as tx:
            [item] = await tx.items.open_items(OWNER)
            assert (item.title, item.deadline, item.status) == ("交报告", DEADLINE, Status.OPEN)
            closed = await tx.items.find(2, OWNER)
            assert closed
            assert closed.status is Status.CLOSED
            kept = {one.stage.rung: one for one in await tx.stages.kept(1)}
            assert kept["-10"].state is State.QUEUED
            assert kept["-3"].stage.fire_at == kept["-3"].stage.planned_at == DEADLINE - 3 * DAY
            assert "1" not in kept, "who is overdue is reminded on workdays"
            assert kept[OVERDUE].stage.planned_at == DEADLINE, "the loop asks for the first workday"
            away = {one.stage.rung: one.state for one in await tx.stages.kept(3)}
            assert away == {"-3": State.PAUSED, OVERDUE: State.PAUSED}
            assert OVERDUE not in {one.stage.rung for one in await tx.stages.kept(2)}

            await tx.outbox.doubt()
            [first] = await tx.outbox.claim(NOW, 10)
            await tx.outbox.finish([Outcome(first.id, Fate.SENT)], NOW)
            await tx.outbox.advance([first])
            [second] = await tx.outbox.claim(NOW, 10)
            assert second.id == first.id + 1
    finally:
        await database.close()
