"""One tap of a self-check: what it leads to, and that a tap on an old screen changes nothing."""

from dataclasses import replace

import pytest

from bot.dialog import sentences as s
from bot.dialog.actions import (
    Action,
    AddScenario,
    Answer,
    CheckAnother,
    ExplainQuestion,
    GiveAnswer,
    GoBack,
    ListChecks,
    PickScenario,
    RestartCheck,
    ResumeCheck,
    ShowItems,
    ShowPreparing,
    ShowVerdict,
    StartCheck,
)
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.screens import another, choice, resumption, screen
from bot.dialog.checklist.steps import Stepped, start, step
from bot.dialog.content.parts import Language
from bot.dialog.voice import Voice
from tests.dialog.expressions import all_of
from tests.dialog.packs import PACK, ZH, pack_of

YES, NO = Answer.YES, Answer.NO
OLD_BUTTON = ZH.say(s.GUARD_OLD_BUTTON)
FIRST = "ctx_decision_deployment"
TWO = Voice(
    pack_of({"S01": all_of("a", "b"), "S02": "b"}, {"a": True, "b": True}), Language.CHINESE
)
ONE = Voice(pack_of({"S01": all_of("a", "b")}, {"a": True, "b": True}), Language.CHINESE)


def at_step(number: int, *answers: tuple[str, Answer]) -> Check:
    return Check(("S01",), PACK.version, answers=answers, step=number)


def tap(voice: Voice, check: Check | None, action: Action) -> Stepped:
    return step(voice, check, Pressed(action, voice.pack.version))


def actions_of(stepped: Stepped) -> list[Action]:
    return [button.action for row in stepped.reply.keyboard for button in row]


def test_a_pack_with_one_scenario_begins_it_at_once() -> None:
    stepped = start(ONE, None)
    assert stepped.check == Check(("S01",), PACK.version)
    assert GiveAnswer(0, YES) in actions_of(stepped)
    assert stepped.remark is None


def test_a_running_check_goes_on_instead_of_beginning_anew() -> None:
    running = at_step(1, (FIRST, YES))
    assert start(ZH, running, "S01") == Stepped(running, screen(ZH, running))
    offered = start(ZH, running)
    assert offered == Stepped(running, resumption(ZH, running))
    assert actions_of(offered) == [ResumeCheck(1), RestartCheck(1), ListChecks()]
    assert tap(ZH, running, ResumeCheck(1)) == Stepped(running, screen(ZH, running))


def test_a_running_check_without_answers_goes_on_at_once() -> None:
    running = at_step(1)
    assert start(ZH, running) == Stepped(running, screen(ZH, running))


def test_answers_that_wait_to_be_looked_over_are_no_finished_check() -> None:
    waiting = at_step(2, (FIRST, YES), ("democratic_procedure", NO))
    told = start(ZH, waiting).reply.plain()
    assert ZH.say(s.CHECK_ALL_ANSWERED) in told
    assert start(ZH, waiting, "S01").reply == screen(ZH, waiting)


def test_beginning_anew_leaves_what_is_kept_of_the_other() -> None:
    running = replace(at_step(1, (FIRST, YES)), kept=7, earlier=3)
    assert tap(ZH, running, RestartCheck(1)).check == at_step(2)


def test_a_running_check_of_several_goes_on_by_any_of_them() -> None:
    running = Check(("S01", "S02"), PACK.version, step=3)
    for name in ("", "S01", "S02"):
        assert start(TWO, running, name).check == running


def test_a_check_that_has_its_verdict_does_not_go_on() -> None:
    done = at_step(1, (FIRST, NO))
    assert start(ZH, done, "S01").check == Check(("S01",), PACK.version, step=3)
    offered = start(ZH, done)
    assert offered == Stepped(done, choice(ZH))


def test_why_is_not_offered_while_it_is_said() -> None:
    for check in (at_step(0), at_step(1, (FIRST, YES))):
        assert ExplainQuestion(check.step) in actions_of(tap(ZH, check, GoBack(99)))
        explained = actions_of(tap(ZH, check, ExplainQuestion(check.step)))
        assert ExplainQuestion(check.step) not in explained
        assert GiveAnswer(check.step, YES) in explained


def test_a_check_of_other_content_begins_anew() -> None:
    running = Check(("S01",), "000000", step=9)
    assert start(ONE, running).check == Check(("S01",), PACK.version)
    assert start(ZH, running) == Stepped(None, choice(ZH))


def test_several_scenarios_are_offered() -> None:
    stepped = start(TWO, None)
    assert stepped.check is None
    assert actions_of(stepped) == [PickScenario("S01"), PickScenario("S02")]


def test_an_offered_scenario_begins() -> None:
    assert start(TWO, None, "S02").check == Check(("S02",), PACK.version)


def test_another_scenario_takes_the_place_of_the_running_one_at_a_later_step() -> None:
    running = Check(("S01",), PACK.version, answers=(("a", YES),), step=4)
    stepped = start(TWO, running, "S02")
    assert stepped.check == Check(("S02",), PACK.version, step=6), "not the next step of the other"


def test_an_unknown_scenario_offers_those_there_are_and_keeps_the_running_one() -> None:
    running = at_step(2)
    stepped = start(ZH, running, "S99")
    assert stepped.check is running
    assert stepped.reply == choice(ZH)
    assert stepped.remark == OLD_BUTTON


def test_an_answer_leads_to_the_next_question() -> None:
    stepped = tap(ZH, at_step(0), GiveAnswer(0, YES))
    assert stepped.check == at_step(1, (FIRST, YES))
    assert stepped.remark is None
    assert GiveAnswer(1, YES) in actions_of(stepped)


