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

    def add(self, known: Assignment, count: int = 1) -> None:
        """Take in `count` more assignments, of which `known` is the smallest."""
        self.count += count
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
    compared = _Compared(old, new, scenario)
    if not shift.sampled:
        shift.looked_at = len(Truth) ** len(elements)
        found = compared.over(elements)
    elif old.complete[scenario] == new.complete[scenario] and not lines:
        found = iter(())
    else:
        sample = list(_sample(elements))
        shift.looked_at = len(sample)
        found = ((known, *compared.verdicts(known), 1) for known in sample)
    for known, before, after, count in found:
        if before is not after:
            shift.directions.setdefault((before, after), Direction()).add(known, count)
    return shift


_Found = tuple[Assignment, Verdict, Verdict, int]
"""An assignment, its verdicts in both packs, and for how many others with more known they stand."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """One scenario in both packs."""

    old: Scenarios
    new: Scenarios
    scenario: str

    def verdicts(self, known: Assignment) -> tuple[Verdict, Verdict]:
        truths = dict(known)
        old, new = (find(pack, self.scenario, truths) for pack in (self.old, self.new))
        return old.verdict, new.verdict

    def over(self, elements: tuple[str, ...]) -> Iterator[_Found]:
        """Yield the assignments of `elements` with their verdicts; many that agree are one.

        What is presumed goes first. Of the others, nothing that becomes known overturns a definite
        verdict (Kleene): where both packs have one, all assignments below have the same.
        """
        presumed = {*self.old.lines_of[self.scenario], *self.new.lines_of[self.scenario]}
        left = sorted(elements, key=lambda element: element not in presumed)
        certain_from = sum(element in presumed for element in elements)
        place = {element: index for index, element in enumerate(elements)}

        def below(known: Assignment, at: int) -> Iterator[_Found]:
            before, after = self.verdicts(known)
            definite = Verdict.MISSING_INFORMATION not in (before, after)
            if at == len(left) or (at >= certain_from and definite):
                ordered = tuple(sorted(known, key=lambda pair: place[pair[0]]))
                yield ordered, before, after, len(Truth) ** (len(left) - at)
                return
            yield from below(known, at + 1)
            for truth in (Truth.MET, Truth.NOT_MET):
                yield from below((*known, (left[at], truth)), at + 1)

        return below((), 0)


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
