"""The laws of Kleene's logic, on random expressions, against plain logic on every completion."""

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
    all_of,
    any_of,
    can_matter,
    completions,
    holds,
    negated,
)

MET, OPEN, NOT_MET = Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET
Known = dict[str, Truth]


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


@given(EXPRESSIONS, EXPRESSIONS, EXPRESSIONS, TRUTHS)
def test_all_and_any_distribute(
    one: Expression, other: Expression, third: Expression, known: Known
) -> None:
    spread = any_of(all_of(one, other), all_of(one, third))
    assert evaluate(all_of(one, any_of(other, third)), known) is evaluate(spread, known)


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
