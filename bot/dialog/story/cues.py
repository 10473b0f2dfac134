"""Cues of the evidence (说法): where a piece of text, with gaps or without, stands in a story."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.dialog.content.evidence import Evidence
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


def places(evidence: Evidence, text: str) -> Iterator[tuple[Place, bool]]:
    """Yield where the cues of an element stand in a folded text, and whether they say that it holds."""
    index = _by_first(evidence)
    for char in index.keys() & set(text):  # a text has few of them: most cues are never looked at
        for parts, holds in index[char]:
            if all(part in text for part in parts):
                yield from ((place, holds) for place in _places(parts, text))


def _places(parts: tuple[str, ...], text: str) -> Iterator[Place]:
    for found in _pattern(parts).finditer(text):
        gaps = tuple(found.span(index) for index in range(1, len(parts)))
        yield Place(found.start(), found.end(), gaps)


@lru_cache(maxsize=1024)
def _by_first(evidence: Evidence) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
    """Return the parts of each cue by the first character."""
    index: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for cues, holds in ((evidence.holds, True), (evidence.fails, False)):
        for cue in cues:
            folded = (fold(part).text for part in cue.split(GAP))
            parts = tuple(part for part in folded if part)
            if parts:
                index.setdefault(parts[0][0], []).append((parts, holds))
    return index


@lru_cache(maxsize=4096)
def _pattern(parts: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a cue; a Latin letter at the edge of a part is the edge of a word."""
    most = _GAP_LATIN if any(is_latin(part[0]) for part in parts) else _GAP_CHINESE
    gap = f"({_IN_BETWEEN}{{0,{most}}}?)"
    return re.compile(gap.join(_whole_words(part) for part in parts))


def _whole_words(part: str) -> str:
    before = r"(?<![a-z0-9])" if is_latin(part[0]) else ""
    after = r"(?![a-z0-9])" if is_latin(part[-1]) else ""
    return before + re.escape(part) + after
