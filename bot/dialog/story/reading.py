"""Reading a story (自述): which scenarios it may be, what it says of their elements, how they compare.

It is a reading and no finding. What a person is asked in a chat never rests on it alone: there the
facts are confirmed first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.dialog.answer.classifier import Classifier
from bot.dialog.answer.route import Router
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Verdict, find
from bot.dialog.content.rules import Scenarios
from bot.dialog.content.schema import Pack
from bot.dialog.story.cues import CueIndex
from bot.dialog.story.elements import told_elements
from bot.dialog.story.facts import Account, Fact
from bot.dialog.story.matching import matched
from bot.dialog.story.weighing import Weighing

_REMEMBERED = 100
"""Of so many texts what was understood is kept: one update asks for it several times."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a story."""

    scenarios: tuple[str, ...]
    """The scenarios that it may be, best first; none if it is about something else."""
    facts: tuple[Fact, ...]
    """What it says of the elements that a story has to state, in its order; none without a scenario."""
    verdict: Verdict | None
    """How it compares with the first scenario; None without one."""


class Reader:
    """Reads stories by a content pack and what was learned from it.

    Args:
        pack: the content.
        router: tells what a text is about.
        listener: what was learned from `statement_lines(pack)`; None if the pack has none.
    """

    def __init__(self, pack: Pack, router: Router, listener: Classifier | None) -> None:
        self._pack, self._router, self._listener = pack, router, listener
        self.understood = lru_cache(_REMEMBERED)(self._understand)
        """Returns the scenarios that a story may be, best first, and its facts."""

    @cached_property
    def _cues(self) -> CueIndex:
        """Made for the first story: a start need not wait for it."""
        return CueIndex(self._pack.utterances.evidence)

    def facts(self, text: str) -> tuple[Fact, ...]:
        """Return what `text` says of any element, in its order."""
        return self.understood(text)[1]

    def read(self, text: str) -> Reading:
        """Return what is understood of a story."""
        content = self._pack.scenarios
        scenarios, seen = self.understood(text)
        if not scenarios:
            return Reading((), (), None)
        told = told_elements(content)
        facts = tuple(fact for fact in seen if fact.element in told)
        return Reading(scenarios, facts, compared(content, scenarios[0], facts))

    def _understand(self, text: str) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
        """Return the scenarios that a story may be and its facts: each helps to see the other."""
        content = self._pack.scenarios
        account = Account(self._cues, text, self._listener)
        lines = content.bottom_lines
        clear = account.facts(Weighing(lines))
        scenarios = matched(self._router, content, text, clear)
        expected = {element for name in scenarios for element in content.own[name]}
        return scenarios, account.facts(Weighing(lines, expected))


def compared(content: Scenarios, scenario: str, facts: Iterable[Fact]) -> Verdict:
    """Return how `facts` compare with `scenario`, where what makes a story one is presumed."""
    told = told_elements(content)
    assumed = {name: Truth.MET for name in content.own[scenario] if name not in told}
    truths = {fact.element: fact.truth for fact in facts if fact.element in told}
    return find(content, scenario, assumed | truths).verdict
