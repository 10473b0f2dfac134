"""Between a reply and a call of the Bot API: what the outbox keeps of a message, and the call.

A letter says which message it is (new or an edit) in our own words; the outbox would otherwise be
bound to the parameters of one version of the Bot API.
"""

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.dialog import sentences as s
from bot.dialog.quoting import verified
from bot.dialog.render import render
from bot.dialog.reply import Reply
from bot.dialog.voice import Voice
from bot.trouble import MessageGone, classify
from storage.outbox import Claimed, Outgoing, Priority

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

log = structlog.get_logger()


def letters(
    chat: int,
    reply: Reply,
    voice: Voice,
    *,
    edit: int | None = None,
    reply_to: int | None = None,
    priority: Priority = Priority.REPLY,
) -> list[Outgoing]:
    """Return `reply` for the outbox, without quotations that do not stand in the measure.

    Args:
        chat: where it goes.
        reply: what to say.
        voice: the content and the language it is said in.
        edit: the message whose place the first part takes; without it, all are new messages.
        reply_to: the message that is answered, in a group.
        priority: who goes first.
    """
    reply, false = verified(voice, reply)
    if false:
        log.error("quotation.false", clauses=false)
    mark = voice.say(s.MARK_DUPLICATE)
    outgoing = []
    for number, rendered in enumerate(render(reply, voice.pack.version)):
        payload: dict[str, Any] = {"html": rendered.html, "mark": mark}
        if rendered.keyboard:
            payload["keyboard"] = rendered.keyboard
        if edit and number == 0:
            payload["edit"] = edit
        elif reply_to:
            payload["reply_to"] = reply_to
        outgoing.append(Outgoing(chat, payload, priority))
    return outgoing


async def call(bot: Bot, letter: Claimed) -> int | None:
    """Make the call of a letter and return the number of the message.

    Raises:
        TelegramError: it was not accepted, or nobody knows.
    """
    if "edit" not in letter.payload:
        return await _send(bot, letter)
    try:
        return await _edit(bot, letter)
    except TelegramError as error:
        if not isinstance(classify(error), MessageGone):
            raise
        return await _send(bot, letter)  # its place is gone: say it anew rather than not at all


async def _send(bot: Bot, letter: Claimed) -> int:
    payload = letter.payload
    html = f"{payload['mark']}\n{payload['html']}" if letter.doubtful else payload["html"]
    answered = payload.get("reply_to")
    message = await bot.send_message(
        letter.chat,
        html,
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(payload),
        link_preview_options=_NO_PREVIEW,
        reply_parameters=ReplyParameters(answered, allow_sending_without_reply=True)
        if answered
        else None,
    )
    return message.message_id


async def _edit(bot: Bot, letter: Claimed) -> int | None:
    payload = letter.payload
    message = await bot.edit_message_text(
        payload["html"],
        chat_id=letter.chat,
        message_id=payload["edit"],
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(payload),
        link_preview_options=_NO_PREVIEW,
    )
    return message.message_id if isinstance(message, Message) else None


def _keyboard(payload: Mapping[str, Any]) -> InlineKeyboardMarkup | None:
    rows = payload.get("keyboard")
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data) for label, data in row] for row in rows]
    )
