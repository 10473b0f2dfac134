"""Sending, editing and deleting: what comes back, and what Telegram refuses with which words."""

from datetime import timedelta
from typing import Any

import pytest
import telegram

from bot.clock import Clock
from tests.sandbox.served import RefusedError, Site

GROUP = -1_001_000_000_001
KEYBOARD = {"inline_keyboard": [[{"text": "是", "callback_data": "yes"}]]}


async def refusal(site: Site, method: str, **params: object) -> tuple[int, str]:
    with pytest.raises(RefusedError) as refused:
        await site.call(method, **params)
    return refused.value.status, refused.value.body["description"]


async def test_send_message_answers_with_the_published_message(
    bot: telegram.Bot, site: Site
) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    sent = await bot.send_message(1001, "<b>容错</b>👍纠错", parse_mode="HTML")
    assert (sent.text, sent.chat.id, sent.message_id) == ("容错👍纠错", 1001, 2)
    assert sent.from_user is not None
    assert sent.from_user.username == "rongcuo_trial_bot"
    assert sent.entities[0].length == 2
    assert site.sandbox.world.messages[1001, 2]["text"] == "容错👍纠错"


async def test_private_chats_share_one_count_and_a_group_has_its_own(site: Site) -> None:
    people = site.sandbox.people
    ids = [people.type(u, c, "/start")["message_id"] for u, c in [(1001, 1001), (1002, 1002)]]
    ids += [people.type(1001, GROUP, "你好")["message_id"]]
    assert ids == [1, 2, 1]


@pytest.mark.parametrize(
    ("params", "status", "sentence"),
    [
        ({}, 400, "message text is empty"),
        ({"text": " \n\u200b "}, 400, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, 400, "message text is empty"),
        ({"text": "字" * 4097}, 400, "message is too long"),
        ({"text": "👍" * 2049}, 400, "message is too long"),
        ({"text": "a", "chat_id": 999}, 400, "chat not found"),
        ({"text": "a", "chat_id": "@nobody"}, 400, "chat not found"),
        ({"text": "a", "chat_id": ""}, 400, "chat_id is empty"),
        ({"text": "a", "parse_mode": "Markdown"}, 400, "unsupported parse_mode"),
        ({"text": "a", "entities": {}}, 400, "can't parse entities"),
        ({"text": "a", "entities": [{"type": "bold"}]}, 400, "can't parse entities"),
        ({"text": "a", "entities": "["}, 400, "can't parse entities JSON object"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, 400, "to be replied not found"),
        ({"text": "a", "reply_parameters": []}, 400, "object expected as reply parameters"),
        ({"text": "\ud83d"}, 400, "strings must be encoded in UTF-8"),
    ],
)
async def test_send_message_refuses(
    started: Site, params: dict[str, Any], status: int, sentence: str
) -> None:
    given = {"chat_id": 1001, **params}
    code, description = await refusal(started, "sendMessage", **given)
    assert code == status
    assert description.startswith("Bad Request: ")
    assert sentence in description


async def test_the_limit_counts_utf16_units_after_the_entities(started: Site) -> None:
    for text in ("字" * 4096, "👍" * 2048, f"<b>{'a&amp;' * 2048}</b>"):
        sent = await started.call("sendMessage", chat_id=1001, text=text, parse_mode="HTML")
        assert len(sent["text"].encode("utf-16-le")) == 2 * 4096


async def test_who_never_started_cannot_be_written_to(site: Site) -> None:
    answer = await refusal(site, "sendMessage", chat_id=1002, text="您好")
    assert answer == (403, "Forbidden: bot can't initiate conversation with a user")


async def test_who_blocked_cannot_be_written_to_until_they_unblock(started: Site) -> None:
    started.sandbox.people.block(1001, blocked=True)
    for method, more in (
        ("sendMessage", {"text": "您好"}),
        ("sendChatAction", {"action": "typing"}),
    ):
        answer = await refusal(started, method, chat_id=1001, **more)
        assert answer == (403, "Forbidden: bot was blocked by the user")
    started.sandbox.people.block(1001, blocked=False)
    assert await started.call("sendMessage", chat_id=1001, text="您好")


async def test_the_group_can_be_written_to(site: Site) -> None:
    sent = await site.call("sendMessage", chat_id=str(GROUP), text="各位好")
    assert sent["chat"] == {"id": GROUP, "type": "supergroup", "title": "整改工作群"}


async def test_a_reply_carries_the_message_without_its_own_reply(started: Site) -> None:
    first = await started.call(
        "sendMessage", chat_id=1001, text="一", reply_parameters={"message_id": 1}
    )
    second = await started.call(
        "sendMessage", chat_id=1001, text="二", reply_parameters={"message_id": first["message_id"]}
    )
    assert first["reply_to_message"]["text"] == "/start"
    assert second["reply_to_message"]["text"] == "一"
    assert "reply_to_message" not in second["reply_to_message"]
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    third = await started.call("sendMessage", chat_id=1001, text="三", reply_parameters=lenient)
    assert "reply_to_message" not in third


