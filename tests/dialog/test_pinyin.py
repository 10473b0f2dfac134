"""How Chinese sounds: homophones meet, and typed pinyin is taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.answer.pinyin import _known_syllables, sounds, syllables
from scripts.sounds import TARGET, module

SYLLABLES = st.sampled_from(sorted(_known_syllables()))


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        ("容错", "荣错"),
        ("诫勉", "诫免"),
        ("纠错", "久错"),  # tones do not count
        ("整改", "怎改"),  # zh and z, -eng and -en
        ("时限", "私线"),
        ("主动", "组东"),
        ("情形", "亲行"),
    ],
)
def test_what_sounds_alike_is_one(meant: str, typed: str) -> None:
    assert sounds(meant) == sounds(typed)


@pytest.mark.parametrize(("one", "other"), [("容错", "纠错"), ("难", "男人"), ("对", "队员")])
def test_what_sounds_otherwise_differs(one: str, other: str) -> None:
    assert sounds(one) != sounds(other)


@pytest.mark.parametrize(
    ("typed", "characters"),
    [
        ("rongcuo", "容错"),
        ("jiucuo", "纠错"),
        ("shibaochong", "是包冲"),
        ("lvxing", "履行"),
        ("zhengcetiaozheng", "正测跳郑"),
        ("xian", "先"),  # as few syllables as possible, not 西安
    ],
)
def test_typed_pinyin_sounds_like_its_characters(typed: str, characters: str) -> None:
    assert syllables(typed) == sounds(characters)


@pytest.mark.parametrize("word", ["what", "investment", "rongcuox", "ü", "v", "r", "zh"])
def test_what_spells_no_syllables_is_no_pinyin(word: str) -> None:
    assert syllables(word) is None


def test_the_table_of_sounds_is_what_pypinyin_says() -> None:
    assert TARGET.read_text(encoding="utf-8") == module(), "run scripts/sounds.py"


def test_nothing_has_no_sound() -> None:
    assert sounds("") == syllables("") == []


@given(st.lists(SYLLABLES, max_size=6))
def test_whatever_is_spelt_by_syllables_is_taken_apart_into_no_more(spelt: list[str]) -> None:
    found = syllables("".join(spelt))
    assert found is not None
    assert len(found) <= len(spelt)


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=20))
def test_every_character_has_one_sound(characters: str) -> None:
    assert len(sounds(characters)) == len(characters)
