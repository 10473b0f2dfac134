"""What users do, in the process and over HTTP, and which updates the bot gets of it."""

from datetime import timedelta
from typing import Any

import pytest
import telegram

from bot.clock import Clock
from bot.sandbox.errors import PeopleError
from tests.sandbox.served import RefusedError, Site, turns

GROUP = -1_001_000_000_001


async def test_a_typed_text_starts_the_chat_and_reaches_the_bot(
    bot: telegram.Bot, site: Site
) -> None:
    message = await site.people("messages", user_id=1001, chat_id=1001, text="/start <你好>")
    assert message["html"] == '<span class="bot-command">/start</span> &lt;你好&gt;'
    [update] = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start <你好>"
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "zh-hans"
    assert not update.message.api_kwargs
    assert (await site.state())["users"][0]["started"] is True


@pytest.mark.parametrize(
    ("path", "params", "sentence"),
    [
        ("messages", {"text": " "}, "write something"),
        ("messages", {"text": "字" * 4097}, "split the text"),
        ("messages", {"user_id": 9}, "there is no user 9"),
        ("messages", {"chat_id": 1002}, "not in chat 1002"),
        ("messages", {"chat_id": "here"}, "chat_id must be a whole number"),
        ("messages", {"reply_to_message_id": 99}, "reply to a message that exists"),
        ("edits", {"message_id": 99}, "edit a text message of your own"),
        ("edits", {"message_id": 2}, "edit a text message of your own"),
        ("presses", {"user_id": 1002, "message_id": 1}, "not in chat 1001"),
        ("blocks", {"user_id": 9, "blocked": True}, "there is no user 9"),
        ("clock", {"advance_seconds": -1}, "forward"),
        ("clock", {}, "advance_seconds must be a whole number"),
        ("files", {}, 'the multipart field "file"'),
        ("inline", {"user_id": 9, "query": ""}, "there is no user 9"),
    ],
)
async def test_impossible_things_are_explained(
    started: Site, path: str, params: dict[str, Any], sentence: str
) -> None:
    await started.call("sendMessage", chat_id=1001, text="您好")
    given = {"user_id": 1001, "chat_id": 1001, "text": "a", **params}
    with pytest.raises(RefusedError, match=sentence) as refused:
        await started.people(path, **given)
    assert refused.value.status == 400


async def test_a_body_that_is_no_json_is_explained(site: Site) -> None:
    url = f"{site.root}/sandbox/messages"
    headers = {"Content-Type": "application/json"}
    async with site.session.post(url, data=b"{", headers=headers) as answer:
        assert answer.status == 400
        assert "JSON object expected" in (await answer.json())["error"]


async def test_an_edit_makes_an_edited_message(started: Site, clock: Clock) -> None:
    clock.move(timedelta(minutes=1))
    edited = await started.people(
        "edits", user_id=1001, chat_id=1001, message_id=1, text="改 /help"
    )
    [update] = await started.updates()
    assert update["edited_message"]["text"] == "改 /help"
    assert update["edited_message"]["edit_date"] - update["edited_message"]["date"] == 60
    assert edited["message_id"] == 1


async def test_a_queued_update_keeps_the_text_it_was_sent_with(started: Site) -> None:
    people = started.sandbox.people
    message = people.type(1001, 1001, "旧")
    people.edit(1001, 1001, message["message_id"], "新")
    first, second = await started.updates()
    assert first["message"]["text"] == "旧"
    assert second["edited_message"]["text"] == "新"


@pytest.mark.parametrize(
    ("text", "delivered"),
    [
        ("大家好", False),
        ("/help", True),
        ("/help@Rongcuo_Trial_Bot 好", True),
        ("/help@other_bot", False),
        ("@rongcuo_trial_bot 第四条", True),
        ("@other_bot 第四条", False),
        ("看看 https://example.com/a", False),
    ],
)
async def test_privacy_mode_in_groups(site: Site, text: str, *, delivered: bool) -> None:
    await site.people("messages", user_id=1001, chat_id=GROUP, text=text)
    assert bool(await site.updates()) is delivered


async def test_a_reply_to_the_bot_in_a_group_is_delivered(site: Site) -> None:
    sent = await site.call("sendMessage", chat_id=GROUP, text="各位好")
    theirs = site.sandbox.people.type(1001, GROUP, "大家好")
    site.sandbox.people.type(1002, GROUP, "你好", reply_to=theirs["message_id"])
    assert await site.updates() == []
    await site.people(
        "messages",
        user_id=1002,
        chat_id=GROUP,
        text="收到",
        reply_to_message_id=sent["message_id"],
    )
    [update] = await site.updates()
    assert update["message"]["reply_to_message"]["text"] == "各位好"
    edited = update["message"]["message_id"]
    site.sandbox.people.edit(1002, GROUP, edited, "再看")
    assert len(await site.updates()) == 1


async def test_writing_in_a_group_does_not_start_a_private_chat(site: Site) -> None:
    site.sandbox.people.type(1001, GROUP, "/start")
    with pytest.raises(RefusedError, match="can't initiate conversation"):
        await site.call("sendMessage", chat_id=1001, text="您好")


async def test_blocking_tells_the_bot_once(bot: telegram.Bot, site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    for blocked in (True, True, False):
        user = await site.people("blocks", user_id=1001, blocked=blocked)
        assert user["blocked"] is blocked
    _, first, second = await bot.get_updates()
    assert first.my_chat_member is not None
    assert first.my_chat_member.new_chat_member.status == "kicked"
    assert second.my_chat_member is not None
    assert second.my_chat_member.new_chat_member.status == "member"


async def test_who_blocked_the_bot_must_unblock_before_writing(started: Site) -> None:
    started.sandbox.people.block(1001, blocked=True)
    with pytest.raises(PeopleError, match="unblock"):
        started.sandbox.people.type(1001, 1001, "您好")
    assert started.sandbox.people.type(1001, GROUP, "您好")


async def test_moving_the_clock(site: Site, clock: Clock) -> None:
    answer = await site.people("clock", advance_seconds=86400)
    assert answer == {"now": "2026-03-03T04:00:00+00:00", "offset_seconds": 86400}
    assert clock.offset == timedelta(days=1)
    state = await site.state()
    assert (state["now"], state["offset_seconds"]) == (answer["now"], 86400)


async def test_state_is_what_the_page_needs(started: Site) -> None:
    await started.call("sendMessage", chat_id=1001, text="<b>您</b>好", parse_mode="HTML")
    state = await started.state()
    assert [(u["id"], u["role"], u["started"]) for u in state["users"]] == [
        (1001, "cadre", True),
        (1002, "staff", False),
        (1003, "admin", False),
    ]
    assert [c["id"] for c in state["chats"]] == [1001, 1002, 1003, GROUP]
    assert state["messages"]["1001"][1]["html"] == "<b>您</b>好"
    assert set(state["bot"]) == {
        *("id", "username", "first_name", "commands", "description", "short_description")
    }


async def test_thousands_of_users_can_be_added(site: Site) -> None:
    world = site.sandbox.world
    for number in range(5000):
        world.add_user(10_000 + number, f"干部{number}", started=True)
    world.add_group(-1_002, "小组", (10_000, 10_001))
    sent = await site.call("sendMessage", chat_id=14_999, text="您好")
    assert sent["chat"]["first_name"] == "干部4999"
    site.sandbox.people.type(10_001, -1_002, "/help")
    with pytest.raises(PeopleError):
        site.sandbox.people.type(1001, -1_002, "/help")
    await turns(lambda: len(site.sandbox._backend.updates) == 1)
