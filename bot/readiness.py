"""Whether the assistant can do its work (就绪): the database, the Bot API, a leader, the content.

Alive it is as long as it answers at all; ready it is when everything that its work needs is there.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic

from telegram import Bot
from telegram.error import TelegramError

from bot.context import Shelf
from bot.errors import StorageError
from bot.metrics import PARTS, Metrics
from bot.trouble import classify
from storage.database import Database

_PATIENCE_SECONDS = 4
_TRUSTED_SECONDS = 30
"""So long an answer of the Bot API counts: whoever asks us often does not ask it often."""
_AGAIN_SECONDS = 5
"""So long it is left alone after it gave none."""


@dataclass(frozen=True, slots=True)
class Part:
    """How one part is; the reason is empty where it is ready."""

    name: str
    reason: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether it can do its work."""
        return not self.reason


class Readiness:
    """Looks at the parts when it is asked to.

    Args:
        database: is asked for a fact, and whether any process leads.
        shelf: holds the content that is live.
        metrics: are told how each part is.
    """

    def __init__(self, *, database: Database, shelf: Shelf, metrics: Metrics) -> None:
        self._database = database
        self._shelf = shelf
        self._metrics = metrics
        self._bot: Bot | None = None
        self._is_leading: Callable[[], bool] = lambda: False
        self._asked_at = -float(_TRUSTED_SECONDS)
        self._api_reason = "not asked yet"
        self._one_asks = asyncio.Lock()

    def begin(self, bot: Bot, is_leading: Callable[[], bool]) -> None:
        """Be ready from now on, as far as the parts are; `is_leading` says whether this process leads."""
        self._bot = bot
        self._is_leading = is_leading

    async def look(self) -> tuple[Part, ...]:
        """Return how each part is."""
        looks = (self._look_at_database, self._look_at_api, self._look_at_leader)
        database, api, leader = await asyncio.gather(*map(_patiently, looks))
        version = self._shelf.library.pack.version
        parts = tuple(map(Part, PARTS, (database, api, leader, "")))
        for part in parts:
            self._metrics.ready.labels(part.name).set(part.is_ready)
        self._metrics.leader.set(self._is_leading())
        self._metrics.content.info({"version": version})
        return parts

    async def _look_at_database(self) -> str:
        await self._database.fact("mode")
        return ""

    async def _look_at_leader(self) -> str:
        if self._bot is None:
            return "starting"
        return "" if await self._database.is_led() else "no process leads"

    async def _look_at_api(self) -> str:
        async with self._one_asks:
            if self._bot is None:
                return "starting"
            kept = _AGAIN_SECONDS if self._api_reason else _TRUSTED_SECONDS
            if monotonic() - self._asked_at >= kept:
                self._api_reason = "no answer"  # should we be cut off
                self._api_reason = await self._ask_api(self._bot)
                self._asked_at = monotonic()
            return self._api_reason

    async def _ask_api(self, bot: Bot) -> str:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS - 1):
                await bot.get_me()
        except TimeoutError:
            return "no answer"
        except TelegramError as error:
            self._metrics.api_errors.labels(type(classify(error)).__name__).inc()
            return error.message
        return ""


async def _patiently(look: Callable[[], Awaitable[str]]) -> str:
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await look()
    except TimeoutError:
        return "no answer"
    except StorageError as error:
        return str(error)
