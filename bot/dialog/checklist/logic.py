"""Kleene's three-valued logic over the elements of a scenario.

Strong Kleene logic (S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64): `all` is the
least and `any` the greatest of its operands in the order not met < undetermined < met; `not`
turns that order round. It never decides while an answer that could change the result is open.
"""

from collections.abc import Iterator, Mapping
from enum import IntEnum

from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not


class Truth(IntEnum):
    """Whether an element or an expression holds. The order is Kleene's."""

    NOT_MET = 0
    UNDETERMINED = 1
    MET = 2


Truths = Mapping[str, Truth]
"""What is known of each element; a missing one is undetermined."""


def evaluate(expression: Expression, truths: Truths) -> Truth:
    """Return whether `expression` holds."""
    match expression:
        case AllOf(all=operands):
            return min(evaluate(operand, truths) for operand in operands)
        case AnyOf(any=operands):
            return max(evaluate(operand, truths) for operand in operands)
        case Not(not_=operand):
            return Truth(Truth.MET - evaluate(operand, truths))
        case element:
            return truths.get(element, Truth.UNDETERMINED)


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
