"""Random expressions, and their meaning worked out once more without three-valued logic."""

from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import strategies as st

from bot.dialog.checklist.logic import Truth
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, references

NAMES = ("a", "b", "c", "d", "e")
Known = dict[str, Truth]
TRUTHS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Truth))


def all_of(*operands: Expression) -> AllOf:
    return AllOf(all=operands)


def any_of(*operands: Expression) -> AnyOf:
    return AnyOf(any=operands)


def negated(operand: Expression) -> Not:
    return Not.model_validate({"not": operand})


def _larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map(lambda operands: all_of(*operands)),
        several.map(lambda operands: any_of(*operands)),
        inner.map(negated),
    )


EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from(NAMES), _larger, max_leaves=8
)


def renamed_apart(expression: Expression) -> Expression:
    """Return the expression with a name of its own for every element, in reading order."""
    return _renamed(expression, iter(f"x{number}" for number in range(100)))


def _renamed(expression: Expression, names: Iterator[str]) -> Expression:
    match expression:
        case AllOf(all=operands):
            return all_of(*(_renamed(operand, names) for operand in operands))
        case AnyOf(any=operands):
            return any_of(*(_renamed(operand, names) for operand in operands))
        case Not(not_=operand):
            return negated(_renamed(operand, names))
        case _:
            return next(names)


READ_ONCE = EXPRESSIONS.map(renamed_apart)
"""Expressions in which no element stands twice."""


def holds(expression: Expression, facts: Mapping[str, bool]) -> bool:
    """Return what `expression` is when everything is known: plain two-valued logic."""
    match expression:
        case AllOf(all=operands):
            return all(holds(operand, facts) for operand in operands)
        case AnyOf(any=operands):
            return any(holds(operand, facts) for operand in operands)
        case Not(not_=operand):
            return not holds(operand, facts)
        case name:
            return facts[name]


def completions(expression: Expression, known: Mapping[str, Truth]) -> Iterator[dict[str, bool]]:
    """Yield every way in which what is not known yet may turn out."""
    names = sorted(set(references(expression)))
    choices = [
        (False, True) if known.get(name, Truth.UNDETERMINED) is Truth.UNDETERMINED
        else (known[name] is Truth.MET,)
        for name in names
    ]  # fmt: skip
    for facts in product(*choices):
        yield dict(zip(names, facts, strict=True))


def kleene(expression: Expression, known: Mapping[str, Truth]) -> Truth:
    """Return the truth of `expression` without three-valued logic.

    Each element is split in two, one for where it stands straight and one for where it stands
    under a `not`, and the open ones are taken once for the worst and once for the best.
    """
    worst, best = (_under(expression, known, hope=hope, straight=True) for hope in (False, True))
    return Truth(worst + best)


def _under(
    expression: Expression, known: Mapping[str, Truth], *, hope: bool, straight: bool
) -> bool:
    match expression:
        case AllOf(all=operands):
            parts = [_under(one, known, hope=hope, straight=straight) for one in operands]
            return all(parts) if straight else any(parts)
        case AnyOf(any=operands):
            parts = [_under(one, known, hope=hope, straight=straight) for one in operands]
            return any(parts) if straight else all(parts)
        case Not(not_=operand):
            return _under(operand, known, hope=hope, straight=not straight)
        case name:
            truth = known.get(name, Truth.UNDETERMINED)
            return hope if truth is Truth.UNDETERMINED else (truth is Truth.MET) == straight


def can_matter(expression: Expression, known: Mapping[str, Truth], name: str) -> bool:
    """Return whether there is a way in which the answer on `name` alone decides the result."""
    return any(
        holds(expression, {**facts, name: True}) != holds(expression, {**facts, name: False})
        for facts in completions(expression, known)
    )
