"""A clean end: within five seconds of SIGTERM, with everything kept."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import aiohttp

from tests.process.program import end_of, line_with, start, terminate

_MOST_SECONDS = 5


async def test_sigterm_ends_within_five_seconds_and_answers_first(tmp_path: Path) -> None:
    settings = {"BOT_LISTEN": "127.0.0.1:0"}
    async with start("run", folder=tmp_path, settings=settings) as process:
        said = await line_with(process.stderr, "试用模式")
        root = next(word for word in said.split() if word.startswith("http"))
        async with aiohttp.ClientSession(root) as web:
            for text in ("/start", f"/add {datetime.now(UTC) + timedelta(days=300):%Y-%m-%d} 甲"):
                await web.post("/sandbox/messages", json=_said(text))
            await _until_listed(web, "记下这一项？")
        asked = monotonic()
        terminate(process)
        ended = await end_of(process)
        assert ended.code == 0
        assert "Traceback" not in ended.err
        assert monotonic() - asked < _MOST_SECONDS
    async with start("run", folder=tmp_path, settings=settings) as again:
        said = await line_with(again.stderr, "试用模式")
        root = next(word for word in said.split() if word.startswith("http"))
        async with aiohttp.ClientSession(root) as web:
            await _until_listed(web, "记下这一项？")  # the chat is still there
            await web.post("/sandbox/messages", json=_said("好的"))
            await _until_listed(web, "记下了。")


async def test_health_and_metrics_are_served(tmp_path: Path) -> None:
    async with start("run", folder=tmp_path, settings={"BOT_LISTEN": "127.0.0.1:0"}) as process:
        said = await line_with(process.stderr, "试用模式")
        root = next(word for word in said.split() if word.startswith("http"))
        async with aiohttp.ClientSession(root) as web:
            async with web.get("/healthz") as answer:
                assert await answer.json() == {"status": "ok"}
            async with web.get("/metrics") as answer:
                assert 'bot_outbox{state="pending"} 0.0' in await answer.text()


def _said(text: str) -> dict[str, object]:
    return {"user_id": 1001, "chat_id": 1001, "text": text}


async def _until_listed(web: aiohttp.ClientSession, words: str) -> None:
    """Follow the events of the chat until a message says `words`."""
    async with asyncio.timeout(10):
        while True:
            async with web.get("/sandbox/state") as answer:
                state = await answer.json()
            shown = [one.get("text", "") for one in state["messages"].get("1001", [])]
            if any(words in text for text in shown):
                return
            url = f"/sandbox/events?after={state['last_event']}"
            async with web.get(url) as events:
                await events.content.readline()
