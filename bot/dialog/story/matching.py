"""Matching a story to scenarios (对应情形): what the classifier learned, and what the story states."""

from collections.abc import Iterable
from math import exp

from bot.dialog.answer.result import Kind
from bot.dialog.answer.route import Router
from bot.dialog.content.rules import Scenarios
from bot.dialog.story.elements import contexts, told_elements
from bot.dialog.story.facts import Fact

_LEAST, _LEAST_UNSAID = 0.3, 0.45
"""So probable are the scenarios together, where a story is about one; more if it states nothing they ask for."""
_OFFERED = 3
"""How many scenarios are offered at most."""
_SIGN = 1.0
"""How much a stated element of a scenario raises the logarithm of its odds, held or failed alike."""


def matched(
    router: Router, content: Scenarios, text: str, facts: Iterable[Fact]
) -> tuple[str, ...]:
    """Return the scenarios that `text` may be about, best first; none if it is about none."""
    stated, told = {fact.element for fact in facts}, told_elements(content)
    signs = stated & (told | contexts(content))
    scores, others = {}, 0.0
    for one in router.rank(text):
        name = one.target.name
        if one.target.kind is Kind.ANSWER and name in content.scenarios:
            scores[name] = one.score * exp(_SIGN * len(signs & set(content.own[name])))
        else:
            others += one.score
    total = sum(scores.values())
    least = _LEAST if stated & told else _LEAST_UNSAID
    if total < least * (total + others):
        return ()
    return tuple(sorted(scores, key=lambda name: -scores[name])[:_OFFERED])
