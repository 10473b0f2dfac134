"""The message fields of a file: `document`, `photo`, `voice`, `sticker` as published."""

from bot.sandbox.pictures import Size, picture_size
from bot.sandbox.wire import Object
from bot.sandbox.world import FileKind, StoredFile

_UNKNOWN_SIZE = Size(512, 512)


def attachment(kind: FileKind, stored: StoredFile) -> Object:
    """Return the field that a message with this file has."""
    fields = stored.fields()
    size = picture_size(stored.upload.content) or _UNKNOWN_SIZE
    pixels = {"width": size.width, "height": size.height}
    mime = {"mime_type": stored.upload.mime_type}
    match kind:
        case "document":
            name = {"file_name": stored.upload.file_name}
            return {"document": {**name, **mime, **fields}}
        case "photo":
            return {"photo": [{**fields, **pixels}]}
        case "voice":
            return {"voice": {"duration": 1, **mime, **fields}}
        case _:
            moving = {"is_animated": False, "is_video": False}
            return {"sticker": {"type": "regular", **pixels, **moving, **fields}}
