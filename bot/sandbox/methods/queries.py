"""Answering pressed buttons and inline queries."""

import re

from bot.sandbox.backend import Backend
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import inline_keyboard
from bot.sandbox.links import LinkError, checked_link
from bot.sandbox.methods.arguments import MOST_TEXT_UNITS, formatted_text
from bot.sandbox.methods.signature import Method
from bot.sandbox.rendering import render
from bot.sandbox.text import units
from bot.sandbox.wire import Call, Object

_MOST_ANSWER_UNITS = 200
_MOST_RESULTS = 50
_MOST_ID_BYTES = 64
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def answer_callback_query(backend: Backend, call: Call) -> object:
    text = call.text("text")
    if units(text) > _MOST_ANSWER_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    if call.text("url"):
        _check_url(call.text("url"))
    query_id = call.text("callback_query_id")
    user_id = backend.callbacks.close(query_id)
    if user_id is None:
        raise bad_request(_TOO_OLD)
    backend.feed.publish(
        "callback_answer",
        user_id=user_id,
        callback_query_id=query_id,
        text=text,
        show_alert=call.flag("show_alert"),
    )
    return True


async def answer_inline_query(backend: Backend, call: Call) -> object:
    given = call.decoded("results", "inline query results")
    if not isinstance(given, list):
        raise bad_request("can't parse inline query results: Array expected")
    if len(given) > _MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    results = [_result(backend, result) for result in given]
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(call.text("next_offset").encode()) > _MOST_ID_BYTES:
        raise bad_request("NEXT_OFFSET_INVALID")
    answer: Object = {"results": results, "next_offset": call.text("next_offset")}
    button = call.decoded("button", "inline query results button")
    if button is not None:
        answer["button"] = _way_out(button)
    waiting = backend.inline.pop(call.text("inline_query_id"), None)
    if waiting is None or waiting.done():
        raise bad_request(_TOO_OLD)
    waiting.set_result(answer)
    return True


def _check_url(url: str) -> None:
    try:
        checked_link(url)
    except LinkError:
        raise bad_request("URL_INVALID") from None


def _way_out(given: object) -> Object:
    """Check the button above the results; those of Web Apps are not served."""
    if not isinstance(given, dict) or not str(given.get("text", "")).strip():
        raise bad_request('can\'t parse inline query results button: Field "text" must be filled')
    if not _START_PARAMETER.fullmatch(str(given.get("start_parameter", ""))):
        raise bad_request("START_PARAM_INVALID")
    return given


def _result(backend: Backend, given: object) -> Object:
    """Check an article, the one kind of result that needs no file; return it with its `html`."""
    if not isinstance(given, dict):
        raise bad_request("can't parse inline query result: Object expected")
    result = Call(given)
    if result.text("type") != "article":
        raise bad_request("can't parse inline query result: invalid inline query result type")
    if not 1 <= len(result.text("id").encode()) <= _MOST_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    if not result.text("title").strip():
        raise bad_request("ARTICLE_TITLE_EMPTY")
    shown = {**given, **_content(backend, result.decoded("input_message_content", "content"))}
    if given.get("reply_markup") is not None:
        shown["reply_markup"] = inline_keyboard(given["reply_markup"])
    return shown


def _content(backend: Backend, given: object) -> Object:
    if not isinstance(given, dict):
        raise bad_request("can't parse inline query result: message content is not specified")
    content = Call(given)
    text = formatted_text(
        backend,
        source=content.text("message_text"),
        parse_mode=content.text("parse_mode"),
        entities=content.decoded("entities", "entities"),
    )
    if not text.text:
        raise bad_request("message text is empty")
    if text.units > MOST_TEXT_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    message = {"message_text": text.text, "entities": list(text.entities)}
    return {"input_message_content": message, "html": render(text.text, text.entities)}


METHODS: dict[str, Method] = {
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
}
