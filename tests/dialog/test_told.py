"""What was told and not confirmed yet: what of it matters, what a tap does to it, what it begins."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import Action, Answer, ConfirmFacts, DropFacts, TurnFact
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check, remaining, truths
from bot.dialog.checklist.logic import Truth
from bot.dialog.person import Dialogs, decode_dialogs, encode_dialogs
from bot.dialog.story.card import card, press
from bot.dialog.story.facts import Fact
from bot.dialog.story.told import KEPT, Told, about, begun
from tests.dialog.packs import EN, PACK, ZH

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
CONTENT, VERSION = PACK.scenarios, PACK.version
MET, NOT_MET, OUT = Truth.MET, Truth.NOT_MET, Truth.UNDETERMINED
LEFT = Fact("democratic_procedure", MET, "上过会")
GAIN = Fact("no_private_gain", NOT_MET, "收了红包")
HIDDEN = Fact("no_concealment", NOT_MET, "瞒了两天")
ELSEWHERE = Fact("no_precedent", MET, "没有先例")
GONE = Fact("was_there_once", MET, "以前有")


def told(*facts: Fact, scenarios: tuple[str, ...] = ("S01",)) -> Told:
    return Told(scenarios, facts, step=7, told_at=NOW)


def tap(action: Action, version: str = VERSION) -> Pressed:
    return Pressed(action, version)


def labels(told_now: Told) -> list[str]:
    return [one.label for row in card(ZH, told_now).keyboard for one in row]


def test_what_matters_is_what_the_scenario_asks_and_its_bottom_lines() -> None:
    known = about(CONTENT, told(LEFT, GAIN, HIDDEN, ELSEWHERE))
    assert known
    assert known.facts == (LEFT, GAIN, HIDDEN)
    known = about(CONTENT, told(LEFT, ELSEWHERE, scenarios=("S01", "S12")), "S12")
    assert known
    assert (known.scenarios, known.facts) == (("S12",), (ELSEWHERE,))


@pytest.mark.parametrize(
    ("facts", "scenario"), [((ELSEWHERE,), "S01"), ((LEFT,), "S12"), ((), ""), ((GONE,), "")]
)
def test_where_nothing_matters_there_is_no_card(facts: tuple[Fact, ...], scenario: str) -> None:
    assert about(CONTENT, told(*facts), scenario) is None


def test_what_the_content_has_no_more_drops_out() -> None:
    known = about(CONTENT, told(LEFT, GONE, scenarios=("S01", "S99")))
    assert known
    assert (known.scenarios, known.facts) == (("S01",), (LEFT,))
    assert about(CONTENT, told(LEFT, scenarios=("S99",))) is None


def test_a_card_quotes_the_clause_and_the_person() -> None:
    shown = card(ZH, told(LEFT, GAIN, HIDDEN))
    text = shown.plain()
    assert "1. ✓ 经过民主决策程序——“上过会”" in text
    assert "2. ✗ 没有为个人、他人谋取私利——“收了红包”" in text
    assert "3. ✗ 事情出了以后，有没有隐瞒不报或者弄虚作假？有——“瞒了两天”" in text
    assert labels(told(LEFT, GAIN)) == ["1 ✓", "2 ✗", "就是这样", "都不对"]
    left_out = told(replace(HIDDEN, truth=OUT))
    assert "1. – 事情出了以后，有没有隐瞒不报或者弄虚作假？（先不算）" in card(ZH, left_out).plain()
    assert "Before we check against S01" in card(EN, told(LEFT)).plain()


def test_a_tap_turns_a_fact_round_and_no_other() -> None:
    now: Told | None = told(LEFT, GAIN)
    seen = []
    for step in (8, 9, 10):
        assert now
        turned = press(ZH, now, None, tap(TurnFact(now.step, 0)), step)
        now = turned.told
        assert now
        assert turned.remark is None
        assert (turned.check, now.step, now.facts[1]) == (None, step, GAIN)
        seen.append(now.facts[0].truth)
    assert seen == [NOT_MET, OUT, MET]


@pytest.mark.parametrize(
    "pressed",
    [
        tap(TurnFact(6, 0)),
        tap(TurnFact(7, 2)),
        tap(ConfirmFacts(8)),
        tap(DropFacts(0)),
        tap(ConfirmFacts(7), "000000"),
    ],
)
def test_a_button_of_another_card_changes_nothing(pressed: Pressed) -> None:
    turned = press(ZH, told(LEFT, GAIN), None, pressed, 9)
    assert (turned.told, turned.check) == (told(LEFT, GAIN), None)
    assert turned.remark
    assert turned.reply == card(ZH, told(LEFT, GAIN))


def test_confirmed_facts_are_answers_and_are_not_asked() -> None:
    turned = press(ZH, told(LEFT, GAIN), None, tap(ConfirmFacts(7)), 9)
    assert turned.told is None
    answers = (("democratic_procedure", Answer.YES), ("no_private_gain", Answer.YES))
    assert turned.check == Check(("S01",), VERSION, answers, reviewed=True)
    assert truths(CONTENT, turned.check)["no_private_gain"] is NOT_MET
    assert not remaining(CONTENT, turned.check), "a crossed line settles it"


def test_what_is_left_out_is_asked() -> None:
    check = begun(CONTENT, VERSION, None, told(replace(LEFT, truth=OUT)))
    assert check.answers == ()
    assert "democratic_procedure" in remaining(CONTENT, check)


def test_a_check_under_way_goes_on_with_the_facts() -> None:
    given_before = (("out_error", Answer.YES), ("democratic_procedure", Answer.NO))
    running = Check(("S01",), VERSION, given_before[:1], step=4)
    check = begun(CONTENT, VERSION, running, told(LEFT, scenarios=("S01", "S04")))
    assert check.scenarios == ("S01", "S04")
    assert check.answers == (("out_error", Answer.YES), ("democratic_procedure", Answer.YES))
    assert check.step == 5


@pytest.mark.parametrize(
    "running",
    [
        Check(("S02",), VERSION, (("out_error", Answer.YES),), step=4),
        Check(("S01",), "000000", (("out_error", Answer.YES),), step=4),
        Check(("S01",), VERSION, (("no_private_gain", Answer.YES),), step=4),
    ],
    ids=["of another scenario", "of other content", "finished"],
)
def test_any_other_check_gives_way(running: Check) -> None:
    check = begun(CONTENT, VERSION, running, told(LEFT))
    answers = (("democratic_procedure", Answer.YES),)
    assert check == Check(("S01",), VERSION, answers, step=6, reviewed=True)


def test_dropped_facts_begin_a_check_without_them() -> None:
    turned = press(ZH, told(LEFT), None, tap(DropFacts(7)), 9)
    assert (turned.told, turned.check) == (None, Check(("S01",), VERSION))
    several = press(ZH, told(LEFT, ELSEWHERE, scenarios=("S01", "S12")), None, tap(DropFacts(7)), 9)
    assert several.check is None
    assert any(one.label == "S07" for one in several.reply.keyboard[2])


def test_where_new_content_has_none_of_it_a_check_is_offered() -> None:
    turned = press(ZH, told(GONE), None, tap(ConfirmFacts(7), "000000"), 9)
    assert (turned.told, turned.check) == (None, None)
    assert turned.remark


def test_it_is_kept_for_a_day() -> None:
    assert told(LEFT).is_kept(NOW + KEPT)
    assert not told(LEFT).is_kept(NOW + KEPT + timedelta(seconds=1))


FACTS = st.builds(Fact, st.text(max_size=9), st.sampled_from(Truth), st.text(max_size=30))
TOLD = st.builds(
    Told,
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
    st.lists(FACTS, max_size=4).map(tuple),
    st.integers(0, 2**40),
    st.datetimes(timezones=st.just(UTC)),
)


@given(TOLD)
def test_it_comes_back_as_it_was(kept: Told) -> None:
    assert decode_dialogs(encode_dialogs(Dialogs(told=kept))) == Dialogs(told=kept)


def test_what_was_kept_before_there_were_stories_is_still_read() -> None:
    check = Check(("S01",), VERSION, (("out_error", Answer.YES),), step=2)
    old = encode_dialogs(Dialogs(check=check))
    assert "told" not in old
    assert decode_dialogs(old) == Dialogs(check=check)
