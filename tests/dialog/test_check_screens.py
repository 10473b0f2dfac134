"""What a self-check shows while it runs: the scenarios, a question, and why it is asked."""

import pytest

from bot.dialog import sentences as s
from bot.dialog.actions import (
    AddScenario,
    Answer,
    ExplainQuestion,
    GiveAnswer,
    GoBack,
    LeaveCheck,
    PickScenario,
)
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.screens import another, choice, explanation, screen, titles
from bot.dialog.content.parts import Language
from bot.dialog.reply import Heading, Note, Quote, Reply, Text
from bot.dialog.voice import Voice
from tests.dialog.packs import EN, PACK, ZH, pack_of

YES, NO, UNCLEAR = Answer.YES, Answer.NO, Answer.UNCLEAR
VOICES = pytest.mark.parametrize("voice", [ZH, EN], ids=["zh", "en"])
ELEMENTS = PACK.scenarios.elements


def check(*scenarios: str, answers: tuple[tuple[str, Answer], ...] = ()) -> Check:
    return Check(scenarios, PACK.version, answers=answers, step=len(answers))


def answered(*scenarios: str, until: str) -> Check:
    """Return a check whose next question is that of `until`."""
    running = check(*scenarios)
    while (asked := remaining(PACK.scenarios, running)[0]) != until:
        running = running.answered(asked, YES if ELEMENTS[asked].met_by else NO)
    return running


def labels_of(reply: Reply) -> list[list[str]]:
    return [[button.label for button in row] for row in reply.keyboard]


@VOICES
def test_a_question_says_how_many_are_left_and_offers_three_answers(voice: Voice) -> None:
    reply = screen(voice, check("S01"))
    title = PACK.scenarios.scenarios["S01"].title.in_(voice.language)
    asked = ELEMENTS["ctx_decision_deployment"]
    assert reply.blocks == (
        Heading(voice.say(s.CHECK_HEADING, scenario="S01", title=title)),
        Note(voice.say(s.CHECK_MORE, count=6)),
        Text(asked.question.in_(voice.language)),
    )
    answers, aside = reply.keyboard
    assert [button.action for button in answers] == [GiveAnswer(0, one) for one in Answer]
    assert [button.action for button in aside] == [ExplainQuestion(0), GoBack(0), LeaveCheck(0)]


def test_a_single_scenario_has_nowhere_to_go_back_to_at_first() -> None:
    voice = Voice(pack_of({"S01": "a"}, {"a": True}), Language.CHINESE)
    begun = Check(("S01",), PACK.version)
    aside = [one.action for one in screen(voice, begun).keyboard[1]]
    assert aside == [ExplainQuestion(0), LeaveCheck(0)]


@pytest.mark.parametrize(
    ("element", "chinese", "english"),
    [
        ("ctx_decision_deployment", ["是", "不是", "不清楚"], ["Yes", "No", "Not sure"]),
        ("no_private_gain", ["有", "没有", "不清楚"], ["Yes", "No", "Not sure"]),
        (
            "out_below_expectation",
            ["达到了", "没有达到", "不清楚"],
            ["Reached", "Not reached", "Not sure"],
        ),
    ],
)
def test_the_answers_fit_the_question(element: str, chinese: list[str], english: list[str]) -> None:
    assert [label(ZH, element, one) for one in Answer] == chinese
    assert [label(EN, element, one) for one in Answer] == english


@pytest.mark.parametrize("name", PACK.scenarios.scenarios)
def test_the_buttons_of_every_question_are_the_labels_of_its_element(name: str) -> None:
    running = check(name)
    while left := remaining(PACK.scenarios, running):
        said = labels_of(screen(ZH, running))[0]
        assert said == [label(ZH, left[0], one) for one in Answer]
        assert len(set(said)) == len(said)
        running = running.answered(left[0], YES if ELEMENTS[left[0]].met_by else NO)


def test_several_scenarios_are_named_together() -> None:
    blocks = screen(ZH, check("S01", "S04")).blocks
    assert blocks[0] == Heading("对照 S01、S04")


@VOICES
def test_why_it_is_asked_comes_with_the_words_and_a_hint_of_our_own(voice: Voice) -> None:
    reply = explanation(voice, check("S06"))
    asked = ELEMENTS["ctx_serving"]
    question, why, quotation, hint = reply.blocks[-4:]
    assert question == Text(asked.question.in_(voice.language))
    assert why == Text(asked.why.in_(voice.language))
    assert isinstance(quotation, Quote)
    assert (quotation.clause, quotation.text) == ("S06", "在服务群众、服务企业中")
    assert isinstance(hint, Note)
    assert asked.shown_by.in_(voice.language) in hint.text
    mark = "这是助手的建议，不是文本内容" if voice is ZH else "a suggestion of this assistant"
    assert mark in hint.text
    assert [button.action for button in reply.keyboard[1]] == [GoBack(0), LeaveCheck(0)], (
        "it is said already"
    )


def test_a_shared_question_quotes_every_scenario_of_the_check_that_asks_it() -> None:
    shared = answered("S02", "S05", "S07", until="pilot_first")
    quotes = [one for one in explanation(ZH, shared).blocks if isinstance(one, Quote)]
    assert [(one.clause, one.text) for one in quotes] == [
        ("S02", "先行先试中"),
        ("S05", "因为先行先试"),
    ]


def test_a_bottom_line_quotes_its_principle_where_no_scenario_of_the_check_names_it() -> None:
    asked = explanation(ZH, answered("S06", until="no_private_gain"))
    assert [(one.clause, one.text) for one in asked.blocks if isinstance(one, Quote)] == [
        ("P5", "坚守底线")
    ]
    named = explanation(ZH, answered("S01", "S06", until="no_private_gain"))
    assert [(one.clause, one.text) for one in named.blocks if isinstance(one, Quote)] == [
        ("S01", "没有为个人、他人谋取私利")
    ]


@VOICES
def test_the_choice_has_every_scenario_with_its_title_three_in_a_row(voice: Voice) -> None:
    reply = choice(voice)
    scenarios = PACK.scenarios.scenarios
    assert len(scenarios) == 12
    assert reply.blocks == (
        Text(voice.say(s.CHECK_PICK)),
        *(Text(f"{name} {one.title.in_(voice.language)}") for name, one in scenarios.items()),
        Note(voice.say(s.CHECK_TELL)),
    )
    names = list(scenarios)
    assert labels_of(reply) == [names[n : n + 3] for n in range(0, 12, 3)]
    assert [one.action for row in reply.keyboard for one in row] == [
        PickScenario(name) for name in names
    ]


@VOICES
def test_a_title_fits_into_one_line_of_a_phone(voice: Voice) -> None:
    for block in titles(voice):
        assert isinstance(block, Text)
        assert len(block.text) <= (22 if voice is ZH else 56)


def test_another_offers_the_others_and_the_way_back() -> None:
    running = check("S01", "S04", answers=(("ctx_decision_deployment", NO),))
    reply = another(ZH, running)
    assert reply.blocks[0] == Text(ZH.say(s.CHECK_PICK_ANOTHER))
    others = [name for name in PACK.scenarios.scenarios if name not in running.scenarios]
    assert [block.text[:3] for block in reply.blocks[1:] if isinstance(block, Text)] == others
    *rows, back = reply.keyboard
    assert [one.action for row in rows for one in row] == [AddScenario(1, name) for name in others]
    assert [one.action for one in back] == [AddScenario(1, "S04")]
    assert [one.label for one in back] == ["返回"]
