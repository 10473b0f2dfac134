"""What an operator's tools ask: is it alive, is it ready, and what does it count."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import readiness
from bot.sandbox.faults import Fault
from storage import sqlite
from storage.sqlite import SqliteDatabase
from tests.e2e.town import DAY, Citizen, Town, open_town

PARTS = {"database", "api", "leader", "content"}


@pytest.fixture
async def ready_town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    """A town by polling, that asks the Bot API each time and does not wait long for a database."""
    monkeypatch.setattr(readiness, "_TRUSTED_SECONDS", 0)
    monkeypatch.setattr(readiness, "_AGAIN_SECONDS", 0)
    monkeypatch.setattr(sqlite, "_PRAGMAS", (*sqlite._PRAGMAS, "PRAGMA busy_timeout = 20"))
    async with open_town(tmp_path) as opened:
        yield opened


async def ask(town: Town, path: str) -> tuple[int, str]:
    assert town.assistant
    url = f"{town.assistant.root}{path}"
    async with aiohttp.ClientSession() as web, web.get(url) as answer:
        return answer.status, await answer.text()


async def reasons(town: Town) -> tuple[int, Mapping[str, str]]:
    """Return the status of /readyz, and why parts are not ready."""
    assert town.assistant
    url = f"{town.assistant.root}/readyz"
    async with aiohttp.ClientSession() as web, web.get(url) as answer:
        told: Mapping[str, Any] = await answer.json()
        assert set(told["parts"]) == PARTS
        parts = told["parts"].items()
        return answer.status, {name: one["reason"] for name, one in parts if not one["ready"]}


async def numbers(town: Town) -> dict[str, float]:
    """Return what /metrics says, each number by its name and labels."""
    status, text = await ask(town, "/metrics")
    assert status == HTTPStatus.OK
    lines = re.findall(r"^(?!#)(\S+(?:\{.*\})?) (\S+)$", text, re.MULTILINE)
    return {name: float(value) for name, value in lines}


async def test_it_is_ready_when_everything_is_there(ready_town: Town) -> None:
    assert await reasons(ready_town) == (HTTPStatus.OK, {})
    told = await numbers(ready_town)
    assert {told[f'bot_ready{{part="{part}"}}'] for part in PARTS} == {1}
    assert told["bot_leader"] == 1


async def test_without_the_bot_api_it_is_alive_and_not_ready_and_then_ready_again(
    ready_town: Town,
) -> None:
    ready_town.sandbox.faults.add(Fault("error_500", method="getMe", times=2))
    assert await reasons(ready_town) == (
        HTTPStatus.SERVICE_UNAVAILABLE,
        {"api": "Internal Server Error"},
    )
    told = await numbers(ready_town)
    assert (told['bot_ready{part="api"}'], told['bot_ready{part="database"}']) == (0, 1)
    assert (await ask(ready_town, "/healthz"))[0] == HTTPStatus.OK
    assert await reasons(ready_town) == (HTTPStatus.OK, {})


async def test_the_bot_api_is_not_asked_each_time(tmp_path: Path) -> None:
    async with open_town(tmp_path) as town:
        before = town.count("getMe")
        await asyncio.gather(*(reasons(town) for _ in range(5)))
        assert town.count("getMe") == before + 1


async def test_a_bot_api_that_hangs_holds_up_nobody_who_asks(
    ready_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "_PATIENCE_SECONDS", 1.2)
    ready_town.sandbox.faults.add(Fault("delay", method="getMe", seconds=3600))
    status, why = await reasons(ready_town)
    assert (status, why) == (HTTPStatus.SERVICE_UNAVAILABLE, {"api": "no answer"})
    ready_town.sandbox.faults.clear()


async def test_without_a_leader_it_is_not_ready(
    ready_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(_: SqliteDatabase) -> bool:
        return False

    monkeypatch.setattr(SqliteDatabase, "is_led", nobody)
    why = {"leader": "no process leads"}
    assert await reasons(ready_town) == (HTTPStatus.SERVICE_UNAVAILABLE, why)


async def test_without_the_database_it_is_not_ready_and_still_tells_its_numbers(
    ready_town: Town, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "bot.db", check_same_thread=False)
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
    status, why = await reasons(ready_town)
    told = await numbers(ready_town)
    other.rollback()
    other.close()
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "database is locked" in why["database"]
    assert str(told['bot_outbox{state="pending"}']) == "nan"
    assert told["bot_storage_failures_total"] >= 2
    assert await reasons(ready_town) == (HTTPStatus.OK, {})


async def test_a_day_of_work_is_counted(ready_town: Town) -> None:
    town, user = ready_town, ready_town.citizen()
    await user.send("招商引资")
    await user.sees("S04")
    await user.send("今天天气怎么样")
    await user.sees("")
    await user.adds("2026-12-04 甲")
    told = await numbers(town)
    assert told['bot_answers_total{kind="answer"}'] == 1
    assert told['bot_declined_questions_total{kind="out_of_scope"}'] == 1
    assert told['bot_delivery_seconds_count{priority="reply"}'] >= 4
    assert told["bot_outbox_oldest_seconds"] == 0
    await _late_by(town, user, timedelta(minutes=7))
    told = await numbers(town)
    assert told["bot_reminder_late_seconds_count"] == 1
    assert told["bot_reminder_late_seconds_sum"] == 7 * 60
    assert told['bot_delivery_seconds_count{priority="reminder"}'] == 1
    [content] = [name for name in told if name.startswith("bot_content_info")]
    assert re.fullmatch(r'bot_content_info\{version="[0-9a-f]{6}"\}', content)


async def test_the_oldest_message_that_waits_is_told_with_its_age(ready_town: Town) -> None:
    town, user = ready_town, ready_town.citizen()
    await user.send("/start")
    await user.sees("您好")
    fault = Fault("error_500", method="sendMessage", chat_id=user.chat, times=3)
    town.sandbox.faults.add(fault)
    await user.send("招商引资")
    await town.until(
        lambda: [one[2] for one in town.calls if one[0] == "sendMessage"].count(500) == 3,
        lambda: str(town.calls),
        flying=True,
    )
    await town.applied()
    assert (await numbers(town))["bot_outbox_oldest_seconds"] >= 3, "seconds that it waited between"


async def _late_by(town: Town, user: Citizen, late: timedelta) -> None:
    """Let a reminder be due while the assistant is down, and start it so much later."""
    await town.stop()
    await town.clock.pass_by(DAY - timedelta(hours=1) + late)
    await town.start()
    await user.sees("到期")
