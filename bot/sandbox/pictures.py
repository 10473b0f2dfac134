"""How large a picture is, read from its first bytes."""

import struct
from dataclasses import dataclass

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_MARKER = 0xFF
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG markers of a frame header, which holds the size."""
_GIF = (b"GIF87a", b"GIF89a")


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in pixels."""

    width: int
    height: int


def picture_size(content: bytes) -> Size | None:
    """Return the size of a PNG, JPEG or GIF picture, None for anything else."""
    try:
        if content.startswith(_PNG):
            return Size(*struct.unpack(">II", content[16:24]))
        if content.startswith(_GIF):
            return Size(*struct.unpack("<HH", content[6:10]))
        if content.startswith(_JPEG):
            return _jpeg_size(content)
    except struct.error:
        return None
    return None


def _jpeg_size(content: bytes) -> Size:
    at = len(_JPEG)
    while True:
        start, marker, length = struct.unpack(">BBH", content[at : at + 4])
        if start != _MARKER:
            raise struct.error
        if marker in _SOF:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Size(width, height)
        at += 2 + length
