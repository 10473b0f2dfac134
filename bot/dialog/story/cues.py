"""Cues of the evidence (说法): where a piece of text, with gaps or without, stands in a story."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.dialog.story.folding import CLAUSE_ENDS, fold, is_latin

GAP = "……"
"""Stands in a cue for a few characters in between, within one clause."""
_GAP_CHINESE, _GAP_LATIN = 10, 24
_IN_BETWEEN = f"[^{re.escape(CLAUSE_ENDS)}]"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cue was found: its first and last place, and where its gaps are."""

    start: int
    end: int
    gaps: tuple[tuple[int, int], ...] = ()

    def holds(self, start: int, end: int) -> bool:
        """Return whether a part of the text lies inside."""
        return self.start <= start and end <= self.end


def find(cue: str, text: str) -> Iterator[Place]:
    """Yield where `cue` stands in a folded text."""
    parts = _parts(cue)
    if not parts or parts[0] not in text:  # most cues: no need to search
        return
    for found in _pattern(parts).finditer(text):
        groups = range(1, len(parts))
        yield Place(found.start(), found.end(), tuple(found.span(index) for index in groups))


@cache
def _parts(cue: str) -> tuple[str, ...]:
    folded = (fold(part).text for part in cue.split(GAP))
    return tuple(part for part in folded if part)


@cache
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a cue; a Latin letter at the edge of a part is the edge of a word."""
    most = _GAP_LATIN if any(is_latin(part[0]) for part in parts) else _GAP_CHINESE
    gap = rf"({_IN_BETWEEN}{{0,{most}}}?)"
    return re.compile(gap.join(_whole_words(part) for part in parts))


def _whole_words(part: str) -> str:
    before = r"(?<![a-z0-9])" if is_latin(part[0]) else ""
    after = r"(?![a-z0-9])" if is_latin(part[-1]) else ""
    return before + re.escape(part) + after
