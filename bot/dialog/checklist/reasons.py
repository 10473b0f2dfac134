"""Why a verdict is what it is: the expression of a scenario with the truth of each of its parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bot.dialog.checklist.logic import Truth, Truths, evaluate
from bot.dialog.checklist.verdict import presumed
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Ground, Not, Role, Scenarios


class Effect(Enum):
    """What an element does to the verdict."""

    FOR = auto()
    """It speaks for the scenario."""
    AGAINST = auto()
    """It speaks against the scenario."""
    OPEN = auto()
    """It is undetermined, and could still decide."""
    NONE = auto()
    """No other answer to it alone would change the verdict."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One element: what is known of it, the words of the clause, and its effect."""

    element: str
    truth: Truth
    ground: Ground
    effect: Effect
    straight: bool
    """Whether the scenario needs it to hold; under a `not` it needs it not to."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the expression over others: `all`, `any` or `not`."""

    kind: str
    truth: Truth
    parts: tuple["Reason | Group", ...]

    def leaves(self) -> Iterator[Reason]:
        """Yield the elements below, in reading order."""
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.leaves()
            else:
                yield part


def reasons(content: Scenarios, scenario: str, truths: Truths) -> Group:
    """Return the reasons for the verdict on `scenario`: what it requires, then its bottom lines."""
    known = presumed(content, scenario, truths)
    tree = _Tree(content, scenario, known).of(content.complete[scenario])
    if isinstance(tree, Reason):
        raise TypeError("what a scenario requires stands in a group")
    return tree


@dataclass(frozen=True, slots=True)
class _Tree:
    content: Scenarios
    scenario: str
    known: Truths

    def of(
        self, expression: Expression, *, negated: bool = False, idle: bool = False
    ) -> Reason | Group:
        """Return the reasons of `expression`, whose parts do not matter where it is `idle`."""
        truth = evaluate(expression, self.known)
        match expression:
            case AllOf(all=operands):
                kind, decisive = "all", Truth.NOT_MET
            case AnyOf(any=operands):
                kind, decisive = "any", Truth.MET
            case Not(not_=operand):
                return Group("not", truth, (self.of(operand, negated=not negated, idle=idle),))
            case element:
                effect = Effect.NONE if idle else _effect(truth, negated=negated)
                return Reason(element, truth, self._ground(element), effect, not negated)
        parts = tuple(
            self.of(
                operand,
                negated=negated,
                idle=idle or (truth is decisive and evaluate(operand, self.known) is not decisive),
            )
            for operand in operands
        )
        return Group(kind, truth, parts)

    def _ground(self, element: str) -> Ground:
        if element in self.content.own[self.scenario]:
            return self.content.elements[element].ground_in(self.scenario)
        line = self.content.bottom_lines[element]
        return Ground(clause=line.clause, role=Role.CONDITION, phrase=line.phrase)


def _effect(truth: Truth, *, negated: bool) -> Effect:
    if truth is Truth.UNDETERMINED:
        return Effect.OPEN
    return Effect.FOR if (truth is Truth.MET) != negated else Effect.AGAINST
