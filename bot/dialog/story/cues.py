"""Cues of the evidence (说法): where a piece of text, with gaps or without, stands in a story."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.dialog.content.evidence import Evidence
from bot.dialog.story.folding import CLAUSE_ENDS, fold, is_latin

GAP = "……"
"""Stands in a cue for a few characters in between, within one clause."""
_GAP_CHINESE, _GAP_LATIN = 10, 24
_BEGINNING = 2
"""By so many characters cues are told apart; a shorter one by the one that it has."""
_Known = tuple[str, tuple[str, ...], bool]
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


class CueIndex:
    """All cues of a pack by how they begin: a text has few beginnings, and most cues are never looked at.

    Args:
        evidence: the cues, by element.
    """

    def __init__(self, evidence: Mapping[str, Evidence]) -> None:
        self._known: dict[str, list[_Known]] = {}
        for element, cues in evidence.items():
            for parts, holds in _parts_of(cues):
                self._known.setdefault(parts[0][:_BEGINNING], []).append((element, parts, holds))

    def places(self, text: str) -> Iterator[tuple[str, Place, bool]]:
        """Yield where cues stand in a folded text: the element, the place, whether it says that it holds."""
        begun = {text[at : at + _BEGINNING] for at in range(len(text))} | set(text)
        for beginning in self._known.keys() & begun:
            for element, parts, holds in self._known[beginning]:
                if all(part in text for part in parts):
                    yield from ((element, place, holds) for place in _places(parts, text))


def _places(parts: tuple[str, ...], text: str) -> Iterator[Place]:
    for found in _pattern(parts).finditer(text):
        gaps = tuple(found.span(index) for index in range(1, len(parts)))
        yield Place(found.start(), found.end(), gaps)


@lru_cache(maxsize=1024)
def _parts_of(evidence: Evidence) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return the parts of each cue, folded, and whether it says that the element holds."""
    return tuple(
        (parts, holds)
        for cues, holds in ((evidence.holds, True), (evidence.fails, False))
        for cue in cues
        if (parts := tuple(filter(None, (fold(part).text for part in cue.split(GAP)))))
    )


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
