"""Matching a story to scenarios (对应情形), by what the classifier learned."""

from bot.dialog.answer.result import Kind
from bot.dialog.answer.route import Router
from bot.dialog.content.rules import Scenarios

_LEAST = 0.3
"""So probable are the scenarios together, where a story is about one."""
_OFFERED = 3
"""How many scenarios are offered at most."""


def matched(router: Router, content: Scenarios, text: str) -> tuple[str, ...]:
    """Return the scenarios that `text` may be about, best first; none if it is about none."""
    scores = {
        one.target.name: one.score
        for one in router.rank(text)
        if one.target.kind is Kind.ANSWER and one.target.name in content.scenarios
    }
    if sum(scores.values()) < _LEAST:
        return ()
    return tuple(sorted(scores, key=lambda name: -scores[name])[:_OFFERED])
