"""Flip (翻转): the smallest set of answers that would change a verdict."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from bot.dialog.checklist.logic import Truth, Truths, evaluate
from bot.dialog.checklist.verdict import VERDICT_OF, Verdict, presumed
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Scenarios, references

Change = tuple[str, Truth]
"""An element, and what would have to be true of it instead."""


@dataclass(frozen=True, slots=True)
class Flip:
    """Answers that would change the verdict, and the verdict that they would lead to."""

    changes: tuple[Change, ...]
    verdict: Verdict


def flips(
    content: Scenarios, scenario: str, truths: Truths, towards: Verdict | None = None
) -> tuple[Flip, ...]:
    """Return all the smallest sets of answers that change the verdict on `scenario`.

    Args:
        content: the rules.
        scenario: the id of the scenario.
        truths: what is known of the elements.
        towards: the verdict to be reached; any other than the present one if None.

    Returns:
        Sets of the same size, those of elements that are read first coming first; none where no
        set leads there. The answers are definite: “不清楚” is nobody's hope.
    """
    expression = content.complete[scenario]
    known = presumed(content, scenario, truths)
    present = VERDICT_OF[evaluate(expression, known)]
    if towards is present:
        return ()
    changes = _useful(expression, known, present, towards)
    for size in range(1, len(changes) + 1):
        found = tuple(_working(expression, known, changes, size, present, towards))
        if found:
            return found
    return ()


def _working(
    expression: Expression,
    known: Truths,
    changes: list[Change],
    size: int,
    present: Verdict,
    towards: Verdict | None,
) -> Iterator[Flip]:
    for chosen in combinations(changes, size):
        changed = dict(chosen)
        if len(changed) < size:
            continue  # the same element, met and not met
        verdict = VERDICT_OF[evaluate(expression, {**known, **changed})]
        if verdict is towards or (towards is None and verdict is not present):
            yield Flip(chosen, verdict)


def _useful(
    expression: Expression, known: Truths, present: Verdict, towards: Verdict | None
) -> list[Change]:
    """Return the changes that can help: `all` and `any` only rise when their operands rise.

    To come to rest in the middle may take changes of both kinds.
    """
    middle = towards is Verdict.MISSING_INFORMATION
    up = middle or (present is not Verdict.LIKELY_FITS and towards is not Verdict.DOES_NOT_FIT)
    down = middle or (present is not Verdict.DOES_NOT_FIT and towards is not Verdict.LIKELY_FITS)
    changes: dict[Change, None] = {}
    for element, straight in _leaves(expression, straight=True):
        for wanted, rises in ((Truth.MET, straight), (Truth.NOT_MET, not straight)):
            helps = (up and rises) or (down and not rises)
            if helps and known.get(element) is not wanted:
                changes[element, wanted] = None
    read = list(dict.fromkeys(references(expression)))
    return sorted(changes, key=lambda change: read.index(change[0]))


def _leaves(expression: Expression, *, straight: bool) -> Iterator[tuple[str, bool]]:
    """Yield each element and whether the whole rises with it; under a `not` it falls."""
    match expression:
        case AllOf(all=operands) | AnyOf(any=operands):
            for operand in operands:
                yield from _leaves(operand, straight=straight)
        case Not(not_=operand):
            yield from _leaves(operand, straight=not straight)
        case element:
            yield element, straight
