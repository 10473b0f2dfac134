"""Whatever the parameters are, a call is answered or refused in Telegram's words, never a crash."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.methods import METHODS
from bot.sandbox.rendering import shown
from bot.sandbox.server import DEFAULT_TOKEN, Sandbox
from bot.sandbox.wire import Call
from tests.sandbox.served import Site

NAMES = (
    *("chat_id", "message_id", "text", "parse_mode", "entities", "reply_markup", "caption"),
    *("reply_parameters", "document", "photo", "file_id", "action", "commands", "scope", "offset"),
    *("language_code", "name", "menu_button", "results", "inline_query_id", "callback_query_id"),
    *("allowed_updates", "limit", "caption_entities", "description", "secret_token"),
)
KEYS = (
    *("type", "offset", "length", "url", "inline_keyboard", "text", "callback_data", "message_id"),
    *("command", "description", "id", "title", "input_message_content", "message_text", "chat_id"),
    *("copy_text", "web_app", "user"),
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 1100),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["bold", "text_link", "HTML", "1001", "default", "chat", "article", "typing"]),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=8,
)


@given(
    st.sampled_from(sorted(METHODS.keys() - {"setwebhook"})),
    st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8),
)
@example("setchatmenubutton", {"menu_button": {"type": []}})
@example("getmycommands", {"scope": {"type": []}})
def test_any_parameters(name: str, values: dict[str, object]) -> None:
    sandbox = Sandbox(clock=Clock(lambda: datetime(2026, 3, 2, tzinfo=UTC)))
    sandbox.people.type(1001, 1001, "/start")
    sandbox.world.post(1001, sandbox.world.bot, {"text": "旧"})
    _, method = METHODS[name]

    async def call() -> None:
        with suppress(ApiError):
            await method(sandbox._backend, Call({"chat_id": 1001, "message_id": 2, **values}))

    asyncio.run(call())
    assert [shown(message) for message in sandbox.world.history(1001)]


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"reply_markup": ' + "[" * 100_000,
        '{"chat_id": 1001, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "\\ud83d"}]]}}',
        '{"chat_id": 1001, "text": "a", "reply_markup": "[\\"\\\\ud83d\\"]"}',
        '{"chat_id": 1e999, "text": "a"}',
        '{"chat_id": ' + "9" * 5000 + "}",
        "\x00\x01",
        '"\\ud83d"',
    ],
)
async def test_hostile_bodies(started: Site, body: str) -> None:
    url = f"{started.root}/bot{DEFAULT_TOKEN}/sendMessage"
    headers = {"Content-Type": "application/json"}
    async with started.session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["description"].startswith("Bad Request: ")


async def test_bytes_that_are_no_text(started: Site) -> None:
    url = f"{started.root}/bot{DEFAULT_TOKEN}/sendMessage"
    headers = {"Content-Type": "application/json"}
    async with started.session.post(url, data=b'{"text": "\xff"}', headers=headers) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("headers", [{"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_web_pages_cannot_use_the_well_known_token(
    site: Site, headers: dict[str, str]
) -> None:
    for path in (f"bot{DEFAULT_TOKEN}/getUpdates", f"file/bot{DEFAULT_TOKEN}/documents/x"):
        async with site.session.get(f"{site.root}/{path}", headers=headers) as answer:
            assert answer.status == 403
