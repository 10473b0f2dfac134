"""Character references in Telegram's HTML: four names, and numbers."""

import re

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(
    r"&(?:#x(?P<hex>[0-9a-fA-F]{1,7})|#(?P<decimal>[0-9]{1,8})|(?P<name>[a-zA-Z]+));?"
)
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def read_reference(source: str, at: int) -> tuple[str, int]:
    """Read the reference at `source[at]`, which is an ampersand.

    Returns:
        The character and where reading goes on; the ampersand itself if it begins no reference
        that Telegram knows.
    """
    found = _REFERENCE.match(source, at)
    character = _character(found) if found else None
    if found is None or character is None:
        return "&", at + 1
    return character, found.end()


def _character(found: re.Match[str]) -> str | None:
    if found["name"]:
        return _NAMED.get(found["name"])
    number = int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    if not 0 < number < _LAST_CHARACTER or number in _SURROGATES:
        return None
    return chr(number)
