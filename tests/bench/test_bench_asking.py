"""The questions of a check: counts worked out by hand, and a minimum that nobody undercuts."""

import random
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.asking import (
    CROWDS,
    Asking,
    Taken,
    at_best,
    by_assistant,
    fewest,
    in_order,
    run_asking,
)
from bench.states import Chances, States
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.rules import Expression, Scenarios, references
from tests.dialog.expressions import READ_ONCE, all_of, any_of
from tests.dialog.packs import PACK, content_of

MET, NOT, OPEN = Truth.MET, Truth.NOT_MET, Truth.UNDETERMINED
EVEN, MOSTLY = CROWDS.values()


def content(lines: dict[str, bool] | None = None, **requires: Expression) -> Scenarios:
    return content_of(requires, dict.fromkeys((*"abcd", *(lines or {})), True), lines or {})


def average(states: States, asked: list[int], chances: Chances) -> float:
    """Return the mean over everything that may be true, each by its chance."""
    total = 0.0
    for some in product(chances.items(), repeat=len(states.names)):
        chance = 1.0
        for _, one in some:
            chance *= one
        truths = dict(zip(states.names, (truth for truth, _ in some), strict=True))
        total += chance * at_best(states, asked, truths)
    return total


def test_a_chain_of_conditions_ends_at_the_first_that_fails() -> None:
    rules = content(S01=all_of("a", "b", "c"))
    states = States(rules, "S01")
    for truths, count in (
        ({"a": NOT, "b": MET, "c": MET}, 1),
        ({"a": OPEN, "b": NOT, "c": MET}, 2),
        ({"a": MET, "b": MET, "c": MET}, 3),
    ):
        assert by_assistant(rules, ("S01",), truths) == in_order([states], truths) == count
    assert fewest([states], {"a": OPEN, "b": OPEN, "c": NOT}) == 1
    assert fewest([states], {"a": OPEN, "b": MET, "c": MET}) == 3


def test_a_checklist_does_not_skip_what_cannot_matter_any_more() -> None:
    rules = content(S01=all_of(any_of("a", "b", "c"), "d"))
    truths = {"a": MET, "b": NOT, "c": NOT, "d": MET}
    assert in_order([States(rules, "S01")], truths) == 4
    assert by_assistant(rules, ("S01",), truths) == 2


def test_the_minimum_asks_the_likely_decision_first() -> None:
    rules = content(S01=all_of(any_of("a", "b"), "c"))
    states = States(rules, "S01")
    first = states.names[states.best(EVEN)[states.unasked]]
    assert first == "c", "a third of the time it ends at once"


@given(READ_ONCE, st.sampled_from([EVEN, MOSTLY]))
def test_the_minimum_is_that_of_the_best_order_or_better(
    expression: Expression, chances: Chances
) -> None:
    names = tuple(dict.fromkeys(references(expression)))
    rules = content_of({"S01": expression}, dict.fromkeys(names, True))
    states = States(rules, "S01")
    best = average(states, states.best(chances), chances)
    orders = list(permutations(range(len(names))))
    for order in random.Random(1).sample(orders, min(4, len(orders))):
        fixed = [
            next((one for one in order if state // states.weights[one] % 4 == 3), -1)
            if states.possible[state].bit_count() > 1
            else -1
            for state in range(len(states.possible))
        ]
        assert best <= average(states, fixed, chances) + 1e-9


@given(st.lists(st.sampled_from(Truth), min_size=len(PACK.scenarios.elements), max_size=60))
def test_nobody_asks_less_than_the_fewest_answers_that_settle_it(drawn: list[Truth]) -> None:
    truths = dict(zip(PACK.scenarios.elements, drawn, strict=False))
    names = ("S01", "S06", "S11")
    states = [SHIPPED[name] for name in names]
    least = fewest(states, truths)
    assert 1 <= least <= in_order(states, truths)
    assert least <= by_assistant(PACK.scenarios, names, truths)


SHIPPED = {name: States(PACK.scenarios, name) for name in ("S01", "S06", "S11")}


def test_a_bottom_line_that_another_scenario_asks_settles_this_one_too() -> None:
    rules = content({"line": False}, S01=all_of("a", "line"), S02=all_of("b", "c"))
    states = [States(rules, name) for name in rules.scenarios]
    truths = {"a": MET, "b": MET, "c": MET, "line": NOT}
    assert fewest(states, truths) == 1
    assert in_order(states, truths) == 2
    unclear = truths | {"line": OPEN}
    assert fewest(states, unclear) == 4


@pytest.mark.parametrize("times", [1, 2])
def test_a_run_is_the_same_each_time_and_shows_all_side_by_side(times: int) -> None:
    rules = content({"line": True}, S01=all_of("a", any_of("b", "c")), S02="a")
    found = run_asking(rules, 8 * times)
    assert found == run_asking(rules, 8 * times)
    for one in found.crowds.values():
        assert list(one) == ["S01", "S02", "one of them", "three at once", "all at once"]
        for taken in one.values():
            assert taken.minimum <= min(taken.assistant, taken.fixed) <= taken.form
    lines = found.text().splitlines()
    assert "over minimum" in lines[0]
    assert "(bound)" not in lines[1]
    assert "(bound)" in next(line for line in lines if line.startswith("all at once"))


def test_ratios_are_of_the_same_draws() -> None:
    text = Asking({"some": dict.fromkeys("abc", Taken(2, 4, 8, 1))}).text()
    assert text.splitlines()[1].split() == ["a", "2.00", "4.00", "8.00", "1.00", "0.50", "2.00"]
