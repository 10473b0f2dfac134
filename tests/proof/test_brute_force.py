"""The independent evaluation, beside a third one that goes through every completion by itself."""

from hypothesis import given

from bot.dialog.checklist.logic import Truth, evaluate
from bot.dialog.content.rules import Expression, references
from bot.dialog.proof.assignments import Assignments, positions
from bot.dialog.proof.brute_force import verdicts
from tests.dialog.expressions import EXPRESSIONS, completions, holds, renamed_apart


@given(EXPRESSIONS)
def test_it_is_definite_where_every_completion_agrees(expression: Expression) -> None:
    every = Assignments(tuple(dict.fromkeys(references(expression))))
    for truths, found in zip(every, verdicts(expression, every.names), strict=True):
        outcomes = {holds(expression, facts) for facts in completions(expression, truths)}
        expected = Truth.UNDETERMINED if len(outcomes) == 2 else Truth(2 * outcomes.pop())
        assert found == expected


@given(EXPRESSIONS.map(renamed_apart))
def test_it_equals_the_engine_where_each_element_stands_once(expression: Expression) -> None:
    every = Assignments(tuple(references(expression))[:7])
    if len(set(references(expression))) == len(every.names):
        expected = bytes(evaluate(expression, truths) for truths in every)
        assert verdicts(expression, every.names) == expected


def test_assignments_and_their_numbers() -> None:
    every = Assignments(("a", "b", "c"))
    for number, truths in enumerate(every):
        assert every.at(number) == truths
        assert every.number(truths) == number
        for name, truth in truths.items():
            assert every.where(name, truth) >> number & 1
        assert every.all_where(truths) == 1 << number
        assert bool(every.definite() >> number & 1) is (Truth.UNDETERMINED not in truths.values())
    assert every.every().bit_length() == every.count == 27
    assert every.first(0b11000) == every.at(3)
    assert positions(b"\0\2\1\2", 2) == 0b1010
