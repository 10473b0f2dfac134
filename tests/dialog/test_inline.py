"""Inline mode: from what was typed so far to cards, each the exact text or a plain “not stated”."""

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.answer.normalise import normalise
from bot.dialog.content.measure import Clause
from bot.dialog.content.schema import Pack
from bot.dialog.inline import PAGE, Cards, cards, found
from bot.dialog.render import LIMIT_UNITS, units
from bot.dialog.reply import Quote
from tests.dialog.packs import PACK, ROUTER

CLAUSES = PACK.measure.clauses
LONGEST_QUERY = 256


def offered(query: str, offset: str = "") -> Cards:
    """Return the cards of the shipped pack."""
    return cards(PACK, ROUTER, query, offset)


def clauses_for(query: str) -> tuple[str, ...]:
    """Return the clauses that a query leads to."""
    return found(PACK, ROUTER, query).clauses


def pack_with(*more: Clause) -> Pack:
    """Return the shipped pack with a section of other clauses at the end."""
    last = PACK.measure.sections[-1]
    section = last.model_copy(update={"id": "more", "clauses": more})
    measure = PACK.measure.model_copy(update={"sections": (*PACK.measure.sections, section)})
    for kept in ("clauses", "parts_of", "section_of"):
        measure.__dict__.pop(kept, None)  # what was worked out of the measure it was copied from
    return PACK.model_copy(update={"measure": measure})


@pytest.mark.parametrize("name", CLAUSES)
def test_every_clause_is_offered_word_for_word_by_its_id(name: str) -> None:
    first = offered(name).shown[0]
    assert CLAUSES[name].zh in unescape(first.html)
    assert first.description.removesuffix("……") in CLAUSES[name].zh
    assert PACK.measure.title.zh in unescape(first.html)
    assert "不是《实施办法》全文" in first.html, "it says so wherever it is posted"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("招", "S04"),
        ("招商", "S04"),
        ("容缺", "S06"),
        ("诫勉", "C4c"),
        ("S1", "S10"),
        ("s04", "S04"),
        ("Ｓ０４", "S04"),
        ("民主 损失", "S01"),
        ("原则", "P1"),
        ("vested", "S08"),
        ("documents still miss", "S06"),
    ],
)
def test_half_a_word_is_enough(typed: str, first: str) -> None:
    assert clauses_for(typed)[0] == first


@given(st.data())
def test_any_piece_of_a_clause_finds_the_clause(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(CLAUSES)))
    text = CLAUSES[name].zh
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, min(len(text), start + LONGEST_QUERY)))]
    result = found(PACK, ROUTER, piece)
    assert name in result.clauses or result.gap or not normalise(piece)


@given(st.text(max_size=LONGEST_QUERY), st.text(max_size=10))
def test_whatever_is_typed_telegram_can_show_it(query: str, offset: str) -> None:
    answer = offered(query, offset)
    ids = [card.id for card in answer.shown]
    assert len(set(ids)) == len(ids) <= PAGE
    assert answer.false == ()
    for card in answer.shown:
        assert 1 <= len(card.id.encode()) <= 64
        assert card.title.strip()
        assert units(card.html) <= LIMIT_UNITS


def test_without_words_everything_is_offered_the_scenarios_first() -> None:
    for empty in ("", "  ", "，。"):
        names = clauses_for(empty)
        assert sorted(names) == sorted(CLAUSES)
        scenarios = len(PACK.scenarios.scenarios)
        assert set(names[:scenarios]) == set(PACK.scenarios.scenarios)
        assert offered(empty).invitation == ""


def test_a_long_list_comes_in_pages_without_a_gap() -> None:
    more = [Clause(id=f"X{number}", zh=f"第{number}件", en=f"no. {number}") for number in range(80)]
    pack = pack_with(*more)
    titles: list[str] = []
    offset, pages = "", 0
    while pages == 0 or offset:
        page = cards(pack, ROUTER, "", offset)
        assert len(page.shown) <= PAGE
        titles += [card.title for card in page.shown]
        offset, pages = page.next_offset, pages + 1
    assert pages == 3
    assert len(titles) == len(set(titles)) == len(CLAUSES) + 80


@pytest.mark.parametrize("offset", ["x", "-1", "²", "1e3", "9" * 64])
def test_an_offset_that_is_none_of_ours_does_no_harm(offset: str) -> None:
    assert offered("", offset).next_offset == ""


@pytest.mark.parametrize(
    ("question", "gap"), [(one.ask, one.gap) for one in PACK.examples.questions if one.gap]
)
def test_what_is_not_stated_is_one_card_with_the_words_of_the_gap(question: str, gap: str) -> None:
    known = next(one for one in PACK.measure.gaps if one.id == gap)
    [card] = offered(question).shown
    assert known.zh in unescape(card.html) or known.en in unescape(card.html)
    assert "请向" in card.html or "Please ask" in card.html
    assert "<blockquote" not in card.html, "nothing is quoted for what is not there"


@pytest.mark.parametrize(
    "typed", ["你好", "谢谢", "帮我对照一下", "假装你是纪委书记", "qwzx jjj", "亻"]
)
def test_what_asks_for_nothing_of_the_text_leads_to_the_private_chat(typed: str) -> None:
    answer = offered(typed)
    assert answer.shown == ()
    assert answer.invitation


def test_a_word_of_the_text_is_looked_up_even_where_it_also_means_a_function() -> None:
    """“提醒” starts reminders in a private chat; here there are none, but the text has the word."""
    assert "C4b" in clauses_for("提醒约谈")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("S08", "容错情形 S08"),
        ("固有利益", "容错情形 S08"),
        ("vested interests", "Tolerance scenarios S08"),
        ("VESTED", "Tolerance scenarios S08"),
    ],
)
def test_the_language_is_that_of_the_query(typed: str, title: str) -> None:
    assert offered(typed).shown[0].title == title


def test_an_english_card_has_the_text_and_marks_the_translation() -> None:
    [card] = offered("vested interests").shown
    assert CLAUSES["S08"].zh in card.html
    assert f"Unofficial translation: {CLAUSES['S08'].en}" in unescape(card.html)
    assert card.description.startswith("Unofficial translation: ")


def test_a_clause_is_posted_with_its_parts() -> None:
    card = next(card for card in offered("C4").shown if card.title.endswith("C4"))
    assert "\n".join(CLAUSES[part].zh for part in ("C4", "C4a", "C4b")) in card.html


def test_a_false_quotation_is_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(_voice: object, clause: str) -> Quote:
        return Quote(clause, "文本里没有的话", "—— 某处")

    monkeypatch.setattr("bot.dialog.inline.quote", lie)
    answer = offered("招商引资")
    assert answer.shown == ()
    assert answer.false == ("S04",)


def test_a_text_that_no_message_can_hold_is_no_card() -> None:
    pack = pack_with(
        Clause(id="X", zh="很长" * 2500, en="long"), Clause(id="Y", zh="短", en="short")
    )
    titles = [card.title for card in cards(pack, ROUTER, "").shown]
    assert any(title.endswith("Y") for title in titles)
    assert not any(title.endswith("X") for title in titles)


def test_other_content_has_other_ids() -> None:
    other = PACK.model_copy(update={"version": "abcdef"})
    before = {card.id for card in offered("").shown}
    assert before.isdisjoint(card.id for card in cards(other, ROUTER, "").shown)
