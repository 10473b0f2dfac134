"""Puts the sandbox together: one object to mount on an aiohttp application."""

import time
from collections.abc import Collection
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from bot.clock import Clock
from bot.sandbox.api import BotApi, Observer
from bot.sandbox.backend import Backend, CallbackQueries
from bot.sandbox.cast import DEFAULT_PEOPLE, Cast
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.local_only import LocalOnly
from bot.sandbox.page import Page
from bot.sandbox.people import People
from bot.sandbox.people_routes import PeopleRoutes
from bot.sandbox.profile import Profile
from bot.sandbox.rates import Rates
from bot.sandbox.snapshot import Snapshot
from bot.sandbox.timing import Timing
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhook import Webhook
from bot.sandbox.world import World

if TYPE_CHECKING:
    from bot.sandbox.wire import Object

__all__ = ["DEFAULT_PEOPLE", "DEFAULT_TOKEN", "Sandbox"]

DEFAULT_TOKEN = "7000000001:TRIAL"  # noqa: S105 - a public default, no secret
BOT_NAME = "容错纠错助手（试用）"
BOT_USERNAME = "rongcuo_trial_bot"
_TIMING = Timing()


class Sandbox:
    """A local Bot API server.

    Args:
        clock: dates messages and ages queries; `/sandbox/clock` moves it.
        token: the bot's token, `number:letters`; the number is the bot's user id.
        people: the users and groups at the start.
        snapshot: a file to restore the world from and to keep it in; None keeps nothing.
        enforce_rate: whether Telegram's sending limits are answered with 429.
        timing: how long it waits for what.
        hosts: names under which the people's side may be called, besides loopback addresses.

    Attributes:
        faults: add misbehaviour here.
        requests: observers of Bot API calls.
        world: users, chats, messages, files.
        people: what users do, for tests in the same process.
    """

    def __init__(
        self,
        *,
        clock: Clock,
        token: str = DEFAULT_TOKEN,
        people: Cast = DEFAULT_PEOPLE,
        snapshot: Path | None = None,
        enforce_rate: bool = False,
        timing: Timing = _TIMING,
        hosts: Collection[str] = (),
    ) -> None:
        self.faults = Faults()
        self.requests: list[Observer] = []
        self._snapshot: Snapshot | None = None
        self._backend = self._assembled(clock, token, people, timing)
        self.world = self._backend.world
        self.people = People(self._backend, timing)
        self._timing = timing
        self._local_only = LocalOnly(hosts)
        self._api = BotApi(
            token=token,
            backend=self._backend,
            faults=self.faults,
            rates=Rates(clock.now) if enforce_rate else None,
            observers=self.requests,
        )
        if snapshot is not None:
            kept = Snapshot(snapshot, self._backend, timing.snapshot_delay)
            kept.load()
            self._snapshot = kept

    def add_routes(self, app: web.Application) -> None:
        """Mount the Bot API, the people's side and the page; `app` closes the sandbox."""
        app.router.add_route("*", "/bot{token}/{method}", self._api.answer)
        app.router.add_get("/file/bot{token}/{path:.+}", self._api.download)
        page = Page()
        routes = [
            *PeopleRoutes(self._backend, self.people, self._timing).routes(),
            ("GET", "/", page.index),
            ("GET", "/static/{name}", page.static),
        ]
        for method, path, handler in routes:
            app.router.add_route(method, path, self._local_only(handler))
        app.on_shutdown.append(self._on_shutdown)

    async def close(self) -> None:
        """End everything that waits, stop the webhook, write the snapshot. May be called twice."""
        self._backend.updates.end_poll()
        self._backend.feed.close()
        self.faults.clear()
        await self._backend.webhook.remove()
        if self._snapshot is not None:
            self._snapshot.write()

    def _assembled(self, clock: Clock, token: str, people: Cast, timing: Timing) -> Backend:
        bot: Object = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": BOT_NAME,
            "username": BOT_USERNAME,
        }
        feed = Feed()
        feed.watchers.append(self._touch)
        updates = UpdateQueue(self.faults, self._touch)
        return Backend(
            clock=clock,
            world=World(bot=bot, cast=people, clock=clock, feed=feed),
            feed=feed,
            updates=updates,
            webhook=Webhook(updates, clock, self.faults, timing),
            profile=Profile(BOT_NAME),
            callbacks=CallbackQueries(clock),
            query_ids=count(time.time_ns()),
        )

    def _touch(self) -> None:
        if self._snapshot is not None:
            self._snapshot.touch()

    async def _on_shutdown(self, _: web.Application) -> None:
        await self.close()
