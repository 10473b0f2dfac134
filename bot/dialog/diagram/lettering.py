"""How much room text takes, and where a line ends; estimated, as no font is read here.

A Chinese character is one em wide, a small Latin letter or digit about 0.55 em, a capital 0.7 em.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import east_asian_width

_WIDE = ("W", "F", "A")
"""“A” are signs such as quotation marks, which are wide in a Chinese font."""
_LEADING = 1.45
_SLACK = 1.25
# What may not be parted: a Latin word, and a sign of punctuation from what it belongs to.
_PIECE = re.compile(
    r"[（《“‘【「(\[]*(?:[0-9A-Za-z_'./+-]+|.)[，。、；：！？…”’）》】」,;:!?)\]]*\s*", re.DOTALL
)

_PART = re.compile(r"(?<=[，、；：。])")


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text in one style. A line keeps the blank it ends with: together they are the text."""

    lines: tuple[str, ...]
    size: float
    colour: str
    bold: bool = False

    @property
    def height(self) -> float:
        """How high the lines are together."""
        return len(self.lines) * self.size * _LEADING

    @property
    def width(self) -> float:
        """How wide the widest line is."""
        return max(width(line, self.size) for line in self.lines)

    def baselines(self, top: float) -> Iterator[tuple[str, float]]:
        """Yield each line with the height to write it at."""
        for number, line in enumerate(self.lines):
            yield line, top + (number + 0.78) * self.size * _LEADING


def width(text: str, size: float) -> float:
    """Return how wide `text` is in letters of `size`; blanks at its end do not count."""
    return size * sum(map(_em, text.rstrip()))


def _em(char: str) -> float:
    if east_asian_width(char) in _WIDE:
        return 1
    return 0.7 if char.isupper() else 0.55


def lettering(
    text: str, size: float, limit: float, colour: str, *, bold: bool = False
) -> Lettering:
    """Return `text` in as few lines as fit into `limit`.

    Lines end behind punctuation where that takes hardly more of them, and are about equally long.
    """
    pieces = list(_pieces(text, size, limit))
    lines = _filled(pieces, size, limit)
    parts = [part for part in _PART.split(text) if part]
    if all(width(part, size) <= limit for part in parts):
        by_part = _filled(parts, size, limit)
        if len(by_part) <= len(lines) * _SLACK:
            pieces, lines = parts, by_part
    return Lettering(tuple(_balanced(pieces, size, limit, lines)), size, colour, bold)


def _balanced(pieces: list[str], size: float, limit: float, lines: list[str]) -> list[str]:
    """Return as many lines as `lines`, in the least width that they can do with."""
    least = max((width(piece, size) for piece in pieces), default=limit)
    while (limit := limit - size / 2) >= least:
        narrower = _filled(pieces, size, limit)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _filled(pieces: Iterable[str], size: float, limit: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and width(lines[-1] + piece, size) > limit:
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str, size: float, limit: float) -> Iterator[str]:
    """Yield what stays together, but for words that are longer than a line."""
    for piece in _PIECE.findall(text):
        if width(piece, size) > limit:
            yield from piece
        else:
            yield piece
