"""Facts (事实): what a story says of the elements, each with the words it was taken from.

They are a reading and no more; nothing counts until the person has confirmed it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.dialog.answer.classifier import Classifier
from bot.dialog.checklist.logic import Truth
from bot.dialog.story.cues import CueIndex, Place
from bot.dialog.story.folding import fold
from bot.dialog.story.listening import heard
from bot.dialog.story.speech import Speech
from bot.dialog.story.weighing import Statement, Weighing

WORDS_LIMIT = 30
"""How much of what was typed is shown for a fact, in characters."""
_CLAUSE_LIMIT = 24
_LATER = re.compile(
    "后来|其实|实际上?|事实上|说白了|说到底|最后|最终|later|in fact|actually|in the end"
)


@dataclass(frozen=True, slots=True)
class Fact:
    """An element, whether it holds, and the words of the person that say so."""

    element: str
    truth: Truth
    words: str
    """Exactly as they were typed."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """A cue of an element in the story."""

    place: Place
    holds: bool
    """Whether it is a cue for holding."""


class Account:
    """A story as an account (叙述): everything in it that may state an element, before it is weighed.

    Args:
        cues: those of the pack.
        text: the story.
        listener: what was learned from `statement_lines`; None if the pack has none.
    """

    def __init__(self, cues: CueIndex, text: str, listener: Classifier | None = None) -> None:
        self._story = fold(text)
        signs = _signs(cues, self._story.text)
        places_found = tuple(sign.place for group in signs.values() for sign in group)
        self._speech = Speech(self._story, places_found)
        self._told = {
            element: statement
            for element, group in signs.items()
            if (statement := _settled(self._speech, [*_statements(self._speech, group)]))
        }
        self._heard = heard(listener, self._speech) if listener else None

    def facts(self, weighing: Weighing | None = None) -> tuple[Fact, ...]:
        """Return what the story says, in its order; what was heard counts as far as `weighing` lets it."""
        told: Mapping[str, Statement] = self._told
        if weighing and self._heard is not None:
            told = weighing.weighed(told, self._heard)
        by_place = sorted(told.items(), key=lambda one: (one[1].start, one[0]))
        return tuple(
            Fact(element, said.truth, self._story.words(*_shown(self._speech, said)).strip())
            for element, said in by_place
        )


def _signs(cues: CueIndex, text: str) -> dict[str, list[_Sign]]:
    """Return the cues that stand in `text`, by element; of several in one place, the longest."""
    every: dict[str, list[_Sign]] = {}
    for element, place, holds in cues.places(text):
        every.setdefault(element, []).append(_Sign(place, holds))
    return {
        element: [one for one in group if not any(_hides(other, one) for other in group)]
        for element, group in every.items()
    }


def _hides(other: _Sign, one: _Sign) -> bool:
    overlaps = other.place.start < one.place.end and one.place.start < other.place.end
    longer = other.place.end - other.place.start > one.place.end - one.place.start
    return overlaps and longer


def _statements(speech: Speech, signs: Iterable[_Sign]) -> Iterator[Statement]:
    for sign in signs:
        if speech.is_no_fact(sign.place):
            continue
        count, start = speech.reversals(sign.place)
        is_turned = count % 2 == 1
        truth = Truth.MET if sign.holds is not is_turned else Truth.NOT_MET
        denial = not sign.holds and not is_turned
        yield Statement(start, sign.place.end, truth, denial, count > 0)


def _settled(speech: Speech, statements: list[Statement]) -> Statement | None:
    """Return the statement that counts: the later one after “其实”, else a plain denial, else the last."""
    if not statements:
        return None
    ordered = sorted(statements, key=lambda one: (one.start, -one.end, one.truth))
    last = ordered[-1]
    against = [one for one in ordered if one.truth is not last.truth]
    if not against:
        return ordered[0]
    if _LATER.search(speech.story.text, against[-1].end, last.start):
        return replace(last, is_reasoned=True)
    denials = [one for one in ordered if one.is_denial]
    return denials[0] if denials else last


def _shown(speech: Speech, said: Statement) -> tuple[int, int]:
    """Return which part of the folded text to show: the clause if it is short, else the words."""
    start, end = speech.clause(Place(said.start, said.end))
    typed = speech.story.words(start, end)
    if len(typed) <= _CLAUSE_LIMIT:
        return start, end
    end = said.end
    while len(speech.story.words(said.start, end)) > WORDS_LIMIT:
        end -= 1
    return said.start, end
