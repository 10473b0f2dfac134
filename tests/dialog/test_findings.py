"""What a self-check finds: the verdict on each scenario, its reasons, and what would change it."""

from dataclasses import replace

import pytest

from bot.dialog import sentences as s
from bot.dialog.actions import (
    AddItem,
    Answer,
    CheckAnother,
    ExportCheck,
    FileForm,
    RestartCheck,
    ReviewAnswers,
    ShowClause,
    ShowItems,
    ShowPreparing,
)
from bot.dialog.checklist.findings import findings_screen
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.screens import screen
from bot.dialog.content.parts import Language
from bot.dialog.reply import Heading, Note, Quote, Reply, Text
from bot.dialog.voice import Voice
from tests.dialog.expressions import all_of, any_of, negated
from tests.dialog.packs import EN, PACK, ZH, pack_of

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR
CONTENT = PACK.scenarios
VOICES = pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
PRESUMED = Note(ZH.say(s.VERDICT_LINES_PRESUMED))


def holds(name: str) -> Answer:
    """Return the answer with which an element holds."""
    return YES if CONTENT.elements[name].met_by else NO


def opposite(name: str) -> Answer:
    return NO if holds(name) is YES else YES


def walked(*scenarios: str, **said: Answer) -> Check:
    """Return the check at its end, all answered so that it holds, but for what is `said`."""
    check = Check(scenarios, PACK.version)
    while left := remaining(CONTENT, check):
        check = check.answered(left[0], said.get(left[0], holds(left[0])))
    return replace(check, reviewed=True)


def found(*scenarios: str, **said: Answer) -> Reply:
    """Return what such a check finds."""
    return result(ZH, walked(*scenarios, **said))


def result(voice: Voice, check: Check) -> Reply:
    reply = screen(voice, check)
    assert reply == findings_screen(voice, check)
    return reply


def lines(reply: Reply) -> list[str]:
    return [block.text for block in reply.blocks if isinstance(block, Text | Heading)][1:]


def quotes(reply: Reply) -> list[Quote]:
    return [block for block in reply.blocks if isinstance(block, Quote)]


def phrase(element: str, scenario: str) -> str:
    return CONTENT.elements[element].ground_in(scenario).phrase


@pytest.mark.parametrize("name", CONTENT.scenarios)
def test_every_element_that_holds_is_a_reason_to_fit(name: str) -> None:
    finding, *reasons = lines(found(name))
    assert finding == f"{name}：与文字要件相符。"
    answers = dict(walked(name).answers)
    assert [line for line in reasons if "您答" in line and "底线" not in line] == [
        ZH.say(s.VERDICT_MET, phrase=phrase(one, name), answer=label(ZH, one, answers[one]))
        for one in CONTENT.own[name]
        if one in answers
    ]


@pytest.mark.parametrize("element", CONTENT.own["S01"])
def test_one_element_that_fails_decides(element: str) -> None:
    said = label(ZH, element, opposite(element))
    reply = found("S01", **{element: opposite(element)})
    assert [line for line in lines(reply) if line.startswith("✗")] == [
        f"✗ {phrase(element, 'S01')}（您答：{said}）"
    ]
    assert "S01：与文字要件相符。" not in lines(reply)
    assert PRESUMED not in reply.blocks


@pytest.mark.parametrize("element", CONTENT.own["S01"])
def test_one_open_element_leaves_information_missing(element: str) -> None:
    finding, *reasons = lines(found("S01", **{element: UNCLEAR}))
    assert finding == "S01：还缺信息。弄清打问号的，结果才能确定。"
    assert f"? {phrase(element, 'S01')}（不清楚）" in reasons
    assert [line for line in reasons if "会改变结果的" in line] == [
        f"会改变结果的：如果“{phrase(element, 'S01')}”成立，就变成“与文字要件相符”。"
    ]


