"""What people ask in vain, recorded only where the operator opts in, and never with who asked."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.dialog.answer.result import Kind
from storage.declined import Wording, read_declined
from tests.e2e.town import CADRE, GROUP, STAFF, Citizen, Town, open_town

NOTHING_KEPT = {"zh": "\n提问的内容不保存", "en": "\nWhat you ask is not kept"}
KEPT = {"zh": "会记下问法和次数", "en": "I keep the wording and how often it was asked"}
NOT_STATED, OUT_OF_SCOPE = "几天内答复？", "今天天气怎么样"
NEVER_HEARD = "咕噜咕噜锵锵"


@pytest.fixture(params=["polling", "webhook"])
async def recording(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose operator has opted in."""
    by_webhook = request.param == "webhook"
    async with open_town(tmp_path, by_webhook=by_webhook, record_declined=True) as opened:
        yield opened


async def ask(citizen: Citizen, *questions: str) -> None:
    """Ask one question after the other, each when the last was answered."""
    for question in questions:
        await citizen.send(question)
        await citizen.sees("")


def recorded(town: Town) -> list[Wording]:
    return read_declined(town.folder / "bot.db")


async def test_what_is_declined_is_recorded_by_wording(recording: Town) -> None:
    one, other = recording.citizen(CADRE), recording.citizen(STAFF)
    await ask(one, NOT_STATED, OUT_OF_SCOPE, NEVER_HEARD)
    await ask(other, "几天内，答复", NOT_STATED)
    found = {one.words: one for one in recorded(recording)}
    assert set(found) == {"几天内答复", "几天内 答复", OUT_OF_SCOPE, NEVER_HEARD}
    assert [found[words].times for words in ("几天内答复", "几天内 答复")] == [2, 1]
    gap, refusal = found["几天内答复"], found[OUT_OF_SCOPE]
    assert (gap.kind, refusal.kind) == (Kind.NOT_STATED, Kind.OUT_OF_SCOPE)
    assert gap.target, "which gap it was is not told"
    assert refusal.target, "which refusal it was is not told"


async def test_what_is_answered_is_not_recorded(recording: Town) -> None:
    user = recording.citizen()
    await ask(user, "/start", "P1", "你好", "怎么用", "/nothing", "/add", "交报告")
    assert recorded(recording) == []


async def test_numbers_and_names_with_at_are_not_recorded(recording: Town) -> None:
    await ask(recording.citizen(), "我是13800138000，@zhang_san 几天内答复，写到zs@example.com")
    [found] = recorded(recording)
    assert "几天内答复" in found.words
    for secret in ("138", "zhang", "zs", "example"):
        assert secret not in found.words


async def test_in_a_group_the_mention_of_the_bot_is_no_part_of_the_wording(
    recording: Town,
) -> None:
    user = recording.citizen(chat=GROUP)
    await ask(user, f"@rongcuo_trial_bot {NOT_STATED}")
    assert [found.words for found in recorded(recording)] == ["几天内答复"]


async def test_the_table_has_nothing_of_who_asked_or_when(tmp_path: Path) -> None:
    async with open_town(tmp_path, record_declined=True) as town:
        await ask(town.citizen(), NOT_STATED, NEVER_HEARD)
    path = tmp_path / "bot.db"
    with closing(sqlite3.connect(path)) as database:
        [(root,)] = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'declined' AND type = 'table'"
        )
        [(size,)] = database.execute("PRAGMA page_size")
        rows = database.execute("SELECT * FROM declined").fetchall()
        names = [str(CADRE), *_said_of_the_person(database)]
    whole = await asyncio.to_thread(path.read_bytes)
    page = whole[(root - 1) * size : root * size]
    assert NEVER_HEARD.encode() in page
    for name in [*names, "2026", "甲"]:
        assert name.encode() not in page
    assert {row[2:] for row in rows} == {("几天内答复", 1), (NEVER_HEARD, 1)}


def _said_of_the_person(database: sqlite3.Connection) -> list[str]:
    """Return the times at which the person and the updates were written down."""
    people = database.execute("SELECT created_at FROM person").fetchall()
    updates = database.execute("SELECT applied_at FROM applied_update").fetchall()
    assert people
    assert updates
    return [str(value) for (value,) in (*people, *updates)]


async def test_nothing_is_recorded_unless_it_was_opted_in(town: Town) -> None:
    await ask(town.citizen(), NOT_STATED, OUT_OF_SCOPE, NEVER_HEARD)
    await town.applied()
    assert await town.rows("SELECT wording FROM declined") == []
    # nor, where the data is in a file, in what the file no longer uses
    left = [await asyncio.to_thread(file.read_bytes) for file in town.folder.glob("bot.db*")]
    assert NEVER_HEARD.encode() not in b"".join(left)


async def test_the_privacy_notice_says_what_is_recorded_when_something_is(recording: Town) -> None:
    user = recording.citizen()
    await user.send("/privacy")
    message = await user.sees(KEPT["zh"])
    assert NOTHING_KEPT["zh"] not in message["text"]
    await user.send("/language")
    await user.sees("")
    await user.press("English")
    await user.sees("English")
    await user.send("/privacy")
    message = await user.sees(KEPT["en"])
    assert NOTHING_KEPT["en"] not in message["text"]


async def test_the_privacy_notice_says_nothing_of_a_record_that_is_not_kept(town: Town) -> None:
    user = town.citizen()
    await user.send("/privacy")
    message = await user.sees(NOTHING_KEPT["zh"])
    assert KEPT["zh"] not in message["text"]
