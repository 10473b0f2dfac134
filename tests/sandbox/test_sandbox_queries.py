"""Pressed buttons and inline queries, and the bot's answers to them."""

import asyncio
from datetime import timedelta

import pytest
import telegram

from bot.clock import Clock
from bot.sandbox.errors import PeopleError
from bot.sandbox.server import Sandbox
from bot.sandbox.timing import Timing
from tests.sandbox.served import RefusedError, Site, opened

GROUP = -1_001_000_000_001
ARTICLE = {
    "type": "article",
    "id": "S04",
    "title": "第四条",
    "input_message_content": {"message_text": "<b>第四条</b>", "parse_mode": "HTML"},
}


async def test_a_press_is_delivered_and_answered(bot: telegram.Bot, site: Site) -> None:
    site.sandbox.people.type(1001, 1001, "/start")
    keyboard = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("是", callback_data="yes")
    )
    sent = await bot.send_message(1001, "对吗?", reply_markup=keyboard)
    where = {"user_id": 1001, "chat_id": 1001, "message_id": sent.message_id}
    pressed = await site.people("presses", **where, data="yes")
    query = (await bot.get_updates(offset=-1))[0].callback_query
    assert query is not None
    assert (query.id, query.data) == (pressed["callback_query_id"], "yes")
    assert isinstance(query.message, telegram.Message)
    assert query.message.reply_markup == keyboard
    assert await query.answer("好的", show_alert=True)
    with pytest.raises(telegram.error.BadRequest, match="Query is too old"):
        await query.answer()


async def test_a_button_that_is_gone_is_still_delivered(started: Site) -> None:
    started.sandbox.people.press(1001, 1001, 77, "old")
    [update] = await started.updates()
    assert update["callback_query"]["message"] == {
        "chat": {"id": 1001, "type": "private", "first_name": "干部小李"},
        "message_id": 77,
        "date": 0,
    }


async def test_a_press_can_be_answered_for_a_quarter_of_an_hour(
    started: Site, clock: Clock
) -> None:
    too_old = "query is too old and response timeout expired or query ID is invalid"
    for wait, fits in ((timedelta(minutes=15), True), (timedelta(minutes=15, seconds=1), False)):
        query = started.sandbox.people.press(1001, 1001, 1, "x")
        clock.move(wait)
        started.sandbox.people.press(1001, 1001, 1, "y")
        if fits:
            assert await started.call("answerCallbackQuery", callback_query_id=query)
        else:
            with pytest.raises(RefusedError, match=too_old):
                await started.call("answerCallbackQuery", callback_query_id=query)
    with pytest.raises(RefusedError, match=too_old):
        await started.call("answerCallbackQuery", callback_query_id="1")


@pytest.mark.parametrize(
    ("params", "sentence"),
    [({"text": "字" * 201}, "MESSAGE_TOO_LONG"), ({"url": "x"}, "URL_INVALID")],
)
async def test_callback_answers_are_checked(
    started: Site, params: dict[str, str], sentence: str
) -> None:
    query = started.sandbox.people.press(1001, 1001, 1, "x")
    with pytest.raises(RefusedError, match=sentence):
        await started.call("answerCallbackQuery", callback_query_id=query, **params)
    fine = {"text": "字" * 200, "url": "tg://resolve?domain=x"}
    assert await started.call("answerCallbackQuery", callback_query_id=query, **fine)


async def test_an_inline_query_waits_for_the_answer(bot: telegram.Bot, site: Site) -> None:
    asking = asyncio.create_task(site.people("inline", user_id=1001, query="第四条"))
    [update] = await bot.get_updates(timeout=10)
    assert update.inline_query is not None
    content = telegram.InputTextMessageContent("<b>第四条</b> 原文", parse_mode="HTML")
    keyboard = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("看", url="https://example.com")
    )
    article = telegram.InlineQueryResultArticle("S04", "第四条", content, reply_markup=keyboard)
    assert await update.inline_query.answer([article])
    [result] = (await asking)["results"]
    assert result["html"] == "<b>第四条</b> 原文"
    assert result["input_message_content"]["message_text"] == "第四条 原文"
    assert result["reply_markup"]["inline_keyboard"][0][0]["url"] == "https://example.com/"
    with pytest.raises(telegram.error.BadRequest, match="Query is too old"):
        await update.inline_query.answer([article])


