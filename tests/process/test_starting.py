"""Starting where something is odd: no answer, a proxy, a webhook without a token."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic

import pytest

from tests.process.program import end_of, line_with, run, start, terminate

_MOST_SECONDS = 5


@pytest.fixture
async def silent() -> AsyncIterator[tuple[str, asyncio.Event]]:
    """A server that takes every connection and never answers; its root, and when it was called."""
    called = asyncio.Event()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        called.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(listen, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", called
    server.close()
    await server.wait_closed()


async def test_sigterm_while_starting_ends_at_once(
    tmp_path: Path, silent: tuple[str, asyncio.Event]
) -> None:
    root, called = silent
    settings = {
        "BOT_TOKEN": "7000000005:SILENT-TEST-TOKEN",
        "BOT_API_URL": root,
        "BOT_LISTEN": "127.0.0.1:0",
    }
    async with start("run", folder=tmp_path, settings=settings) as process:
        async with asyncio.timeout(30):
            await called.wait()
        asked = monotonic()
        terminate(process)
        ended = await end_of(process)
    assert monotonic() - asked < _MOST_SECONDS
    assert ended.code == 0
    assert "Traceback" not in ended.err


async def test_a_proxy_does_not_come_between_the_trial_and_its_own_bot_api(tmp_path: Path) -> None:
    settings = {"BOT_LISTEN": "127.0.0.1:0", "HTTP_PROXY": "http://127.0.0.1:9"}
    async with start("run", folder=tmp_path, settings=settings) as process:
        assert "http://127.0.0.1" in await line_with(process.stderr, "试用模式")


async def test_a_webhook_needs_a_token(tmp_path: Path) -> None:
    ended = await run(
        "run", folder=tmp_path, settings={"BOT_WEBHOOK_URL": "https://example.org/hook"}
    )
    assert ended.code == 2
    assert "BOT_WEBHOOK_URL" in ended.err
    assert "BOT_TOKEN" in ended.err
    assert "Traceback" not in ended.err


async def test_the_data_is_for_its_owner_only(tmp_path: Path) -> None:
    async with start("run", folder=tmp_path, settings={"BOT_LISTEN": "127.0.0.1:0"}) as process:
        await line_with(process.stderr, "试用模式")
    data = tmp_path / "data"
    assert data.stat().st_mode & 0o077 == 0
    assert (data / "bot.db").stat().st_mode & 0o077 == 0
