"""Many reminders that are due in the same minute, against a Bot API that enforces Telegram's limits.

Meanwhile a person chats. All of it is in real time, at Telegram's 30 messages a second; by default
fewer are due than the ten thousand of the aim, as those take more than five minutes.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from time import monotonic

import aiohttp
from aiohttp import web

from bench.bots import TOKEN, Api, Which, bot
from bench.due import ITEM, PERSON, STAGE, make
from bench.processes import Broken
from bench.series import percentile
from bot.clock import Clock
from bot.sandbox.server import Sandbox
from storage.moments import to_text

_FIRST = 30_001
_CHATTER = 30_000
_SOON = timedelta(seconds=6)
"""The stages are due so soon: until then the assistant has started."""
_TYPING_SECONDS = 1.5
"""Between two texts of the person who chats; less than Telegram lets them be answered."""
_PER_SECOND = 30
_ANY_PORT = "127.0.0.1:0"
_TEXT = "招商引资中出现失误，可以容错吗？"


@dataclass(frozen=True, slots=True)
class Drained:
    """What became of the reminders.

    Attributes:
        due: how many were due.
        came: how many arrived.
        twice: how many arrived more than once.
        refused: answers 429.
        per_second: from the first to the last that arrived.
        share: of what Telegram would have let through in that time.
        waited_ms: the person who chats, from typing to the answer, 95th percentile.
        first: seconds from the moment they were due to the first that arrived.
    """

    due: int
    came: int
    twice: int
    refused: int
    per_second: float
    share: float
    waited_ms: float
    first: float


@dataclass
class _Watch:
    """What the Bot API saw."""

    arrived: dict[int, list[float]] = field(default_factory=dict)
    refused: int = 0
    answers: asyncio.Queue[float] = field(default_factory=asyncio.Queue)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def see(
        self, method: str, given: Mapping[str, object], status: int, _body: Mapping[str, object]
    ) -> None:
        if method != "sendMessage":
            return
        chat = int(str(given["chat_id"]))
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            self.refused += 1
        elif status == HTTPStatus.OK and chat == _CHATTER:
            self.answers.put_nowait(monotonic())
        elif status == HTTPStatus.OK:
            self.arrived.setdefault(chat, []).append(monotonic())
            self.news.set()


async def run_drain(folder: Path, due: int) -> Drained:
    """Let so many people be reminded at the same moment.

    Raises:
        Broken: the assistant did not start, or not all reminders came.
    """
    watch = _Watch()
    async with _api(due, watch) as (api, sandbox):
        path = folder / "bot.db"
        await make(path)
        moment = monotonic() + _SOON.total_seconds()
        await asyncio.to_thread(_fill, path, due, datetime.now(UTC) + _SOON)
        limits = {"BOT_MESSAGES_PER_SECOND": str(_PER_SECOND)}
        waits: list[float] = []
        async with bot(Which.ASSISTANT, folder, api, _ANY_PORT, limits):
            chatting = asyncio.create_task(_chat(sandbox, watch, waits))
            try:
                await _all_came(watch, due)
            finally:
                chatting.cancel()
    times = sorted(one for some in watch.arrived.values() for one in some)
    seconds = times[-1] - times[0]
    return Drained(
        due=due,
        came=len(watch.arrived),
        twice=sum(len(some) > 1 for some in watch.arrived.values()),
        refused=watch.refused,
        per_second=(len(times) - 1) / seconds,
        share=(len(times) - 1 + len(waits)) / (seconds * _PER_SECOND),
        waited_ms=percentile(waits, 95) * 1e3,
        first=times[0] - moment,
    )


async def _all_came(watch: _Watch, due: int) -> None:
    """Wait until everyone was reminded, and a moment longer: a second copy would come then."""
    try:
        async with asyncio.timeout(_SOON.total_seconds() + 1.5 * due / _PER_SECOND + 20):
            while len(watch.arrived) < due:
                watch.news.clear()
                await watch.news.wait()
    except TimeoutError:
        raise Broken(f"only {len(watch.arrived)} of {due} reminders came") from None
    await asyncio.sleep(1)


async def _chat(sandbox: Sandbox, watch: _Watch, waits: list[float]) -> None:
    """Ask again and again, and note how long each answer takes while others are reminded."""
    while True:
        typed = monotonic()
        sandbox.people.type(_CHATTER, _CHATTER, _TEXT)
        answered = await watch.answers.get()
        if watch.arrived:
            waits.append(answered - typed)
        await asyncio.sleep(_TYPING_SECONDS)


def _fill(path: Path, due: int, at: datetime) -> None:
    now = to_text(datetime.now(UTC))
    deadline = to_text(at + timedelta(days=3))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(PERSON, ((_FIRST + n, now) for n in range(due)))
        raw.executemany(ITEM, ((n + 1, _FIRST + n, deadline, now, now) for n in range(due)))
        moment = to_text(at)
        raw.executemany(STAGE, ((n + 1, "-3", _FIRST + n, moment, moment) for n in range(due)))


@asynccontextmanager
async def _api(people: int, watch: _Watch) -> AsyncIterator[tuple[Api, Sandbox]]:
    """Serve a local Bot API that enforces the limits, in this process."""
    sandbox = Sandbox(clock=Clock(), token=TOKEN, enforce_rate=True)
    for number in range(_CHATTER, _FIRST + people):
        sandbox.world.add_user(number, f"用户{number}", language_code="zh", started=True)
    sandbox.requests.append(watch.see)
    served = web.Application()
    sandbox.add_routes(served)
    runner = web.AppRunner(served, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with aiohttp.ClientSession() as session:
            yield Api(f"http://127.0.0.1:{runner.addresses[0][1]}", session), sandbox
    finally:
        await runner.cleanup()
