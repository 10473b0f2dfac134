"""What a self-check shows: questions, the verdict and its reasons, in both languages."""

import pytest

from bot.dialog import sentences as s
from bot.dialog.actions import Answer, GiveAnswer, GoBack, RestartCheck
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.screens import choice, screen
from bot.dialog.content.parts import Language
from bot.dialog.reply import Heading, Note, Quote, Reply, Text
from bot.dialog.voice import Voice
from tests.dialog.packs import EN, PACK, ZH, pack_of

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR
FITTING = (
    ("ctx_decision_deployment", YES),
    ("out_error", YES),
    ("democratic_procedure", YES),
    ("no_private_gain", NO),
    ("no_improper_unit_gain", NO),
    ("active_remedy", YES),
)


def verdict_of(*answers: tuple[str, Answer], voice: Voice = ZH) -> Reply:
    return screen(voice, Check("S01", PACK.version, answers=answers, step=len(answers)))


def texts_of(reply: Reply) -> list[str]:
    return [block.text for block in reply.blocks if isinstance(block, Text)]


def test_a_question_says_how_many_are_left_and_offers_three_answers() -> None:
    reply = verdict_of()
    assert reply.blocks == (
        Heading(ZH.say(s.CHECK_HEADING, scenario="S01", title="落实决策部署中的失误和偏差")),
        Note(ZH.say(s.CHECK_MORE, count=6)),
        Text(PACK.scenarios.elements["ctx_decision_deployment"].question.zh),
    )
    answers, aside = reply.keyboard
    assert [button.action for button in answers] == [GiveAnswer(0, one) for one in Answer]
    assert len(aside) == 1


def test_back_is_offered_once_there_is_an_answer() -> None:
    _, aside = verdict_of(("ctx_decision_deployment", YES)).keyboard
    assert aside[1].action == GoBack(1)


def test_every_element_that_holds_is_a_reason_to_fit() -> None:
    reply = verdict_of(*FITTING)
    finding, *reasons = texts_of(reply)
    assert finding == ZH.say(s.VERDICT_FITS, scenario="S01")
    said = {YES: "是", NO: "否"}
    assert reasons == [
        ZH.say(s.VERDICT_MET, phrase=PACK.scenarios.elements[name].phrase, answer=said[answer])
        for name, answer in FITTING
    ]


@pytest.mark.parametrize("number", range(len(FITTING)))
def test_one_element_that_fails_decides(number: int) -> None:
    name, answer = FITTING[number]
    opposite = NO if answer is YES else YES
    finding, *reasons = texts_of(verdict_of(*FITTING[:number], (name, opposite)))
    assert finding == ZH.say(s.VERDICT_NOT, scenario="S01")
    phrase = PACK.scenarios.elements[name].phrase
    assert reasons[-1] == ZH.say(
        s.VERDICT_UNMET, phrase=phrase, answer="否" if opposite is NO else "是"
    )
    assert len(reasons) == number + 1


@pytest.mark.parametrize("number", range(len(FITTING)))
def test_one_open_element_leaves_information_missing(number: int) -> None:
    answers = list(FITTING)
    answers[number] = (answers[number][0], UNCLEAR)
    finding, *reasons = texts_of(verdict_of(*answers))
    assert finding == ZH.say(s.VERDICT_OPEN, scenario="S01")
    phrase = PACK.scenarios.elements[answers[number][0]].phrase
    assert ZH.say(s.VERDICT_UNDETERMINED, phrase=phrase, answer="不清楚") in reasons


@pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
def test_a_verdict_quotes_the_clause_and_says_that_it_is_no_ruling(voice: Voice) -> None:
    reply = verdict_of(*FITTING, voice=voice)
    [quotation] = [block for block in reply.blocks if isinstance(block, Quote)]
    assert quotation.text == PACK.measure.clauses["S01"].zh
    assert (quotation.translation is None) == (voice is ZH)
    assert reply.blocks[0] == Heading(voice.say(s.VERDICT_HEADING))
    assert reply.blocks[-1] == Note(voice.say(s.VERDICT_STANDING))
    first_row = [button.action for button in reply.keyboard[0]]
    assert first_row == [GoBack(len(FITTING)), RestartCheck(len(FITTING))]


def test_the_choice_puts_three_scenarios_in_a_row() -> None:
    pack = pack_of(dict.fromkeys(("S01", "S02", "S03", "S04"), "a"), {"a": True})
    keyboard = choice(Voice(pack, Language.CHINESE)).keyboard
    assert [[button.label for button in row] for row in keyboard] == [
        ["S01", "S02", "S03"],
        ["S04"],
    ]