@pytest.mark.parametrize(
    ("results", "more", "sentence"),
    [
        ({}, {}, "Array expected"),
        ([1], {}, "Object expected"),
        ([ARTICLE] * 51, {}, "RESULTS_TOO_MUCH"),
        ([ARTICLE] * 2, {}, "RESULT_ID_DUPLICATE"),
        ([ARTICLE | {"id": "x" * 65}], {}, "RESULT_ID_INVALID"),
        ([ARTICLE | {"type": "photo"}], {}, "invalid inline query result type"),
        ([ARTICLE | {"title": ""}], {}, "ARTICLE_TITLE_EMPTY"),
        ([ARTICLE | {"input_message_content": None}], {}, "message content is not specified"),
        ([ARTICLE | {"input_message_content": {"message_text": ""}}], {}, "message text is empty"),
        (
            [ARTICLE | {"input_message_content": {"message_text": "字" * 4097}}],
            {},
            "MESSAGE_TOO_LONG",
        ),
        ([], {"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ([], {"button": "x"}, "can't parse inline query results button"),
        ([], {"button": {"text": " "}}, "must be filled"),
        ([], {"button": {"text": "去", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ],
)
async def test_inline_answers_are_checked(
    site: Site, results: object, more: dict[str, str], sentence: str
) -> None:
    with pytest.raises(RefusedError, match=sentence):
        await site.call("answerInlineQuery", inline_query_id="1", results=results, **more)


async def test_the_answer_may_lead_elsewhere_and_go_on(bot: telegram.Bot, site: Site) -> None:
    asking = asyncio.create_task(site.people("inline", user_id=1001, query="x", offset="50"))
    [update] = await bot.get_updates(timeout=10)
    assert update.inline_query is not None
    assert update.inline_query.offset == "50"
    way = telegram.InlineQueryResultsButton("去私聊", start_parameter="inline")
    await bot.answer_inline_query(update.inline_query.id, [], next_offset="100", button=way)
    assert await asking == {
        "results": [],
        "next_offset": "100",
        "button": {"text": "去私聊", "start_parameter": "inline"},
    }


async def test_a_card_can_be_posted_and_says_through_whom(bot: telegram.Bot, site: Site) -> None:
    asking = asyncio.create_task(site.people("inline", user_id=1001, query="第四条"))
    [update] = await bot.get_updates(timeout=10)
    assert update.inline_query is not None
    content = telegram.InputTextMessageContent("<b>第四条</b> 原文", parse_mode="HTML")
    key = telegram.InlineKeyboardMarkup.from_button(
        telegram.InlineKeyboardButton("看", url="https://example.com/")
    )
    await update.inline_query.answer(
        [telegram.InlineQueryResultArticle("S04", "第四条", content, reply_markup=key)]
    )
    await asking
    posted = await site.people("cards", user_id=1001, chat_id=GROUP, result_id="S04")
    assert posted["html"] == "<b>第四条</b> 原文"
    [update] = await bot.get_updates(offset=update.update_id + 1)
    message = update.message
    assert message is not None
    assert message.via_bot is not None
    assert message.via_bot.id == bot.id
    assert message.text == "第四条 原文"
    assert message.reply_markup == key
    for where in ({"result_id": "S05"}, {"user_id": 1002}):
        with pytest.raises(RefusedError, match="offered last"):
            await site.people(
                "cards", **{"user_id": 1001, "chat_id": GROUP, "result_id": "S04"} | where
            )


async def test_an_inline_query_that_nobody_answers_ends(clock: Clock) -> None:
    async with opened(Sandbox(clock=clock, timing=Timing(inline_timeout=0))) as site:
        with pytest.raises(PeopleError, match="did not answer"):
            await site.sandbox.people.inline(1001, "第四条")
        [update] = await site.updates()
        query = update["inline_query"]["id"]
        with pytest.raises(RefusedError, match="query is too old"):
            await site.call("answerInlineQuery", inline_query_id=query, results=[])
