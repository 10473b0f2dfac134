"""HTTP to a real server: what never left, what may have arrived, and no token in any error."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.transport import AiohttpRequest

TOKEN = "123456789:AbCdEfGhIjKlMnOpQrStUvWxYz"
ME = {"id": 1, "is_bot": True, "first_name": "助手", "username": "a_bot"}
MESSAGE = {"message_id": 5, "date": 0, "chat": {"id": 1, "type": "private"}}


class Server:
    """A server that answers as it is told, and remembers what came."""

    def __init__(self) -> None:
        self.root = ""
        self.forms: list[dict[str, object]] = []
        self.answer: dict[str, object] = {"ok": True, "result": ME}
        self.status = 200
        self.release = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        form: dict[str, object] = {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                form[name] = (value.filename, value.content_type, value.file.read())
            else:
                form[name] = value
        self.forms.append(form)
        match request.path.rpartition("/")[2]:
            case "drop":
                assert request.transport
                request.transport.abort()
            case "hang":
                await self.release.wait()
        return web.json_response(self.answer, status=self.status)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", server.handle)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    server.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        server.release.set()
        await runner.cleanup()


@pytest.fixture
async def transport() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest(connections=4, read_timeout=10) as transport:
        yield transport


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    async with Bot(
        TOKEN,
        base_url=f"{server.root}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    ) as bot:
        yield bot


async def test_an_answer_comes_back_with_its_status(
    server: Server, transport: AiohttpRequest
) -> None:
    server.status = 418
    status, body = await transport.do_request(f"{server.root}/x", "GET")
    assert status == 418
    assert b'"ok": true' in body
    assert server.forms == [{}]


async def test_a_file_is_sent_with_its_name_and_kind(server: Server, bot: Bot) -> None:
    server.answer = {"ok": True, "result": MESSAGE}
    await bot.send_document(1, b"\x00\xff bytes", caption="整改", filename="报告.txt")
    form = server.forms[-1]
    assert (form["chat_id"], form["caption"]) == ("1", "整改")
    assert ("报告.txt", "text/plain", b"\x00\xff bytes") in form.values()


async def test_the_library_speaks_through_it(server: Server, bot: Bot) -> None:
    assert bot.username == "a_bot"
    server.status = 400
    server.answer = {"ok": False, "error_code": 400, "description": "Bad Request: no"}
    with pytest.raises(BadRequest, match="No"):
        await bot.send_message(1, "字")
    assert server.forms[-1]["text"] == "字"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_a_refused_connection_was_never_sent(transport: AiohttpRequest) -> None:
    url = f"http://127.0.0.1:{free_port()}/bot{TOKEN}/getMe"
    with pytest.raises(NetworkError, match="cannot connect") as error:
        await transport.do_request(url, "POST")
    assert not isinstance(error.value, TimedOut)
    assert TOKEN not in str(error.value)


async def test_an_unknown_host_was_never_reached(transport: AiohttpRequest) -> None:
    with pytest.raises(NetworkError, match="cannot connect") as error:
        await transport.do_request(f"http://nowhere.invalid/bot{TOKEN}/getMe", "POST")
    assert not isinstance(error.value, TimedOut)
    assert TOKEN not in str(error.value)


async def test_a_dropped_connection_may_have_arrived(
    server: Server, transport: AiohttpRequest
) -> None:
    with pytest.raises(TimedOut, match="no answer") as error:
        await transport.do_request(f"{server.root}/bot{TOKEN}/drop", "POST")
    assert len(server.forms) == 1
    assert TOKEN not in str(error.value)


async def test_an_answer_that_does_not_come_may_have_arrived(
    server: Server, transport: AiohttpRequest
) -> None:
    with pytest.raises(TimedOut, match="no answer") as error:
        await transport.do_request(f"{server.root}/bot{TOKEN}/hang", "POST", read_timeout=0.05)
    assert TOKEN not in str(error.value)


async def test_the_default_patience_counts_where_a_call_names_none(server: Server) -> None:
    async with AiohttpRequest(read_timeout=0.05) as impatient:
        assert impatient.read_timeout == 0.05
        with pytest.raises(TimedOut):
            await impatient.do_request(f"{server.root}/hang", "POST")


async def test_it_starts_and_stops_as_often_as_one_likes(server: Server) -> None:
    transport = AiohttpRequest()
    with pytest.raises(RuntimeError, match="not initialised"):
        await transport.do_request(server.root, "GET")
    await transport.shutdown()
    for _ in range(2):
        await transport.initialize()
        await transport.initialize()
        assert (await transport.do_request(server.root, "GET"))[0] == 200
        await transport.shutdown()
        await transport.shutdown()
