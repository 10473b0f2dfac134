"""In a group nothing personal is shown, asked or done; the way to the private chat is."""

import pytest

from tests.e2e.group import ADMIN, NAME, says_nothing
from tests.e2e.town import GROUP, STAFF, Citizen, Town, labels_of


@pytest.mark.parametrize(
    "asked",
    [
        *(f"/{name}@{NAME}" for name in ("start", "check", "add", "items", "cancel", "language")),
        f"/add@{NAME} 2026-12-04 交整改报告",
        f"@{NAME} 我的整改事项",
        f"@{NAME} 帮我对照一下",
        f"@{NAME} 提醒我 2026-12-04 交整改报告",
    ],
)
async def test_a_personal_function_is_declined_once_with_the_way_to_the_private_chat(
    town: Town, member: Citizen, asked: str
) -> None:
    mine = await member.send(asked)
    told = await member.sees("群里只说公开文本的内容")
    assert told["reply_to_message"]["message_id"] == mine["message_id"]
    [[way]] = told["reply_markup"]["inline_keyboard"]
    assert way == {"text": "去私聊", "url": f"https://t.me/{NAME}?start=group"}
    await town.applied()
    assert len(town.shown(GROUP).messages) == 1
    alone = town.citizen(STAFF)
    await alone.send("/start group")
    await alone.sees("容错纠错助手")
    assert "整改事项" in labels_of(alone.message)


async def test_what_is_begun_in_private_is_not_continued_in_a_group(town: Town) -> None:
    alone, member = town.citizen(STAFF), town.citizen(STAFF, GROUP)
    await alone.send("/add 交整改报告")
    await alone.sees("期限是哪天")
    await member.send(f"@{NAME} 2026-12-04")
    await member.sees("")
    await town.applied()
    assert not any("整改报告" in one["text"] for one in town.shown(GROUP).messages)
    await alone.send("2026-12-04")
    await alone.sees("记下这一项？", "交整改报告")


async def test_where_the_buttons_were_personal_the_way_to_the_private_chat_is_left(
    member: Citizen,
) -> None:
    """The words speak of the buttons below them."""
    await member.send(f"@{NAME} 你好")
    greeting = await member.sees("点下面的按钮")
    assert labels_of(greeting) == ["去私聊"]
    await member.send(f"@{NAME} ~~~")
    assert labels_of(await member.sees("没有看懂")) == ["看原文", "出处"]


@pytest.mark.parametrize(
    "data", ["chk:000000:S01", "its:000000:0", "add:000000", "don:000000:1", "lng:000000:en"]
)
async def test_a_personal_button_pressed_in_a_group_only_gets_a_remark(
    town: Town, member: Citizen, data: str
) -> None:
    await member.send(f"@{NAME} S01")
    answer = await member.sees("S01")
    other = town.citizen(ADMIN, GROUP)
    other.press_data(data, answer)
    await other.sees_toast("群里只说公开文本的内容")
    await town.applied()
    assert len(town.shown(GROUP).messages) == 1
    assert town.shown(ADMIN).messages == []


async def test_a_press_under_a_message_posted_inline_does_no_harm(town: Town) -> None:
    """Cards have no buttons; but who sends updates may make one up."""
    backend = town.sandbox.people._backend
    for data in ("src:000000", "its:000000:0", "nonsense"):
        number = str(next(backend.query_ids))
        query = {
            "id": number,
            "from": backend.world.users[STAFF],
            "inline_message_id": "AAAA",
            "chat_instance": "1",
            "data": data,
        }
        backend.callbacks.add(number, STAFF)
        backend.updates.push("callback_query", query, STAFF)
    await town.called("answerCallbackQuery", 3)
    await says_nothing(town)


async def test_the_link_to_the_private_chat_is_no_button_to_press(user: Citizen) -> None:
    user.press_data("pvt:000000", user.message)
    await user.sees("/check")
