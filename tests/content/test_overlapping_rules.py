"""Rules that are the same or contained in another are found; by brute force, exactly those."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.checklist.logic import Truth, evaluate
from bot.dialog.content.lint.implications import overlaps
from bot.dialog.content.parts import Bilingual
from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Scenario, references


def scenario(requires: Expression) -> Scenario:
    return Scenario(title=Bilingual(zh="情形", en="Scenario"), requires=requires)


def negated(operand: Expression) -> Not:
    return Not.model_validate({"not": operand})


A_AND_B = AllOf(all=("a", "b"))


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (
            A_AND_B,
            AllOf(all=("b", "a")),
            [("T", "this fits whenever S fits, and only then: tell them apart or remove one")],
        ),
        (
            "a",
            A_AND_B,
            [("T", "whenever this fits, S fits too: add to S what tells them apart")],
        ),
        (
            AllOf(all=("a", AnyOf(any=("b", "c")))),
            AllOf(all=("a", "b", "c")),
            [("T", "whenever this fits, S fits too: add to S what tells them apart")],
        ),
        (
            A_AND_B,
            AnyOf(any=("a", "b")),
            [("S", "whenever this fits, T fits too: add to T what tells them apart")],
        ),
        (negated(A_AND_B), AnyOf(any=(negated("a"), negated("b"))), [
            ("T", "this fits whenever S fits, and only then: tell them apart or remove one")
        ]),
        (AllOf(all=("a", negated("a"))), "a", [("S", "this can never fit: correct it")]),
        (AnyOf(any=("a", negated("a"))), "a", [("S", "this always fits: correct it")]),
        (A_AND_B, AllOf(all=("a", "c")), []),
        (A_AND_B, AllOf(all=("a", negated("b"))), []),
        (AllOf(all=("a", "b")), AnyOf(any=("a", "c")), []),
        (AllOf(all=tuple(f"e{n}" for n in range(17))), "e1", []),
    ],
)  # fmt: skip
def test_rules_that_overlap_are_found(
    first: Expression, second: Expression, found: list[tuple[str, str]]
) -> None:
    assert list(overlaps({"S": scenario(first), "T": scenario(second)})) == found


EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from(["a", "b", "c", "d"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda some: AllOf(all=tuple(some))),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: AnyOf(any=tuple(some))),
        inner.map(negated),
    ),
    max_leaves=6,
)


def fits(expression: Expression) -> list[bool]:
    """Return whether the expression holds, for each way the four elements can be."""
    ways = product((Truth.NOT_MET, Truth.MET), repeat=4)
    return [evaluate(expression, dict(zip("abcd", way, strict=True))) is Truth.MET for way in ways]


@given(EXPRESSIONS, EXPRESSIONS)
def test_what_is_found_is_what_trying_every_assignment_finds(
    first: Expression, second: Expression
) -> None:
    found = list(overlaps({"S": scenario(first), "T": scenario(second)}))
    one, other = fits(first), fits(second)
    plain = [name for name, values in (("S", one), ("T", other)) if len(set(values)) == 1]
    if plain:
        assert sorted(name for name, _ in found) == plain
        return
    mine, others = set(references(first)), set(references(second))
    if not (mine <= others or others <= mine):
        assert found == []
    elif one == other:
        assert [name for name, _ in found] == ["T"]
    elif all(y for x, y in zip(one, other, strict=True) if x):
        assert [name for name, _ in found] == ["S"]
    elif all(x for x, y in zip(one, other, strict=True) if y):
        assert [name for name, _ in found] == ["T"]
    else:
        assert found == []
