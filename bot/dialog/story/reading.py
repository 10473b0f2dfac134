"""Reading a story (自述): which scenarios it may be, what it says of their elements, how they compare.

It is a reading and no finding. What a person is asked in a chat never rests on it alone: there the
facts are confirmed first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.dialog.answer.route import Router
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Verdict, find
from bot.dialog.content.rules import AllOf, Expression, Role, Scenarios
from bot.dialog.content.schema import Pack
from bot.dialog.story.facts import Fact, facts_in
from bot.dialog.story.matching import matched


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a story."""

    scenarios: tuple[str, ...]
    """The scenarios that it may be, best first; none if it is about something else."""
    facts: tuple[Fact, ...]
    """What it says of the elements that a story has to say, in its order; none without a scenario."""
    verdict: Verdict | None
    """How it compares with the first scenario; None without one."""


def read_story(router: Router, pack: Pack, text: str) -> Reading:
    """Return what is understood of `text`."""
    content = pack.scenarios
    scenarios = matched(router, content, text)
    if not scenarios:
        return Reading((), (), None)
    told = told_elements(content)
    seen = facts_in(pack.utterances.evidence, text)
    facts = tuple(fact for fact in seen if fact.element in told)
    return Reading(scenarios, facts, compared(content, scenarios[0], facts))


def told_elements(content: Scenarios) -> frozenset[str]:
    """Return the elements that a story has to say; the others are what makes it a story.

    Where the work happened is what its scenario expresses, and that something went wrong is why it is
    told. But what went wrong is a fact like any where only one scenario names it and nothing else
    would do: that scenario is about it.
    """
    return frozenset(
        name
        for name, element in content.elements.items()
        if not element.grounds
        or any(ground.role in (Role.CONDITION, Role.CAUSE) for ground in element.grounds)
        or _is_the_point(content, name)
    )


def compared(content: Scenarios, scenario: str, facts: Iterable[Fact]) -> Verdict:
    """Return how `facts` compare with `scenario`, where what makes a story one is presumed."""
    told = told_elements(content)
    assumed = {name: Truth.MET for name in content.own[scenario] if name not in told}
    truths = {fact.element: fact.truth for fact in facts if fact.element in told}
    return find(content, scenario, assumed | truths).verdict


def _is_the_point(content: Scenarios, element: str) -> bool:
    grounds = content.elements[element].grounds
    if len(grounds) != 1 or grounds[0].role is not Role.CONSEQUENCE:
        return False
    return element in _demanded(content.scenarios[grounds[0].clause].requires)


def _demanded(expression: Expression) -> Iterator[str]:
    """Yield the elements without which `expression` cannot hold."""
    match expression:
        case str():
            yield expression
        case AllOf(all=operands):
            for operand in operands:
                yield from _demanded(operand)
        case _:
            return
