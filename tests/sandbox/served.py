"""A served sandbox, and the shortest way to call it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from bot.sandbox.server import DEFAULT_TOKEN, Sandbox

Json = Any
"""Whatever a test expects the answer to be."""
PATIENCE = 10.0
"""Seconds after which a test gives up waiting; a passing test waits for events only."""


class RefusedError(Exception):
    """An answer with `"ok": false` or an error of the people's side."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(body.get("description") or body.get("error"))
        self.status = status
        self.body = body


class Site:
    """A sandbox served at `root`, with the calls a test makes most."""

    def __init__(self, sandbox: Sandbox, root: str, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.root = root
        self.session = session
        self._offset = 0

    async def call(self, method: str, token: str = DEFAULT_TOKEN, /, **params: object) -> Json:
        """Call the Bot API with a JSON body; return the result or raise `RefusedError`."""
        async with self.session.post(f"{self.root}/bot{token}/{method}", json=params) as answer:
            body = await answer.json()
        if not body["ok"]:
            assert body["error_code"] == answer.status
            raise RefusedError(answer.status, body)
        return body["result"]

    async def people(self, path: str, **params: object) -> Json:
        """Call the people's side; return the answer or raise `RefusedError`."""
        async with self.session.post(f"{self.root}/sandbox/{path}", json=params) as answer:
            body = await answer.json()
        if answer.status != 200:
            raise RefusedError(answer.status, body)
        return body

    async def state(self) -> Json:
        """Return what the page loads first."""
        async with self.session.get(f"{self.root}/sandbox/state") as answer:
            return await answer.json()

    async def updates(self, wait: int = 0) -> Json:
        """Return the updates that wait, and confirm them by the next call."""
        updates = await self.call("getUpdates", offset=self._offset, timeout=wait)
        if updates:
            self._offset = updates[-1]["update_id"] + 1
        return updates


@asynccontextmanager
async def opened(sandbox: Sandbox) -> AsyncIterator[Site]:
    """Serve `sandbox` on a free port of 127.0.0.1."""
    app = web.Application()
    sandbox.add_routes(app)
    runner = web.AppRunner(app, shutdown_timeout=PATIENCE)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    try:
        async with aiohttp.ClientSession(timeout=timeout) as session:
            yield Site(sandbox, root, session)
    finally:
        await runner.cleanup()


async def turns(until: Callable[[], object]) -> None:
    """Let the event loop run, turn by turn, until something is so; no clock is involved."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if until():
                return
            await asyncio.sleep(0)


async def waiting_poll(site: Site) -> None:
    """Return when the server holds a getUpdates."""
    await turns(lambda: site.sandbox._backend.updates._poll)
