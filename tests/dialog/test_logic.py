"""The laws of Kleene's logic, on random expressions, against plain logic on every completion."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.checklist.logic import Truth, evaluate, undecided
from bot.dialog.content.rules import Expression, references
from tests.dialog.expressions import (
    EXPRESSIONS,
    NAMES,
    READ_ONCE,
    TRUTHS,
    Known,
    all_of,
    any_of,
    can_matter,
    completions,
    holds,
    kleene,
    negated,
)

MET, OPEN, NOT_MET = Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (MET, MET, MET, MET),
        (MET, OPEN, OPEN, MET),
        (MET, NOT_MET, NOT_MET, MET),
        (OPEN, OPEN, OPEN, OPEN),
        (OPEN, NOT_MET, NOT_MET, OPEN),
        (NOT_MET, NOT_MET, NOT_MET, NOT_MET),
    ],
)
def test_the_truth_tables_are_kleenes(one: Truth, other: Truth, both: Truth, either: Truth) -> None:
    for known in ({"a": one, "b": other}, {"a": other, "b": one}):
        assert evaluate(all_of("a", "b"), known) is both
        assert evaluate(any_of("a", "b"), known) is either


@pytest.mark.parametrize(("truth", "opposite"), [(MET, NOT_MET), (OPEN, OPEN), (NOT_MET, MET)])
def test_negation_turns_the_order_round(truth: Truth, opposite: Truth) -> None:
    assert evaluate(negated("a"), {"a": truth}) is opposite


@given(EXPRESSIONS, TRUTHS)
def test_a_double_negation_says_nothing_new(expression: Expression, known: Known) -> None:
    assert evaluate(negated(negated(expression)), known) is evaluate(expression, known)


@given(st.lists(EXPRESSIONS, min_size=1, max_size=3), TRUTHS)
def test_de_morgan(operands: list[Expression], known: Known) -> None:
    negations = [negated(operand) for operand in operands]
    assert evaluate(negated(all_of(*operands)), known) is evaluate(any_of(*negations), known)
    assert evaluate(negated(any_of(*operands)), known) is evaluate(all_of(*negations), known)


Three = tuple[Expression, Expression, Expression]
THREE = st.tuples(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS)
LAWS: dict[str, Callable[[Expression, Expression, Expression], tuple[Expression, Expression]]] = {
    "all is commutative": lambda a, b, _: (all_of(a, b), all_of(b, a)),
    "any is commutative": lambda a, b, _: (any_of(a, b), any_of(b, a)),
    "all is associative": lambda a, b, c: (all_of(a, all_of(b, c)), all_of(all_of(a, b), c)),
    "any is associative": lambda a, b, c: (any_of(a, any_of(b, c)), any_of(any_of(a, b), c)),
    "all of three nest": lambda a, b, c: (all_of(a, b, c), all_of(a, all_of(b, c))),
    "any of three nest": lambda a, b, c: (any_of(a, b, c), any_of(a, any_of(b, c))),
    "all is idempotent": lambda a, _, __: (all_of(a, a), a),
    "any is idempotent": lambda a, _, __: (any_of(a, a), a),
    "all of one is that one": lambda a, _, __: (all_of(a), a),
    "any of one is that one": lambda a, _, __: (any_of(a), a),
    "all absorbs any": lambda a, b, _: (all_of(a, any_of(a, b)), a),
    "any absorbs all": lambda a, b, _: (any_of(a, all_of(a, b)), a),
    "all distributes over any": lambda a, b, c: (
        all_of(a, any_of(b, c)),
        any_of(all_of(a, b), all_of(a, c)),
    ),
    "any distributes over all": lambda a, b, c: (
        any_of(a, all_of(b, c)),
        all_of(any_of(a, b), any_of(a, c)),
    ),
    "Kleene: a contradiction never says more than a tautology": lambda a, b, _: (
        all_of(a, negated(a), any_of(b, negated(b))),
        all_of(a, negated(a)),
    ),
}


@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS.keys())
@given(three=THREE, known=TRUTHS)
def test_the_laws_of_a_kleene_algebra(
    law: Callable[[Expression, Expression, Expression], tuple[Expression, Expression]],
    three: Three,
    known: Known,
) -> None:
    one, other = law(*three)
    assert evaluate(one, known) is evaluate(other, known)


@given(EXPRESSIONS, TRUTHS)
def test_what_holds_anyway_is_the_unit_of_all_and_what_never_holds_that_of_any(
    expression: Expression, known: Known
) -> None:
    known = {**known, "sure": MET, "never": NOT_MET}
    found = evaluate(expression, known)
    assert evaluate(all_of(expression, "sure"), known) is found
    assert evaluate(any_of(expression, "never"), known) is found
    assert evaluate(all_of(expression, "never"), known) is NOT_MET
    assert evaluate(any_of(expression, "sure"), known) is MET


@given(EXPRESSIONS, TRUTHS)
def test_the_middle_is_not_excluded(expression: Expression, known: Known) -> None:
    found = evaluate(expression, known)
    either = evaluate(any_of(expression, negated(expression)), known)
    both = evaluate(all_of(expression, negated(expression)), known)
    assert either is (OPEN if found is OPEN else MET)
    assert both is (OPEN if found is OPEN else NOT_MET)


@given(EXPRESSIONS, TRUTHS)
def test_it_is_what_two_valued_logic_says_of_the_worst_and_the_best_case(
    expression: Expression, known: Known
) -> None:
    assert evaluate(expression, known) is kleene(expression, known)


@given(EXPRESSIONS, TRUTHS, st.sampled_from(NAMES), st.sampled_from([MET, NOT_MET]))
def test_learning_more_never_turns_one_certainty_into_the_other(
    expression: Expression, known: Known, name: str, learned: Truth
) -> None:
    before = evaluate(expression, known | {name: OPEN})
    after = evaluate(expression, known | {name: learned})
    assert before in (OPEN, after)


@given(EXPRESSIONS, TRUTHS)
def test_a_certainty_holds_however_the_open_elements_turn_out(
    expression: Expression, known: Known
) -> None:
    found = evaluate(expression, known)
    ways = {holds(expression, facts) for facts in completions(expression, known)}
    if found is not OPEN:
        assert ways == {found is MET}


@given(READ_ONCE, st.data())
def test_without_repetition_it_is_open_only_if_it_can_go_either_way(
    expression: Expression, data: st.DataObject
) -> None:
    known = _some_known(expression, data)
    ways = {holds(expression, facts) for facts in completions(expression, known)}
    assert (evaluate(expression, known) is OPEN) == (len(ways) == 2)


@given(READ_ONCE, st.data())
def test_without_repetition_exactly_what_can_change_the_result_is_undecided(
    expression: Expression, data: st.DataObject
) -> None:
    known = _some_known(expression, data)
    open_names = [n for n in references(expression) if known.get(n, OPEN) is OPEN]
    expected = [name for name in open_names if can_matter(expression, known, name)]
    assert list(undecided(expression, known)) == expected


@given(EXPRESSIONS, TRUTHS)
def test_something_is_undecided_exactly_while_the_whole_is_open(
    expression: Expression, known: Known
) -> None:
    names = list(undecided(expression, known))
    assert bool(names) == (evaluate(expression, known) is OPEN)
    assert all(known.get(name, OPEN) is OPEN for name in names)


@given(EXPRESSIONS, TRUTHS)
def test_whatever_can_change_the_result_is_undecided(expression: Expression, known: Known) -> None:
    names = set(undecided(expression, known))
    for name in set(references(expression)) - known.keys():
        if can_matter(expression, known, name):
            assert name in names


def _some_known(expression: Expression, data: st.DataObject) -> Known:
    names = sorted(set(references(expression)))
    return data.draw(st.dictionaries(st.sampled_from(names), st.sampled_from(Truth)))
