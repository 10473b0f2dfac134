"""Looking over the answers before the verdict: each can be changed, and no other is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import sentences as s
from bot.dialog.actions import (
    Action,
    Answer,
    ChangeAnswer,
    ExplainQuestion,
    GiveAnswer,
    GoBack,
    ReviewAnswers,
    ShowVerdict,
)
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.findings import findings_screen
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.review import PAGE
from bot.dialog.checklist.screens import screen
from bot.dialog.checklist.steps import Stepped, step
from tests.dialog.packs import PACK, ZH

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR
CONTENT = PACK.scenarios
OLD_BUTTON = ZH.say(s.GUARD_OLD_BUTTON)


def tap(check: Check, action: Action) -> Stepped:
    return step(ZH, check, Pressed(action, PACK.version))


def then(check: Check, action: Action) -> Check:
    after = tap(check, action).check
    assert after is not None
    return after


def answered(*scenarios: str, **said: Answer) -> Check:
    """Return a check with all answered that matters; what is not said holds."""
    check = Check(scenarios, PACK.version)
    while left := remaining(CONTENT, check):
        holds = YES if CONTENT.elements[left[0]].met_by else NO
        check = then(check, GiveAnswer(check.step, said.get(left[0], holds)))
    return check


def actions_of(stepped: Stepped) -> list[Action]:
    return [button.action for row in stepped.reply.keyboard for button in row]


def test_all_answers_are_looked_over_before_the_verdict() -> None:
    check = answered("S06")
    reply = screen(ZH, check)
    told = reply.plain().splitlines()[1:-1]
    assert [line.split(". ")[0] for line in told] == ["1", "2", "3", "4", "5"]
    for line, (element, _) in zip(told, check.answers, strict=True):
        assert CONTENT.elements[element].question.zh in line
    assert told[-1].endswith("——没有")
    assert [one.action for row in reply.keyboard for one in row] == [
        *(ChangeAnswer(check.step, place) for place in range(5)),
        ShowVerdict(check.step),
    ]
    assert "对照结果" not in reply.plain()
    seen = tap(check, ShowVerdict(check.step))
    assert seen.check is not None
    assert seen.reply == findings_screen(ZH, seen.check)


def test_a_single_answer_needs_no_looking_over() -> None:
    check = then(Check(("S06",), PACK.version), GiveAnswer(0, NO))
    assert screen(ZH, check) == findings_screen(ZH, check)
    opened = tap(check, ReviewAnswers(check.step))
    assert "原来答的是“不是”" in opened.reply.plain()
    assert opened.check is not None
    back = tap(opened.check, GoBack(opened.check.step))
    assert back.check is not None
    assert back.check.answers == check.answers
    assert back.reply == findings_screen(ZH, back.check)


def test_one_answer_is_changed_and_the_others_stay() -> None:
    check = answered("S01")
    opened = tap(check, ChangeAnswer(check.step, 1))
    asked, before = check.answers[1]
    assert CONTENT.elements[asked].question.zh in opened.reply.plain()
    assert opened.check is not None
    assert opened.check.answers == check.answers, "it still counts"
    changed = then(opened.check, GiveAnswer(opened.check.step, UNCLEAR))
    expected = [(name, UNCLEAR if name == asked else said) for name, said in check.answers]
    assert list(changed.answers) == expected
    assert before is not UNCLEAR
    assert changed.awaits_review, "it is looked over again"


def test_only_what_then_matters_is_asked() -> None:
    failed = answered("S01", ctx_decision_deployment=YES, democratic_procedure=NO)
    assert len(failed.answers) == 2
    opened = then(failed, ChangeAnswer(failed.step, 1))
    stepped = tap(opened, GiveAnswer(opened.step, YES))
    assert "最多还有 4 个问题" in stepped.reply.plain()
    assert stepped.check is not None
    assert stepped.check.answers[0] == failed.answers[0]


def test_what_no_longer_matters_is_not_asked_and_not_lost() -> None:
    full = answered("S01")
    opened = then(full, ChangeAnswer(full.step, 1))
    failed = then(opened, GiveAnswer(opened.step, NO))
    assert len(failed.answers) == len(full.answers)
    assert not remaining(CONTENT, failed)
    again = then(failed, ChangeAnswer(failed.step, 1))
    assert then(again, GiveAnswer(again.step, YES)).answers == full.answers


def test_going_back_leaves_the_answer_as_it_was() -> None:
    check = answered("S01")
    opened = then(check, ChangeAnswer(check.step, 3))
    back = then(opened, GoBack(opened.step))
    assert (back.answers, back.awaits_review, back.revised) == (check.answers, True, "")


def test_why_is_said_of_a_question_that_is_opened_again() -> None:
    check = answered("S06")
    opened = then(check, ChangeAnswer(check.step, 4))
    asked, _ = check.answers[4]
    why = tap(opened, ExplainQuestion(opened.step))
    assert CONTENT.elements[asked].why.zh in why.reply.plain()
    assert why.check == opened


def test_the_verdict_leads_back_to_the_answers() -> None:
    check = answered("S01")
    seen = then(check, ShowVerdict(check.step))
    review = tap(seen, ReviewAnswers(seen.step))
    assert review.check is not None
    assert review.reply.blocks == screen(ZH, check).blocks
    assert review.check.answers == check.answers


def test_one_scenario_more_shows_the_verdict_at_once_where_it_asks_nothing() -> None:
    crossed = answered("S06", no_private_gain=YES)
    seen = then(crossed, ShowVerdict(crossed.step))
    wider = seen.widened("S07")
    assert not remaining(CONTENT, wider)
    assert screen(ZH, wider) == findings_screen(ZH, wider)


def test_many_answers_come_in_pages() -> None:
    check = answered("S01", "S04", "S05")
    assert PAGE < len(check.answers) <= 2 * PAGE
    first = tap(check, ReviewAnswers(check.step, 1))
    assert sum(isinstance(one, ChangeAnswer) for one in actions_of(first)) == PAGE
    assert ReviewAnswers(check.step, 2) in actions_of(first)
    second = tap(check, ReviewAnswers(check.step, 2))
    assert second.check == check
    assert ChangeAnswer(check.step, PAGE) in actions_of(second)
    assert ReviewAnswers(check.step, 1) in actions_of(second)
    assert tap(check, ReviewAnswers(check.step, 99)).reply == second.reply


@pytest.mark.parametrize("action", [ReviewAnswers(0), ChangeAnswer(0, 0), ShowVerdict(0)], ids=str)
def test_before_the_end_there_is_nothing_to_look_over(action: Action) -> None:
    check = Check(("S01",), PACK.version)
    assert tap(check, action) == Stepped(check, screen(ZH, check), OLD_BUTTON)


def test_an_answer_that_is_not_there_cannot_be_changed() -> None:
    check = answered("S06")
    stepped = tap(check, ChangeAnswer(check.step, 5))
    assert stepped == Stepped(check, screen(ZH, check), OLD_BUTTON)


def test_a_tap_on_an_earlier_screen_changes_nothing() -> None:
    check = answered("S06")
    later = then(check, ChangeAnswer(check.step, 0))
    for action in (ShowVerdict(check.step), ChangeAnswer(check.step, 1), GoBack(check.step)):
        assert tap(later, action) == Stepped(later, screen(ZH, later), OLD_BUTTON)


_CHOICES = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(Answer)), max_size=40)


@given(
    names=st.lists(st.sampled_from(sorted(CONTENT.scenarios)), min_size=1, max_size=3, unique=True),
    choices=_CHOICES,
)
def test_taps_in_any_order_never_lose_an_answer_and_always_lead_on(
    names: list[str], choices: list[tuple[int, Answer]]
) -> None:
    check = Check(tuple(names), PACK.version)
    known: dict[str, Answer] = {}
    for place, said in choices:
        actions = actions_of(Stepped(check, screen(ZH, check)))
        offered = [
            one
            for one in actions
            if isinstance(one, GiveAnswer | ChangeAnswer | ShowVerdict | ReviewAnswers)
        ]
        action = offered[place % len(offered)]
        if isinstance(action, GiveAnswer):
            action = GiveAnswer(check.step, said)
            known[check.revised or remaining(CONTENT, check)[0]] = said
        check = then(check, action)
        assert dict(check.answers) == known
        shown = screen(ZH, check).plain()
        assert not shown.startswith(ZH.say(s.VERDICT_HEADING)) or not remaining(CONTENT, check)
