"""For which assignments the verdict on a scenario changes from one pack to another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product
from random import Random

from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Verdict, find
from bot.dialog.content.rules import Scenarios

MOST_ELEMENTS = 13
"""Over more, 3^n assignments are too many to wait for, and a sample is looked at."""
SEED = 1
SAMPLE = 100_000
SAMPLE_KNOWN = 3
"""In a sample, every assignment of so few known elements is looked at as well."""
_SHOWN = 3

Assignment = tuple[tuple[str, Truth], ...]
"""The elements that are known, and what is known of them; all others are undetermined."""


@dataclass(slots=True)
class Direction:
    """A change from one verdict to another: how often, and the smallest assignments that show it."""

    count: int = 0
    smallest: list[Assignment] = field(default_factory=list)

    def add(self, known: Assignment) -> None:
        """Take in one more assignment."""
        self.count += 1
        if len(self.smallest) < _SHOWN or len(known) < len(self.smallest[-1]):
            self.smallest = sorted([*self.smallest, known], key=len)[:_SHOWN]


@dataclass(slots=True)
class Shift:
    """How the verdicts on one scenario differ; nothing does where there are no directions."""

    scenario: str
    elements: tuple[str, ...]
    sampled: bool
    looked_at: int = 0
    directions: dict[tuple[Verdict, Verdict], Direction] = field(default_factory=dict)

    @property
    def changed(self) -> int:
        """The number of assignments whose verdict changes."""
        return sum(direction.count for direction in self.directions.values())


def shifts(old: Scenarios, new: Scenarios) -> Iterator[Shift]:
    """Yield how the verdicts on each scenario of both packs differ.

    Every element of the scenario in either pack is taken as true, false and unknown, and so are
    the bottom lines that only one of the packs has; the other lines say the same in both.
    """
    for scenario in new.scenarios:
        if scenario in old.scenarios:
            yield _shift(old, new, scenario)


def _shift(old: Scenarios, new: Scenarios, scenario: str) -> Shift:
    own = dict.fromkeys((*new.own[scenario], *old.own[scenario]))
    lines = sorted(old.bottom_lines.keys() ^ new.bottom_lines.keys())
    elements = tuple(dict.fromkeys((*own, *lines)))
    shift = Shift(scenario, elements, sampled=len(elements) > MOST_ELEMENTS)
    if old.complete[scenario] == new.complete[scenario] and not lines:
        shift.looked_at = 0 if shift.sampled else len(Truth) ** len(elements)
        return shift
    for known in _sample(elements) if shift.sampled else _all(elements):
        shift.looked_at += 1
        truths = dict(known)
        before = find(old, scenario, truths).verdict
        after = find(new, scenario, truths).verdict
        if before is not after:
            shift.directions.setdefault((before, after), Direction()).add(known)
    return shift


def _all(elements: tuple[str, ...]) -> Iterator[Assignment]:
    values = (Truth.UNDETERMINED, Truth.MET, Truth.NOT_MET)
    for truths in product(values, repeat=len(elements)):
        yield _known(elements, truths)


def _known(elements: tuple[str, ...], truths: tuple[Truth, ...]) -> Assignment:
    return tuple(
        (element, truth)
        for element, truth in zip(elements, truths, strict=True)
        if truth is not Truth.UNDETERMINED
    )


def _sample(elements: tuple[str, ...]) -> Iterator[Assignment]:
    for size in range(SAMPLE_KNOWN + 1):
        for chosen in combinations(elements, size):
            for truths in product((Truth.MET, Truth.NOT_MET), repeat=size):
                yield tuple(zip(chosen, truths, strict=True))
    chance = Random(SEED)  # noqa: S311 - a sample that can be looked at again, no secret
    values = tuple(Truth)
    for _ in range(SAMPLE):
        yield _known(elements, tuple(chance.choices(values, k=len(elements))))
