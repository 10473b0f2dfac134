"""What is served on BOT_LISTEN: health and numbers, the webhook, and in trial mode the web chat."""

from dataclasses import replace
from http import HTTPStatus
from math import nan

from aiohttp import web

from bot.clock import Clock
from bot.errors import ListenFailed, StorageError
from bot.metrics import Metrics
from bot.readiness import Readiness
from storage.database import Database

_STATES = ("pending", "sending", "failed")


class WebServer:
    """One HTTP server.

    Args:
        address: host and port; port 0 takes a free one.
        database: its outbox is counted for /metrics.
        clock: says how old what waits in the outbox is.
        metrics: the numbers for /metrics.
        readiness: knows what /readyz answers.
    """

    def __init__(
        self,
        address: tuple[str, int],
        *,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        readiness: Readiness,
    ) -> None:
        self._address = address
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._readiness = readiness
        self.routes = web.Application(client_max_size=60 * 1024 * 1024)
        self.routes.router.add_get("/healthz", self._health)
        self.routes.router.add_get("/readyz", self._ready)
        self.routes.router.add_get("/metrics", self._numbers)
        self._runner: web.AppRunner | None = None

    async def start(self) -> str:
        """Listen, and return the root URL.

        Raises:
            ListenFailed: the address is taken or not ours.
        """
        runner = web.AppRunner(self.routes, access_log=None, shutdown_timeout=1)
        await runner.setup()
        host, port = self._address
        try:
            await web.TCPSite(runner, host, port).start()
        except (OSError, OverflowError) as error:
            await runner.cleanup()
            reason = getattr(error, "strerror", None) or error
            raise ListenFailed(address=f"{host}:{port}", reason=reason) from error
        self._runner = runner
        bound_host, bound_port = runner.addresses[0][:2]
        return (
            f"http://[{bound_host}]:{bound_port}"
            if ":" in bound_host
            else f"http://{bound_host}:{bound_port}"
        )

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

    async def _health(self, _request: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def _ready(self, _request: web.Request) -> web.Response:
        parts = await self._readiness.look()
        is_ready = all(part.is_ready for part in parts)
        told = {
            "status": "ready" if is_ready else "not ready",
            "parts": {one.name: {"ready": one.is_ready, "reason": one.reason} for one in parts},
        }
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response(told, status=status)

    async def _numbers(self, _request: web.Request) -> web.Response:
        database, *_others = await self._readiness.look()
        try:
            if database.is_ready:
                await self._count_outbox()
        except StorageError:
            database = replace(database, reason="failed since")
        if not database.is_ready:  # our own numbers are wanted now more than ever
            for gauge in (*map(self._metrics.outbox.labels, _STATES), self._metrics.outbox_age):
                gauge.set(nan)
        return web.Response(
            body=self._metrics.text(), headers={"Content-Type": self._metrics.content_type}
        )

    async def _count_outbox(self) -> None:
        now = self._clock.now()
        async with self._database.transaction() as tx:
            counts = await tx.outbox.counts()
            oldest = await tx.outbox.oldest(now)
        for state in _STATES:
            self._metrics.outbox.labels(state).set(counts.get(state, 0))
        self._metrics.outbox_age.set((now - oldest).total_seconds() if oldest else 0)
