"""Quotations stand in the measure character by character, or they are refused."""

import ast
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.dialog.content.measure import Clause
from bot.dialog.quoting import is_quoted, quote, verified
from bot.dialog.reply import Quote, Reply, Text
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


def test_a_clause_with_parts_is_one_quotation_with_one_source() -> None:
    quotation = quote(EN, "C4")
    parts = PACK.measure.parts_of["C4"]
    assert quotation.text.splitlines() == [
        PACK.measure.clauses["C4"].zh,
        *(part.zh for part in parts),
    ]
    assert quotation.translation
    assert all(part.en in quotation.translation for part in parts)
    assert quotation.source == "— Corrective protection C4"


TRUE = (quote(ZH, "S01"), quote(ZH, "C4"), quote(ZH, "P1", "支持实干"))
FALSE = (
    Quote("S01", "可以容错", "—— S01"),
    Quote("S01", PACK.measure.clauses["S02"].zh, "—— S01"),
    Quote("C4", f"{PACK.measure.clauses['C4'].zh}\n开除", "—— C4"),
    Quote("X99", "支持实干", "—— X99"),
    Quote("P1", "", "—— P1"),
)


@pytest.mark.parametrize("false", FALSE)
def test_a_false_quotation_does_not_leave(false: Quote) -> None:
    before, after = Text("前"), Text("后")
    reply = Reply((before, TRUE[0], false, after))
    assert verified(ZH, reply) == (Reply((before, TRUE[0], after)), (false.clause,))


def test_true_quotations_leave_as_they_are() -> None:
    reply = Reply((Text("前"), *TRUE, quote(EN, "C4")))
    assert verified(ZH, reply) == (reply, ())


def test_only_quoting_makes_a_quotation() -> None:
    makers = set()
    for path in (Path(__file__).parents[2] / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "Quote" in (
                getattr(node.func, "id", ""),
                getattr(node.func, "attr", ""),
            ):
                makers.add(path.name)
    assert makers == {"quoting.py"}
