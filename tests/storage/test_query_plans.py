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
from bot.dialog.items.schedule import Change
from storage.database import Database, Transaction
from storage.statements import load_statements
from tests.storage.moments import NOW

pytestmark = pytest.mark.databases("sqlite")  # its plans are looked at
INDEXES: dict[str, AbstractSet[str]] = {
    "claim_outbox": {"outbox_ready"},
    "advance_outbox": {"outbox_row"},
    "waiting_reminder": {"outbox_row"},
    "is_reminder_on_its_way": {"outbox_row"},
    "hasten_outbox": {"outbox_due"},
    "recall_outbox": {"outbox_row"},
    "free_outbox": {"outbox_behind", "outbox_row"},
    "next_outbox": {"outbox_due"},
    "count_outbox": {"outbox_open"},
    "oldest_outbox": {"outbox_due"},
    "doubt_outbox": {"outbox_open"},
    "forget_outbox": {"outbox_finished"},
    "next_stage": {"stage_pending"},
    "next_digest": {"person_digest"},
    "due_people": {"stage_pending", "person_digest"},
    "due_stages": {"stage_waiting"},
    "untell_stages": {"stage_told"},
    "hasten_stages": {"stage_pending"},
    "told_items": {"stage_told"},
    "last_told": {"stage_told"},
    "pause_stages": {"stage_waiting"},
    "resume_stages": {"stage_waiting"},
    "forget_stages": {"stage_done"},
    "open_items": {"item_pending"},
    "ended_items": {"item_done", "item_deleted"},
    "counted_items": {"item_counted"},
    "all_items": {"item_pending", "item_done", "item_deleted"},
    "list_events": {"item_event_item"},
    "erase_events": {"item_event_item"},
    "list_evidence": {"evidence_item"},
    "erase_evidence": {"evidence_item"},
    "purgeable_items": {"item_purge"},
    "list_checks": {"kept_check_owner"},
    "count_checks": {"kept_check_owner"},
    "forget_updates": {"applied_update_age"},
}
BY_KEY = {
    "finish_outbox",
    "put_off_outbox",
    "withdraw_outbox",
    "find_item",
    "change_item",
    "list_stages",
    "drop_stage",
    "drop_stages",
    "erase_stages",
    "erase_item",
    "drop_evidence",
    "move_stage",
    "set_habits",
    "set_digest_next",
    "find_check",
    "change_check",
    "delete_check",
    "find_person",
    "hold_person",
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
    "add_evidence",
    "add_check",
    "set_stage",
    "put_outbox",
    "meet",
    "record_update",
    "write_fact",
}
READ_IN_ORDER = {"next_stage", "next_digest", "count_outbox", "free_outbox"}
"""They begin at one end of their index, and stop early or count what it holds."""
SORTED = {"claim_outbox", "due_people", "due_stages", "list_stages", "told_items", "list_evidence"}
"""Bounded by what is taken at once, by what is due for one person, or by the stages and files of one item."""


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
    # What a subquery hands on row by row was found by an index.
    handed_on = {f"SCAN {step.split()[-1]}" for step in plan if step.startswith("CO-ROUTINE")}
    harmless = {"SCAN CONSTANT ROW", *handed_on}
    scans = [step for step in plan if step.startswith("SCAN") and step not in harmless]
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


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("kind", ["behind in one chat", "later in many"])
async def test_taking_messages_costs_the_same_however_many_wait(path: Path, kind: str) -> None:
    waiting = (
        "INSERT INTO outbox (chat, priority, payload, not_before, created_at, behind)"
        " VALUES (?, 1, '', ?, '1', ?)"
    )
    later = str(10)  # sorts after the 1 that stands for now
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with_none = steps_of(connection, "claim_outbox")
        for number in range(2_000):
            row = (1, "1", 1) if kind == "behind in one chat" else (number, later, 0)
            connection.execute(waiting, row)
        assert steps_of(connection, "claim_outbox") <= with_none + 50


async def add_items(tx: Transaction, number: int) -> None:
    """Give somebody else items with a stage each."""
    for _ in range(number):
        item = await tx.items.add(Item(0, 2, "事", NOW), NOW)
        await tx.stages.change(item.id, 2, Change((), (Stage("0", NOW, NOW),)))
