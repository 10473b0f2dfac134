"""Sending files and finding those that were sent."""

from http import HTTPStatus

from bot.sandbox.attachments import attachment
from bot.sandbox.backend import Backend
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.keyboards import reply_markup
from bot.sandbox.methods.arguments import MOST_CAPTION_UNITS, chat_id, formatted, replied_message
from bot.sandbox.methods.signature import Method
from bot.sandbox.pictures import picture_size
from bot.sandbox.request_body import MOST_UPLOAD_BYTES
from bot.sandbox.wire import Call, Object, Upload
from bot.sandbox.world import FileKind, StoredFile

MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
_MOST_PHOTO_BYTES = 10 * 1024 * 1024


async def send_document(backend: Backend, call: Call) -> object:
    return _send(backend, call, "document")


async def send_photo(backend: Backend, call: Call) -> object:
    return _send(backend, call, "photo")


async def get_file(backend: Backend, call: Call) -> object:
    stored = _known(backend, call.text("file_id"))
    fields = stored.fields()
    if fields["file_size"] > MOST_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {**fields, "file_path": stored.path}


def _send(backend: Backend, call: Call, kind: FileKind) -> Object:
    markup = reply_markup(call)
    caption = formatted(backend, call, "caption", "caption_entities")
    upload = _uploaded(call, kind)
    again = None if upload else _known(backend, call.text(kind), kind)
    chat = chat_id(backend, call)
    if caption.units > MOST_CAPTION_UNITS:
        raise bad_request("message caption is too long")
    reply_to = replied_message(backend, call, chat)
    world = backend.world
    stored = world.add_file(kind, upload) if upload else again
    content = attachment(kind, stored) if stored else {}
    content |= caption.fields("caption")
    if markup is not None:
        content["reply_markup"] = markup
    return world.post(chat, world.bot, content, reply_to)


def _uploaded(call: Call, kind: FileKind) -> Upload | None:
    given = call.text(kind)
    upload = call.uploads.get(given.removeprefix("attach://") if given else kind)
    if upload is None:
        return None
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MOST_UPLOAD_BYTES:
        raise ApiError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Request Entity Too Large")
    if kind == "photo":
        _check_photo(upload)
    return upload


def _check_photo(upload: Upload) -> None:
    if len(upload.content) > _MOST_PHOTO_BYTES:
        raise bad_request("file is too big for a photo; the maximum size is 10485760 bytes")
    if picture_size(upload.content) is None:
        raise bad_request("IMAGE_PROCESS_FAILED")


def _known(backend: Backend, file_id: str, kind: FileKind | None = None) -> StoredFile:
    if not file_id and kind is not None:
        raise bad_request(f"there is no {kind} in the request")
    if file_id.startswith(("http://", "https://")):
        # Telegram would fetch it; the sandbox reaches nothing outside.
        raise bad_request("failed to get HTTP URL content")
    stored = backend.world.files.get(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if kind is not None and not stored.path.startswith(kind):
        raise bad_request(f"can't use file of type {stored.path.split('s/')[0]} as {kind}")
    return stored


METHODS: dict[str, Method] = {
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "getFile": get_file,
}
