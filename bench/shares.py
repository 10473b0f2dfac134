"""A share of right answers, and how far chance alone may have moved it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_QUANTILE = 1.959963984540054
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    total: int

    @classmethod
    def of(cls, marks: Iterable[bool]) -> Self:
        """Return the share of those that are right."""
        seen = list(marks)
        return cls(sum(seen), len(seen))

    @property
    def value(self) -> float:
        """The share itself, from 0 to 1."""
        return self.right / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of E. B. Wilson (1927), which holds near 0 and 1 as well."""
        square = _QUANTILE**2 / self.total
        middle = (self.value + square / 2) / (1 + square)
        spread = self.value * (1 - self.value) / self.total + square / 4 / self.total
        reach = _QUANTILE * math.sqrt(spread) / (1 + square)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def __str__(self) -> str:
        low, high = self.interval
        return (
            f"{100 * self.value:.1f} % ({100 * low:.1f}–{100 * high:.1f}) {self.right}/{self.total}"
        )
