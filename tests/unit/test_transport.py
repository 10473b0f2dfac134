"""HTTP to a real server: what never left, what may have arrived, and no token in any error."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TimedOut

from bot.transport import AiohttpRequest, _proxy
from bot.trouble import NotSent

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
        self.page: str | None = None
        """What it answers in place of JSON, as a gateway does."""
        self.hosts: list[str] = []
        self.release = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.hosts.append(request.host)
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
        if self.page is not None:
            return web.Response(text=self.page, content_type="text/html", status=self.status)
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
    with pytest.raises(NotSent, match="cannot connect") as error:
        await transport.do_request(url, "POST")
    assert not isinstance(error.value, TimedOut)
    assert TOKEN not in str(error.value)


async def test_an_unknown_host_was_never_reached(transport: AiohttpRequest) -> None:
    with pytest.raises(NotSent, match="cannot connect") as error:
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


PAGES = ["<html>502</html>", "  \n<!doctype html>", "", "Bad Gateway"]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("page", PAGES)
async def test_behind_a_gateway_that_failed_it_may_have_been_carried_out(
    server: Server, transport: AiohttpRequest, status: int, page: str
) -> None:
    server.status, server.page = status, page
    with pytest.raises(TimedOut, match=str(status)) as error:
        await transport.do_request(f"{server.root}/bot{TOKEN}/sendMessage", "POST")
    assert TOKEN not in str(error.value)


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_in_place_of_an_answer_says_nothing_of_what_became_of_it(
    server: Server, transport: AiohttpRequest, page: str
) -> None:
    server.page = page
    with pytest.raises(TimedOut, match="200"):
        await transport.do_request(f"{server.root}/bot{TOKEN}/sendMessage", "POST")


@pytest.mark.parametrize("status", [403, 404, 407, 413])
@pytest.mark.parametrize("page", PAGES)
async def test_a_page_that_refuses_is_not_from_the_bot_api(
    server: Server, transport: AiohttpRequest, status: int, page: str
) -> None:
    server.status, server.page = status, page
    with pytest.raises(NotSent, match=str(status)) as error:
        await transport.do_request(f"{server.root}/bot{TOKEN}/sendMessage", "POST")
    assert not isinstance(error.value, TimedOut)
    assert TOKEN not in str(error.value)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_an_error_of_the_bot_api_itself_was_not_carried_out(
    server: Server, bot: Bot, status: int
) -> None:
    server.status = status
    server.answer = {"ok": False, "error_code": status, "description": "Internal Server Error"}
    with pytest.raises(NetworkError, match="Internal Server Error") as error:
        await bot.send_message(1, "字")
    assert type(error.value) is NetworkError, "neither without an answer nor never sent"


async def test_a_page_is_no_error_where_no_method_was_called(
    server: Server, transport: AiohttpRequest
) -> None:
    server.page = "a file"
    assert await transport.do_request(f"{server.root}/file", "GET") == (200, b"a file")


@pytest.fixture
def surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An environment that names no proxy until the test does."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    _proxy.cache_clear()
    yield monkeypatch
    _proxy.cache_clear()


async def test_a_named_proxy_is_asked(
    server: Server, transport: AiohttpRequest, surroundings: pytest.MonkeyPatch
) -> None:
    surroundings.setenv("HTTP_PROXY", server.root)
    status, _ = await transport.do_request("http://api.invalid/botX/getMe", "POST")
    assert (status, server.hosts) == (200, ["api.invalid"])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_no_proxy_stands_between_us_and_this_machine(
    server: Server, transport: AiohttpRequest, surroundings: pytest.MonkeyPatch, host: str
) -> None:
    surroundings.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    root = server.root.replace("127.0.0.1", host)
    status, _ = await transport.do_request(f"{root}/botX/getMe", "POST")
    assert status == 200
    assert server.hosts == [root.removeprefix("http://")]


async def test_a_host_that_no_proxy_names_is_reached_without(
    transport: AiohttpRequest, server: Server, surroundings: pytest.MonkeyPatch
) -> None:
    surroundings.setenv("HTTP_PROXY", server.root)
    surroundings.setenv("NO_PROXY", "api.invalid")
    with pytest.raises(NotSent, match="cannot connect"):
        await transport.do_request("http://api.invalid/botX/getMe", "POST")
    assert server.hosts == []


async def test_behind_a_proxy_that_cannot_be_reached_nothing_was_sent(
    transport: AiohttpRequest, surroundings: pytest.MonkeyPatch
) -> None:
    surroundings.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(NotSent, match="cannot connect") as error:
        await transport.do_request(f"https://api.invalid/bot{TOKEN}/getMe", "POST")
    assert TOKEN not in str(error.value)


@pytest.mark.parametrize("refusal", ["407 Proxy Authentication Required", "502 Bad Gateway"])
async def test_through_a_proxy_that_refuses_nothing_was_sent(
    transport: AiohttpRequest, surroundings: pytest.MonkeyPatch, refusal: str
) -> None:
    asked: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(f"HTTP/1.1 {refusal}\r\nContent-Length: 0\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as proxy:
        port = proxy.sockets[0].getsockname()[1]
        surroundings.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        with pytest.raises(NotSent, match="cannot connect") as error:
            await transport.do_request(f"https://api.invalid/bot{TOKEN}/getMe", "POST")
    assert len(asked) == 1
    assert asked[0].startswith(b"CONNECT api.invalid:443 ")
    assert TOKEN not in str(error.value)
    assert TOKEN.encode() not in asked[0]
