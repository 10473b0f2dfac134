"""New content while the assistant runs: live between two updates, or refused with its mistakes."""

from concurrent.futures.process import BrokenProcessPool
from typing import NoReturn

import pytest

from bot import reloading
from tests.e2e.town import Citizen, Town

GREETING = "chitchat.greeting: 您好。"


@pytest.fixture
async def town(changeable_town: Town) -> Town:
    """A town whose content may be changed."""
    return changeable_town


def change(town: Town, old: str, new: str) -> None:
    """Change the Chinese texts, as their author would."""
    assert town.content
    file = town.content / "texts.zh.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


async def test_valid_content_goes_live_without_a_restart(town: Town, staff: Citizen) -> None:
    change(town, GREETING, "chitchat.greeting: 早上好。")
    await staff.send("/reload")
    await staff.sees("新内容已经生效", "29 条原文，12 种情形")
    await staff.send("你好")
    await staff.sees("早上好。")


async def test_broken_content_is_refused_with_its_mistakes(town: Town, staff: Citizen) -> None:
    change(town, GREETING, "chitchat.greting: 早上好。")
    await staff.send("/reload")
    told = await staff.sees("没有换上，仍用原来的", "yaml:", "chitchat.greet")
    assert "新内容已经生效" not in told["text"]
    await staff.send("你好")
    await staff.sees("您好。")
    change(town, "chitchat.greting:", "chitchat.greeting:")
    await staff.send("/reload")
    await staff.sees("新内容已经生效")


async def test_when_the_process_that_learns_is_killed_the_old_content_stays(
    staff: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> NoReturn:
        raise BrokenProcessPool("terminated abruptly")

    with monkeypatch.context() as patched:
        patched.setattr(reloading, "open_library", killed)
        await staff.send("/reload")
        await staff.sees("没有换上，仍用原来的", "cannot be learned now: terminated abruptly")
    await staff.send("/reload")
    await staff.sees("内容没有变化")


async def test_many_mistakes_are_counted_and_the_first_are_told(town: Town, staff: Citizen) -> None:
    assert town.content
    (town.content / "texts.zh.yaml").write_text("{}", encoding="utf-8")
    await staff.send("/reload")
    told = await staff.sees("处要改，没有换上", "用 content check 命令看全部")
    assert told["text"].count(".yaml:") == 10


async def test_content_that_is_the_same_changes_nothing(staff: Citizen) -> None:
    await staff.send("/check")
    await staff.sees("对照哪一种")
    await staff.press("S06")
    question = await staff.sees("对照 S06")
    await staff.send("/reload")
    await staff.sees("内容没有变化")
    await staff.press("是", question)
    await staff.sees("对照 S06")


async def test_a_running_check_of_older_content_goes_on_with_a_word(
    town: Town, staff: Citizen
) -> None:
    await staff.send("/check")
    await staff.sees("对照哪一种")
    await staff.press("S06")
    question = await staff.sees("对照 S06")
    change(town, GREETING, "chitchat.greeting: 早上好。")
    await staff.send("/reload")
    await staff.sees("新内容已经生效")
    await staff.press("是", question)
    await staff.sees("内容更新过，这次对照按新内容接着做", "对照 S06", "最多还有 5 个问题")
    await staff.answers("是")
    await staff.sees("最多还有 4 个问题")


async def test_only_staff_can_reload_and_only_in_private(town: Town, staff: Citizen) -> None:
    cadre = town.citizen()
    await cadre.send("/reload")
    await cadre.sees("没有这个命令")
    change(town, GREETING, "chitchat.greeting: 早上好。")
    await cadre.send("你好")
    await cadre.sees("您好。")
    await staff.send("/language")
    await staff.sees("用哪种语言")
    await staff.press("English")
    await staff.sees("English from now on")
    await staff.send("/reload")
    await staff.sees("The new content is live")
