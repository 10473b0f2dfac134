"""Sending, editing and deleting messages."""

from datetime import timedelta

from bot.sandbox.backend import Backend
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import reply_markup
from bot.sandbox.methods.arguments import MOST_TEXT_UNITS, chat_id, formatted, replied_message
from bot.sandbox.methods.signature import Method
from bot.sandbox.wire import Call, Object

_DELETABLE = timedelta(hours=48)
_ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice"}
    | {"record_audio", "upload_audio", "upload_document", "choose_sticker", "find_location"}
    | {"record_video_note", "upload_video_note"}
)
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_TEXT_FIELDS = ("text", "entities")


async def send_message(backend: Backend, call: Call) -> object:
    markup = reply_markup(call)
    text = formatted(backend, call, "text", "entities")
    if not text.text:
        raise bad_request("message text is empty")
    chat = chat_id(backend, call)
    if text.units > MOST_TEXT_UNITS:
        raise bad_request("message is too long")
    content = text.fields() | _markup_field(markup)
    reply_to = replied_message(backend, call, chat)
    return backend.world.post(chat, backend.world.bot, content, reply_to)


async def edit_message_text(backend: Backend, call: Call) -> object:
    markup = reply_markup(call)
    text = formatted(backend, call, "text", "entities")
    if not text.text:
        raise bad_request("message text is empty")
    message = _editable(backend, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    if text.units > MOST_TEXT_UNITS:
        # Sending says "message is too long"; editing passes on the server's own words.
        raise bad_request("MESSAGE_TOO_LONG")
    return _edited(backend, message, _TEXT_FIELDS, text.fields() | _markup_field(markup))


async def edit_message_reply_markup(backend: Backend, call: Call) -> object:
    markup = reply_markup(call)
    return _edited(backend, _editable(backend, call), (), _markup_field(markup))


async def delete_message(backend: Backend, call: Call) -> object:
    world = backend.world
    message = _addressed(backend, call, "delete")
    private = message["chat"]["type"] == "private"
    own = message["from"]["id"] == world.bot["id"]
    age = world.now() - message["date"]
    if not (own or private) or age > _DELETABLE.total_seconds():
        raise bad_request("message can't be deleted for everyone")
    world.delete(message)
    return True


async def send_chat_action(backend: Backend, call: Call) -> object:
    action = call.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = chat_id(backend, call)
    backend.feed.publish("chat_action", chat_key=str(chat), action=action)
    return True


def _markup_field(markup: Object | None) -> Object:
    return {} if markup is None else {"reply_markup": markup}


def _addressed(backend: Backend, call: Call, purpose: str) -> Object:
    if call.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = chat_id(backend, call)
    message_id = call.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    message = backend.world.messages.get((chat, message_id))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message


def _editable(backend: Backend, call: Call) -> Object:
    message = _addressed(backend, call, "edit")
    if message["from"]["id"] != backend.world.bot["id"]:
        raise bad_request("message can't be edited")
    return message


def _edited(backend: Backend, message: Object, replaced: tuple[str, ...], new: Object) -> Object:
    """Replace the named fields and the keyboard; a keyboard that is not given again goes away."""
    gone = {*replaced, "reply_markup", "edit_date"}
    kept = {key: value for key, value in message.items() if key not in gone}
    undated = kept | new
    if undated == {key: value for key, value in message.items() if key != "edit_date"}:
        raise bad_request(_SAME)
    edited = kept | {"edit_date": backend.world.now()} | new
    backend.world.edit(edited)
    return edited


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "sendChatAction": send_chat_action,
}
