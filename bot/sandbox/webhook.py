"""Delivers updates to the bot's webhook: several at once, but one at a time per chat."""

import asyncio
from collections import deque
from dataclasses import dataclass

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


class Webhook:
    """The bot's webhook, if it has one. Updates wait in `queue` until they were delivered."""

    def __init__(self, queue: UpdateQueue, clock: Clock, faults: Faults, timing: Timing) -> None:
        self._queue = queue
        self._clock = clock
        self._faults = faults
        self._timing = timing
        self._target: WebhookTarget | None = None
        self._session: aiohttp.ClientSession | None = None
        self._free = asyncio.Semaphore()
        self._lanes: dict[int, deque[Pending]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._error: tuple[int, str] | None = None

    @property
    def active(self) -> bool:
        """Whether updates go to a webhook, so that getUpdates is refused."""
        return self._target is not None

    async def set(self, target: WebhookTarget) -> None:
        """Deliver everything that waits, and everything to come, to `target`."""
        await self.remove()
        self._target = target
        self._free = asyncio.Semaphore(target.max_connections)
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=self._timing.webhook_timeout),
            connector=aiohttp.TCPConnector(limit=target.max_connections),
        )
        self._queue.end_poll(conflict("terminated by setWebhook request"))
        self._queue.sink = self._accept
        for pending in self._queue.waiting():
            self._accept(pending)

    async def remove(self) -> None:
        """Stop delivering; what was not delivered waits for getUpdates."""
        self._queue.sink = None
        self._target = self._error = None
        self._lanes.clear()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def info(self) -> Object:
        """Return the published `WebhookInfo`."""
        info: Object = {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._queue),
        }
        if self._target is not None:
            info |= {"url": self._target.url, "max_connections": self._target.max_connections}
            if self._target.ip_address:
                info["ip_address"] = self._target.ip_address
        if self._error is not None:
            info["last_error_date"], info["last_error_message"] = self._error
        if self._queue.allowed:
            info["allowed_updates"] = list(self._queue.allowed)
        return info

    def _accept(self, pending: Pending) -> None:
        if pending.lane in self._lanes:
            self._lanes[pending.lane].append(pending)
            return
        backlog = self._lanes[pending.lane] = deque([pending])
        task = asyncio.get_running_loop().create_task(self._drain(pending.lane, backlog))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, lane: int, backlog: deque[Pending]) -> None:
        while backlog:
            await self._deliver(backlog[0].update)
            if self._faults.duplicates_next():
                await self._deliver(backlog[0].update)
            self._queue.confirm(backlog.popleft().id)
        del self._lanes[lane]

    async def _deliver(self, update: Object) -> None:
        tries = 0
        while True:
            async with self._free:
                problem = await self._post(update)
            if problem is None:
                return
            self._error = (int(self._clock.now().timestamp()), problem)
            delays = self._timing.webhook_delays
            await asyncio.sleep(delays[min(tries, len(delays) - 1)])
            tries += 1

    async def _post(self, update: Object) -> str | None:
        """Send the update once; return what went wrong, in Telegram's words."""
        if self._session is None or self._target is None:  # pragma: no cover - tasks end first
            return "No webhook"
        headers = {_HEADER: self._target.secret} if self._target.secret else {}
        try:
            async with self._session.post(
                self._target.url, json=update, headers=headers, allow_redirects=False
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
