"""What is served on BOT_LISTEN: /healthz, /metrics, the webhook, and in trial mode the web chat."""

from aiohttp import web

from bot.errors import ListenFailed
from bot.metrics import Metrics
from storage.database import Database


class WebServer:
    """One HTTP server.

    Args:
        address: host and port; port 0 takes a free one.
        database: its outbox is counted for /metrics.
        metrics: the numbers for /metrics.
    """

    def __init__(self, address: tuple[str, int], database: Database, metrics: Metrics) -> None:
        self._address = address
        self._database = database
        self._metrics = metrics
        self.routes = web.Application(client_max_size=60 * 1024 * 1024)
        self.routes.router.add_get("/healthz", self._health)
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

    async def _numbers(self, _request: web.Request) -> web.Response:
        async with self._database.transaction() as tx:
            counts = await tx.outbox.counts()
        for state in ("pending", "sending", "failed"):
            self._metrics.outbox.labels(state).set(counts.get(state, 0))
        return web.Response(
            body=self._metrics.text(), headers={"Content-Type": self._metrics.content_type}
        )
