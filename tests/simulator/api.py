"""The Bot API of a run: it accepts, refuses, is slow, or loses its answers."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import cast

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

from bot.transport import Fields
from bot.trouble import NotSent
from tests.simulator.machine import Connection, Fate, SimulatedClock, Written


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
