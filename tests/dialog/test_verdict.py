"""The verdict on a scenario: never a premature “no”, and bottom lines count when they were said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Finding, Verdict, find
from bot.dialog.content.rules import Scenarios
from tests.dialog.contents import (
    CONTENTS,
    READ_ONCE_CONTENTS,
    definite,
    known_of,
    lines_beside,
    verdict_on,
)
from tests.dialog.expressions import all_of, any_of, completions, holds
from tests.dialog.packs import content_of

MET, OPEN, NOT_MET = Truth.MET, Truth.UNDETERMINED, Truth.NOT_MET
FITS, MISSING, NOT = Verdict.LIKELY_FITS, Verdict.MISSING_INFORMATION, Verdict.DOES_NOT_FIT
TWO = content_of(
    {"S01": all_of("a", "gain"), "S02": any_of("a", "b")},
    {"a": True, "b": True, "gain": False, "hidden": False},
    {"gain": True, "hidden": False},
)


@given(CONTENTS, st.data())
def test_verdicts_are_those_worked_out_without_three_valued_logic(
    content: Scenarios, data: st.DataObject
) -> None:
    known = data.draw(known_of(content))
    for name in content.scenarios:
        assert find(content, name, known).verdict is verdict_on(content, name, known)


@given(CONTENTS, st.data())
def test_learning_more_never_turns_one_definite_verdict_into_the_other(
    content: Scenarios, data: st.DataObject
) -> None:
    lines = {line: data.draw(st.sampled_from(Truth)) for line in content.bottom_lines}
    known = data.draw(known_of(content)) | lines
    unknown = [name for name in content.elements if known.get(name, OPEN) is OPEN]
    learned = data.draw(
        st.fixed_dictionaries({}, optional=dict.fromkeys(unknown, st.sampled_from(Truth)))
    )
    for name in content.scenarios:
        before = find(content, name, known).verdict
        after = find(content, name, known | learned).verdict
        assert before in (MISSING, after)


@given(READ_ONCE_CONTENTS, st.data())
def test_it_fits_or_does_not_exactly_when_nothing_unknown_could_change_that(
    content: Scenarios, data: st.DataObject
) -> None:
    lines = dict.fromkeys(lines_beside(content, "S01"), MET)
    known = lines | data.draw(known_of(content))
    complete = content.complete["S01"]
    ways = {holds(complete, facts) for facts in completions(complete, known)}
    expected = MISSING if len(ways) > 1 else FITS if True in ways else NOT
    assert find(content, "S01", known).verdict is expected


@given(CONTENTS, st.data())
def test_nothing_said_is_never_a_no(content: Scenarios, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(content.elements))))
    for name in content.scenarios:
        assert find(content, name, dict.fromkeys(names, OPEN)).verdict is MISSING


@given(CONTENTS, st.data())
def test_a_crossed_bottom_line_bars_every_scenario(content: Scenarios, data: st.DataObject) -> None:
    known = data.draw(known_of(content))
    crossed = tuple(line for line in content.bottom_lines if known.get(line) is NOT_MET)
    for name in content.scenarios:
        finding = find(content, name, known)
        assert finding.crossed == crossed
        if set(crossed) & set(lines_beside(content, name)):
            assert finding.verdict is NOT


@given(CONTENTS)
def test_bottom_lines_hold_unless_something_was_said(content: Scenarios) -> None:
    for name in content.scenarios:
        beside = lines_beside(content, name)
        for known in definite(sorted(content.own[name])):
            said = known | dict.fromkeys(beside, MET)
            assert find(content, name, known).verdict is find(content, name, said).verdict


@pytest.mark.parametrize(
    ("known", "one", "other"),
    [
        ({"a": MET}, MISSING, FITS),  # S01 names the bottom line itself: nothing is presumed
        ({"a": MET, "gain": MET}, FITS, FITS),
        ({"a": MET, "gain": OPEN}, MISSING, MISSING),
        ({"a": MET, "gain": NOT_MET}, NOT, NOT),
        ({"a": MET, "gain": MET, "hidden": OPEN}, MISSING, MISSING),
        ({"a": MET, "gain": MET, "hidden": NOT_MET}, NOT, NOT),
        ({"a": NOT_MET, "gain": OPEN}, NOT, MISSING),
        ({}, MISSING, MISSING),
    ],
)
def test_a_bottom_line_of_one_scenario_counts_for_the_other(
    known: dict[str, Truth], one: Verdict, other: Verdict
) -> None:
    crossed = tuple(line for line in ("gain", "hidden") if known.get(line) is NOT_MET)
    assert find(TWO, "S01", known) == Finding("S01", one, crossed)
    assert find(TWO, "S02", known) == Finding("S02", other, crossed)