def test_an_answer_at_the_verdict_changes_nothing() -> None:
    done = at_step(1, (FIRST, NO))
    assert tap(ZH, done, GiveAnswer(1, YES)) == Stepped(done, screen(ZH, done))


def test_back_and_start_over() -> None:
    check = at_step(1, (FIRST, YES))
    assert tap(ZH, check, GoBack(1)).check == at_step(2)
    assert tap(ZH, check, RestartCheck(1)).check == at_step(2)


def test_back_from_the_first_question_leads_to_the_list() -> None:
    running = at_step(3)
    stepped = tap(ZH, running, GoBack(3))
    assert stepped == Stepped(running, choice(ZH)), "the check is still there"
    assert start(ZH, running, "S01").check == running
    assert start(ZH, running, "S02").check == Check(("S02",), PACK.version, step=5)


def test_another_scenario_is_offered_and_added_with_the_answers_there_are() -> None:
    done = Check(("S02",), PACK.version, answers=(("b", YES),), step=1)
    offered = tap(TWO, done, CheckAnother(1))
    assert offered == Stepped(done, another(TWO, done))
    assert actions_of(offered) == [AddScenario(1, "S01"), AddScenario(1, "S02")]
    wider = tap(TWO, done, AddScenario(1, "S01"))
    assert wider.check == Check(("S02", "S01"), PACK.version, answers=done.answers, step=2)
    back = tap(TWO, done, AddScenario(1, "S02"))
    assert back.check is not None
    assert back.check.answers == done.answers
    assert back.reply.blocks == screen(TWO, done).blocks


def test_what_could_be_prepared_is_shown_with_the_way_back_to_the_result() -> None:
    done = Check(("S01",), PACK.version, ((FIRST, Answer.UNCLEAR), ("out_error", YES)), step=2)
    waiting = tap(ZH, done, ShowPreparing(2))
    assert waiting == Stepped(done, screen(ZH, done), OLD_BUTTON), "there is no result yet"
    found = replace(
        done, answers=tuple((name, Answer.UNCLEAR) for name in PACK.scenarios.own["S01"])
    )
    found = replace(found, reviewed=True)
    shown = tap(ZH, found, ShowPreparing(2))
    hint = PACK.scenarios.elements[FIRST].shown_by.zh
    assert hint in shown.reply.plain()
    assert ZH.say(s.MEMO_SUGGESTED) in shown.reply.plain()
    assert (shown.check, actions_of(shown)) == (found, [ShowVerdict(2)])
    back = tap(ZH, found, ShowVerdict(2))
    assert back.reply.blocks == screen(ZH, found).blocks
    assert tap(ZH, found, ShowPreparing(1)).remark == OLD_BUTTON


def test_an_unknown_scenario_is_not_added() -> None:
    running = at_step(1, (FIRST, NO))
    assert tap(ZH, running, AddScenario(1, "S99")) == Stepped(running, screen(ZH, running))


def test_the_reason_is_shown_with_the_question_and_the_words_of_the_clause() -> None:
    stepped = tap(ZH, at_step(0), ExplainQuestion(0))
    element = PACK.scenarios.elements[FIRST]
    plain = stepped.reply.plain()
    assert stepped.check == at_step(0)
    assert element.question.zh in plain
    assert element.why.zh in plain
    assert element.ground_in("S01").phrase in plain
    assert GiveAnswer(0, YES) in actions_of(stepped)


def test_the_reason_at_the_verdict_is_the_verdict() -> None:
    done = at_step(1, (FIRST, NO))
    assert tap(ZH, done, ExplainQuestion(1)).reply == screen(ZH, done)


@pytest.mark.parametrize("stale", [0, 1, 3])
@pytest.mark.parametrize(
    "action",
    [
        lambda n: GiveAnswer(n, YES),
        GoBack,
        ExplainQuestion,
        RestartCheck,
        CheckAnother,
        lambda n: AddScenario(n, "S02"),
    ],
    ids=["answer", "back", "why", "restart", "another", "add"],
)
def test_a_button_of_another_step_shows_the_current_screen_with_a_remark(
    stale: int, action: type[GoBack]
) -> None:
    check = at_step(2, (FIRST, YES), ("out_error", YES))
    assert tap(ZH, check, action(stale)) == Stepped(check, screen(ZH, check), OLD_BUTTON)


def test_an_action_that_is_none_of_a_check_changes_nothing() -> None:
    check = at_step(0)
    assert tap(ZH, check, ShowItems()) == Stepped(check, screen(ZH, check), OLD_BUTTON)


@pytest.mark.parametrize("action", [GiveAnswer(0, YES), GoBack(0), ExplainQuestion(0)])
def test_where_nothing_runs_a_check_is_offered(action: Action) -> None:
    stepped = tap(ZH, None, action)
    assert stepped.check is None
    assert stepped.reply.plain() == ZH.say(s.CHECK_NOTHING_RUNNING)
    assert actions_of(stepped) == [StartCheck()]


def test_a_check_of_other_content_is_dropped_with_a_word() -> None:
    stepped = tap(ZH, Check(("S01",), "000000"), GiveAnswer(0, YES))
    assert stepped.check is None
    assert stepped.reply.plain() == ZH.say(s.CHECK_CONTENT_CHANGED)
    assert actions_of(stepped) == [StartCheck()]


def test_a_button_of_other_content_changes_nothing() -> None:
    check = at_step(0)
    stepped = step(ZH, check, Pressed(GiveAnswer(0, YES), "000000"))
    assert stepped == Stepped(check, screen(ZH, check), OLD_BUTTON)
