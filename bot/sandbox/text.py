"""Telegram's idea of a text: counted in UTF-16 units, without control characters."""

_REMOVED = {0x0D, 0x030A, 0x0333, 0x033F, *range(0x2028, 0x202F)}
"""Carriage returns, line and direction marks, and the lines that people stack to deface a chat."""
_CONTROL = set(range(0x20)) - {0x0A, 0x0D}
_CLEANING: dict[int, str | None] = {
    **dict.fromkeys(_CONTROL, " "),
    **dict.fromkeys(_REMOVED, None),
}
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units, the unit of every offset and limit."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def slice_units(text: str, offset: int, length: int) -> str:
    """Return the piece of `text` at an entity's place; half a surrogate pair is left out."""
    piece = text.encode("utf-16-le")[2 * offset : 2 * (offset + length)]
    return piece.decode("utf-16-le", errors="ignore")


def clean(text: str) -> str:
    """Return `text` without the characters that Telegram takes out of every message."""
    return text.translate(_CLEANING)


def is_blank(text: str) -> bool:
    """Say whether there is nothing to see in `text`."""
    return not text.strip().strip(_INVISIBLE).strip()
