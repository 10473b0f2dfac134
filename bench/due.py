"""A database full of reminders, and how long it takes to find the next one and to start.

The rows are written past the program, as it would have written them one by one.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from bench.bots import Which, bot, local_api
from bench.processes import Memory
from bench.series import percentile
from storage.moments import to_text
from storage.sqlite import SqliteDatabase

_STAGES_OF_AN_ITEM = 5
_ITEMS_OF_A_PERSON = 4
_LOOKS = 300
_FIRST_PERSON = 1_000_000
_ANY_PORT = "127.0.0.1:0"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pending:
    """What so many pending stages cost.

    Attributes:
        stages: how many there are.
        look_ms: the query for the next due, 99th percentile.
        started: seconds to the first getUpdates.
        memory: of the process after the start; None where there is no /proc.
    """

    stages: int
    look_ms: float
    started: float
    memory: Memory | None


async def run_pending(folder: Path, stages: int) -> Pending:
    """Measure a database with so many pending stages.

    Raises:
        Broken: the assistant did not start on it.
    """
    path = folder / "bot.db"
    await make(path)
    await asyncio.to_thread(fill, path, stages)
    look_ms = await _look(path)
    async with (
        local_api(folder / "api", users=1) as api,
        bot(Which.ASSISTANT, folder, api, _ANY_PORT) as child,
    ):
        started = await api.polled_after(child.started) - child.started
        memory = child.memory()
    return Pending(stages, look_ms, started, memory)


async def make(path: Path) -> None:
    """Make an empty database that is served to Telegram."""
    path.parent.mkdir(parents=True, exist_ok=True)
    database = await SqliteDatabase.open(path)
    await database.set_fact("mode", "telegram")
    await database.close()


def fill(path: Path, stages: int) -> None:
    """Write so many pending stages, from tomorrow on for a year."""
    items = stages // _STAGES_OF_AN_ITEM
    now = datetime.now(UTC)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA synchronous = OFF")
        people = items // _ITEMS_OF_A_PERSON + 1
        raw.executemany(PERSON, ((_FIRST_PERSON + n, to_text(now)) for n in range(people)))
        raw.executemany(
            ITEM,
            (
                (n + 1, _owner(n), to_text(now + _DAY * (30 + n % 360)), to_text(now), to_text(now))
                for n in range(items)
            ),
        )
        raw.executemany(STAGE, _stages(items, now))


def _stages(items: int, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(items):
        for number in range(_STAGES_OF_AN_ITEM):
            moment = to_text(now + _DAY * (1 + (n * 7 + number * 11) % 360))
            yield n + 1, str(-number), _owner(n), moment, moment


def _owner(item: int) -> int:
    return _FIRST_PERSON + item // _ITEMS_OF_A_PERSON


async def _look(path: Path) -> float:
    """Return how long the loop takes to look at the table, in milliseconds: nothing is due yet."""
    database = await SqliteDatabase.open(path)
    times = []
    try:
        async with database.transaction() as tx:
            for _ in range(_LOOKS):
                started = perf_counter()
                await tx.stages.next_at()
                times.append(perf_counter() - started)
    finally:
        await database.close()
    return percentile(times, 99) * 1e3


PERSON = """
INSERT INTO person (id, language, zone, created_at, quiet_from, quiet_to)
VALUES (?, 'zh', 'Asia/Shanghai', ?, '00:00', '00:00')
"""
"""Nobody of them has quiet hours, whenever this runs."""
ITEM = """
INSERT INTO item (id, owner, kind, title, deadline, created_at, changed_at)
VALUES (?, ?, 'other', '整改事项', ?, ?, ?)
"""
STAGE = "INSERT INTO stage (item, rung, recipient, planned_at, fire_at) VALUES (?, ?, ?, ?, ?)"
