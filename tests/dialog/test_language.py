"""In which language a question is asked: what decides, and where nothing does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.answer.language import language_of
from bot.dialog.content.parts import Language
from tests.dialog.packs import PACK


@pytest.mark.parametrize(
    "text",
    [
        "从哪天起施行",
        "從哪天起施行",
        "S04是什么 please",
        "What does 容错 mean in this text?",
        "rongcuo jiucuo shenme shihou shixing",
        "zhaoshang yinzi chu le wenti zenme ban",
        "ZHENGCE TIAOZHENG LE ZENMEBAN",
    ],
)
def test_characters_and_pinyin_are_chinese(text: str) -> None:
    assert language_of(text) is Language.CHINESE


@pytest.mark.parametrize(
    "text",
    [
        "Which principles are there?",
        "what happens if a policy changes halfway",
        "ＷＨＯ ＤＥＣＩＤＥＳ ＷＨＡＴ ＦＩＴＳ",
        "is attracting investment covered, S04 I mean?",
    ],
)
def test_english_is_english(text: str) -> None:
    assert language_of(text) is Language.ENGLISH


@pytest.mark.parametrize(
    "text", ["", "?", "S04", "12 3", "ok", "hi there", "👍", "Привет, что там?"]
)
def test_little_or_nothing_could_be_either(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize("clause", PACK.measure.clauses.values(), ids=lambda clause: str(clause.id))
def test_a_clause_and_its_translation_are_told_apart(clause: object) -> None:
    zh, en = getattr(clause, "zh", ""), getattr(clause, "en", "")
    assert (language_of(zh), language_of(en)) == (Language.CHINESE, Language.ENGLISH)


@given(st.text(max_size=60))
def test_one_chinese_character_is_enough(text: str) -> None:
    assert language_of(text) in (None, *Language)
    assert language_of(f"{text} 错") is Language.CHINESE
