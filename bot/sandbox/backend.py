"""What a Bot API method may use."""

from asyncio import Future
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.sandbox.feed import Feed
from bot.sandbox.profile import Profile
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhook import Webhook
from bot.sandbox.wire import Object
from bot.sandbox.world import World

_QUERY_LIFE = timedelta(minutes=15)
"""How long a callback query can be answered, by the clock of the world."""


class CallbackQueries:
    """The callback queries that were not answered yet."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def add(self, query_id: str, user_id: int) -> None:
        """Open a query; forget those that nobody answered in time."""
        now = self._clock.now()
        while self._open and next(iter(self._open.values()))[1] < now:
            self._open.popitem(last=False)
        self._open[query_id] = (user_id, now + _QUERY_LIFE)

    def close(self, query_id: str) -> int | None:
        """Close a query; return whose it is, None when it is unknown, answered or too old."""
        user_id, until = self._open.pop(query_id, (None, self._clock.now()))
        return user_id if self._clock.now() <= until else None


@dataclass(frozen=True, slots=True)
class Backend:
    """The parts of the sandbox that the Bot API and the people's side share.

    Attributes:
        query_ids: numbers for callback and inline queries, never used twice.
        inline: the inline queries that wait for the bot's answer.
        offered: the results that each user was offered last.
    """

    clock: Clock
    world: World
    feed: Feed
    updates: UpdateQueue
    webhook: Webhook
    profile: Profile
    callbacks: CallbackQueries
    query_ids: Iterator[int]
    inline: dict[str, Future[Object]] = field(default_factory=dict)
    offered: dict[int, list[Object]] = field(default_factory=dict)
