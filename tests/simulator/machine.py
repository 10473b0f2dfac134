"""What a run stands on: a clock and a SQLite file, all in one thread and all of one seed.

Every statement and every call is a point at which the process can be killed. From then on nothing it
does reaches the file or the Bot API, as after SIGKILL.
"""

import asyncio
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from bot.clock import Clock
from storage.session import Row
from storage.sqlite import SqliteDatabase
from storage.statements import load_statements

STATEMENTS = load_statements()
_PUT = "INSERT INTO outbox"

_Sleeper = tuple[asyncio.Future[None], datetime | None, asyncio.Event, datetime]
"""Who waits, until when or for what, and since when."""


class Killed(asyncio.CancelledError):
    """The process is dead."""


class SimulatedClock(Clock):
    """A clock that stands still until it is told what time it is."""

    def __init__(self, time: datetime) -> None:
        super().__init__(lambda: self.time)
        self.time = time
        self._sleepers: list[_Sleeper] = []

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Return when `until` has come, `wake` is set, or the clock was put back."""
        began = self.time
        while self.time >= began and not wake.is_set() and (until is None or self.time < until):
            sleeper = (asyncio.get_running_loop().create_future(), until, wake, began)
            self._sleepers.append(sleeper)
            await sleeper[0]

    def rouse(self) -> bool:
        """Wake those who have nothing to wait for any more; return whether there were any."""
        awake = [one for one in self._sleepers if self._is_over(one)]
        self._sleepers = [one for one in self._sleepers if one not in awake]
        for future, *_ in awake:
            if not future.done():
                future.set_result(None)
        return bool(awake)

    def next_at(self) -> datetime | None:
        """Return when the next sleeper wakes."""
        return min((until for _, until, *_ in self._sleepers if until), default=None)

    def forget(self) -> None:
        """Nobody sleeps any more."""
        self._sleepers.clear()

    def _is_over(self, sleeper: _Sleeper) -> bool:
        future, until, wake, began = sleeper
        is_due = until is not None and until <= self.time
        return future.done() or wake.is_set() or is_due or self.time < began


@dataclass
class Fate:
    """Whether the process lives, and after how many points it dies."""

    points: int = 0
    dies_at: int | None = None
    is_dead: bool = False

    def point(self) -> None:
        """Pass a point at which the process may die.

        Raises:
            Killed: it is dead.
        """
        self.points += 1
        if self.dies_at is not None and self.points >= self.dies_at:
            self.is_dead = True
        if self.is_dead:
            raise Killed


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it was put into the outbox."""

    number: int
    turn: int
    """Which point of the run that was, for its time may come twice."""
    html: str
    priority: int
    chat: int
    at: datetime


class Connection:
    """The part of a connection that the storage uses, without its thread.

    Args:
        path: of the database.
        fate: of the process.
        dice: of the run.
        written: where the messages are noted that are put into the outbox, by their number.
    """

    def __init__(self, path: Path, fate: Fate, dice: Random, written: dict[int, Written]) -> None:
        self.raw = sqlite3.connect(path, isolation_level=None)
        self.raw.row_factory = sqlite3.Row
        self.fails = 0.0
        self._fate = fate
        self._dice = dice
        self._written = written

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""
        return self.raw.in_transaction

    async def execute_fetchall(self, sql: str, values: Row = ()) -> Sequence[Row]:
        """Run a statement and return its rows."""
        self._fate.point()
        await asyncio.sleep(0)
        self._fate.point()
        if sql == "BEGIN IMMEDIATE" and self.fails and self._dice.random() < self.fails:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        cursor = self.raw.execute(sql, values)
        if _PUT in sql and cursor.lastrowid:
            self._note(cursor.lastrowid, values)
        rows = cursor.fetchall()
        self._fate.point()
        return rows

    def _note(self, number: int, row: Row) -> None:
        self._written[number] = Written(
            number,
            self._fate.points,
            json.loads(row["payload"])["html"],
            row["priority"],
            row["chat"],
            datetime.fromisoformat(row["now"]),
        )

    run = execute_fetchall

    async def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement for each of `rows`."""
        self._fate.point()
        await asyncio.sleep(0)
        self._fate.point()
        self.raw.executemany(sql, rows)


class _NoLock:
    def release(self) -> None:
        """Nobody else wants it."""


def database_on(path: Path, connection: Connection) -> SqliteDatabase:
    """Return the real database over a connection."""
    untyped: Any = connection
    lock: Any = _NoLock()
    return SqliteDatabase(path, untyped, lock, STATEMENTS, records_declined=False)
