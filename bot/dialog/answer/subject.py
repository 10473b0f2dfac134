"""Which scenario a request for a self-check speaks of (对照哪一种), if it speaks of one.

Such a request is certain to be one whatever its subject is, so how probable a scenario is says
little. What counts is how far one of them stands out: among the scenarios, and from what is not
meant at all. The two figures part sixty requests, half of them without a subject (see the tests).
"""

from collections.abc import Iterable, Mapping
from math import fsum, log

_STANDS_OUT = log(75)
"""How much more probable than the average target; the average of logarithms."""
_AHEAD = log(20)
"""How much more probable than the next scenario."""
_LEAST = 1e-30
"""A probability this small has no exact logarithm and needs none."""


def scenario_meant(scores: Mapping[str, float], scenarios: Iterable[str]) -> str | None:
    """Return the one of `scenarios` that stands out among the `scores` of all targets, or none."""
    weights = {target: log(max(score, _LEAST)) for target, score in scores.items()}
    among = sorted((one for one in scenarios if one in weights), key=lambda one: -weights[one])
    if not among:
        return None
    best, *others = among
    average = fsum(weights.values()) / len(weights)
    ahead = weights[best] - weights[others[0]] if others else _AHEAD
    return best if weights[best] - average >= _STANDS_OUT and ahead >= _AHEAD else None
