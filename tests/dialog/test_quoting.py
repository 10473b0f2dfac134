"""Quotations stand in the measure character by character, or they are refused."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dialog.content.schema import Clause
from bot.dialog.quoting import is_quoted, quote
from tests.dialog.packs import EN, PACK, ZH

CLAUSES = st.sampled_from(list(PACK.measure.clauses.values()))


@pytest.mark.parametrize(
    "words",
    ["甲乙丙丁", "甲", "乙丙", "甲……丁", "甲……乙丙……丁", "甲……乙"],
)
def test_exact_words_are_quoted(words: str) -> None:
    assert is_quoted(words, "甲乙丙丁")


@pytest.mark.parametrize(
    "words",
    ["", "戊", "甲丙", "丁……甲", "甲……甲", "……", "甲……", "……丁", "甲……戊", "甲…丁", "甲乙 丙丁"],
)
def test_inexact_words_are_not(words: str) -> None:
    assert not is_quoted(words, "甲乙丙丁")


def test_a_text_with_dots_of_its_own_is_quoted_whole() -> None:
    assert is_quoted("甲……", "甲……")


@given(CLAUSES, st.data())
def test_any_part_of_a_clause_can_be_quoted(clause: Clause, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(clause.zh) - 1))
    end = data.draw(st.integers(start + 1, len(clause.zh)))
    words = clause.zh[start:end]
    assert quote(ZH, clause.id, words).text == words


@given(CLAUSES, st.text(max_size=3))
def test_words_that_do_not_stand_in_the_clause_are_refused(clause: Clause, words: str) -> None:
    assume(words not in clause.zh or not words)
    with pytest.raises(ValueError, match=f"clause {clause.id} cannot be quoted"):
        quote(ZH, clause.id, words)


def test_a_quotation_says_where_it_stands() -> None:
    quotation = quote(ZH, "S01")
    assert quotation.text == PACK.measure.clauses["S01"].zh
    assert quotation.source == "—— 容错情形 S01"
    assert quotation.translation is None


def test_only_a_whole_clause_is_translated_and_marked_as_unofficial() -> None:
    whole, part = quote(EN, "P1"), quote(EN, "P1", "支持实干")
    assert whole.text == "支持实干,鼓励创新"
    assert whole.translation == (
        "Unofficial translation: Support practical work, encourage innovation"
    )
    assert part.translation is None
