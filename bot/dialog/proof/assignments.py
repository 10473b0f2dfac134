"""All ways in which elements can be met, not met or undetermined, and sets of them.

An assignment has a number: its truths as the digits of a number to the base three, the first element
first. A set of assignments is an integer whose bit i stands for assignment i, so that one operation
on two integers speaks of hundreds of thousands of assignments at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from bot.dialog.checklist.logic import Truth, Truths
from bot.dialog.checklist.verdict import VERDICT_OF, Verdict
from bot.dialog.content.rules import Scenarios
from bot.dialog.proof.engine import Engine, Tick

_TRUTHS = tuple(Truth)
_BASE = len(_TRUTHS)
_TRUTH_OF = {verdict: truth for truth, verdict in VERDICT_OF.items()}
_OFTEN = 1000


class Assignments:
    """All assignments of truths to `names`."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.count: int = _BASE ** len(names)
        self.step: dict[str, int] = {
            name: _BASE ** (len(names) - 1 - i) for i, name in enumerate(names)
        }
        self._where: dict[tuple[str, Truth], int] = {}

    def __iter__(self) -> Iterator[dict[str, Truth]]:
        for truths in product(_TRUTHS, repeat=len(self.names)):
            yield dict(zip(self.names, truths, strict=True))

    def at(self, number: int) -> dict[str, Truth]:
        """Return the assignment of this number."""
        return {name: Truth(number // step % _BASE) for name, step in self.step.items()}

    def number(self, truths: Truths) -> int:
        """Return the number of an assignment."""
        return sum(truths[name] * step for name, step in self.step.items())

    def first(self, some: int) -> dict[str, Truth]:
        """Return the first assignment of a set that is not empty."""
        return self.at((some & -some).bit_length() - 1)

    def where(self, name: str, truth: Truth) -> int:
        """Return the set of those in which `name` has this truth."""
        if (name, truth) not in self._where:
            step = self.step[name]
            period = "".join(("1" if one is truth else "0") * step for one in reversed(_TRUTHS))
            self._where[name, truth] = int(period * (self.count // len(period)), 2)
        return self._where[name, truth]

    def every(self) -> int:
        """Return the set of all."""
        return (1 << self.count) - 1

    def all_where(self, truths: Truths) -> int:
        """Return the set of those that agree with `truths`."""
        found = self.every()
        for name, truth in truths.items():
            found &= self.where(name, truth)
        return found

    def definite(self) -> int:
        """Return the set of those in which nothing is undetermined."""
        found = self.every()
        for name in self.names:
            found &= ~self.where(name, Truth.UNDETERMINED)
        return found


@dataclass(frozen=True)
class Table:
    """The verdict of the engine on a scenario, for every assignment."""

    content: Scenarios
    scenario: str
    assignments: Assignments
    verdicts: bytes
    """The truth that stands for each verdict, by the number of the assignment."""

    @cached_property
    def sets(self) -> Mapping[Verdict, int]:
        """The set of assignments with each verdict."""
        return {VERDICT_OF[truth]: positions(self.verdicts, truth) for truth in _TRUTHS}

    @property
    def own(self) -> tuple[str, ...]:
        """The elements of the scenario itself."""
        return self.content.own[self.scenario]

    @property
    def lines(self) -> tuple[str, ...]:
        """The bottom lines that are not elements of the scenario."""
        return self.content.lines_of[self.scenario]

    def verdict(self, truths: Truths) -> Verdict:
        """Return the verdict on a whole assignment."""
        return self.verdict_at(self.assignments.number(truths))

    def verdict_at(self, number: int) -> Verdict:
        """Return the verdict on the assignment of this number."""
        return VERDICT_OF[_TRUTHS[self.verdicts[number]]]

    def lines_held(self) -> dict[str, Truth]:
        """Return that all those bottom lines hold."""
        return dict.fromkeys(self.lines, Truth.MET)


def positions(values: bytes, value: int) -> int:
    """Return the set of the positions at which `value` stands."""
    digits = bytes(ord("1") if byte == value else ord("0") for byte in range(256))
    return int(values[::-1].translate(digits), 2)


def names_of(content: Scenarios, scenario: str) -> tuple[str, ...]:
    """Return everything that the verdict on a scenario hangs on."""
    return (*content.own[scenario], *content.lines_of[scenario])


def tabulate(content: Scenarios, scenario: str, engine: Engine, tick: Tick) -> Table:
    """Ask the engine for every verdict on a scenario, once."""
    assignments = Assignments(names_of(content, scenario))
    verdicts = bytearray()
    for truths in assignments:
        verdicts.append(_TRUTH_OF[engine.find(content, scenario, truths).verdict])
        if len(verdicts) % _OFTEN == 0:
            tick(_OFTEN)
    tick(len(verdicts) % _OFTEN)
    return Table(content, scenario, assignments, bytes(verdicts))
