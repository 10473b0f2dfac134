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
from bot.reading import number_of, read_update

log = structlog.get_logger()

HEADER = "X-Telegram-Bot-Api-Secret-Token"
_MOST_BYTES = 1024 * 1024
_BATCH = 100
_Applied = asyncio.Future[StorageUnusable | None]
_Arrival = tuple[Update, _Applied]


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
        self._arrived: list[_Arrival] = []
        self._news = asyncio.Event()
        self._stopping = False

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request of Telegram."""
        given = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=HTTPStatus.FORBIDDEN, text="wrong secret")
        if request.content_length is None or request.content_length > _MOST_BYTES:
            return web.Response(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, text="too large")
        if self._stopping:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="try again later")
        try:
            raw = json.loads(await request.read())
        except ValueError:
            raw = None
        if number_of(raw) is None:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text="not an update")
        update = read_update(raw, self._bot)
        if update is None:
            return web.Response()  # it would be no better the next time
        applied: _Applied = asyncio.get_running_loop().create_future()
        self._arrived.append((update, applied))
        self._news.set()
        if failure := await applied:
            log.warning("updates.storage_unusable", reason=str(failure))
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="try again later")
        return web.Response()

    def stop(self) -> None:
        """Take no more; `run` returns when what has arrived is applied."""
        self._stopping = True
        self._news.set()

    async def run(self) -> None:
        """Apply what arrives until stopped."""
        while self._arrived or not self._stopping:
            if not self._arrived:
                self._news.clear()
                await self._news.wait()
                continue
            batch, self._arrived = self._arrived[:_BATCH], self._arrived[_BATCH:]
            await self._apply(batch)

    async def _apply(self, batch: list[_Arrival]) -> None:
        failure: StorageUnusable | None = None
        try:
            await self._ingest.apply([update for update, _ in batch])
        except StorageUnusable as error:
            failure = error
        for _, applied in batch:
            if not applied.done():  # a request whose sender went away is cancelled
                applied.set_result(failure)
