"""Repeated measurements and what is told of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Self


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest of `values` that `share` per cent of them do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * share / 100) - 1)]


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one figure, one a round; none where it cannot be measured."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Sequence[float | None]) -> Self:
        """Return the series of the values that could be measured."""
        return cls(tuple(value for value in values if value is not None))

    @property
    def middle(self) -> float | None:
        """The median."""
        return median(self.values) if self.values else None

    def over(self, other: "Series") -> "Series":
        """Return the ratios of values of the same round."""
        if len(self.values) != len(other.values):
            return Series(())
        return Series(tuple(a / b for a, b in zip(self.values, other.values, strict=True) if b))

    def __str__(self) -> str:
        if not self.values:
            return "not measured"
        low, high = min(self.values), max(self.values)
        return f"{_shown(median(self.values))} ({_shown(low)}–{_shown(high)})"


def _shown(value: float) -> str:
    """Return three significant digits, as far as that makes sense."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
