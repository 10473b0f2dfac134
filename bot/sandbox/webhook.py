"""Delivers updates to the bot's webhook: several at once, but one at a time per chat."""

import asyncio
from collections import deque
from dataclasses import dataclass
from functools import partial

import aiohttp

from bot.clock import Clock
from bot.sandbox.errors import conflict
from bot.sandbox.faults import Faults
from bot.sandbox.timing import Timing
from bot.sandbox.updates import Pending, UpdateQueue
from bot.sandbox.wire import Object

_SUCCESS = 2
_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """Where updates go, as setWebhook said."""

    url: str
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A target with the connections to it; `free` are those not in use."""

    target: WebhookTarget
    session: aiohttp.ClientSession
    free: asyncio.Semaphore


class Webhook:
    """The bot's webhook, if it has one. Updates wait in `queue` until they were delivered."""

    def __init__(self, queue: UpdateQueue, clock: Clock, faults: Faults, timing: Timing) -> None:
        self._queue = queue
        self._clock = clock
        self._faults = faults
        self._timing = timing
        self._line: _Line | None = None
        self._lanes: dict[int, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._error: tuple[int, str] | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def active(self) -> bool:
        """Whether updates go to a webhook, so that getUpdates is refused."""
        return self._line is not None

    async def set(self, target: WebhookTarget) -> None:
        """Deliver everything that waits, and everything to come, to `target`."""
        async with self._one_at_a_time:  # replicas that start together all say so
            await self._set(target)

    async def remove(self) -> None:
        """Stop delivering; what was not delivered waits for getUpdates."""
        async with self._one_at_a_time:
            await self._remove()

    async def _set(self, target: WebhookTarget) -> None:
        await self._remove()
        session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._timing.webhook_timeout),
            connector=aiohttp.TCPConnector(limit=target.max_connections),
        )
        line = self._line = _Line(target, session, asyncio.Semaphore(target.max_connections))
        self._queue.end_poll(conflict("terminated by setWebhook request"))
        self._queue.sink = partial(self._accept, line)
        for pending in self._queue.waiting():
            self._accept(line, pending)

    async def _remove(self) -> None:
        line, self._line = self._line, None
        self._queue.sink = self._error = None
        self._lanes.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if line is not None:
            await line.session.close()

    def info(self) -> Object:
        """Return the published `WebhookInfo`."""
        info: Object = {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue),
        }
        if self._line is not None:
            target = self._line.target
            info |= {"url": target.url, "max_connections": target.max_connections}
            if target.ip_address:
                info["ip_address"] = target.ip_address
        if self._error is not None:
            info["last_error_date"], info["last_error_message"] = self._error
        if self._queue.allowed:
            info["allowed_updates"] = list(self._queue.allowed)
        return info

    def _accept(self, line: _Line, pending: Pending) -> None:
        if pending.lane in self._lanes:
            self._lanes[pending.lane].append(pending)
            return
        backlog = self._lanes[pending.lane] = deque([pending])
        task = asyncio.get_running_loop().create_task(self._drain(line, pending.lane, backlog))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, line: _Line, lane: int, backlog: deque[Pending]) -> None:
        while backlog:
            await self._deliver(line, backlog[0].update)
            if self._faults.duplicates_next():
                await self._deliver(line, backlog[0].update)
            self._queue.confirm(backlog.popleft().id)
        del self._lanes[lane]

    async def _deliver(self, line: _Line, update: Object) -> None:
        tries = 0
        while True:
            async with line.free:
                problem = await _post(line, update)
            if problem is None:
                return
            self._error = (int(self._clock.now().timestamp()), problem)
            delays = self._timing.webhook_delays
            await asyncio.sleep(delays[min(tries, len(delays) - 1)])
            tries += 1


async def _post(line: _Line, update: Object) -> str | None:
    """Send the update once; return what went wrong, in Telegram's words."""
    headers = {_HEADER: line.target.secret} if line.target.secret else {}
    try:
        async with line.session.post(
            line.target.url, json=update, headers=headers, allow_redirects=False
        ) as answer:
            await answer.read()
    except TimeoutError:
        return "Read timeout expired"
    except aiohttp.ClientConnectorError:
        return "Connection refused"
    except aiohttp.ClientError:
        return "Connection reset by peer"
    if answer.status // 100 == _SUCCESS:
        return None
    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
