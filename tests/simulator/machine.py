"""What a run stands on: a clock, a SQLite file and a Bot API, all in one thread and all of one seed.

Every statement and every call is a point at which the process can be killed. From then on nothing it
does reaches the file or the Bot API, as after SIGKILL.
"""

import asyncio
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, cast

from telegram import Bot
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.clock import Clock
from bot.transport import Fields
from bot.trouble import NotSent
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
    """The part of an aiosqlite connection that the storage uses, without its thread.

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

    async def executemany(self, sql: str, rows: Iterable[Row]) -> "Connection":
        """Run a statement for each of `rows`."""
        self._fate.point()
        await asyncio.sleep(0)
        self._fate.point()
        self.raw.executemany(sql, rows)
        return self

    async def close(self) -> None:
        """Do nothing: this stands for a cursor as well."""


class _NoLock:
    def release(self) -> None:
        """Nobody else wants it."""


def database_on(path: Path, connection: Connection) -> SqliteDatabase:
    """Return the real database over a connection."""
    untyped: Any = connection
    lock: Any = _NoLock()
    return SqliteDatabase(path, untyped, lock, STATEMENTS, records_declined=False)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message that the Bot API accepted."""

    written: Written
    html: str
    at: datetime
    called_at: datetime


@dataclass
class Api:
    """A Bot API that accepts, refuses, is slow, or loses its answers."""

    clock: SimulatedClock
    fate: Fate
    dice: Random
    connection: Connection | None = None
    trouble: float = 0.0
    """How many of the calls go wrong."""
    down_until: datetime | None = None
    """Until when it cannot be reached at all."""
    blocked: set[int] = field(default_factory=set)
    written: dict[int, Written] = field(default_factory=dict)
    """The messages that were put into the outbox, by their number."""
    arrived: list[Arrived] = field(default_factory=list)
    doubts: Counter[int] = field(default_factory=Counter)
    """How often a message may have arrived without our knowing, by its number."""
    timeouts: Counter[int] = field(default_factory=Counter)
    """How often it had not, though nobody could know."""
    link = "https://t.me/simulated"
    base_url = ""

    @property
    def bot(self) -> Bot:
        """What the sender calls."""
        return cast("Bot", self)

    @property
    def request(self) -> "Api":
        """What makes the calls of the bot."""
        return self

    async def post(self, _url: str, given: Fields) -> object:
        """Accept a message, or not."""
        chat, html = int(given.json_parameters["chat_id"]), given.json_parameters["text"]
        self.fate.point()
        called_at = self.clock.time
        message = self._message(chat, html, called_at)
        await asyncio.sleep(0)
        self.fate.point()
        if self.down_until and self.clock.time < self.down_until:
            raise NotSent("no route")
        if chat in self.blocked:
            raise Forbidden("Forbidden: bot was blocked by the user")
        goes_wrong = self.dice.random() < self.trouble
        if goes_wrong:
            await self._go_wrong(message)
        self.arrived.append(message)
        self.fate.point()
        await asyncio.sleep(0)
        self.fate.point()
        return {"message_id": len(self.arrived)}

    async def _go_wrong(self, message: Arrived) -> None:
        kind = self.dice.randrange(9)
        if kind == 0:  # slow
            await self.clock.wait(
                self.clock.time + timedelta(seconds=self.dice.randrange(1, 40)), asyncio.Event()
            )
            self.fate.point()
            return
        if kind == 1:
            self.arrived.append(message)
            self.doubts[message.written.number] += 1
            raise TimedOut
        if kind == 2 and self.dice.random() < 0.2:
            raise BadRequest("Bad Request: something of ours is wrong")
        errors: tuple[TelegramError, ...] = (
            TimedOut(),
            NetworkError("Bad Gateway"),
            NotSent("no route"),
            RetryAfter(self.dice.randrange(1, 90)),
            RetryAfter(timedelta(hours=2)),
            InvalidToken("Unauthorized"),
        )
        error = self.dice.choice(errors)
        self.timeouts[message.written.number] += isinstance(error, TimedOut)
        raise error

    def _message(self, chat: int, html: str, called_at: datetime) -> Arrived:
        assert self.connection
        rows = self.connection.raw.execute(
            "SELECT id FROM outbox WHERE chat = ? AND status = 'sending'", (chat,)
        )
        sent = (self.written[row["id"]] for row in rows)
        written = next(one for one in sent if html.endswith(one.html))
        return Arrived(written, html, self.clock.time, called_at)
