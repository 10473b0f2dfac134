"""The server in a process of its own."""

import asyncio
import os
import signal
import sys

import aiohttp
import pytest

from bot.sandbox.__main__ import main, serve
from tests.sandbox.served import PATIENCE, turns


async def test_it_serves_until_it_is_stopped(capsys: pytest.CaptureFixture[str]) -> None:
    stop = asyncio.Event()
    arguments = ["--listen", "127.0.0.1:0", "--token", "5:X", "--enforce-rate"]
    serving = asyncio.create_task(serve(arguments, stop))
    printed = ""
    async with asyncio.timeout(PATIENCE):
        while not printed:
            await asyncio.sleep(0)
            printed = capsys.readouterr().out
    root = printed.removeprefix("ready ").strip()
    async with aiohttp.ClientSession() as session, session.get(f"{root}/bot5:X/getMe") as answer:
        assert (await answer.json())["result"]["id"] == 5
    stop.set()
    await serving


async def test_a_signal_ends_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["sandbox", "--listen", "127.0.0.1:0"])
    serving = asyncio.create_task(main())
    await turns(lambda: "ready" in capsys.readouterr().out)
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(PATIENCE):
        await serving


async def test_the_command_prints_a_ready_line_and_ends_on_a_signal() -> None:
    command = (sys.executable, "-m", "bot.sandbox", "--listen", "127.0.0.1:0")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE * 3):
        line = await process.stdout.readline()
        assert line.startswith(b"ready http://127.0.0.1:")
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