@VOICES
def test_a_verdict_quotes_the_clause_and_says_that_it_is_no_ruling(voice: Voice) -> None:
    reply = result(voice, walked("S01"))
    [quotation] = quotes(reply)
    assert quotation.text == PACK.measure.clauses["S01"].zh
    assert (quotation.translation is None) == (voice is ZH)
    assert reply.blocks[0] == Heading(voice.say(s.VERDICT_HEADING))
    assert reply.blocks[-1] == Note(voice.say(s.VERDICT_STANDING))


def test_the_ways_on() -> None:
    reply = found("S01")
    first, second, prepare, third, fourth = reply.keyboard
    step = len(CONTENT.own["S01"])
    assert [one.action for one in first] == [ReviewAnswers(step), RestartCheck(step)]
    assert [one.action for one in second] == [CheckAnother(step)], "too long a label to share a row"
    assert [one.action for one in prepare] == [ShowPreparing(step)]
    assert [one.action for one in third] == [
        ExportCheck(step, FileForm.WORD),
        ExportCheck(step, FileForm.TEXT),
    ]
    assert [one.action for one in fourth] == [AddItem(), ShowItems()]


def test_with_every_scenario_in_it_no_other_is_offered() -> None:
    actions = [one.action for row in found(*CONTENT.scenarios).keyboard for one in row]
    assert not [action for action in actions if isinstance(action, CheckAnother)]


def test_an_alternative_that_fails_beside_one_that_holds_speaks_against_nothing() -> None:
    reasons = lines(found("S02", out_exploratory_error=NO))
    assert "– 探索性失误（您答：不是，不影响结果）" in reasons
    assert "✓ 未达到预期效果（您答：没有达到）" in reasons
    unclear = lines(found("S02", out_exploratory_error=UNCLEAR))
    assert unclear[0] == "S02：与文字要件相符。"
    assert "– 探索性失误（您答：不清楚，不影响结果）" in unclear


def test_what_must_not_be_speaks_against_where_it_is() -> None:
    pack = pack_of({"S01": all_of("a", negated("b"))}, {"a": True, "b": True})
    check = Check(("S01",), pack.version, answers=(("a", YES), ("b", YES)), reviewed=True)
    finding, first, second, flip = lines(screen(Voice(pack, Language.CHINESE), check))
    assert finding == "S01：与文字要件不符。"
    assert (first[0], second[0]) == ("✓", "✗")
    assert flip.endswith("”其实不成立，就变成“与文字要件相符”。")


def test_an_element_that_stands_twice_is_told_once_with_the_effect_it_has() -> None:
    requires = all_of(any_of("a", "b"), any_of("b", "c"))
    pack = pack_of({"S01": requires}, dict.fromkeys("abc", True))
    answers = (("a", YES), ("b", NO), ("c", NO))
    check = Check(("S01",), pack.version, answers, reviewed=True)
    told = lines(screen(Voice(pack, Language.CHINESE), check))
    assert [line[0] for line in told[1:4]] == ["✓", "✗", "✗"]


def test_flips_are_told_for_each_verdict() -> None:
    def told(reply: Reply) -> list[str]:
        return [line for line in lines(reply) if line.startswith("会改变结果的")]

    assert told(found("S06")) == [
        "会改变结果的：如果“因着眼于提高效率”其实不成立，就变成“与文字要件不符”。"
    ], "any element would, and a cause says more than the context"
    assert told(found("S06", efficiency_motive=NO)) == [
        "会改变结果的：如果“因着眼于提高效率”成立，就变成“还缺信息”。"
    ], "what comes after it was not asked"
    assert told(found("S06", ctx_serving=UNCLEAR, out_error=UNCLEAR)) == [
        "会改变结果的：如果“在服务群众、服务企业中”成立、“一定失误或偏差”成立，就变成“与文字要件相符”。"
    ]
    assert told(found("S06", ctx_serving=NO)) == [
        "会改变结果的：如果“在服务群众、服务企业中”成立，就变成“还缺信息”。"
    ], "a context is told where nothing else would change it"


