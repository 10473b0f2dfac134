"""A running assistant in bad surroundings: the database locked, strangers at the webhook."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from http import HTTPStatus
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.errors import TokenRefused
from bot.sandbox.faults import Fault
from bot.webhook import HEADER, derived_secret
from storage import sqlite
from tests.e2e.town import TOKEN, Town, open_town


@pytest.fixture
async def webhook_town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town by webhook."""
    async with open_town(tmp_path, by_webhook=True) as opened:
        yield opened


async def post(town: Town, body: bytes, secret: str | None) -> int:
    """Knock at the webhook and return the status."""
    assert town.assistant
    headers = {HEADER: secret} if secret is not None else {}
    url = f"{town.assistant.root}/hook"
    async with (
        aiohttp.ClientSession() as web,
        web.post(url, data=BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


def update(number: int, text: str) -> bytes:
    """Return an update as Telegram sends it."""
    message = {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 1001, "type": "private", "first_name": "甲"},
        "from": {"id": 1001, "is_bot": False, "first_name": "甲"},
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": 4}],
    }
    return json.dumps({"update_id": number, "message": message}).encode()


@pytest.mark.parametrize("secret", [None, "", "wrong", "错"])
async def test_a_stranger_at_the_webhook_is_turned_away(
    webhook_town: Town, secret: str | None
) -> None:
    secret = secret.encode().decode("latin-1") if secret else secret
    assert await post(webhook_town, update(1, "招商引资"), secret) == HTTPStatus.FORBIDDEN
    await webhook_town.applied()
    assert not webhook_town.shown(1001).messages


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b'{"update_id": "x"', b"null", b"{}"])
async def test_what_is_no_update_is_refused(webhook_town: Town, body: bytes) -> None:
    secret = derived_secret(TOKEN)
    assert await post(webhook_town, body, secret) == HTTPStatus.BAD_REQUEST


async def test_an_update_that_cannot_be_read_is_not_asked_for_again(webhook_town: Town) -> None:
    odd = json.dumps({"update_id": 7, "message": {"message_id": 1, "date": 1, "chat": {"id": 5}}})
    with capture_logs() as logs:
        status = await post(webhook_town, odd.encode(), derived_secret(TOKEN))
    assert status == HTTPStatus.OK
    assert {"event": "update.unreadable", "update": 7, "error": "TypeError"}.items() <= logs[
        0
    ].items()


async def test_polling_goes_on_behind_an_update_that_cannot_be_read(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        user = town.citizen()
        await user.send("/start")
        await user.sees("您好")
        odd = {"message_id": 1, "date": 1, "chat": {"id": 5}}  # a chat without a type
        town.sandbox._backend.updates.push("message", odd, 5)
        await user.send("招商引资")
        await user.sees("S04")
        town.checker.problems.clear()  # the odd update was meant to be odd


async def test_too_large_a_request_is_refused(webhook_town: Town) -> None:
    body = update(1, "长" * 600_000)
    status = await post(webhook_town, body, derived_secret(TOKEN))
    assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


async def test_an_update_that_comes_twice_is_answered_200_twice_and_applied_once(
    webhook_town: Town,
) -> None:
    user = webhook_town.citizen()
    await user.send("/start")
    await user.sees("您好")
    again = update(42, "/add 2026-12-04 一次")
    for _ in range(2):
        assert await post(webhook_town, again, derived_secret(TOKEN)) == HTTPStatus.OK
    await user.press("记下", await user.sees("记下这一项？"))
    await user.sees("记下了")
    await user.send("/items")
    await user.sees("整改事项（1 项）")


@pytest.mark.parametrize("by_webhook", [False, True])
async def test_nothing_is_lost_while_the_database_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, by_webhook: bool
) -> None:
    impatient = (*sqlite._PRAGMAS, "PRAGMA busy_timeout = 20")
    monkeypatch.setattr(sqlite, "_PRAGMAS", impatient)
    async with open_town(tmp_path, by_webhook=by_webhook) as town:
        user = town.citizen()
        await user.send("/start")
        await user.sees("您好")
        other = sqlite3.connect(tmp_path / "bot.db", check_same_thread=False)
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        with capture_logs() as logs:
            await user.send("/add 2026-12-04 不能丢")
            await town.until(
                lambda: any(said["event"] == "updates.storage_unusable" for said in logs),
                lambda: str(logs),
                flying=True,
            )
        other.rollback()
        other.close()
        await user.press("记下", await user.sees("记下这一项？", "不能丢", flying=True))
        await user.sees("记下了")
        await user.send("/items")
        await user.sees("整改事项（1 项）")


async def test_a_revoked_token_ends_the_assistant(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        user = town.citizen()
        await user.send("/start")
        await user.sees("您好")
        town.revoke_token()
        await user.send("招商引资")
        with pytest.raises(TokenRefused):
            await town.ended()
        kept = sqlite3.connect(tmp_path / "bot.db")
        states = kept.execute("SELECT status FROM outbox ORDER BY id DESC LIMIT 1").fetchall()
        kept.close()
        assert states != [("failed",)], "the reply waits for a token that works"


async def test_another_poller_is_survived(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        user = town.citizen()
        url = f"{town.root}/bot{TOKEN}/getUpdates"
        async with aiohttp.ClientSession() as web, web.post(url, data={"timeout": "0"}) as answer:
            assert answer.status == HTTPStatus.OK
        await user.send("/start")
        await user.sees("您好", flying=True)


async def test_the_profile_is_published_once_and_a_failure_does_no_harm(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        await town.called("setMyShortDescription", times=2)
        await town.applied()
        await town.stop()
        await town.start()
        await town.applied()
        assert town.count("setMyCommands") == 2
    town_faults = tmp_path / "second"
    town_faults.mkdir()
    async with open_town(town_faults, faults=[Fault("error_500", method="setMyCommands")]) as town:
        user = town.citizen()
        await user.send("/start")
        await user.sees("您好")
