"""Groups: answers only to commands, mentions and replies of people."""

import pytest

from bot.handlers.guards import TEXT_LIMIT
from tests.e2e.group import ADMIN, NAME, arrives, command, mention, says_nothing, world_of
from tests.e2e.town import CADRE, GROUP, Citizen, Town

ANONYMOUS = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
CHANNEL_BOT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
TELEGRAM = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL_ID = -1001000000777
CHANNEL = {"id": CHANNEL_ID, "type": "channel", "title": "整改快讯"}
OTHER_BOT = {"id": 7000000099, "is_bot": True, "first_name": "Other", "username": "another_bot"}


@pytest.mark.parametrize(
    "text",
    [
        f"@{NAME} 招商引资出了失误",
        f"招商引资出了失误 @{NAME}",
        f"请问 @{NAME} 招商引资出了失误算不算",
        f"@{NAME.upper()} 招商引资出了失误",
        f"@zhang_san 和 @{NAME} 招商引资出了失误",
    ],
)
async def test_a_mention_is_answered_wherever_it_stands(member: Citizen, text: str) -> None:
    mine = await member.send(text)
    answer = await member.sees("S04")
    assert answer["reply_to_message"]["message_id"] == mine["message_id"]


async def test_a_mention_by_name_is_answered_and_the_name_is_no_part_of_the_question(
    town: Town, member: Citizen
) -> None:
    """An app may mention the bot by its shown name; the entity then says who is meant."""
    name = "容错纠错助手"
    bot = world_of(town).bot
    entity = {"type": "text_mention", "offset": 0, "length": len(name), "user": bot}
    arrives(town, {"text": f"{name} 你好", "entities": [entity]})
    await member.sees("想问什么直接打字")


async def test_a_mention_by_name_of_somebody_else_is_not_answered(town: Town) -> None:
    user = world_of(town).users[ADMIN]
    entity = {"type": "text_mention", "offset": 0, "length": 2, "user": user}
    arrives(town, {"text": "小赵 招商引资的材料呢", "entities": [entity]})
    await says_nothing(town)


async def test_a_command_to_the_bot_is_answered_and_one_to_another_is_not(
    town: Town, member: Citizen
) -> None:
    for text in ("/help@another_bot", "/items@another_bot", "/x@another_bot " + "长" * TEXT_LIMIT):
        await member.send(text)
        arrives(town, {"text": text, "entities": [command(text)]})
    await says_nothing(town)
    await member.send(f"/help@{NAME}")
    await member.sees("在群里 @我 提问")
    await member.send("/help")
    await member.sees("在群里 @我 提问")


async def test_a_command_in_the_middle_of_a_talk_is_not_meant_for_the_bot(town: Town) -> None:
    text = "发 /help 就能看到招商引资的说明"
    arrives(town, {"text": text, "entities": [command(text, 2)]})
    await says_nothing(town)


async def test_anybody_may_answer_the_bot(town: Town, member: Citizen) -> None:
    await member.send(f"@{NAME} S06")
    told = await member.sees("S06")
    other = town.citizen(ADMIN, GROUP)
    other.seen = len(town.shown(GROUP).messages)
    theirs = town.sandbox.people.type(ADMIN, GROUP, "那招商引资呢", reply_to=told["message_id"])
    answer = await other.sees("S04")
    assert answer["reply_to_message"]["message_id"] == theirs["message_id"]


async def test_an_answer_to_somebody_else_is_not_meant_for_the_bot(town: Town) -> None:
    first = arrives(town, {"text": "招商引资的材料交了吗"})
    arrives(town, {"text": "容缺受理的也没交", "reply_to_message": first})
    await says_nothing(town)


async def test_a_picture_with_words_for_the_bot_is_answered_and_one_without_is_not(
    town: Town, member: Citizen
) -> None:
    photo = [{"file_id": "x", "file_unique_id": "y", "width": 1, "height": 1}]
    arrives(town, {"photo": photo})
    arrives(town, {"photo": photo, "caption": "招商引资现场"})
    await says_nothing(town)
    words = {"caption": f"@{NAME} 这个算不算", "caption_entities": [mention()]}
    arrives(town, {"photo": photo, **words})
    await member.sees("只看得懂文字")


async def test_an_anonymous_admin_is_answered(town: Town, member: Citizen) -> None:
    content = {"text": f"@{NAME} 容缺受理", "entities": [mention()]}
    group = world_of(town).chats[GROUP]
    arrives(town, {**content, "sender_chat": group}, sender=ANONYMOUS)
    await member.sees("S06")
    asked = f"@{NAME} 我的整改事项"
    arrives(town, {"text": asked, "entities": [mention()], "sender_chat": group}, sender=ANONYMOUS)
    await member.sees("私聊")


async def test_who_writes_as_a_channel_is_answered(town: Town, member: Citizen) -> None:
    content = {"text": f"@{NAME} 容缺受理", "entities": [mention()], "sender_chat": CHANNEL}
    arrives(town, content, sender=CHANNEL_BOT)
    await member.sees("S06")


async def test_a_post_that_a_channel_forwards_to_its_group_is_no_question(town: Town) -> None:
    text = f"有疑问请找 @{NAME}，招商引资的也行"
    content = {"text": text, "entities": [mention(at=6)], "sender_chat": CHANNEL}
    arrives(town, {**content, "is_automatic_forward": True}, sender=TELEGRAM)
    await says_nothing(town)


async def test_another_bot_is_never_answered(town: Town) -> None:
    """Two bots that answer each other would never end."""
    arrives(town, {"text": f"@{NAME} 招商引资", "entities": [mention()]}, sender=OTHER_BOT)
    text = f"/help@{NAME}"
    arrives(town, {"text": text, "entities": [command(text)]}, sender=OTHER_BOT)
    await says_nothing(town)


async def test_a_post_in_a_channel_is_not_even_asked_for(town: Town) -> None:
    await town.applied()
    updates = town.sandbox.people._backend.updates
    post = {"message_id": 1, "date": 0, "chat": CHANNEL, "text": f"@{NAME} 招商引资"}
    updates.push("channel_post", post, CHANNEL_ID)
    assert not any("channel_post" in waiting.update for waiting in updates.waiting())
    await says_nothing(town)


async def test_a_card_of_ours_that_a_person_posts_asks_nothing(town: Town, user: Citizen) -> None:
    [card] = await user.asks_inline("招商引资")
    text = card["input_message_content"]["message_text"]
    town.sandbox.people.post_card(CADRE, GROUP, card["id"])
    await says_nothing(town)
    bot = world_of(town).bot
    posted = {"text": f"{text} @{NAME}", "entities": [mention(at=len(text) + 1)], "via_bot": bot}
    arrives(town, posted)
    await says_nothing(town)
    said = len(town.shown(CADRE).messages)
    town.sandbox.people.post_card(CADRE, CADRE, card["id"])
    await town.applied()
    assert len(town.shown(CADRE).messages) == said, "nor in the private chat"
    answered = arrives(town, {"text": text, "via_bot": bot})
    arrives(town, {"text": "说得好", "reply_to_message": answered})
    await says_nothing(town)
