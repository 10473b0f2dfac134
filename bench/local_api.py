"""The local Bot API in a process of its own: `python -m bench.local_api TOKEN USERS`.

Besides the Bot API it answers two calls of the benchmark:

- `POST /bench/load` `{updates, per_second, patience, fresh}` types so many texts and returns `Answered`;
- `POST /bench/polled` `{after}` returns when the first getUpdates after that moment came in.

Moments are `time.monotonic()`, which all processes of a machine share.
"""

import asyncio
import signal
import sys
from dataclasses import asdict
from time import monotonic

from aiohttp import web
from aiohttp.typedefs import Handler

from bench.traffic import Traffic, cast
from bot.clock import Clock
from bot.sandbox.server import Sandbox


class LocalApi:
    """A sandbox with the benchmark's users in it.

    Args:
        token: the bot's token.
        users: how many users there are.
    """

    def __init__(self, token: str, users: int) -> None:
        sandbox = Sandbox(clock=Clock(), token=token, people=cast(users))
        self._traffic = Traffic(sandbox)
        self._polled_at = 0.0
        self._polled = asyncio.Event()
        self.app = web.Application(middlewares=[self._note_poll])
        sandbox.add_routes(self.app)
        self.app.router.add_post("/bench/load", self._load)
        self.app.router.add_post("/bench/polled", self._wait_for_poll)

    @web.middleware
    async def _note_poll(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        # Observers of the sandbox hear of a call when it is answered: too late for a long poll.
        if request.match_info.get("method") == "getUpdates":
            self._polled_at = monotonic()
            self._polled.set()
        return await handler(request)

    async def _load(self, request: web.Request) -> web.Response:
        return web.json_response(asdict(await self._traffic.load(**await request.json())))

    async def _wait_for_poll(self, request: web.Request) -> web.Response:
        after = (await request.json())["after"]
        while self._polled_at <= after:
            self._polled.clear()
            await self._polled.wait()
        return web.json_response({"at": self._polled_at})


async def serve(token: str, users: int) -> None:
    """Serve on a free port of 127.0.0.1 until told to stop; print the root once ready."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    runner = web.AppRunner(LocalApi(token, users).app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
        await stop.wait()
    finally:
        await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2])))