async def test_an_edit_replaces_text_and_keyboard(
    bot: telegram.Bot, site: Site, clock: Clock
) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    markup = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("是", callback_data="yes")
    )
    sent = await bot.send_message(1001, "旧", reply_markup=markup)
    clock.move(timedelta(minutes=1))
    edited = await bot.edit_message_text("<i>新</i>", 1001, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, telegram.Message)
    assert (edited.text, edited.reply_markup) == ("新", None)
    assert edited.edit_date is not None
    assert edited.edit_date - edited.date == timedelta(minutes=1)
    again = await bot.edit_message_reply_markup(1001, sent.message_id, reply_markup=markup)
    assert isinstance(again, telegram.Message)
    assert (again.text, again.reply_markup) == ("新", markup)


async def test_edits_that_telegram_refuses(started: Site) -> None:
    sent = await started.call("sendMessage", chat_id=1001, text="旧", reply_markup=KEYBOARD)
    photo = started.sandbox.people.type(1001, 1001, "我的")
    document = await started.call("sendMessage", chat_id=1001, text="文")
    started.sandbox.world.edit({**document, "text": "文"} | {"document": {}})
    where = {"chat_id": 1001, "message_id": sent["message_id"]}
    same = (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    edit = "editMessageText"
    assert await refusal(started, edit, **where, text="旧", reply_markup=KEYBOARD) == (400, same)
    assert await refusal(started, "editMessageReplyMarkup", **where, reply_markup=KEYBOARD) == (
        400,
        same,
    )
    assert "MESSAGE_TOO_LONG" in (await refusal(started, edit, **where, text="a" * 4097))[1]
    assert "message text is empty" in (await refusal(started, edit, **where, text=""))[1]
    missing = {"chat_id": 1001, "message_id": 99}
    expected = (400, "Bad Request: message to edit not found")
    assert await refusal(started, edit, **missing, text="新") == expected
    theirs = {"chat_id": 1001, "message_id": photo["message_id"]}
    assert "message can't be edited" in (await refusal(started, edit, **theirs, text="新"))[1]
    nowhere = await refusal(started, edit, chat_id=1001, text="新")
    assert "message identifier is not specified" in nowhere[1]
    inline = await refusal(started, edit, inline_message_id="x", text="新")
    assert "MESSAGE_ID_INVALID" in inline[1]


async def test_a_file_message_has_no_text_to_edit(bot: telegram.Bot, site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    sent = await bot.send_document(1001, b"pdf", filename="a.pdf")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)there is no text in the message"):
        await bot.edit_message_text("新", 1001, sent.message_id)


async def test_editing_twice_to_the_same_is_not_a_modification_again(started: Site) -> None:
    sent = await started.call("sendMessage", chat_id=1001, text="旧")
    where = {"chat_id": 1001, "message_id": sent["message_id"]}
    await started.call("editMessageText", **where, text="新")
    assert "is not modified" in (await refusal(started, "editMessageText", **where, text="新"))[1]


async def test_delete_message(started: Site, clock: Clock) -> None:
    sent = await started.call("sendMessage", chat_id=1001, text="旧")
    where = {"chat_id": 1001, "message_id": sent["message_id"]}
    assert await started.call("deleteMessage", **where) is True
    missing = (400, "Bad Request: message to delete not found")
    assert await refusal(started, "deleteMessage", **where) == missing
    assert await started.call("deleteMessage", chat_id=1001, message_id=1) is True
    sent = await started.call("sendMessage", chat_id=1001, text="旧")
    clock.move(timedelta(hours=48, seconds=1))
    old = await refusal(started, "deleteMessage", chat_id=1001, message_id=sent["message_id"])
    assert old == (400, "Bad Request: message can't be deleted for everyone")


async def test_the_bot_deletes_only_its_own_messages_in_a_group(site: Site) -> None:
    theirs = site.sandbox.people.type(1001, GROUP, "你好")
    own = await site.call("sendMessage", chat_id=GROUP, text="各位好")
    answer = await refusal(site, "deleteMessage", chat_id=GROUP, message_id=theirs["message_id"])
    assert answer == (400, "Bad Request: message can't be deleted for everyone")
    assert await site.call("deleteMessage", chat_id=GROUP, message_id=own["message_id"])


async def test_chat_actions(bot: telegram.Bot, site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    assert await bot.send_chat_action(1001, "typing")
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)wrong parameter action"):
        await bot.send_chat_action(1001, "dancing")


async def test_history_is_bounded_but_old_messages_stay_editable(started: Site) -> None:
    first = await started.call("sendMessage", chat_id=1001, text="第一条")
    for number in range(300):
        started.sandbox.world.post(1001, started.sandbox.world.bot, {"text": str(number)})
    state = await started.state()
    assert len(state["messages"]["1001"]) == 200
    assert state["messages"]["1001"][-1]["text"] == "299"
    where = {"chat_id": 1001, "message_id": first["message_id"]}
    assert (await started.call("editMessageText", **where, text="改"))["text"] == "改"
