"""What is not a question: each gets one clear sentence, and nothing is lost."""

import pytest

from bot.handlers.guards import TEXT_LIMIT
from bot.sandbox.world import FileKind
from tests.e2e.town import GROUP, STAFF, Citizen, Town


async def test_an_unknown_command(user: Citizen) -> None:
    await user.send("/nonsense")
    await user.sees("没有这个命令", "/help")


async def test_help(user: Citizen) -> None:
    await user.send("/help")
    await user.sees("/check", "/add", "/items")


async def test_an_over_long_text(user: Citizen) -> None:
    await user.send("长" * (TEXT_LIMIT + 1))
    await user.sees(str(TEXT_LIMIT + 1), str(TEXT_LIMIT))


@pytest.mark.parametrize("kind", ["sticker", "voice", "photo", "document"])
async def test_what_is_not_text(user: Citizen, town: Town, kind: FileKind) -> None:
    user.seen = len(town.shown(user.chat).messages)
    town.sandbox.people.attach(user.number, user.chat, kind, PIXEL, "a.png", "image/png")
    await user.sees("只看得懂文字")


async def test_an_edited_message_is_not_processed_again(user: Citizen, town: Town) -> None:
    mine = await user.send("招商引资")
    await user.sees("S04")
    user.seen = len(town.shown(user.chat).messages)
    town.sandbox.people.edit(user.number, user.chat, mine["message_id"], "容缺受理")
    answer = await user.sees("重新发一次")
    assert "S06" not in answer["text"]


async def test_an_edited_command_has_no_effect(user: Citizen, town: Town) -> None:
    mine = await user.send("/add 2026-12-04 甲")
    await user.press("记下", await user.sees("记下这一项？"))
    await user.sees("记下了")
    user.seen = len(town.shown(user.chat).messages)
    town.sandbox.people.edit(user.number, user.chat, mine["message_id"], "/add 2026-12-05 乙")
    await user.sees("重新发一次")
    await user.send("/items")
    await user.sees("整改事项（1 项）", "甲")


async def test_a_button_with_unknown_data_is_explained(user: Citizen) -> None:
    user.press_data("something:else", user.message)
    await user.sees_toast("旧的一步")
    await user.sees("/check")


async def test_a_button_of_a_clause_that_is_gone_does_no_harm(user: Citizen) -> None:
    user.press_data("cl:000000:X99", user.message)
    await user.sees_toast("")
    await user.send("/help")
    await user.sees("/check")


async def test_a_group_is_not_bothered(town: Town) -> None:
    member = town.citizen(STAFF, GROUP)
    await member.send("大家好,招商引资的材料交了吗")
    await member.send("/nonsense")
    mine = await member.send("/help@rongcuo_trial_bot")
    town.sandbox.people.edit(STAFF, GROUP, mine["message_id"], "/items@rongcuo_trial_bot")
    await member.send("长" * (TEXT_LIMIT + 1))
    await member.send("@another_bot 容缺受理")
    await member.sees("在群里 @我 提问")
    await town.applied()
    assert len(town.shown(GROUP).messages) == 1


async def test_a_group_is_not_bothered_even_where_every_line_is_seen(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.people._concerns_bot", lambda *_: True)
    member = town.citizen(STAFF, GROUP)
    for line in ("招商引资的材料交了吗", "你好", "我的整改事项", "长" * (TEXT_LIMIT + 1)):
        await member.send(line)
    await town.applied()
    await member.send("@rongcuo_trial_bot 容缺受理")
    await member.sees("S06")
    assert len(town.shown(GROUP).messages) == 1


async def test_a_handler_that_fails_loses_only_its_own_update(
    user: Citizen, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("for the test")

    monkeypatch.setattr("bot.handlers.ask.ask", broken)
    other = town.citizen(STAFF)
    await user.send("招商引资")
    await other.send("/start")
    await user.sees("出了点问题", "编号")
    await other.sees("您好")
    monkeypatch.undo()
    await user.send("招商引资")
    await user.sees("S04")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)
