"""What a finished check leaves to be done, as the title of an item."""

from dataclasses import replace

import pytest

from bot.dialog.actions import Action, AddItem, Answer, ExportCheck, FileForm, RectifyCheck
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.rectifying import title, wanted_title
from bot.dialog.content.parts import Language
from bot.dialog.items.draft import TITLE_LIMIT
from bot.dialog.reply import Reply
from bot.dialog.voice import Voice
from tests.dialog.expressions import all_of, negated
from tests.dialog.packs import EN, PACK, ZH, pack_of
from tests.dialog.test_findings import CONTENT, found, walked

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR


def left(*scenarios: str, **said: Answer) -> str | None:
    return title(ZH, walked(*scenarios, **said))


def offered(reply: Reply) -> list[Action]:
    return [button.action for row in reply.keyboard for button in row]


def test_what_is_not_clear_is_to_be_found_out() -> None:
    assert left("S01", democratic_procedure=UNCLEAR) == "弄清：经过民主决策程序（S01）"
    several = left("S01", democratic_procedure=UNCLEAR, out_error=UNCLEAR)
    assert several == "弄清：经过民主决策程序、工作失误和偏差（S01）"


def test_a_condition_that_is_not_met_is_to_be_shown_or_put_right() -> None:
    assert left("S01", democratic_procedure=NO) == "核实或补正：经过民主决策程序（S01）"


@pytest.mark.parametrize(
    ("scenario", "said"),
    [("S01", {}), ("S01", {"ctx_decision_deployment": NO}), ("S06", {"out_error": NO})],
    ids=["fits", "context", "consequence"],
)
def test_what_cannot_be_mended_is_left_alone(scenario: str, said: dict[str, Answer]) -> None:
    assert left(scenario, **said) is None
    actions = offered(found(scenario, **said))
    assert AddItem() in actions
    assert not any(isinstance(one, RectifyCheck) for one in actions)


def test_a_crossed_bottom_line_is_nothing_to_be_done_with_a_date() -> None:
    assert left("S01", no_private_gain=YES) is None
    assert left("S01", "S06", efficiency_motive=UNCLEAR, no_private_gain=YES) is None


def test_a_bottom_line_that_is_not_clear_is_told_by_its_question() -> None:
    assert left("S06", no_private_gain=UNCLEAR) == "弄清：有没有为个人或他人谋取私利？（P5）"


def test_several_scenarios_each_with_its_own_and_what_they_share_once() -> None:
    told = left("S01", "S09", democratic_procedure=UNCLEAR, later_regularised=NO)
    assert told == "弄清：经过民主决策程序（S01）、核实或补正：但事后及时补正（S09）"
    both = left("S02", "S05", pilot_first=UNCLEAR)
    assert both == "弄清：先行先试中（S02）", "it is to be found out once"


def test_what_would_be_too_long_is_told_in_short() -> None:
    own = (*CONTENT.own["S04"], *CONTENT.own["S10"])
    told = left("S04", "S10", **dict.fromkeys(own, UNCLEAR))
    assert told == "弄清、核实或补正对照中还没有着落的各项（S04、S10）"
    every = walked(*CONTENT.scenarios, **dict.fromkeys(CONTENT.elements, UNCLEAR))
    for voice in (ZH, EN):
        assert 0 < len(title(voice, every) or "") <= TITLE_LIMIT


def test_what_must_not_be_so_is_not_to_be_put_right() -> None:
    rules = {"S01": all_of("a", negated("b"))}
    voice = Voice(pack_of(rules, {"a": True, "b": True}), Language.CHINESE)
    answers = (("a", YES), ("b", YES))
    assert title(voice, Check(("S01",), PACK.version, answers, reviewed=True)) is None


def test_the_english_title_is_english_but_for_the_words_of_the_text() -> None:
    told = title(EN, walked("S01", democratic_procedure=UNCLEAR))
    assert told == "Find out: 经过民主决策程序 (S01)"


def test_the_button_is_of_the_present_step_and_of_this_content() -> None:
    done = walked("S01", democratic_procedure=UNCLEAR)
    action = RectifyCheck(done.step)
    assert action in offered(found("S01", democratic_procedure=UNCLEAR))
    assert wanted_title(ZH, done, Pressed(action, PACK.version)) == title(ZH, done)
    for check, pressed in (
        (None, Pressed(action, PACK.version)),
        (done, Pressed(RectifyCheck(done.step - 1), PACK.version)),
        (done, Pressed(action, "000000")),
        (replace(done, content="000000"), Pressed(action, PACK.version)),
        (done, Pressed(ExportCheck(done.step, FileForm.WORD), PACK.version)),
        (Check(("S01",), PACK.version), Pressed(RectifyCheck(0), PACK.version)),
    ):
        assert wanted_title(ZH, check, pressed) is None