def test_several_scenarios_in_one_result_each_with_its_own_words() -> None:
    reply = found("S02", "S05", pilot_first=UNCLEAR, new_methods=NO)
    told = lines(reply)
    one = told.index("S02：还缺信息。弄清打问号的，结果才能确定。")
    other = told.index("S05：与文字要件不符。")
    assert "? 先行先试中（不清楚）" in told[one:other]
    assert "– 因为先行先试（您答：不清楚，不影响结果）" in told[other:]
    assert "✗ 由于采用新机制、新方法、新模式、新技术（您答：没有）" in told[other:]
    assert [quotation.clause for quotation in quotes(reply)] == ["S02", "S05"]


def test_a_bottom_line_that_was_asked_is_told_once_and_the_others_are_said_to_be_presumed() -> None:
    reply = found("S02", "S05")
    line = "✓ 底线（P5）：有没有为个人或他人谋取私利？您答：没有"
    assert lines(reply).count(line) == 1
    assert PRESUMED in reply.blocks
    open_line = found("S06", no_private_gain=UNCLEAR)
    assert "? 底线（P5）：有没有为个人或他人谋取私利？您答：不清楚" in lines(open_line)
    assert "S06：还缺信息。弄清打问号的，结果才能确定。" in lines(open_line)


def test_a_bottom_line_that_a_scenario_names_is_a_reason_there_and_not_told_again() -> None:
    told = lines(found("S01", "S06"))
    assert "✓ 没有为个人、他人谋取私利（您答：没有）" in told
    assert not [line for line in told if "底线（P5）" in line]


@pytest.mark.parametrize("scenario", ["S01", "S06"])
def test_a_crossed_bottom_line_is_said_once_with_its_principle_and_the_way_to_correct(
    scenario: str,
) -> None:
    reply = found(scenario, no_private_gain=YES)
    crossed, near, finding, *reasons = lines(reply)
    assert crossed == "您说有谋取私利的情况。这触及底线（P5），12 种情形都不适用。"
    assert near == "纠错的规定在 C1、C2、C4、C5。"
    assert finding == f"{scenario}：触及底线，不适用。"
    assert [one.clause for one in quotes(reply)] == ["P5"]
    assert [one.action for one in reply.keyboard[0]] == [
        ShowClause(name) for name in ("C1", "C2", "C4", "C5")
    ]
    assert not [line for line in reasons if "会改变结果的" in line or "底线" in line]
    assert PRESUMED not in reply.blocks


def test_a_bottom_line_crossed_in_one_scenario_bars_the_others_of_the_check() -> None:
    told = lines(found("S10", "S11", not_prohibited_by_law=YES))
    assert told[0] == "您说这件事是法律法规明令禁止的。这触及底线（P5），12 种情形都不适用。"
    assert "S10：触及底线，不适用。" in told
    assert "S11：触及底线，不适用。" in told
    assert "✗ 法律法规没有明令禁止（您答：是）" in told


def test_two_crossed_bottom_lines_are_both_said() -> None:
    answers = (("no_private_gain", YES), ("no_concealment", YES))
    told = lines(screen(ZH, Check(("S06",), PACK.version, answers, reviewed=True)))
    assert sum("12 种情形都不适用" in line for line in told) == 2


def test_the_english_result_speaks_english_but_for_the_words_of_the_text() -> None:
    told = lines(result(EN, walked("S06", efficiency_motive=UNCLEAR)))
    assert told[0] == "S06: information is missing. What is marked ? would settle it."
    assert "? 因着眼于提高效率 (Not sure)" in told
    assert any("does hold, it would be “matches the elements of the text”" in one for one in told)
    assert any(one.startswith("✓ Bottom line (P5): ") for one in told)
    barred = result(EN, walked("S06", no_private_gain=YES))
    assert lines(barred)[0].startswith("You said that private gain was sought. ")
    assert barred.keyboard[0][0].label == "Show C1"
