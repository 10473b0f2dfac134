"""How many bytes a person, an item, a reminder, a message takes in a database, its indexes included.

What is written is what conversations write, by the repositories of the program; then the database is
packed and asked for the size of each table, which is divided by its rows.
"""

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import asyncpg

from bot.content_folder import load_pack
from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.kept import Record, record_of
from bot.dialog.content.parts import Language
from bot.dialog.content.rules import references
from bot.dialog.content.schema import Pack
from bot.dialog.deadline.official import official_workdays
from bot.dialog.items.evidence import Evidence, Form
from bot.dialog.items.history import Event, Happening
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import ladder_of
from bot.dialog.items.notice import Missed, Notice
from bot.dialog.items.reminding import reminder
from bot.dialog.items.schedule import Change, planned
from bot.dialog.voice import Voice
from bot.sending import letters
from storage.database import Transaction
from storage.opening import SQLITE, opened
from storage.outbox import Fate, Outcome, Priority

_NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_DAY = timedelta(days=1)
_AT_ONCE = 50
_FIRST = 1_000_000_000
_TITLE = "整改报告：专项资金使用不规范问题"
_NOTE = "已与财务科核对，缺两张凭证，周五前补齐。"
_FILE = "BQACAgUAAxkBAAIBZ2Y5kPYgAAGqPz8mEw2yMZkAAbQy8wACXhAAAkGqyVXrp0YtZ3bX0TUE{}"
"""As long as Telegram's numbers of files are."""
_ITEMS = 2
TABLES = (
    "person",
    "applied_update",
    "item",
    "item_event",
    "stage",
    "evidence",
    "kept_check",
    "outbox",
)
_SQLITE = """
SELECT sum(pgsize) FROM dbstat WHERE name = :table
OR name IN (SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = :table)
"""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of a row of each table, with its share of the indexes."""

    sqlite: Mapping[str, float]
    postgres: Mapping[str, float]
    text: float
    """Of a reminder while it waits in the outbox; one that was sent keeps none."""


async def run_sizes(folder: Path, postgres: str, people: int) -> Sizes:
    """Write so many people with all they do into both databases, and measure.

    Args:
        folder: for the file of SQLite; it exists.
        postgres: the URL of an empty database.
        people: how many; of fewer than some hundreds, pages that are begun count too much.
    """
    pack = load_pack(None)
    path = folder / "sizes.db"
    text = await _fill(f"{SQLITE}{path}", pack, people)
    await _fill(postgres, pack, people)
    return Sizes(_of_sqlite(path), await _of_postgres(postgres), text)


def _of_sqlite(path: Path) -> dict[str, float]:
    found = {}
    with closing(connect(path)) as raw:
        raw.execute("VACUUM")
        for table in TABLES:
            [[size]] = raw.execute(_SQLITE, {"table": table})
            [[rows]] = raw.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            found[table] = size / rows
    return found


async def _of_postgres(url: str) -> dict[str, float]:
    found = {}
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("VACUUM FULL")
        for table in TABLES:
            size = await connection.fetchval("SELECT pg_total_relation_size($1::regclass)", table)
            rows = await connection.fetchval(f"SELECT count(*) FROM {table}")  # noqa: S608
            found[table] = size / rows
    finally:
        await connection.close()
    return found


async def _fill(url: str, pack: Pack, people: int) -> float:
    """Let so many people do what they do; return the bytes of a reminder's text."""
    text = 0
    async with opened(url) as database:
        for first in range(0, people, _AT_ONCE):
            async with database.transaction() as tx:
                for number in range(first, min(people, first + _AT_ONCE)):
                    text += await _live(tx, pack, _FIRST + number)
            async with database.transaction() as tx:
                claimed = await tx.outbox.claim(_NOW, _AT_ONCE)
                sent = [Outcome(one.id, Fate.SENT, message=one.id) for one in claimed]
                await tx.outbox.finish(sent, _NOW)
                await tx.outbox.advance(claimed)
    return text / people


async def _live(tx: Transaction, pack: Pack, number: int) -> int:
    """Write what a person writes; return the bytes of their reminder."""
    person = await tx.people.meet(number, Language.CHINESE, _NOW)
    rhythm = person.rhythm(pack.ladders, official_workdays())
    kinds = list(pack.ladders.kinds)
    for n in range(_ITEMS):
        kind = kinds[(number + n) % len(kinds)]
        deadline = _NOW + _DAY * (1 + number * 7 % 40)
        item = await tx.items.add(Item(0, number, _TITLE, deadline, kind=kind), _NOW)
        noted = Event(_NOW, Happening.SUBMITTED, _NOTE)
        item = await tx.items.change(item, noted) or item
        await tx.items.attach(item, Evidence(Form.PHOTO, _FILE.format(n)), _NOW)
        plan = planned(ladder_of(pack.ladders, item), deadline, rhythm, _NOW)
        await tx.stages.change(item.id, number, Change((), tuple(plan)))
    await tx.checks.keep(number, _checked(pack, number), _NOW)
    for n in range(_ITEMS):
        await tx.updates.record(number * _ITEMS + n, _NOW)
    voice = Voice(pack, Language.CHINESE)
    told = reminder(voice, Notice((item,), Missed(), ()), _NOW, rhythm, details=False)
    written = letters(number, told, voice, priority=Priority.REMINDER)
    for one in written:
        await tx.outbox.put(one, _NOW)
    return sum(len(json.dumps(one.payload, ensure_ascii=False).encode()) for one in written)


def _checked(pack: Pack, number: int) -> Record:
    """Return a self-check against one scenario with all its questions answered."""
    scenarios = list(pack.scenarios.scenarios)
    name = scenarios[number % len(scenarios)]
    asked = references(pack.scenarios.scenarios[name].requires)
    answers = tuple((one, Answer.YES) for one in dict.fromkeys(asked))
    return record_of(pack.scenarios, Check((name,), pack.version, answers))
