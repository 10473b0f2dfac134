"""Lead-ins: what asked to record something is left out of its title, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.answer.lead_in import without_lead_in

LEAD_INS = ("提醒我", "提醒", "remind me to", "记一下")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("提醒我交整改报告", "交整改报告"),
        ("提醒 交整改报告", "交整改报告"),
        ("提　醒，我：交整改报告", "交整改报告"),  # spaces and punctuation between its characters
        ("麻烦记一下，12月1日前交材料", "麻烦 12月1日前交材料"),
        ("Remind me to file the report by Friday", "file the report by Friday"),
        ("REMIND  ME  TO: file it", "file it"),
        ("交整改报告", "交整改报告"),
        ("  交《整改报告》。 ", "交《整改报告》。"),
        ("提醒我", ""),
    ],
)
def test_a_lead_in_is_left_out(typed: str, title: str) -> None:
    assert without_lead_in(LEAD_INS, typed) == title


def test_a_latin_lead_in_ends_where_a_word_ends() -> None:
    assert without_lead_in(["add"], "address the report") == "address the report"
    assert without_lead_in(["add"], "Madden") == "Madden"
    assert without_lead_in(["add"], "add: the report") == "the report"


def test_the_longest_goes_and_only_once() -> None:
    assert without_lead_in(["提醒", "提醒我"], "提醒我提醒我交报告") == "提醒我交报告"


@given(st.text(max_size=40))
def test_without_lead_ins_a_text_stays(text: str) -> None:
    assert without_lead_in((), text) == text.strip()
    assert without_lead_in(LEAD_INS, text).replace(" ", "") in ("", *[text.replace(" ", "")]) or (
        len(without_lead_in(LEAD_INS, text)) < len(text)
    )
