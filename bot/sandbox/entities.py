"""Texts with entities as Telegram keeps them: trimmed, nested properly, with commands found.

All offsets and lengths are in UTF-16 units.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.errors import bad_request
from bot.sandbox.markup import parse_html
from bot.sandbox.text import clean, is_blank, slice_units, units
from bot.sandbox.wire import Object

_SPACE = " \n"
_CODE = frozenset({"pre", "code"})
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_TYPES = (
    "expandable_blockquote", "blockquote", "pre", "code", "text_link", "text_mention", "spoiler",
    "bold", "italic", "underline", "strikethrough", "custom_emoji", "mention", "hashtag", "cashtag",
    "bot_command", "url", "email", "phone_number",
)  # fmt: skip
"""From the outermost to the innermost when several cover the same text."""
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"']+[^\s<>\"'.,!?;:)\]，。！？；：）】])"
    r"|(?<![\w/<>])(?P<bot_command>/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<!\w)(?P<mention>@[a-zA-Z0-9_]{2,32})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it is stored: `entities` are the published `MessageEntity` objects."""

    text: str
    entities: Sequence[Object] = ()

    @property
    def units(self) -> int:
        """The length that counts for Telegram's limits."""
        return units(self.text)

    def fields(self, prefix: str = "") -> Object:
        """Return the message fields, named `text`/`entities` or `caption`/`caption_entities`."""
        names = ("caption", "caption_entities") if prefix else ("text", "entities")
        if not self.text:
            return {}
        fields: Object = {names[0]: self.text}
        if self.entities:
            fields[names[1]] = list(self.entities)
        return fields


def plain_text(source: str) -> Text:
    """Return an unformatted text, trimmed, with its commands, mentions and links found."""
    text = clean(source).strip(_SPACE)
    return Text("") if is_blank(text) else Text(text, _with_found(text, []))


def html_text(source: str, people: Mapping[int, Object]) -> Text:
    """Return a text marked up with Telegram's HTML.

    Args:
        source: the marked-up text.
        people: the users who can be mentioned, by id.

    Raises:
        ApiError: the mark-up is wrong.
    """
    return _finished(*parse_html(source, people))


def marked_text(source: str, given: object) -> Text:
    """Return a text with the entities of the parameter `entities`, already decoded from JSON.

    Raises:
        ApiError: `given` is not an array of `MessageEntity`.
    """
    if not isinstance(given, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    text = clean(source)
    end = units(text)
    entities = [_checked(entity) for entity in given]
    return _finished(text, [e for e in entities if e["offset"] + e["length"] <= end])


def _checked(entity: object) -> Object:
    match entity:
        case {"type": str(kind), "offset": int(offset), "length": int(length), **more}:
            if kind in _TYPES and offset >= 0 and length >= 0:
                given = {str(key): value for key, value in more.items() if value is not None}
                return {"type": kind, "offset": offset, "length": length, **given}
    raise bad_request("can't parse entities: an entity must have a type, an offset and a length")


def _finished(text: str, entities: list[Object]) -> Text:
    if is_blank(text):
        return Text("")
    text, entities = _trimmed(text, entities)
    if entities:
        entities = _nested(entities)
    return Text(text, _with_found(text, entities))


def _trimmed(text: str, entities: list[Object]) -> tuple[str, list[Object]]:
    """Cut the spaces off both ends, at the front only up to the first entity with something."""
    seen = [e for e in entities if slice_units(text, e["offset"], e["length"]).strip(_SPACE)]
    first = min((entity["offset"] for entity in seen), default=len(text))
    front = min(len(text) - len(text.lstrip(_SPACE)), first)
    text = text.rstrip(_SPACE)[front:]
    end = units(text)
    moved = ((entity, entity["offset"] - front) for entity in seen)
    return text, [
        {**entity, "offset": offset, "length": min(entity["length"], end - offset)}
        for entity, offset in moved
    ]


def _nested(entities: list[Object]) -> list[Object]:
    """Make them nest as published: nothing inside or around code, no style or quote in itself."""
    entities = sorted(entities, key=_order)
    code: list[Object] = []
    for entity in entities:
        if entity["type"] in _CODE and not any(_overlap(entity, other) for other in code):
            code.append(entity)
    kept: list[Object] = []
    for entity in entities:
        if entity["type"] not in _CODE:
            kept += [piece for piece in _around(entity, code) if not _repeats(piece, kept)]
    plain = [{k: v for k, v in e.items() if k != "language" or e["type"] == "pre"} for e in code]
    return sorted([*kept, *plain], key=_order)


def _order(entity: Object) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _TYPES.index(entity["type"])


def _end(entity: Object) -> int:
    end: int = entity["offset"] + entity["length"]
    return end


def _overlap(one: Object, other: Object) -> bool:
    return bool(one["offset"] < _end(other) and other["offset"] < _end(one))


def _around(entity: Object, code: Sequence[Object]) -> Iterator[Object]:
    """Yield the pieces of `entity` outside of code; a quote may hold code and stays whole."""
    if entity["type"] in _QUOTES:
        yield entity
        return
    start = entity["offset"]
    for block in code:
        if _overlap({**entity, "offset": start, "length": _end(entity) - start}, block):
            if start < block["offset"]:
                yield {**entity, "offset": start, "length": block["offset"] - start}
            start = _end(block)
    if start < _end(entity):
        yield {**entity, "offset": start, "length": _end(entity) - start}


def _repeats(entity: Object, kept: Sequence[Object]) -> bool:
    family = _QUOTES if entity["type"] in _QUOTES else {entity["type"]}
    return any(other["type"] in family and _overlap(entity, other) for other in kept)


def _with_found(text: str, entities: list[Object]) -> list[Object]:
    if "/" not in text and "@" not in text:
        return entities
    found = []
    for match in _FOUND.finditer(text):
        place = {"offset": units(text[: match.start()]), "length": units(match[0])}
        entity: Object = {"type": match.lastgroup, **place}
        if not any(_hides(other, entity) for other in entities):
            found.append(entity)
    return sorted([*entities, *found], key=_order) if found else entities


def _hides(entity: Object, found: Object) -> bool:
    """Say whether nothing may be found there: in code and links, and across an entity's edge."""
    if not _overlap(entity, found):
        return False
    inside = entity["offset"] <= found["offset"] and _end(found) <= _end(entity)
    around = found["offset"] <= entity["offset"] and _end(entity) <= _end(found)
    linked = entity["type"] in _CODE or entity["type"] in {"text_link", "text_mention"}
    return linked or not (inside or around)
