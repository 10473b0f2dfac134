"""What the classifier sees of a text (特征): pieces of it, in four views.

Characters and sounds overlap on purpose: a homophone differs in its characters and not in its sound,
traditional script and pinyin meet simplified script in one of the two. A piece is known by its
CRC-32 only, so that a model needs no dictionary of strings.
"""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import chain
from zlib import crc32

from bot.dialog.answer.normalise import simplified
from bot.dialog.answer.pinyin import sounds, syllables

_RUN = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<latin>[a-z]+)|(?P<digits>\d+)")
_LONGEST = 600
"""Of a longer text the end is left out, in characters: nobody asks so late."""


class View(IntEnum):
    """A way of looking at a text."""

    CHARACTERS = 0
    """1 to 4 neighbouring Chinese characters; a number counts as one, the edges of the text too."""
    SOUNDS = 1
    """1 to 3 neighbouring sounds, of characters and of typed pinyin."""
    WORDS = 2
    """1 or 2 neighbouring words of Latin letters."""
    LETTERS = 3
    """4 neighbouring letters of such a word and its edges: stems and slips of the finger."""


_STARTS = tuple(crc32(view.name.encode()) for view in View)
"""What the hash of a piece begins with, so that a piece is another one in another view."""

Features = tuple[tuple[int, ...], ...]
"""The hashes of the pieces, by view; a piece that stands there twice is in it twice."""


def features(text: str) -> Features:
    """Return the hashes of the pieces of `text`; without letters and digits there are none."""
    return tuple(
        tuple(crc32(piece.encode(), start) for piece in seen)
        for start, seen in zip(_STARTS, pieces(text), strict=True)
    )


def hashed(view: View, piece: str) -> int:
    """Return what a piece is known by."""
    return crc32(piece.encode(), _STARTS[view])


def pieces(text: str) -> tuple[Iterable[str], ...]:
    """Return the pieces of `text`, by view."""
    runs = list(_RUN.finditer(simplified(text[:_LONGEST])))
    written = "".join(run[0] if run["han"] else "0" for run in runs if not run["latin"])
    words = [run[0] for run in runs if run["latin"]]
    return (
        _parts(f"^{written}$", (1, 2, 3, 4)) if written else (),
        _pieces(_spoken(runs), (1, 2, 3), " "),
        _pieces(words, (1, 2), " "),
        chain.from_iterable(_parts(f"<{word}>", (4,)) for word in words),
    )


def _spoken(runs: Iterable[re.Match[str]]) -> list[str]:
    spoken: list[str] = []
    for run in runs:
        if run["han"]:
            spoken += sounds(run[0])
        elif run["latin"]:
            spoken += syllables(run[0]) or [f"#{run[0]}"]
    return spoken


def _parts(text: str, lengths: Iterable[int]) -> list[str]:
    """Return the neighbouring characters of `text`."""
    return [
        text[start : start + length]
        for length in lengths
        for start in range(len(text) - length + 1)
    ]


def _pieces(units: Sequence[str], lengths: Iterable[int], joint: str) -> list[str]:
    return [
        joint.join(units[start : start + length])
        for length in lengths
        for start in range(len(units) - length + 1)
    ]
