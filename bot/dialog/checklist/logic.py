"""Kleene's three-valued logic over the elements of a scenario.

Strong Kleene logic (S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64): `all` is the
least and `any` the greatest of its operands in the order not met < undetermined < met; `not`
turns that order round. It never decides while an answer that could change the result is open.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum

from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not


class Truth(IntEnum):
    """Whether an element or an expression holds. The order is Kleene's."""

    NOT_MET = 0
    UNDETERMINED = 1
    MET = 2


_TURNED = {truth: Truth(Truth.MET - truth) for truth in Truth}

Truths = Mapping[str, Truth]
"""What is known of each element; a missing one is undetermined."""


def evaluate(expression: Expression, truths: Truths) -> Truth:
    """Return whether `expression` holds; what cannot change that any more is not looked at."""
    match expression:
        case str():
            return truths.get(expression, Truth.UNDETERMINED)
        case AllOf(all=operands):
            return _extreme(operands, truths, Truth.MET, Truth.NOT_MET)
        case AnyOf(any=operands):
            return _extreme(operands, truths, Truth.NOT_MET, Truth.MET)
        case Not(not_=operand):
            return _TURNED[evaluate(operand, truths)]


def _extreme(
    operands: Iterable[Expression], truths: Truths, neutral: Truth, decisive: Truth
) -> Truth:
    """Return the operand that is nearest to `decisive`, or `neutral` without any."""
    found = neutral
    for operand in operands:
        one = evaluate(operand, truths)
        if one is decisive:
            return one
        if one is not neutral:
            found = one
    return found


def undecided(expression: Expression, truths: Truths) -> Iterator[str]:
    """Yield the undetermined elements that can still change the result, in reading order.

    An element inside a part that is decided already cannot; so nothing is yielded once the whole
    is decided. An element that stands in several places is yielded as often.
    """
    if evaluate(expression, truths) is not Truth.UNDETERMINED:
        return
    match expression:
        case AllOf(all=operands) | AnyOf(any=operands):
            for operand in operands:
                yield from undecided(operand, truths)
        case Not(not_=operand):
            yield from undecided(operand, truths)
        case element:
            yield element
