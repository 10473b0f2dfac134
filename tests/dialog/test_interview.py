"""The course of a self-check of one scenario or of several, whatever is answered."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check, findings, remaining, truth_of, truths
from bot.dialog.checklist.logic import Truth, undecided
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.rules import Expression, Scenarios, references
from tests.dialog.contents import (
    ANSWERS,
    CONTENTS,
    READ_ONCE_CONTENTS,
    check_of,
    course,
    lines_beside,
    settled,
    verdict_on,
)
from tests.dialog.expressions import NAMES, Known, all_of, any_of, can_matter
from tests.dialog.packs import PACK, content_of, element

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR
MET, OPEN, NOT_MET = Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET
FITS, MISSING, NOT = Verdict.LIKELY_FITS, Verdict.MISSING_INFORMATION, Verdict.DOES_NOT_FIT
LINES = {"gain": True, "hidden": False}
MET_BY = {**dict.fromkeys(NAMES, True), "gain": False, "hidden": False}


def one(requires: Expression) -> Scenarios:
    return content_of({"S01": requires}, dict.fromkeys(NAMES, True))


def begun(*scenarios: str) -> Check:
    return Check(scenarios or ("S01",), "abcdef")


def verdicts(content: Scenarios, check: Check) -> list[Verdict]:
    return [finding.verdict for finding in findings(content, check)]


def wanted(content: Scenarios, name: str) -> Answer:
    """Return the answer with which an element holds."""
    return YES if content.elements[name].met_by else NO


def test_questions_of_equal_worth_come_in_reading_order_and_each_once() -> None:
    assert remaining(one(any_of(all_of("b", any_of("a", "c")), "b")), begun()) == ["b", "a", "c"]


def test_what_can_settle_it_comes_before_what_cannot() -> None:
    assert remaining(one(all_of(any_of("a", "c"), "b")), begun()) == ["b", "a", "c"]


def test_it_stops_as_soon_as_the_result_is_settled() -> None:
    content = one(all_of("a", "b", "c"))
    check = begun().answered("a", NO)
    assert remaining(content, check) == []
    assert verdicts(content, check) == [NOT]


def test_a_part_that_is_settled_asks_no_more() -> None:
    content = one(all_of(any_of("a", "b"), "c"))
    assert remaining(content, begun().answered("a", YES)) == ["c"]


def test_not_sure_is_not_asked_again_and_leaves_the_result_open() -> None:
    content = one(all_of("a", "b"))
    check = begun().answered("a", UNCLEAR)
    assert remaining(content, check) == ["b"]
    check = check.answered("b", YES)
    assert remaining(content, check) == []
    assert verdicts(content, check) == [MISSING]


def test_a_question_may_be_met_by_a_no() -> None:
    gain = element("x", met_by=False)
    assert truth_of(gain, NO) is MET
    assert truth_of(gain, YES) is NOT_MET
    assert truth_of(gain, UNCLEAR) is OPEN


def test_an_answer_is_taken_back_and_every_change_is_a_new_step() -> None:
    first = begun().answered("a", YES)
    both = first.answered("b", NO)
    assert both.taken_back().answers == first.answers
    assert both.restarted().answers == ()
    assert both.widened("S02").answers == both.answers
    changed = [first, both, both.taken_back(), both.restarted(), both.widened("S02")]
    assert [check.step for check in changed] == [1, 2, 3, 3, 3]
    assert begun().taken_back().answers == ()


def test_a_scenario_is_added_once() -> None:
    assert begun("S01").widened("S02").widened("S02").scenarios == ("S01", "S02")


def test_what_two_scenarios_share_is_asked_once_and_first() -> None:
    content = content_of(
        {"S01": all_of("a", "b"), "S02": all_of("c", "b")}, dict.fromkeys(NAMES, True)
    )
    assert remaining(content, begun("S01", "S02")) == ["b", "a", "c"]
    check = begun("S01", "S02").answered("b", NO)
    assert remaining(content, check) == []
    assert verdicts(content, check) == [NOT, NOT]


def test_an_asked_bottom_line_comes_last_and_the_others_are_presumed() -> None:
    content = content_of({"S01": all_of("a", "b")}, MET_BY, LINES)
    assert remaining(content, begun()) == ["a", "b", "gain"]
    check = begun().answered("a", YES).answered("b", YES)
    assert remaining(content, check) == ["gain"]
    assert verdicts(content, check.answered("gain", NO)) == [FITS]
    assert verdicts(content, check.answered("gain", UNCLEAR)) == [MISSING]
    assert verdicts(content, check.answered("gain", YES)) == [NOT]


def test_a_bottom_line_is_not_asked_where_it_does_not_fit_anyway() -> None:
    content = content_of({"S01": all_of("a", "b")}, MET_BY, LINES)
    assert remaining(content, begun().answered("a", NO)) == []


def test_a_bottom_line_that_one_scenario_names_counts_for_all() -> None:
    content = content_of({"S01": all_of("a", "hidden"), "S02": all_of("b", "c")}, MET_BY, LINES)
    both = begun("S01", "S02")
    assert remaining(content, both)[0] == "hidden", "it could settle both"
    crossed = both.answered("hidden", YES)
    assert remaining(content, crossed) == []
    assert [finding.crossed for finding in findings(content, crossed)] == [("hidden",)] * 2
    assert verdicts(content, crossed) == [NOT, NOT]
    left_open = both.answered("hidden", UNCLEAR)
    for name in remaining(content, left_open):
        left_open = left_open.answered(name, wanted(content, name))
    assert verdicts(content, left_open) == [MISSING, MISSING]


@given(CONTENTS, ANSWERS)
def test_the_announced_number_of_questions_is_never_exceeded_and_always_falls(
    content: Scenarios, answers: Sequence[Answer]
) -> None:
    left = [remaining(content, check) for check in course(content, answers)]
    for before, after in pairwise(left):
        assert set(after) <= set(before[1:])
    assert left[-1] == [], "there are more answers than questions"


@given(CONTENTS, ANSWERS)
def test_nothing_is_asked_twice(content: Scenarios, answers: Sequence[Answer]) -> None:
    asked = [name for name, _ in course(content, answers)[-1].answers]
    assert len(asked) == len(set(asked))


@given(CONTENTS, ANSWERS)
def test_it_goes_on_exactly_while_something_unasked_could_settle_more(
    content: Scenarios, answers: Sequence[Answer]
) -> None:
    for check in course(content, answers):
        known = truths(content, check)
        if all(settled(content, name, known) for name in check.scenarios):
            assert remaining(content, check) == []
        elif UNCLEAR not in dict(check.answers).values():
            assert remaining(content, check)


@given(CONTENTS, ANSWERS)
def test_only_elements_and_asked_bottom_lines_of_open_scenarios_are_asked(
    content: Scenarios, answers: Sequence[Answer]
) -> None:
    for check in course(content, answers):
        known = truths(content, check)
        allowed = set()
        for name in check.scenarios:
            if not settled(content, name, known):
                asked = [n for n in lines_beside(content, name) if content.bottom_lines[n].asked]
                allowed |= {*references(content.scenarios[name].requires), *asked}
        assert set(remaining(content, check)) <= allowed - known.keys()


@given(READ_ONCE_CONTENTS, ANSWERS)
def test_exactly_what_can_still_matter_is_asked(
    content: Scenarios, answers: Sequence[Answer]
) -> None:
    for check in course(content, answers):
        known = truths(content, check)
        unasked = (n for n in lines_beside(content, "S01") if not content.bottom_lines[n].asked)
        known = dict.fromkeys(unasked, MET) | known
        complete = content.complete["S01"]
        names = [name for name in dict.fromkeys(references(complete)) if name not in known]
        expected = {name for name in names if can_matter(complete, known, name)}
        assert set(remaining(content, check)) == expected


def newly_settled(content: Scenarios, check: Check, known: Known, name: str) -> int:
    """Return how many scenarios “met” and how many “not met” would settle, added up."""
    return sum(
        settled(content, scenario, known | {name: truth})
        for scenario in check.scenarios
        if not settled(content, scenario, known)
        for truth in (MET, NOT_MET)
    )


@given(CONTENTS, ANSWERS)
def test_the_next_question_settles_most_and_bottom_lines_wait(
    content: Scenarios, answers: Sequence[Answer]
) -> None:
    for check in course(content, answers):
        known, left = truths(content, check), remaining(content, check)
        named = {
            name
            for scenario in check.scenarios
            if not settled(content, scenario, known)
            for name in undecided(content.scenarios[scenario].requires, known)
        }
        own = [name for name in left if name in named]
        assert left[: len(own)] == own
        worth = [newly_settled(content, check, known, name) for name in left]
        for part in (worth[: len(own)], worth[len(own) :]):
            assert part == sorted(part, reverse=True)


@given(CONTENTS, ANSWERS)
def test_findings_are_the_verdicts_on_what_was_answered(
    content: Scenarios, answers: Sequence[Answer]
) -> None:
    for check in course(content, answers):
        known = truths(content, check)
        found = findings(content, check)
        assert [finding.scenario for finding in found] == list(check.scenarios)
        for finding in found:
            assert finding.verdict is verdict_on(content, finding.scenario, known)


@given(CONTENTS)
def test_nothing_but_unclear_answers_leaves_everything_open(content: Scenarios) -> None:
    check = course(content, [UNCLEAR] * 12)[-1]
    assert set(verdicts(content, check)) == {MISSING}


@given(CONTENTS, ANSWERS)
def test_without_an_unclear_answer_the_end_is_definite(
    content: Scenarios, answers: Sequence[Answer]
) -> None:
    check = course(content, [YES if one is UNCLEAR else one for one in answers])[-1]
    assert MISSING not in verdicts(content, check)


@given(CONTENTS, ANSWERS, st.integers(0, 12))
def test_going_back_leads_to_the_same_question(
    content: Scenarios, answers: Sequence[Answer], number: int
) -> None:
    checks = course(content, answers)
    before, after = checks[number % len(checks) - 1], checks[number % len(checks)]
    assume(after.answers)
    back = after.taken_back()
    assert back.answers == before.answers
    assert remaining(content, back) == remaining(content, before)
    assert back.step > after.step


@given(CONTENTS, ANSWERS, ANSWERS)
def test_another_scenario_loses_no_answer_and_asks_none_of_them_again(
    content: Scenarios, answers: Sequence[Answer], more: Sequence[Answer]
) -> None:
    first, *others = content.scenarios
    check = course(content, answers, begun(first))[-1]
    for name in others:
        wider = check.widened(name)
        assert wider.answers == check.answers
        assert not set(remaining(content, wider)) & dict(check.answers).keys()
        before, check = check, course(content, more, wider)[-1]
        assert check.answers[: len(before.answers)] == before.answers
        assert len(check.answers) - len(before.answers) <= len(remaining(content, wider))


@pytest.mark.parametrize("name", PACK.scenarios.scenarios)
def test_every_shipped_scenario_fits_when_every_element_holds(name: str) -> None:
    content, check = PACK.scenarios, begun(name)
    while left := remaining(content, check):
        check = check.answered(left[0], wanted(content, left[0]))
    assert verdicts(content, check) == [FITS]


def test_all_shipped_scenarios_at_once_ask_each_element_once_at_most() -> None:
    content, check = PACK.scenarios, check_of(PACK.scenarios)
    bound = len(remaining(content, check))
    assert bound <= len(content.elements)
    while left := remaining(content, check):
        check = check.answered(left[0], wanted(content, left[0]))
    assert len(check.answers) <= bound
    assert set(verdicts(content, check)) == {FITS}
