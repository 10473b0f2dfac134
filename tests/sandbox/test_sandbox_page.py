"""The page, its event stream, and who may call the people's side."""

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from bot.clock import Clock
from bot.sandbox.page import Page
from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing
from tests.sandbox.served import PATIENCE, Site, opened

RESTLESS = Timing(stream_ping=0.001)
GROUP = -1_001_000_000_001


async def events(answer: aiohttp.ClientResponse, count: int) -> list[dict[str, Any]]:
    """Read that many events of a stream."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(PATIENCE):
        while len(found) < count:
            line = (await answer.content.readline()).decode()
            if line.startswith("data: "):
                found.append(json.loads(line.removeprefix("data: ")))
    return found


async def test_every_change_makes_an_event(started: Site) -> None:
    before = (await started.state())["last_event"]
    people, call = started.sandbox.people, started.call
    async with started.session.get(f"{started.root}/sandbox/events?after={before}") as stream:
        assert stream.content_type == "text/event-stream"
        sent = await call("sendMessage", chat_id=1001, text="<i>您好</i>", parse_mode="HTML")
        where = {"chat_id": 1001, "message_id": sent["message_id"]}
        await call("editMessageText", **where, text="再见")
        await call("deleteMessage", **where)
        await call("sendChatAction", chat_id=1001, action="typing")
        query = people.press(1001, 1001, 1, "x")
        await call("answerCallbackQuery", callback_query_id=query, text="好")
        await started.people("clock", advance_seconds=60)
        await call("setMyDescription", description="说明")
        people.block(1001, blocked=True)
        found = await events(stream, 8)
    assert [event["id"] for event in found] == list(range(before + 1, before + 9))
    message, edited, deleted, action, answer, clock, bot, user = found
    assert (message["type"], message["chat_key"]) == ("message", "1001")
    assert message["message"]["html"] == "<i>您好</i>"
    assert (edited["type"], edited["message"]["html"]) == ("edited", "再见")
    assert deleted["message_id"] == sent["message_id"]
    assert (action["type"], action["action"]) == ("chat_action", "typing")
    assert (answer["type"], answer["user_id"], answer["text"]) == ("callback_answer", 1001, "好")
    assert answer["show_alert"] is False
    assert (clock["type"], clock["offset_seconds"]) == ("clock", 60)
    assert (bot["type"], bot["bot"]["description"]) == ("bot", "说明")
    assert (user["type"], user["user"]["blocked"]) == ("user", True)


async def test_a_stream_goes_on_after_the_last_event_seen(started: Site) -> None:
    last = (await started.state())["last_event"]
    started.sandbox.people.type(1001, GROUP, "一")
    started.sandbox.people.type(1001, GROUP, "二")
    url = f"{started.root}/sandbox/events?after=0"
    async with started.session.get(url, headers={"Last-Event-ID": str(last + 1)}) as stream:
        [event] = await events(stream, 1)
    assert event["message"]["text"] == "二"


async def test_a_stream_without_a_start_shows_only_what_is_new(started: Site) -> None:
    async with started.session.get(f"{started.root}/sandbox/events") as stream:
        await stream.content.readline()
        started.sandbox.people.type(1001, GROUP, "新")
        [event] = await events(stream, 1)
    assert event["message"]["text"] == "新"


async def test_only_the_newest_events_are_kept(site: Site) -> None:
    for number in range(1200):
        site.sandbox.people.type(1001, GROUP, str(number))
    async with site.session.get(f"{site.root}/sandbox/events?after=1") as stream:
        [event] = await events(stream, 1)
    assert event["message"]["text"] == "200"


async def test_a_silent_stream_says_that_it_is_alive(clock: Clock) -> None:
    async with (
        opened(Sandbox(clock=clock, timing=RESTLESS)) as site,
        site.session.get(f"{site.root}/sandbox/events") as stream,
        asyncio.timeout(PATIENCE),
    ):
        lines = [await stream.content.readline() for _ in range(3)]
    assert lines == [b": open\n", b"\n", b": alive\n"]


async def test_a_page_that_went_away_is_forgotten(clock: Clock) -> None:
    async with opened(Sandbox(clock=clock, timing=RESTLESS)) as site:
        async with site.session.get(f"{site.root}/sandbox/events") as stream:
            await stream.content.readline()
            stream.close()
        assert await site.state()


async def test_closing_ends_the_streams(site: Site) -> None:
    async with site.session.get(f"{site.root}/sandbox/events") as stream:
        await stream.content.readline()
        await site.sandbox.close()
        await site.sandbox.close()
        async with asyncio.timeout(PATIENCE):
            await stream.content.read()
    async with site.session.get(f"{site.root}/sandbox/events") as stream:
        assert await stream.content.read() == b": open\n\n"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8090"}, 200),
        ({"Host": "[::1]:8090"}, 200),
        ({"Host": "127.0.0.9"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "10.0.0.1"}, 403),
        ({"Host": "[::1"}, 403),
        ({"Host": "name.lan"}, 200),
        ({"Host": "localhost:8090", "Origin": "http://localhost:8090"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
    ],
)
async def test_only_this_machine_may_be_a_person(
    clock: Clock, headers: dict[str, str], status: int
) -> None:
    async with opened(Sandbox(clock=clock, hosts=["name.lan"])) as site:
        url = f"{site.root}/sandbox/state"
        async with site.session.get(url, headers=headers) as answer:
            assert answer.status == status
            if status == 403:
                assert "answers only on this machine's own address" in await answer.text()


async def test_the_page_may_load_nothing_from_elsewhere(
    tmp_path: Path, http: aiohttp.ClientSession
) -> None:
    for name in ("index.html", "app.js", ".hidden.js", "notes.txt"):
        (tmp_path / name).write_text("1", encoding="utf-8")
    (tmp_path.parent / "outside.js").write_text("1", encoding="utf-8")
    page = Page(tmp_path)
    app = web.Application()
    app.router.add_get("/", page.index)
    app.router.add_get("/static/{name}", page.static)
    found = []
    async with TestServer(app) as server:
        for name in ("", "static/app.js", "static/.hidden.js", "static/no.js", "static/notes.txt"):
            async with http.get(server.make_url(f"/{name}")) as answer:
                found.append((answer.status, answer.content_type))
                policy = answer.headers["Content-Security-Policy"]
                assert policy.startswith("default-src 'self'; img-src 'self' blob: data:;")
        async with http.get(
            URL(f"{server.make_url('/static/')}..%2Foutside.js", encoded=True)
        ) as no:
            assert no.status == 404
    assert found[:2] == [(200, "text/html"), (200, "text/javascript")]
    assert [status for status, _ in found[2:]] == [404, 404, 404]


async def test_the_sandbox_serves_its_page(site: Site) -> None:
    async with site.session.get(site.root) as answer:
        assert answer.status == 200
        assert answer.content_type == "text/html"
