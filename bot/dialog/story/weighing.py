"""Weighing (权衡): which of the statements in a story count, of those found by cues and those heard.

A cue and what was learned mostly agree. Where they do not, what was learned knows more of the words
around, and the rules of language more of what is turned round.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.dialog.checklist.logic import Truth
from bot.dialog.story.cues import Place
from bot.dialog.story.listening import Heard

_Found = Mapping[tuple[str, Truth], Heard]

_LEAST = {Truth.MET: 0.3, Truth.NOT_MET: 0.45}
"""So probable is a statement that counts: one that would settle a check against a person, more."""
_LEAST_EXPECTED = {Truth.MET: 0.1, Truth.NOT_MET: 0.3}
"""The same of an element of a scenario that the story may be."""
_LEAST_CROSSING = 0.45
"""So probable is one that a bottom line was crossed, whichever: it would settle every check."""
_WORTH = 0.05
"""Less probable is a cue for failing that means something else: it does not count."""
_OVER_A_CUE, _OVER_A_RULE = 0.6, 0.95
"""So probable is one that outweighs a cue which says the contrary, and one that was reasoned about."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement on an element, and where it stands in the folded story."""

    start: int
    end: int
    truth: Truth
    is_denial: bool = False
    """Whether it is a cue for failing, said straight."""
    is_reasoned: bool = False
    """Whether it was turned round, or put right by a later one: rules know that better than what was learned."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a story is weighed by.

    Args:
        lines: the bottom lines: that one was crossed has to be said more clearly.
        expected: the elements of the scenarios that the story may be: of them less is enough.
    """

    lines: Collection[str] = ()
    expected: Collection[str] = ()

    def weighed(self, told: Mapping[str, Statement], found: _Found) -> dict[str, Statement]:
        """Return the statement that counts of each element that has one.

        Args:
            told: what the cues say, by element.
            found: what was heard, the most probable by element and truth.
        """
        counted = {}
        for element in told.keys() | {element for element, _ in found}:
            cue = told.get(element)
            both = [one for truth in _LEAST if (one := found.get((element, truth)))]
            best = max(both, key=lambda one: one.probability, default=None)
            if best and self._counts(best, cue, found):
                counted[element] = Statement(best.place.start, best.place.end, best.truth)
            elif cue and not _is_unheard(element, cue, found):
                counted[element] = cue
        return counted

    def _counts(self, best: Heard, cue: Statement | None, found: _Found) -> bool:
        """Return whether what was heard counts, in place of the cue if there is one."""
        if cue:
            bar = _OVER_A_RULE if cue.is_reasoned else _OVER_A_CUE
            return cue.truth is not best.truth and best.probability >= bar
        if self._crosses(best.element, best.truth):
            return self._crossing_at(best.place, found) >= _LEAST_CROSSING <= 2 * best.probability
        least = _LEAST_EXPECTED if best.element in self.expected else _LEAST
        return best.probability >= least[best.truth]

    def _crossing_at(self, place: Place, found: _Found) -> float:
        """Return how probable it is that any line was crossed there: which one is harder to tell."""
        heard = (found.get((line, Truth.NOT_MET)) for line in self.lines)
        return sum(one.probability for one in heard if one and one.place == place)

    def _crosses(self, element: str, truth: Truth) -> bool:
        return element in self.lines and truth is Truth.NOT_MET


def _is_unheard(element: str, cue: Statement, found: _Found) -> bool:
    """Return whether a cue for failing means something else, by what was learned."""
    failing = found.get((element, Truth.NOT_MET))
    return cue.truth is Truth.NOT_MET and (failing.probability if failing else 0.0) < _WORTH
