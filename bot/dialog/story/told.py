"""What was told of one's own case (自述) and not confirmed yet: kept for a day, then forgotten.

The story itself is not kept, only the words of its facts. Nothing of it counts before it is confirmed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check, first_step, remaining
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.rules import Element, Scenarios
from bot.dialog.story.elements import told_elements
from bot.dialog.story.facts import Fact

KEPT = timedelta(days=1)
"""How long what was told is kept unconfirmed."""
_NEXT = {
    Truth.MET: Truth.NOT_MET,
    Truth.NOT_MET: Truth.UNDETERMINED,
    Truth.UNDETERMINED: Truth.MET,
}


@dataclass(frozen=True, slots=True)
class Told:
    """The facts of a story, for the scenarios that it is compared with."""

    scenarios: tuple[str, ...]
    """Those that the answer to it quoted; of a story told by itself, the one that it is taken for."""
    facts: tuple[Fact, ...]
    """One that is left out (不算) is undetermined."""
    step: int
    """The number of the update that made it what it is: tells the buttons of another card apart."""
    told_at: datetime
    """When it was told, in UTC."""
    others: tuple[str, ...] = ()
    """Which scenarios a story told by itself may be as well, best first."""
    is_story: bool = False
    """Whether it was told by itself, and no check was asked for."""

    def is_kept(self, now: datetime) -> bool:
        """Return whether it is not yet forgotten."""
        return now - self.told_at <= KEPT

    def turned(self, element: str, step: int) -> "Told":
        """Return it with one fact turned: holds, does not hold, left out, and round again."""
        facts = tuple(
            replace(fact, truth=_NEXT[fact.truth]) if fact.element == element else fact
            for fact in self.facts
        )
        return replace(self, facts=facts, step=step)

    def with_more(self, facts: Iterable[Fact], step: int) -> "Told":
        """Return it with what was told after it; what is said again counts as it was said last."""
        later = {fact.element: fact for fact in facts}
        before = tuple(fact for fact in self.facts if fact.element not in later)
        return replace(self, facts=(*before, *later.values()), step=step)

    def taken_for(self, scenario: str, step: int) -> "Told":
        """Return it as a story of another scenario; the one before is offered in its place."""
        may_be = dict.fromkeys((*self.scenarios, *self.others))
        others = tuple(name for name in may_be if name != scenario)
        return replace(self, scenarios=(scenario,), others=others, step=step)


def about(content: Scenarios, told: Told, scenario: str = "") -> Told | None:
    """Return what of `told` matters to `scenario`, or to all of its scenarios; None if nothing does.

    A scenario or an element that is there no more, since the content has changed, drops out. A story
    told by itself is shown with no fact as well.
    """
    names = (scenario,) if scenario else told.scenarios
    may_be = (*told.scenarios, *told.others)
    known = tuple(name for name in names if name in may_be and name in content.scenarios)
    matter = {name for one in known for name in (*content.own[one], *content.lines_of[one])}
    facts = tuple(fact for fact in told.facts if fact.element in matter)
    some = facts or (told.is_story and known)
    return replace(told, scenarios=known, facts=facts) if some else None


def states_a_case(content: Scenarios, facts: Iterable[Fact]) -> bool:
    """Return whether one of `facts` is more than what any question about a scenario names."""
    told = told_elements(content)
    return any(fact.element in told for fact in facts)


def begun(content: Scenarios, version: str, running: Check | None, told: Told) -> Check:
    """Return the check that the confirmed facts of `told` begin, or that goes on with them.

    A check of one of the scenarios that is under way keeps its answers; where a fact says otherwise,
    the fact counts, as it was confirmed later.
    """
    answers = _answers(content, told.facts)
    if running and goes_on(content, version, running, told.scenarios):
        scenarios = tuple(dict.fromkeys((*running.scenarios, *told.scenarios)))
        merged = tuple((dict(running.answers) | dict(answers)).items())
        return replace(running, scenarios=scenarios, answers=merged, step=running.step + 1)
    # They were looked over just now, on the card.
    return Check(told.scenarios, version, answers, first_step(running), reviewed=True)


def answer_of(element: Element, truth: Truth) -> Answer:
    """Return the answer to the question of `element` that says `truth` of it."""
    return Answer.YES if (truth is Truth.MET) == element.met_by else Answer.NO


def goes_on(content: Scenarios, version: str, running: Check, scenarios: Iterable[str]) -> bool:
    """Return whether `running` is under way and about one of `scenarios`."""
    shared = any(name in running.scenarios for name in scenarios)
    return shared and is_asking(content, version, running)


def is_asking(content: Scenarios, version: str, running: Check) -> bool:
    """Return whether `running` is of this content and has questions left."""
    return running.content == version and bool(remaining(content, running))


def _answers(content: Scenarios, facts: Iterable[Fact]) -> tuple[tuple[str, Answer], ...]:
    return tuple(
        (fact.element, answer_of(content.elements[fact.element], fact.truth))
        for fact in facts
        if fact.truth is not Truth.UNDETERMINED
    )
