"""Getting updates by long polling. The next batch is asked for only after the last is committed.

Asking with a higher offset is what acknowledges a batch to Telegram, so a crash before the commit
loses nothing: the same updates come again, and those that were committed are recognised.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import chain, repeat
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.errors import StorageUnusable, TokenRefused
from bot.ingest import Ingest
from bot.metrics import Metrics
from bot.reading import number_of, read_update
from bot.trouble import OtherPoller, Passing, TokenBad, classify

log = structlog.get_logger()

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
)
"""What the assistant reacts to; Telegram sends nothing else."""
_LONG_POLL_SECONDS = 50
_GRACE_SECONDS = 10
_WAITS = [timedelta(seconds=seconds) for seconds in (1, 2, 5, 10, 30)]


class Polling:
    """Polls for updates and has them applied; a single task runs it."""

    def __init__(
        self,
        *,
        bot: Bot,
        request: BaseRequest,
        ingest: Ingest,
        clock: Clock,
        metrics: Metrics,
        api_root: str,
    ) -> None:
        self._bot = bot
        self._request = request
        self._ingest = ingest
        self._clock = clock
        self._metrics = metrics
        self._api_root = api_root
        self._offset: int | None = None
        self._fetching: asyncio.Task[list[Mapping[str, Any]]] | None = None
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """Ask for no more; `run` returns when the batch that is being applied is committed."""
        self._stopping.set()
        if self._fetching:
            self._fetching.cancel()

    async def run(self) -> None:
        """Poll until stopped.

        Raises:
            TokenRefused: the token was revoked.
        """
        failures = 0
        while not self._stopping.is_set():
            self._fetching = asyncio.create_task(self._fetch())
            try:
                await asyncio.wait([self._fetching])
            except asyncio.CancelledError:  # another process polls now
                self._fetching.cancel()
                raise
            if self._fetching.cancelled():
                return
            error = self._fetching.exception()
            if error is None:
                failures = 0
                await self._apply(self._fetching.result())
            elif isinstance(error, TelegramError):
                await self._pause(error, failures)
                failures += 1
            else:
                raise error

    async def _fetch(self) -> list[Mapping[str, Any]]:
        wanted = {
            "timeout": _LONG_POLL_SECONDS,
            "allowed_updates": json.dumps(ALLOWED_UPDATES),
        } | ({"offset": self._offset} if self._offset is not None else {})
        answer = await self._request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(wanted)}",
            read_timeout=_LONG_POLL_SECONDS + _GRACE_SECONDS,
        )
        return (
            [raw for raw in answer if number_of(raw) is not None]
            if isinstance(answer, list)
            else []
        )

    async def _apply(self, batch: list[Mapping[str, Any]]) -> None:
        if not batch:
            return
        read = (read_update(raw, self._bot) for raw in batch)
        updates = [update for update in read if update is not None]
        for wait in chain(_WAITS, repeat(_WAITS[-1])):
            try:
                await self._ingest.apply(updates)
            except StorageUnusable as error:
                log.warning("updates.storage_unusable", reason=str(error))
                await self._wait(wait)
                if self._stopping.is_set():
                    return  # not acknowledged, so they come again after the next start
            else:
                self._offset = batch[-1]["update_id"] + 1
                return

    async def _pause(self, error: TelegramError, failures: int) -> None:
        trouble = classify(error)
        self._metrics.api_errors.labels(type(trouble).__name__).inc()
        wait = _WAITS[min(failures, len(_WAITS) - 1)]
        match trouble:
            case TokenBad():
                raise TokenRefused(root=self._api_root) from None
            case OtherPoller():
                log.warning("polling.conflict", remedy="stop the other process with this token")
            case Passing(after=asked) if asked:
                wait = asked
        log.warning("polling.failed", reason=error.message, wait=wait.total_seconds())
        await self._wait(wait)

    async def _wait(self, length: timedelta) -> None:
        await self._clock.wait(self._clock.now() + length, self._stopping)
