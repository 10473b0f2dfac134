"""What is typed in the place of a button: yes, no, not sure, open, a word, or no answer at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.screens import screen
from bot.dialog.story.answering import Open, Word, agrees, answer_in, pointed_at, typed, word_in
from tests.dialog.packs import LIBRARY, PACK, ZH

YES, NO, UNCLEAR, OPEN = Answer.YES, Answer.NO, Answer.UNCLEAR, "open"
SPOKEN = PACK.utterances.spoken
MET, GAIN, PROCEDURE = "democratic_procedure", "no_private_gain", "procedure_not_followed"
CASES = [
    # the buttons typed out, and words for them
    (MET, "有", YES),
    (MET, "没有", NO),
    (MET, "不清楚", UNCLEAR),
    (MET, "有的。", YES),
    (MET, "對", YES),
    (MET, "嗯嗯", YES),
    (MET, "是的", YES),
    (MET, "没", NO),
    (MET, "不是", NO),
    (MET, "Yes", YES),
    (MET, "nope", NO),
    (MET, "记不清了", UNCLEAR),
    (MET, "这个我真记不清了", UNCLEAR),
    (MET, "忘了", UNCLEAR),
    (MET, "跳过", UNCLEAR),
    ("out_below_expectation", "没有达到", NO),
    ("out_below_expectation", "没达到", NO),
    ("out_below_expectation", "达到了", YES),
    ("lack_experience", "是", YES),
    ("lack_experience", "没有", NO),
    # in other words, read as in a story
    (MET, "上过会的", YES),
    (MET, "没有上会", NO),
    (MET, "就我和书记两个人定的", NO),
    (MET, "没有，就我一个人定的", NO),
    (MET, "有，会上大家都举手同意了", YES),
    (GAIN, "一分钱没拿", NO),
    (GAIN, "没有谋私利", NO),
    (GAIN, "我收了两条烟", YES),
    (PROCEDURE, "没来得及走程序", NO),
    (PROCEDURE, "按程序办的", YES),
    ("no_precedent", "没有先例", NO),
    ("no_precedent", "有先例", YES),
    ("not_prohibited_by_law", "没有明令禁止", NO),
    ("out_loss", "造成了", YES),
    ("out_loss", "没造成", NO),
    # not said for certain
    (MET, "好像开过会", OPEN),
    (MET, "可能有", OPEN),
    (MET, "没有吧", OPEN),
    (MET, "应该没有", OPEN),
    (MET, "有，没有上会", OPEN),
    # a mere yes does not settle a check against a person; a button typed out does
    (GAIN, "对", OPEN),
    (GAIN, "嗯", OPEN),
    (GAIN, "有", YES),
    (GAIN, "没有", NO),
    ("clean_gov_business", "没有", OPEN),
    ("clean_gov_business", "不是", NO),
    ("clean_gov_business", "对", YES),
    # no answers
    (MET, "多少个工作日给答复", None),
    (MET, "上过会就能容错吗？", None),
    (MET, "什么叫民主决策程序", None),
    (MET, "今天天气不错", None),
    (MET, "看整改事项", None),
    (MET, "", None),
]


def said(asked: str, text: str) -> Answer | str | None:
    found = answer_in(PACK, asked, text, LIBRARY.reader.facts(text))
    return OPEN if isinstance(found, Open) else found


@pytest.mark.parametrize(("asked", "text", "answer"), CASES)
def test_a_text_answers_what_it_says(asked: str, text: str, answer: Answer | str | None) -> None:
    assert said(asked, text) == answer


def test_what_is_open_is_shown_as_it_was_typed() -> None:
    found = answer_in(PACK, MET, "好像\n开过会", ())
    assert found == Open("好像 开过会")


@pytest.mark.parametrize("element", PACK.scenarios.elements)
def test_every_button_counts_when_it_is_typed_out(element: str) -> None:
    labels = PACK.scenarios.answers[PACK.scenarios.elements[element].answers]
    for answer, label in zip(Answer, (labels.affirm, labels.deny, labels.unclear), strict=True):
        assert said(element, label.zh) == said(element, f"{label.en}.") == answer


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("返回", Word.BACK),
        ("回去吧", None),
        ("点错了", Word.BACK),
        ("为什么问？", Word.WHY),
        ("改答案", Word.CHANGE),
        ("结束", Word.STOP),
        ("先到这里。", Word.STOP),
        ("算了", Word.STOP),
        ("就是这样", Word.CONFIRM),
        ("Stop", Word.STOP),
        ("结束以后怎么办", None),
        ("", None),
    ],
)
def test_a_word_is_a_word_alone(text: str, word: Word | None) -> None:
    assert word_in(SPOKEN, text) is word


def test_no_word_has_two_meanings() -> None:
    groups = [getattr(SPOKEN, name) for name in type(SPOKEN).model_fields]
    every = [one for group in groups for one in group]
    assert len(set(every)) == len(every)


def test_the_label_of_a_shown_button_is_its_action() -> None:
    shown = screen(ZH, Check(("S01",), PACK.version))
    for row in shown.keyboard:
        for button in row:
            assert typed(shown, f" {button.label}。") == button.action
    assert typed(shown, "导出 Word") is None
    assert typed(shown, "") is None


def test_to_agree_says_nothing_else() -> None:
    assert agrees(SPOKEN, "对的")
    assert agrees(SPOKEN, "就是这样")
    assert not agrees(SPOKEN, "不对")
    assert not agrees(SPOKEN, "对，但是后来补了")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第2个不对", 2),
        ("2不对", 2),
        ("第三项错了", 3),
        ("12 有误", 12),
        ("Number 1 is wrong", 1),
        ("不对", None),
        ("第十个不对", None),
        ("2", None),
        ("", None),
    ],
)
def test_a_fact_is_pointed_at_by_its_number(text: str, number: int | None) -> None:
    assert pointed_at(text) == number


_CUES = [one for name in type(SPOKEN).model_fields for one in getattr(SPOKEN, name)]
_TEXTS = st.lists(st.sampled_from([*_CUES, "，", "？", "上会", "吧", "了", " "]), max_size=5).map(
    "".join
)


@given(st.sampled_from(sorted(PACK.scenarios.elements)), _TEXTS)
def test_any_text_is_an_answer_or_none(element: str, text: str) -> None:
    found = answer_in(PACK, element, text, ())
    assert found is None or isinstance(found, Answer | Open)
    if isinstance(found, Open):
        assert found.words
