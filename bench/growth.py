"""How cost grows: memory over a long load, and an update beside so many rows of everything."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.bots import Api, Which, bot, local_api
from bench.due import ITEM, PERSON, STAGE, make
from bench.processes import Child
from bench.report import Aim, aimed, table
from bench.series import Series, percentile
from storage.moments import to_text

_USERS = 200
_CHUNK = 2_500
_ANY_PORT = "127.0.0.1:0"
_FIRST_PERSON = 1_000_000
_FIRST_UPDATE = 5_000_000_000
_PATIENCE = 300
_SETTLE_SECONDS = 0.3
_UPDATE = "INSERT INTO applied_update (id, applied_at) VALUES (?, ?)"
_SENT = """
INSERT INTO outbox (chat, priority, payload, status, attempts, not_before, created_at, finished_at, message)
VALUES (?, 0, '', 'sent', 1, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Long:
    """A long load; memory in MiB, None where there is no /proc."""

    updates: int
    at_half: float | None
    at_end: float | None


@dataclass(frozen=True, slots=True)
class Beside:
    """What an update costs beside so many rows: of people, items, reminders, updates, sent messages.

    Attributes:
        rows: of each.
        started: seconds to the first getUpdates.
        cpu_ms: CPU time of the process for an update at full load.
        per_second: updates a second at full load.
        own_p50: milliseconds from getUpdates to the reply at the ordinary pace, the median.
        own_p99: the 99th percentile.
    """

    rows: int
    started: float
    cpu_ms: float | None
    per_second: float
    own_p50: float
    own_p99: float


@dataclass(frozen=True, slots=True)
class Growth:
    """Everything that was found."""

    long: Long
    beside: list[Beside]

    def text(self) -> str:
        """Return it for people to read."""
        rows: list[tuple[str, ...]] = [
            ("rows of each kind", "CPU, ms", "updates/s", "own p50, ms", "own p99, ms", "start, s")
        ]
        rows += [(f"{one.rows:,}", *map(_shown, _figures(one))) for one in self.beside]
        half = f"memory after {self.long.updates // 2:,} updates {_shown(self.long.at_half)} MiB"
        return f"growth\n\n{table(rows)}\n\n{half}\n\n{aimed(self.aims())}"

    def aims(self) -> list[Aim]:
        """Return the aims."""
        name = f"memory after {self.long.updates:,} updates under 120 MiB"
        return [Aim(name, Series.of([self.long.at_end]), 120)]

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return {"long": asdict(self.long), "beside": [asdict(one) for one in self.beside]}


async def run_growth(
    folder: Path, updates: int, sizes: list[int], load: int, pace: int, seconds: int
) -> Growth:
    """Measure a load of `updates`, and `load` of them and then a pace beside each of `sizes`.

    Raises:
        Broken: the assistant did not start or did not answer everything.
    """
    long = await _long(folder / "long", updates)
    return Growth(
        long, [await _beside(folder / f"rows-{rows}", rows, load, pace, seconds) for rows in sizes]
    )


async def _long(folder: Path, updates: int) -> Long:
    async with (
        local_api(folder / "api", _USERS) as api,
        bot(Which.ASSISTANT, folder / "bot", api, _ANY_PORT) as child,
    ):
        await _in_chunks(api, updates // 2)
        at_half = _memory(child)
        await _in_chunks(api, updates - updates // 2)
        return Long(updates, at_half, _memory(child))


async def _in_chunks(api: Api, updates: int) -> None:
    while updates > 0:
        await api.load(min(_CHUNK, updates), patience=_PATIENCE, fresh=True)
        updates -= _CHUNK


async def _beside(folder: Path, rows: int, load: int, pace: int, seconds: int) -> Beside:
    path = folder / "bot.db"
    await make(path)
    await asyncio.to_thread(fill, path, rows)
    async with (
        local_api(folder / "api", _USERS) as api,
        bot(Which.ASSISTANT, folder, api, _ANY_PORT) as child,
    ):
        started = await api.polled_after(child.started) - child.started
        await api.load(_USERS)  # everyone is met, every module loaded
        before = child.cpu_seconds()
        full = await api.load(load)
        await asyncio.sleep(_SETTLE_SECONDS)
        after = child.cpu_seconds()
        paced = await api.load(pace * seconds, pace)
    return Beside(
        rows,
        started,
        None if before is None or after is None else (after - before) * 1e3 / load,
        full.answered / full.seconds,
        percentile(paced.own, 50) * 1e3,
        percentile(paced.own, 99) * 1e3,
    )


def fill(path: Path, rows: int) -> None:
    """Write so many people, items with a reminder in the next year, applied updates and sent messages."""
    now = datetime.now(UTC)
    said = to_text(now)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.executemany(PERSON, ((_FIRST_PERSON + n, said) for n in range(rows)))
        raw.executemany(ITEM, _items(rows, now))
        raw.executemany(STAGE, _stages(rows, now))
        raw.executemany(_UPDATE, ((_FIRST_UPDATE + n, said) for n in range(rows)))
        raw.executemany(_SENT, ((_FIRST_PERSON + n, said, said, said, n) for n in range(rows)))


def _items(rows: int, now: datetime) -> Iterator[tuple[object, ...]]:
    said = to_text(now)
    for n in range(rows):
        yield n + 1, _FIRST_PERSON + n, to_text(now + timedelta(days=30 + n % 360)), said, said


def _stages(rows: int, now: datetime) -> Iterator[tuple[object, ...]]:
    for n in range(rows):
        moment = to_text(now + timedelta(days=1 + n * 7 % 360))
        yield n + 1, "-1", _FIRST_PERSON + n, moment, moment


def _figures(one: Beside) -> tuple[float | None, ...]:
    return one.cpu_ms, one.per_second, one.own_p50, one.own_p99, one.started


def _memory(child: Child) -> float | None:
    found = child.memory()
    return found.most if found else None


def _shown(value: float | None) -> str:
    return str(Series.of([value])).partition(" ")[0] if value is not None else "not measured"
