"""Between a reply and a call of the Bot API: what the outbox keeps of a message, and the call.

A letter says which message it is (new, an edit, a file) in our own words; the outbox would otherwise be
bound to the parameters of one version of the Bot API.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import structlog
from telegram import (
    Bot,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputFile,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.dialog import sentences as s
from bot.dialog.actions import OpenPrivateChat
from bot.dialog.callbacks import decode
from bot.dialog.inline import Card, Cards
from bot.dialog.items.evidence import Evidence, Form
from bot.dialog.quoting import verified
from bot.dialog.render import render
from bot.dialog.reply import Reply, Text
from bot.dialog.voice import Voice
from bot.transport import Fields
from bot.trouble import ChatMoved, MessageGone, classify
from storage.outbox import Claimed, Outgoing, Priority

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NO_PREVIEW_JSON = _NO_PREVIEW.to_json()
_CARDS_KEPT = timedelta(minutes=5)
"""How long Telegram may answer a query with the same cards; new content may be late by this."""
_FROM_INLINE, _FROM_GROUP = "inline", "group"
"""What /start is given by the ways to the private chat."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class File:
    """A file to be sent: what it is called, what it is, and its bytes."""

    name: str
    mime_type: str
    content: bytes


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


def as_digest(letter: Outgoing) -> Outgoing:
    """Return a reminder as one that is a morning digest (晨报)."""
    return replace(letter, payload={**letter.payload, "digest": True})


def is_digest(payload: Mapping[str, Any]) -> bool:
    """Return whether a message was written by `as_digest`."""
    return "digest" in payload


def file_letter(chat: int, file: File, caption: str, voice: Voice) -> Outgoing:
    """Return a file for the outbox, which keeps its bytes: what is sent again is the same.

    Args:
        chat: where it goes.
        file: what to send.
        caption: a sentence below it.
        voice: the content and the language it is said in.
    """
    [rendered] = render(Reply((Text(caption),)), voice.pack.version)
    content = b64encode(file.content).decode()
    kept = {"name": file.name, "mime_type": file.mime_type, "content": content}
    mark = voice.say(s.MARK_DUPLICATE)
    return Outgoing(chat, {"file": kept, "html": rendered.html, "mark": mark})


def evidence_letter(chat: int, evidence: Evidence, voice: Voice) -> Outgoing:
    """Return a file that lies with the messenger for the outbox, which keeps its number alone."""
    name = evidence.name or voice.say(s.EVIDENCE_PHOTO)
    [rendered] = render(
        Reply((Text(voice.say(s.EVIDENCE_CAPTION, name=name)),)), voice.pack.version
    )
    kept = {"form": evidence.form, "number": evidence.file}
    mark = voice.say(s.MARK_DUPLICATE)
    return Outgoing(chat, {"evidence": kept, "html": rendered.html, "mark": mark})


async def call(bot: Bot, letter: Claimed) -> int | None:
    """Make the call of a letter and return the number of the message.

    Raises:
        TelegramError: it was not accepted, or nobody knows.
    """
    send = _sender_of(letter)
    put = _edit if "edit" in letter.payload else send
    try:
        return await put(bot, letter)
    except TelegramError as error:
        match classify(error):
            case MessageGone() if put is _edit:  # say it anew rather than not at all
                return await _send(bot, letter)
            case ChatMoved(to=chat):  # its messages have other numbers there
                payload = {**letter.payload, "reply_to": None}
                return await send(bot, replace(letter, chat=chat, payload=payload))
        raise


async def show_cards(bot: Bot, query: str, cards: Cards) -> None:
    """Answer an inline query.

    Raises:
        TelegramError: it was not accepted, or nobody knows.
    """
    button = (
        InlineQueryResultsButton(cards.invitation, start_parameter=_FROM_INLINE)
        if cards.invitation
        else None
    )
    await bot.answer_inline_query(
        query,
        [_article(card) for card in cards.shown],
        cache_time=_CARDS_KEPT,
        is_personal=False,
        next_offset=cards.next_offset,
        button=button,
    )


def _article(card: Card) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        card.html, parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW
    )
    return InlineQueryResultArticle(card.id, card.title, content, description=card.description)


def _sender_of(letter: Claimed) -> Callable[[Bot, Claimed], Awaitable[int]]:
    if "evidence" in letter.payload:
        return _send_evidence
    return _send_file if "file" in letter.payload else _send


async def _send_evidence(bot: Bot, letter: Claimed) -> int:
    kept = letter.payload["evidence"]
    send = bot.send_photo if kept["form"] == Form.PHOTO else bot.send_document
    message = await send(
        letter.chat, kept["number"], caption=_html(letter), parse_mode=ParseMode.HTML
    )
    return message.message_id


async def _send(bot: Bot, letter: Claimed) -> int:
    fields = {"chat_id": str(letter.chat)} | _said(bot, letter.payload, _html(letter))
    answered = letter.payload.get("reply_to")
    if answered:
        fields["reply_parameters"] = json.dumps(
            {"message_id": answered, "allow_sending_without_reply": True}
        )
    message = await _made(bot, "sendMessage", fields)
    return int(message["message_id"])


async def _send_file(bot: Bot, letter: Claimed) -> int:
    kept = letter.payload["file"]
    document = InputFile(b64decode(kept["content"]), kept["name"])
    document.mimetype = kept["mime_type"]  # the library would guess it by what the system knows
    message = await bot.send_document(
        letter.chat, document, caption=_html(letter), parse_mode=ParseMode.HTML
    )
    return message.message_id


def _html(letter: Claimed) -> str:
    """Return what to say, marked where it may have been said before."""
    words: str = letter.payload["html"]
    return f"{letter.payload['mark']}\n{words}" if letter.doubtful else words


async def _edit(bot: Bot, letter: Claimed) -> int | None:
    payload = letter.payload
    place = {"chat_id": str(letter.chat), "message_id": str(payload["edit"])}
    message = await _made(bot, "editMessageText", place | _said(bot, payload, payload["html"]))
    return int(message["message_id"]) if isinstance(message, dict) else None


async def _made(bot: Bot, method: str, fields: Mapping[str, str]) -> Any:  # noqa: ANN401 - what it returns depends on the method
    """Make a call as most calls are made, without an object of the library for each thing in the answer."""
    untyped: Any = Fields(fields)  # the library hands it through to the transport
    return await bot.request.post(f"{bot.base_url}/{method}", untyped)


def _said(bot: Bot, payload: Mapping[str, Any], html: str) -> dict[str, str]:
    fields = {"text": html, "parse_mode": ParseMode.HTML, "link_preview_options": _NO_PREVIEW_JSON}
    rows = payload.get("keyboard")
    if rows:
        keyboard = [[_button(bot, *button) for button in row] for row in rows]
        fields["reply_markup"] = json.dumps({"inline_keyboard": keyboard}, ensure_ascii=False)
    return fields


def _button(bot: Bot, label: str, data: str) -> dict[str, str]:
    """Return a button; the one that leads elsewhere needs the bot's name, known only here."""
    if _leads_elsewhere(data):
        return {"text": label, "url": f"{bot.link}?start={_FROM_GROUP}"}
    return {"text": label, "callback_data": data}


@lru_cache(maxsize=1024)
def _leads_elsewhere(data: str) -> bool:
    pressed = decode(data)
    return pressed is not None and isinstance(pressed.action, OpenPrivateChat)
