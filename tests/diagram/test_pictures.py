"""What the pictures of a pack show, whatever is written in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.content.rules import Expression, references
from bot.dialog.diagram.gallery import gallery
from bot.dialog.diagram.lettering import lettering, width
from bot.dialog.diagram.overview import shared
from bot.dialog.diagram.palette import GROUPS, ROLES
from tests.diagram.pictures import NASTY, pack_saying, texts, words
from tests.dialog.expressions import EXPRESSIONS, all_of, any_of, negated
from tests.dialog.packs import PACK

FILES = gallery(PACK)
CONTENT = PACK.scenarios
REQUIRES = all_of("a", any_of("b", negated("c")))
TEXT = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=120)


@pytest.mark.parametrize("name", CONTENT.scenarios)
def test_a_picture_has_every_phrase_role_and_id_of_its_scenario(name: str) -> None:
    shown = words(FILES[f"{name}.svg"])
    scenario = CONTENT.scenarios[name]
    assert {f"{name} {scenario.title.zh}", scenario.title.en} <= shown
    for element in references(scenario.requires):
        ground = CONTENT.elements[element].ground_in(name)
        assert {ground.phrase, element} <= shown
        assert any(text.startswith(f"{ROLES[ground.role].words} · {name}") for text in shown)
    for line in CONTENT.lines_of[name]:
        assert {CONTENT.elements[line].question.zh, line} <= shown
        assert any(CONTENT.bottom_lines[line].phrase in text for text in shown)
    assert {look.words for look in ROLES.values()} <= shown


def test_groups_are_named() -> None:
    nested = gallery(pack_saying("甲", REQUIRES))
    for look in GROUPS.values():
        assert look.words in words(nested["S01.svg"])
        assert look.words in nested["S01.mmd"]


def test_the_overview_has_what_is_shared_and_nothing_else() -> None:
    used = [name for names in CONTENT.own.values() for name in names]
    expected = {name for name in used if used.count(name) > 1} | set(CONTENT.bottom_lines)
    assert {one.element for one in shared(CONTENT)} == expected
    shown = words(FILES["overview.svg"])
    assert expected | set(CONTENT.scenarios) <= shown
    assert not (set(CONTENT.elements) - expected) & shown
    joins = sum(name in expected for name in used)
    assert FILES["overview.mmd"].count(" --- e") == joins
    curves = [
        line for line in FILES["overview.svg"].splitlines() if re.match('<path d="M[^"]*C', line)
    ]
    assert len(curves) == joins


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".svg")])
def test_no_text_is_wider_than_what_it_stands_in(name: str) -> None:
    for text in texts(FILES[name]):
        for x, line in text.lines:
            assert x + width(line, text.size) <= text.edge, text.words


@given(TEXT, EXPRESSIONS)
def test_any_text_is_kept_and_stays_inside(phrase: str, requires: Expression) -> None:
    files = gallery(pack_saying(phrase, requires))
    assert phrase in words(files["S01.svg"])
    for name in ("S01.svg", "overview.svg"):
        for text in texts(files[name]):
            assert all(x + width(line, text.size) <= text.edge for x, line in text.lines)


def test_a_deep_expression_makes_a_wider_picture() -> None:
    requires: Expression = "a"
    for _ in range(20):
        requires = negated(requires)
    (text,) = [
        text
        for text in texts(gallery(pack_saying(NASTY, requires))["S01.svg"])
        if text.words == NASTY and text.lines[0][0] > 400
    ]
    assert len(text.lines) < 5
    assert all(x + width(line, text.size) <= text.edge for x, line in text.lines)


@given(TEXT, st.floats(min_value=40, max_value=400))
def test_lines_are_the_text_and_fit(phrase: str, limit: float) -> None:
    text = lettering(phrase, 16, limit, "#000")
    assert "".join(text.lines) == phrase
    assert text.width <= limit
    assert all(text.lines)


def test_lines_end_where_a_reader_pauses() -> None:
    assert lettering("先处置、后补正", 10, 60, "#000").lines == ("先处置、", "后补正")
    assert lettering("甲乙丙丁戊己庚", 10, 60, "#000").lines == ("甲乙丙丁", "戊己庚")
    assert lettering("他说“好”。", 10, 45, "#000").lines == ("他说", "“好”。")
    assert lettering("one two three", 10, 45, "#000").lines == ("one two ", "three")
    assert lettering("incomprehensible", 10, 45, "#000").lines[0] == "incompre"


def test_signs_that_mean_something_are_shown_as_they_are() -> None:
    files = gallery(pack_saying(NASTY, REQUIRES))
    assert NASTY in words(files["S01.svg"])
    assert "&lt;b&gt;" in files["S01.svg"]
    labels = files["S01.mmd"] + files["overview.mmd"]
    assert "#60;b#62;#34;甲#34; #38; #39;乙#39; #35;35#59;" in labels
    for line in labels.splitlines():
        assert line.count('"') in (0, 2)
        label = line.partition('"')[2].rpartition('"')[0].replace("<br/>", "")
        assert not set(label) & set("<>\"'[]{}()|`\\&%")
    page = files["README.md"]
    assert "<b>" not in page
    assert "&#60;b&#62;" in page


def test_the_page_shows_every_picture() -> None:
    page = FILES["README.md"]
    for name in ("overview", *CONTENT.scenarios):
        assert f"({name}.svg)" in page
        assert f"({name}.mmd)" in page
    assert "flowchart" not in page
