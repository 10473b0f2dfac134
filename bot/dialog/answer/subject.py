"""Which scenario a request for a self-check speaks of (对照哪一种), if it speaks of one.

Such a request is certain to be one whatever its subject is, so how probable a scenario is says
little. What counts is how far one of them stands out: among the scenarios, and from what is not
meant at all. The two figures part sixty requests, half of them without a subject (see the tests).
"""

from collections.abc import Collection, Sequence
from math import fsum, log

from bot.dialog.answer.ranked import Ranked

_STANDS_OUT = log(75)
"""How much more probable than the average target; the average of logarithms."""
_AHEAD = log(13)
"""How much more probable than the next scenario."""
_LEAST = 1e-30
"""A probability this small has no exact logarithm and needs none."""


def scenario_meant(ranked: Sequence[Ranked], scenarios: Collection[str]) -> tuple[str, ...]:
    """Return the one of `scenarios` that stands out in `ranked`, the most probable first; or none."""
    weights = [(one.target.name, log(max(one.score, _LEAST))) for one in ranked]
    among = [(name, weight) for name, weight in weights if name in scenarios]
    if not among:
        return ()
    average = fsum(weight for _, weight in weights) / len(weights)
    (best, weight), *others = among
    ahead = weight - others[0][1] if others else _AHEAD
    return (best,) if weight - average >= _STANDS_OUT and ahead >= _AHEAD else ()
