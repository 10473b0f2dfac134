"""Telegram's HTML: reads a marked-up text into plain text and entities, or says where it is wrong.

The browser's rules do not apply: Telegram knows a few tags, every tag must be closed in order, and
whatever else looks like a tag is an error with a *byte* offset. `html.parser` forgives all that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.links import LinkError, checked_link, linked_user
from bot.sandbox.references import read_reference
from bot.sandbox.text import clean, units
from bot.sandbox.wire import Object

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
_TAGS = frozenset(_STYLES) | {"a", "code", "pre", "blockquote", "tg-emoji"}
_SPACE = " \t\r\n\0\v"
_PLAIN = re.compile(r"[^<&]+")
_TAG_NAME = re.compile(rf"[^{_SPACE}>]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{_SPACE}=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    argument: str
    offset: int
    """Where its text begins, in UTF-16 units."""
    part: int
    """The number of pieces of text before it."""


def parse_html(source: str, people: Mapping[int, Object]) -> tuple[str, list[Object]]:
    """Return the text and its entities, offsets in UTF-16 units, neither trimmed nor sorted.

    Args:
        source: text marked up with Telegram's tags.
        people: the users whom a `tg://user?id=…` link can mention, by id.

    Raises:
        ApiError: the mark-up is wrong; Telegram's sentence with the byte offset.
    """
    return _Parser(source, people).parse()


class _Parser:
    def __init__(self, source: str, people: Mapping[int, Object]) -> None:
        self._source = source
        self._people = people
        self._at = 0
        self._parts: list[str] = []
        self._length = 0
        self._open: list[_Tag] = []
        self._entities: list[Object] = []

    def parse(self) -> tuple[str, list[Object]]:
        while self._at < len(self._source):
            match self._source[self._at]:
                case "<" if self._source.startswith("/", self._at + 1):
                    self._end_tag()
                case "<":
                    self._start_tag()
                case "&":
                    self._append(self._reference())
                case _:
                    self._append(self._take(_PLAIN))
        if self._open:
            name = self._open[-1].name
            raise bad_request(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\""
            )
        return "".join(self._parts), self._entities

    def _append(self, text: str) -> None:
        text = clean(text)
        self._parts.append(text)
        self._length += units(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._source, self._at)
        text = found[0] if found else ""
        self._at += len(text)
        return text

    def _skip_space(self) -> None:
        while self._at < len(self._source) and self._source[self._at] in _SPACE:
            self._at += 1

    def _here(self) -> str:
        return self._source[self._at : self._at + 1]

    def _reference(self) -> str:
        character, self._at = read_reference(self._source, self._at)
        return character

    def _wrong(self, sentence: str, at: int, more: str = "") -> ApiError:
        offset = len(self._source[:at].encode())
        return bad_request(f"can't parse entities: {sentence} at byte offset {offset}{more}")

    def _start_tag(self) -> None:
        begin = self._at
        self._at += 1
        name = self._take(_TAG_NAME).lower()
        if not self._here():
            raise self._wrong("Unclosed start tag", begin)
        if name not in _TAGS:
            raise self._wrong(f'Unsupported start tag "{name}"', begin)
        argument = self._attributes(name, begin)
        if name == "span" and argument != "spoiler":
            raise self._wrong('Tag "span" must have class "tg-spoiler"', begin)
        self._open.append(_Tag(name, argument, self._length, len(self._parts)))

    def _attributes(self, tag: str, begin: int) -> str:
        argument = ""
        while True:
            self._skip_space()
            if self._here() == ">":
                self._at += 1
                return argument
            name = self._take(_ATTRIBUTE_NAME).lower()
            if not name and self._here():
                raise self._wrong(f'Empty attribute name in the tag "{tag}"', begin)
            self._skip_space()
            value = self._value(begin) if self._here() == "=" else ""
            if not self._here():
                raise self._wrong(f'Unclosed start tag "{tag}"', begin)
            argument = _argument(tag, name, value) or argument

    def _value(self, begin: int) -> str:
        self._at += 1
        self._skip_space()
        quote = self._here()
        if quote not in {"'", '"'}:
            token_at = self._at
            token = self._take(_TOKEN)
            if self._here() and self._here() not in _SPACE + ">":
                raise self._wrong("Unexpected end of name token", token_at)
            return token.lower()
        self._at += 1
        value: list[str] = []
        while (here := self._here()) != quote:
            if not here:
                raise self._wrong("Unclosed start tag", begin)
            if here == "&":
                value.append(self._reference())
            else:
                value.append(here)
                self._at += 1
        self._at += 1
        return "".join(value)

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise self._wrong("Unexpected end tag", begin)
        self._at += 2
        name = self._take(_TAG_NAME).lower()
        self._skip_space()
        if self._here() != ">":
            raise self._wrong("Unclosed end tag", begin)
        self._at += 1
        tag = self._open.pop()
        if name not in {"", tag.name}:
            found = f', expected "</{tag.name}>", found "</{name}>"'
            raise self._wrong("Unmatched end tag", begin, found)
        if self._length > tag.offset:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        place = {"offset": tag.offset, "length": self._length - tag.offset}
        match tag.name:
            case "a":
                self._close_link(tag, place)
            case "pre" | "code":
                self._close_code(tag, place)
            case "blockquote":
                kind = "expandable_blockquote" if tag.argument else "blockquote"
                self._entities.append({"type": kind, **place})
            case "tg-emoji":
                self._close_emoji(tag, place)
            case _:
                self._entities.append({"type": _STYLES[tag.name], **place})

    def _close_emoji(self, tag: _Tag, place: Object) -> None:
        if not tag.argument.isdecimal():
            raise bad_request("can't parse entities: Invalid custom emoji identifier specified")
        emoji = {"type": "custom_emoji", **place, "custom_emoji_id": tag.argument}
        self._entities.append(emoji)

    def _close_link(self, tag: _Tag, place: Object) -> None:
        link = tag.argument or "".join(self._parts[tag.part :])
        user = linked_user(link)
        if user is not None:
            if user in self._people:
                entity = {"type": "text_mention", **place, "user": self._people[user]}
                self._entities.append(entity)
            return
        try:
            url = checked_link(link)
        except LinkError:
            # Telegram drops a link it does not like and keeps its text.
            return
        self._entities.append({"type": "text_link", **place, "url": url})

    def _close_code(self, tag: _Tag, place: Object) -> None:
        inner = self._entities[-1] if self._entities else None
        whole = inner is not None and place.items() <= inner.items()
        if tag.name == "pre" and whole and inner is not None and "language" in inner:
            self._entities[-1] = {**inner, "type": "pre"}
        elif tag.name == "pre":
            self._entities.append({"type": "pre", **place})
        else:
            language = {"language": tag.argument} if tag.argument else {}
            self._entities.append({"type": "code", **place, **language})


def _argument(tag: str, name: str, value: str) -> str:
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case ("code", "class") if value.startswith("language-"):
            return value.removeprefix("language-")
        case ("span", "class") if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case ("blockquote", "expandable"):
            return "1"
        case _:
            return ""
