"""The parameters that several methods share."""

from bot.sandbox.backend import Backend
from bot.sandbox.entities import Text, html_text, marked_text, plain_text
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.wire import Call, Object

MOST_TEXT_UNITS = 4096
MOST_CAPTION_UNITS = 1024


def chat_id(backend: Backend, call: Call) -> int:
    """Return the id of a chat that the bot may write into.

    Raises:
        ApiError: there is no such chat, or its user does not want the bot.
    """
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = call.integer("chat_id")
    world = backend.world
    if chat not in world.chats:
        raise bad_request("chat not found")
    person = world.people.get(chat)
    if person is not None and person.blocked:
        raise forbidden("bot was blocked by the user")
    if person is not None and not person.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def formatted(backend: Backend, call: Call, name: str, entities: str) -> Text:
    """Return the text parameter `name` with its mark-up read.

    Raises:
        ApiError: the mark-up is wrong.
    """
    return formatted_text(
        backend,
        source=call.text(name),
        parse_mode=call.text("parse_mode"),
        entities=call.decoded(entities, "entities"),
    )


def formatted_text(backend: Backend, *, source: str, parse_mode: str, entities: object) -> Text:
    """Return a text with its mark-up read; `entities` are decoded, or None.

    Raises:
        ApiError: the mark-up is wrong.
    """
    match parse_mode.lower():
        case "html":
            return html_text(source, backend.world.users)
        case "":
            return plain_text(source) if entities is None else marked_text(source, entities)
        case _:
            raise bad_request("unsupported parse_mode")


def replied_message(backend: Backend, call: Call, chat: int) -> Object | None:
    """Return the message that `reply_parameters` names.

    Raises:
        ApiError: there is no such message, and the call insists on it.
    """
    given = call.decoded("reply_parameters", "reply parameters")
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    asked = Call({str(key): value for key, value in given.items()})
    message = backend.world.messages.get((chat, asked.integer("message_id")))
    if message is None and not asked.flag("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message
