"""A fleet (多副本): several replicas on one PostgreSQL, Debian's nginx before them, the local Bot API.

The replicas are processes of their own, with the real clock. The Bot API is served by the process of the
test, which so sees every call; it outlives whatever happens to the replicas.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
from aiohttp import web
from aiohttp.test_utils import unused_port

from bot.clock import Clock
from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing
from bot.webhook import HEADER
from tests.replicas.crowd import Account, Crowd
from tests.replicas.replica import Replica
from tests.replicas.servers import nginx
from tests.sandbox.spec import SpecChecker

TOKEN = "7000000006:FLEET-TEST-TOKEN"
SECRET = "fleet-secret"
REPLICAS = 3
_GLANCE_SECONDS = 0.05
_TIMING = Timing(webhook_delays=(0.1, 0.2, 0.5, 1))


class Fleet:
    """Replicas and what is around them. Use `open_fleet`."""

    def __init__(self, folder: Path, database_url: str, *, by_webhook: bool, count: int) -> None:
        self.database_url = database_url
        self.sandbox = Sandbox(token=TOKEN, clock=Clock(), timing=_TIMING)
        self.checker = SpecChecker()
        self.sandbox.requests.append(self.checker.observe)
        self.news = asyncio.Event()
        self.sandbox.requests.append(lambda *_: self.news.set())
        self.front = unused_port()
        self.by_webhook = by_webhook
        self._folder = folder
        self._ports = [unused_port() for _ in range(count)]
        self.replicas: list[Replica] = []

    @property
    def webhook_url(self) -> str:
        """Where updates are delivered: nginx."""
        return f"http://127.0.0.1:{self.front}/hook"

    def settings(self, api_root: str) -> dict[str, str]:
        """Return what all replicas are given."""
        given = {
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": api_root,
            "BOT_DATABASE_URL": self.database_url,
            "BOT_MESSAGES_PER_SECOND": "0",
        }
        if self.by_webhook:
            given |= {"BOT_WEBHOOK_URL": self.webhook_url, "BOT_WEBHOOK_SECRET": SECRET}
        return given

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run everything until the end of the block."""
        async with AsyncExitStack() as ending:
            root = await ending.enter_async_context(_served(self.sandbox))
            self.replicas = [
                Replica(self._folder / f"replica{number}", port, self.settings(root))
                for number, port in enumerate(self._ports)
            ]
            if self.by_webhook:
                await ending.enter_async_context(
                    nginx(self._folder / "nginx", self.front, self._ports)
                )
            ending.push_async_callback(self._stop)
            await asyncio.gather(*(replica.ready() for replica in self.replicas))
            yield

    async def until(
        self, happened: Callable[[], bool], story: Callable[[], object], seconds: float = 30
    ) -> None:
        """Wait until something is so; looked at after each call of the Bot API, and now and then."""
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    self.news.clear()
                    with suppress(TimeoutError):
                        async with asyncio.timeout(_GLANCE_SECONDS):
                            await self.news.wait()
        except TimeoutError:
            words = "\n\n".join(replica.last_words() for replica in self.replicas)
            raise AssertionError(f"{story()}\n\n{words}") from None

    async def lives(self, crowd: Crowd) -> "Life":
        """Let a crowd begin, and return what can be asked of its life."""
        known = await self._applied()
        crowd.begin()
        return Life(self, crowd, known)

    async def until_sent(self) -> None:
        """Wait until the outbox is empty."""
        async with asyncio.timeout(60):
            while True:
                if not await self._unsent():
                    return
                await asyncio.sleep(_GLANCE_SECONDS)

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement on the database, without the project's code, and return its rows."""
        connection = await asyncpg.connect(self.database_url)
        try:
            return [tuple(row) for row in await connection.fetch(statement)]
        finally:
            await connection.close()

    async def post(self, replica: Replica, update: Mapping[str, Any]) -> int:
        """Hand an update to one replica, past nginx, and return the status."""
        async with (
            aiohttp.ClientSession(headers={HEADER: SECRET}) as session,
            session.post(f"{replica.root}/hook", json=update) as answer,
        ):
            return answer.status

    async def leader(self, *, other_than: Replica | None = None) -> Replica:
        """Return the replica that was the last to say that it leads, once one has."""

        def leading() -> list[Replica]:
            able = [one for one in self.replicas if one.led_since and one is not other_than]
            return sorted(able, key=lambda one: one.led_since)

        await self.until(lambda: bool(leading()), lambda: "nobody leads")
        return leading()[-1]

    async def _applied(self) -> int:
        [[number]] = await self.rows("SELECT count(*) FROM applied_update")
        return int(number)

    async def _unsent(self) -> int:
        [[number]] = await self.rows("SELECT count(*) FROM outbox WHERE status <> 'sent'")
        return int(number)

    async def _stop(self) -> None:
        for replica in self.replicas:
            replica.thaw()
        await asyncio.gather(*(replica.stop() for replica in self.replicas))


@dataclass(frozen=True, slots=True)
class Life:
    """A crowd that has begun, in a fleet."""

    fleet: Fleet
    crowd: Crowd
    known: int
    """How many updates had been applied before."""

    async def until_answered(self, number: int | None = None) -> None:
        """Wait until so many items were said to be recorded; by default, until all were."""
        crowd = self.crowd

        def happened() -> bool:
            return crowd.done if number is None else crowd.done or crowd.answered >= number

        def story() -> str:
            return f"{crowd.answered} of {crowd.said.total()} answered"

        await self.fleet.until(happened, story, seconds=60)

    async def account(self, beside: Crowd | None = None) -> Account:
        """Wait until all is answered and sent, and compare; `beside` began later and is not in it."""
        fleet = self.fleet
        await self.until_answered()
        if beside:
            await fleet.until(lambda: beside.done, lambda: "those beside are not answered")
        await fleet.until_sent()
        items = await fleet.rows("SELECT owner, title FROM item ORDER BY id")
        own = [(owner, title) for owner, title in items if owner in self.crowd.said]
        known = self.known + (beside.updates if beside else 0)
        return self.crowd.account(own, await fleet._applied() - known, await fleet._unsent())


@asynccontextmanager
async def open_fleet(
    folder: Path, database_url: str, *, by_webhook: bool = True, count: int = REPLICAS
) -> AsyncIterator[Fleet]:
    """Run a fleet; at its end every call of the Bot API must have been to the letter."""
    fleet = Fleet(folder, database_url, by_webhook=by_webhook, count=count)
    async with fleet.running():
        yield fleet
    fleet.checker.assert_clean()


@asynccontextmanager
async def _served(sandbox: Sandbox) -> AsyncIterator[str]:
    """Serve the local Bot API; gives its root."""
    app = web.Application()
    sandbox.add_routes(app)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
