"""Delivery to a webhook: secret, retries, order per chat, several chats at once."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import telegram
from aiohttp import web

from bot.clock import Clock
from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing
from tests.sandbox.served import PATIENCE, RefusedError, Site, opened, turns

SECRET = "a-Secret_1"


class Receiver:
    """A webhook that answers with the statuses it was told, then with 200."""

    def __init__(self) -> None:
        self.url = ""
        self.statuses: list[int] = []
        self.secrets: list[str | None] = []
        self.updates: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.gate = asyncio.Event()
        self.gate.set()
        self.inside = 0
        self.most = 0

    async def handle(self, request: web.Request) -> web.Response:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        update = await request.json()
        await self.gate.wait()
        self.inside -= 1
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 200:
            self.updates.put_nowait(update)
        return web.Response(status=status)

    async def next_text(self) -> str:
        async with asyncio.timeout(PATIENCE):
            update = await self.updates.get()
        return str(update["message"]["text"])


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


@pytest.fixture
async def site(clock: Clock) -> AsyncIterator[Site]:
    sandbox = Sandbox(clock=clock, timing=Timing(webhook_delays=(0, 0), webhook_timeout=PATIENCE))
    async with opened(sandbox) as site:
        yield site


async def pending(site: Site) -> int:
    return int((await site.call("getWebhookInfo"))["pending_update_count"])


async def test_updates_come_with_the_secret(
    bot: telegram.Bot, site: Site, receiver: Receiver
) -> None:
    site.sandbox.people.type(1001, 1001, "早")
    assert await bot.set_webhook(receiver.url, secret_token=SECRET, max_connections=7)
    site.sandbox.people.type(1001, 1001, "晚")
    assert [await receiver.next_text(), await receiver.next_text()] == ["早", "晚"]
    assert receiver.secrets == [SECRET, SECRET]
    await turns(lambda: not len(site.sandbox._backend.updates))
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 0, 7)
    assert info.last_error_message is None
    assert await bot.delete_webhook()
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.get_updates() == ()


async def test_a_failed_delivery_is_repeated(site: Site, receiver: Receiver) -> None:
    receiver.statuses = [500, 302, 404]
    await site.call("setWebhook", url=receiver.url, allowed_updates=["message"], ip_address="::1")
    site.sandbox.people.type(1001, 1001, "早")
    assert await receiver.next_text() == "早"
    assert receiver.secrets == [None] * 4
    info = await site.call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"
    assert info["last_error_date"] == 1772424000
    assert info["allowed_updates"] == ["message"]
    assert info["ip_address"] == "::1"


async def test_one_update_of_a_chat_at_a_time_but_many_chats(
    site: Site, receiver: Receiver
) -> None:
    receiver.gate.clear()
    await site.call("setWebhook", url=receiver.url)
    for text in ("一", "二"):
        for user in (1001, 1002, 1003):
            site.sandbox.people.type(user, user, text)
    await turns(lambda: receiver.inside == 3)
    assert await pending(site) == 6
    receiver.gate.set()
    texts = [await receiver.next_text() for _ in range(6)]
    assert texts == ["一"] * 3 + ["二"] * 3
    assert receiver.most == 3


async def test_no_more_connections_than_allowed(site: Site, receiver: Receiver) -> None:
    receiver.gate.clear()
    await site.call("setWebhook", url=receiver.url, max_connections=1)
    for user in (1001, 1002, 1003):
        site.sandbox.people.type(user, user, "一")
    await turns(lambda: receiver.inside == 1)
    receiver.gate.set()
    for _ in range(3):
        await receiver.next_text()
    assert receiver.most == 1


async def test_a_webhook_that_is_not_there(site: Site, unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/"
    await site.call("setWebhook", url=url)
    site.sandbox.people.type(1001, 1001, "早")
    await turns(lambda: site.sandbox._backend.webhook._error)
    info = await site.call("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1
    await site.call("setWebhook", url="")
    [update] = await site.updates()
    assert update["message"]["text"] == "早"


async def test_a_webhook_that_never_answers(clock: Clock, receiver: Receiver) -> None:
    receiver.gate.clear()
    sandbox = Sandbox(clock=clock, timing=Timing(webhook_delays=(60,), webhook_timeout=0.05))
    async with opened(sandbox) as site:
        await site.call("setWebhook", url=receiver.url)
        site.sandbox.people.type(1001, 1001, "早")
        await turns(lambda: sandbox._backend.webhook._error)
        info = await site.call("getWebhookInfo")
        assert info["last_error_message"] == "Read timeout expired"


async def test_a_webhook_that_hangs_up(site: Site) -> None:
    async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        await site.call("setWebhook", url=f"http://127.0.0.1:{port}/")
        site.sandbox.people.type(1001, 1001, "早")
        await turns(lambda: site.sandbox._backend.webhook._error)
        info = await site.call("getWebhookInfo")
        assert info["last_error_message"] == "Connection reset by peer"
        await site.call("deleteWebhook")


async def test_pending_updates_can_be_dropped(site: Site, receiver: Receiver) -> None:
    site.sandbox.people.type(1001, 1001, "早")
    await site.call("setWebhook", url=receiver.url, drop_pending_updates=True)
    assert await pending(site) == 0
    receiver.statuses = [500] * 1000
    site.sandbox.people.type(1001, 1001, "晚")
    await site.call("deleteWebhook", drop_pending_updates=True)
    assert await site.updates() == []


async def test_updates_come_twice(site: Site, receiver: Receiver) -> None:
    site.sandbox.faults.duplicate_updates(count=1)
    await site.call("setWebhook", url=receiver.url)
    site.sandbox.people.type(1001, 1001, "早")
    assert [await receiver.next_text(), await receiver.next_text()] == ["早", "早"]


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"url": "ftp://127.0.0.1/"}, "bad webhook"),
        ({"url": "http://127.0.0.1:x/"}, "bad webhook"),
        ({"url": "http://a.cn/", "secret_token": "含汉字"}, "unallowed characters"),
        ({"url": "http://a.cn/", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_wrong_webhooks(site: Site, params: dict[str, str], sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        await site.call("setWebhook", **params)
