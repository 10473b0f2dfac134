"""A story in one form for comparison, with the way back to what was typed.

Width, case and script do not matter to a cue, but a person is shown their own words: so each character
of the folded text knows the one it comes from.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.dialog.answer.normalise import simplified

_DROPPED = frozenset('“”"‘《》〈〉「」『』【】[]*_~`')
_SAME = str.maketrans({"’": "'", "：": ":", "﹐": ",", "､": "、"})
_STOP = re.compile(r"[.．](?![a-zA-Z0-9])")
"""A full stop, not the point of a number."""
SENTENCE_ENDS = "。!?;\n"
CLAUSE_ENDS = SENTENCE_ENDS + ",:()"


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one form, and for each of its characters the place of the typed one."""

    typed: str
    text: str
    places: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """Return what was typed for a part of the folded text that is not empty."""
        return self.typed[self.places[start] : self.places[end - 1] + 1]


@lru_cache(maxsize=64)  # who reads a text asks for it several times
def fold(typed: str) -> Folded:
    """Return `typed` folded: without quotation marks, spaces only between Latin words.

    A space between Chinese characters ends a clause, as who dictates or hurries puts it there in
    place of a comma.
    """
    stopped = _STOP.sub("。", typed.translate(_SAME))
    pairs = [
        (char, place)
        for place, raw in enumerate(stopped)
        for char in unicodedata.normalize("NFKC", raw).casefold()
        if char not in _DROPPED
    ]
    spaced = [pair for index, pair in enumerate(pairs) if not _is_idle(pairs, index)]
    chars = [_break(spaced, index) for index in range(len(spaced))]
    return Folded(typed, _in_one_script("".join(chars)), tuple(place for _, place in spaced))


def is_latin(char: str) -> bool:
    """Return whether `char` is part of a word that spaces set apart, or of a number."""
    return char.isascii() and char.isalnum()


def _is_idle(pairs: list[tuple[str, int]], index: int) -> bool:
    """Return whether a space says nothing: beside another, a break, an edge, or one Latin word."""
    if not _is_space(pairs[index][0]):
        return False
    if index == 0 or index == len(pairs) - 1:
        return True
    before, after = pairs[index - 1][0], pairs[index + 1][0]
    if _is_space(before) or before in CLAUSE_ENDS or after in CLAUSE_ENDS:
        return True
    return is_latin(before) != is_latin(after) and not _is_space(after)


def _break(pairs: list[tuple[str, int]], index: int) -> str:
    """Return a character as it is compared: a space ends a clause but between Latin words."""
    char = pairs[index][0]
    if not _is_space(char):
        return char
    before = pairs[index - 1][0]
    return " " if is_latin(before) or before in "'.%" else ","


def _is_space(char: str) -> bool:
    return char.isspace() and char != "\n"


def _in_one_script(text: str) -> str:
    """Return `text` simplified, as long as it was."""
    whole = simplified(text)
    if len(whole) == len(text):
        return whole
    return "".join(one if len(one) == 1 else char for char in text for one in (simplified(char),))
