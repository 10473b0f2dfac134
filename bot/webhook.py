"""Getting updates by webhook: 200 is answered only after the commit.

Updates that arrive while a batch is being applied form the next one, so many share one write to the
disk here as well, and updates of one person keep their order.
"""

import asyncio
import hashlib
import hmac
import json
from http import HTTPStatus

import structlog
from aiohttp import web
from telegram import Bot, Update

from bot.errors import StorageUnusable
from bot.ingest import Ingest

log = structlog.get_logger()

HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 1024 * 1024
_BATCH = 100


def derived_secret(token: str) -> str:
    """Return a secret made from the token: the same at every start and on every replica."""
    return hmac.new(token.encode(), b"webhook", hashlib.sha256).hexdigest()


class Webhook:
    """Takes updates from Telegram's requests; a single task runs it.

    Args:
        bot: makes updates of what arrives.
        ingest: applies them.
        secret: what a request must know.
    """

    def __init__(self, *, bot: Bot, ingest: Ingest, secret: str) -> None:
        self._bot = bot
        self._ingest = ingest
        self._secret = secret.encode()
        self._arrived: asyncio.Queue[tuple[Update, asyncio.Future[None]]] = asyncio.Queue()

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request of Telegram."""
        given = request.headers.get(HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=HTTPStatus.FORBIDDEN, text="wrong secret")
        if request.content_length is None or request.content_length > _MOST_BYTES:
            return web.Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text="too large")
        try:
            update = Update.de_json(json.loads(await request.read()), self._bot)
        except (ValueError, KeyError, TypeError, AttributeError):
            return web.Response(status=HTTPStatus.BAD_REQUEST, text="not an update")
        done = asyncio.get_running_loop().create_future()
        self._arrived.put_nowait((update, done))
        try:
            await done
        except StorageUnusable as error:
            log.warning("updates.storage_unusable", reason=str(error))
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="try again later")
        return web.Response()

    async def finished(self) -> None:
        """Return when every update that has arrived is applied."""
        await self._arrived.join()

    async def run(self) -> None:
        """Apply what arrives until cancelled."""
        while True:
            batch = [await self._arrived.get()]
            while len(batch) < _BATCH and not self._arrived.empty():
                batch.append(self._arrived.get_nowait())
            await self._apply(batch)
            for _ in batch:
                self._arrived.task_done()

    async def _apply(self, batch: list[tuple[Update, asyncio.Future[None]]]) -> None:
        try:
            await self._ingest.apply([update for update, _ in batch])
        except StorageUnusable as error:
            for _, done in batch:
                if not done.done():
                    done.set_exception(error)
        else:
            for _, done in batch:
                if not done.done():
                    done.set_result(None)
