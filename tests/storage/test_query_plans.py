"""Every statement finds its rows by an index, however large a table is."""

import sqlite3
from collections.abc import Set as AbstractSet
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage
from storage.database import Database, Transaction
from storage.statements import load_statements
from tests.storage.moments import NOW

INDEXES: dict[str, AbstractSet[str]] = {
    "claim_outbox": {"outbox_pending", "outbox_chat"},
    "next_outbox": {"outbox_due"},
    "count_outbox": {"outbox_open"},
    "doubt_outbox": {"outbox_open"},
    "forget_outbox": {"outbox_finished"},
    "next_stage": {"stage_pending"},
    "take_due_stages": {"stage_pending"},
    "pause_stages": {"stage_waiting"},
    "resume_stages": {"stage_waiting"},
    "forget_stages": {"stage_done"},
    "open_items": {"item_pending"},
    "ended_items": {"item_done", "item_deleted"},
    "list_events": {"item_event_item"},
    "list_checks": {"kept_check_owner"},
    "count_checks": {"kept_check_owner"},
    "forget_updates": {"applied_update_age"},
}
BY_KEY = {
    "finish_outbox",
    "find_item",
    "change_item",
    "due_item",
    "drop_stages",
    "find_check",
    "change_check",
    "delete_check",
    "find_person",
    "save_dialog",
    "set_language",
    "set_reachable",
    "read_fact",
    "repeat_declined",
    "add_declined",
    "count_declined",
    "list_declined",
    "clear_declined",
}
INSERTS = {
    "add_item",
    "add_event",
    "add_check",
    "add_stage",
    "put_outbox",
    "meet",
    "record_update",
    "write_fact",
}
READ_IN_ORDER = {"claim_outbox", "next_stage", "count_outbox"}
"""They begin at one end of their index, and stop early or count what it holds."""
SORTED = {"take_due_stages"}
"""Bounded by what is due."""


class Values(dict[str, int]):
    """A value for every parameter."""

    def __missing__(self, name: str) -> int:
        return 1


def sql_of(statement: str) -> str:
    sql: str = getattr(load_statements(), statement).sql
    return sql


async def plan_of(database: Database, statement: str) -> list[str]:
    async with database.transaction() as tx:
        rows: Any = await tx.people.session.run(f"EXPLAIN QUERY PLAN {sql_of(statement)}", Values())
        return [row["detail"] for row in rows]


def test_every_statement_is_looked_at() -> None:
    known = load_statements().available_queries
    statements = {name for name in known if not name.endswith("_cursor")}
    assert statements == set(chain(INDEXES, BY_KEY, INSERTS))


@pytest.mark.parametrize("statement", [*INDEXES, *sorted(BY_KEY)])
async def test_a_statement_uses_its_index(database: Database, statement: str) -> None:
    plan = await plan_of(database, statement)
    for index in INDEXES.get(statement, ()):
        assert any(f"INDEX {index}" in f"{step} ".split(" (")[0] for step in plan), plan
    # A constant row is what an INSERT gives on the condition of its SELECT.
    scans = [step for step in plan if step.startswith("SCAN") and step != "SCAN CONSTANT ROW"]
    assert all("INDEX" in step for step in scans), plan
    assert not scans or statement in READ_IN_ORDER, plan
    assert statement in SORTED or not any("TEMP B-TREE" in step for step in plan), plan


def steps_of(connection: sqlite3.Connection, statement: str) -> int:
    """Run a statement and return how many steps SQLite's machine took for it."""
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(step, 1)
    connection.execute(sql_of(statement), Values()).fetchall()
    connection.set_progress_handler(None, 1)
    return steps


@pytest.mark.parametrize("statement", sorted(INSERTS))
async def test_writing_costs_the_same_however_much_there_is(
    database: Database, path: Path, statement: str
) -> None:
    async with database.transaction() as tx:
        for person in (1, 2):
            await tx.people.meet(person, Language.CHINESE, NOW)
        await add_items(tx, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        steps_of(connection, statement)  # the second time there is a row in its place
        with_little = steps_of(connection, statement)
        async with database.transaction() as tx:
            await add_items(tx, 500)
        assert steps_of(connection, statement) <= with_little + 50


async def add_items(tx: Transaction, number: int) -> None:
    """Give somebody else items with a stage each."""
    for _ in range(number):
        item = await tx.items.add(Item(0, 2, "事", NOW), NOW)
        await tx.stages.put(item.id, 2, [Stage("0", NOW)])
