"""The course of a self-check, whatever is answered."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check, remaining, truth_of, truths, verdict
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.rules import Expression, Scenarios, references
from tests.dialog.expressions import EXPRESSIONS, NAMES, all_of, any_of, completions, holds
from tests.dialog.packs import PACK, element, pack_of

ANSWERS = st.sampled_from(Answer)
MET_BY = st.fixed_dictionaries({name: st.booleans() for name in NAMES})
YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR


def scenarios(requires: Expression, met_by: dict[str, bool] | None = None) -> Scenarios:
    return pack_of({"S01": requires}, met_by or dict.fromkeys(NAMES, True)).scenarios


def begun() -> Check:
    return Check("S01", "abcdef")


def test_questions_come_in_reading_order_and_each_once() -> None:
    content = scenarios(all_of("b", any_of("a", "c"), "b"))
    assert remaining(content, begun()) == ["b", "a", "c"]


def test_it_stops_as_soon_as_the_result_is_settled() -> None:
    content = scenarios(all_of("a", "b", "c"))
    check = begun().answered("a", NO)
    assert remaining(content, check) == []
    assert verdict(content, check) is Truth.NOT_MET


def test_a_part_that_is_settled_asks_no_more() -> None:
    content = scenarios(all_of(any_of("a", "b"), "c"))
    assert remaining(content, begun().answered("a", YES)) == ["c"]


def test_not_sure_is_not_asked_again_and_leaves_the_result_open() -> None:
    content = scenarios(all_of("a", "b"))
    check = begun().answered("a", UNCLEAR)
    assert remaining(content, check) == ["b"]
    check = check.answered("b", YES)
    assert remaining(content, check) == []
    assert verdict(content, check) is Truth.UNDETERMINED


def test_a_question_may_be_met_by_a_no() -> None:
    gain = element("x", met_by=False)
    assert truth_of(gain, NO) is Truth.MET
    assert truth_of(gain, YES) is Truth.NOT_MET
    assert truth_of(gain, UNCLEAR) is Truth.UNDETERMINED


def test_an_answer_is_taken_back_and_every_change_is_a_new_step() -> None:
    first = begun().answered("a", YES)
    both = first.answered("b", NO)
    assert both.taken_back().answers == first.answers
    assert both.restarted().answers == ()
    assert [first.step, both.step, both.taken_back().step, both.restarted().step] == [1, 2, 3, 3]
    assert begun().taken_back().answers == ()


@given(EXPRESSIONS, MET_BY, st.lists(ANSWERS, max_size=8))
def test_the_announced_number_of_questions_is_never_exceeded(
    requires: Expression, met_by: dict[str, bool], answers: list[Answer]
) -> None:
    content, check = scenarios(requires, met_by), begun()
    left = remaining(content, check)
    assert set(left) <= set(references(requires))
    for answer in answers:
        if not left:
            break
        check = check.answered(left[0], answer)
        after = remaining(content, check)
        assert set(after) <= set(left[1:])
        left = after


@given(EXPRESSIONS, MET_BY, st.lists(ANSWERS, min_size=5, max_size=5))
def test_a_finished_check_is_settled_unless_something_was_unclear(
    requires: Expression, met_by: dict[str, bool], answers: list[Answer]
) -> None:
    content, check = scenarios(requires, met_by), begun()
    for answer in answers:
        left = remaining(content, check)
        if left:
            check = check.answered(left[0], answer)
    assert remaining(content, check) == []
    if UNCLEAR not in dict(check.answers).values():
        assert verdict(content, check) is not Truth.UNDETERMINED


@given(EXPRESSIONS, MET_BY, st.lists(ANSWERS, max_size=5))
def test_an_unclear_answer_never_yields_a_no(
    requires: Expression, met_by: dict[str, bool], answers: list[Answer]
) -> None:
    content, check = scenarios(requires, met_by), begun()
    for answer in answers:
        left = remaining(content, check)
        if left:
            check = check.answered(left[0], answer)
    if verdict(content, check) is Truth.NOT_MET:
        known = truths(content, check)
        assert not any(holds(requires, facts) for facts in completions(requires, known))


@given(EXPRESSIONS, MET_BY)
def test_nothing_but_unclear_answers_leaves_everything_open(
    requires: Expression, met_by: dict[str, bool]
) -> None:
    content, check = scenarios(requires, met_by), begun()
    while left := remaining(content, check):
        check = check.answered(left[0], UNCLEAR)
    assert verdict(content, check) is Truth.UNDETERMINED


def test_the_shipped_scenario_fits_when_every_element_holds() -> None:
    check = begun()
    while left := remaining(PACK.scenarios, check):
        met_by = PACK.scenarios.elements[left[0]].met_by
        check = check.answered(left[0], YES if met_by else NO)
    assert verdict(PACK.scenarios, check) is Truth.MET
    assert len(check.answers) == len(PACK.scenarios.elements)
