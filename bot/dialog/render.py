"""From a `Reply` to messages that Telegram accepts: escaped once, here, and never too long.

Telegram counts 4,096 UTF-16 units after it has parsed the tags. Blocks are cut before they are
tagged, so no tag is ever split; buttons go below the last message.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from bot.dialog.callbacks import encode
from bot.dialog.reply import Block, Heading, Note, Quote, Reply, Text

LIMIT_UNITS = 4_096
"""Telegram's limit for a text message, in UTF-16 units."""
RESERVED_UNITS = 64
"""Kept free in every message for a mark that delivery may have to add (可能重复)."""
LONG_QUOTE_UNITS = 400
"""A quotation longer than this is folded and opens with a tap."""
ROOM_UNITS = LIMIT_UNITS - RESERVED_UNITS
"""How long the blocks of one message may be, together with what is between them."""
_GAP = "\n"
_KEPT = "\n\t\u200d\u3000\u00a0"
"""What is kept of what is not printable."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message: Telegram HTML and rows of (label, data) buttons."""

    html: str
    keyboard: tuple[tuple[tuple[str, str], ...], ...] = ()


def units(text: str) -> int:
    """Return the length of `text` as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def render(reply: Reply, version: str) -> tuple[Rendered, ...]:
    """Return the messages that show `reply`; at least one, and only the last has buttons."""
    pieces: list[tuple[str, int]] = []
    for block in reply.blocks:
        for html, length in _pieces(block):
            before, used = pieces[-1] if pieces else ("", ROOM_UNITS)
            if used + len(_GAP) + length <= ROOM_UNITS:
                pieces[-1] = (before + _GAP + html, used + len(_GAP) + length)
            else:
                pieces.append((html, length))
    if not pieces:
        raise ValueError("a reply without words cannot be sent")
    keyboard = tuple(
        tuple((button.label, encode(button.action, version)) for button in row)
        for row in reply.keyboard
        if row
    )
    *first, (last, _) = pieces
    return (*(Rendered(html) for html, _ in first), Rendered(last, keyboard))


def room_of(block: Block) -> int:
    """Return how much of a message the block takes, and the gap below it."""
    return units(_words(block)) + len(_GAP)


def _pieces(block: Block) -> Iterator[tuple[str, int]]:
    """Yield the block as HTML, cut where it is too long for one message, with its length."""
    text = _words(block)
    match block:
        case Heading():
            tags = ("<b>", "</b>")
        case Text() | Note():  # slanted Chinese is hard to read on a phone
            tags = ("", "")
        case Quote():
            fold = " expandable" if units(text) > LONG_QUOTE_UNITS else ""
            tags = (f"<blockquote{fold}>", "</blockquote>")
    for part in _cut(text):
        yield tags[0] + escape(part, quote=False) + tags[1], units(part)


def _words(block: Block) -> str:
    """Return what a message shows of the block."""
    if isinstance(block, Quote):
        return _clean("\n".join(filter(None, (block.text, block.translation, block.source))))
    return _clean(block.text)


def _clean(text: str) -> str:
    """Drop what no message can carry: lone surrogates, and control characters but line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not all(map(str.isprintable, text.split("\n"))):  # it seldom has any, and is long
        text = "".join(char for char in text if char.isprintable() or char in _KEPT)
    return text.strip()


def _cut(text: str) -> Iterator[str]:
    """Yield `text` in parts of at most one message, cut at line ends and sentences if possible."""
    while units(text) > ROOM_UNITS:
        end = _longest_prefix(text, ROOM_UNITS)
        cut = max(text.rfind(mark, 0, end) + len(mark) for mark in ("\n", "。", ". ", " "))
        cut = cut if cut > end // 2 else end
        yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text


def _longest_prefix(text: str, room: int) -> int:
    """Return how many characters of clean `text` fit into `room` UTF-16 units."""
    fitting = text.encode("utf-16-le")[: 2 * room]
    return len(fitting.decode("utf-16-le", "ignore"))  # half a character is none
