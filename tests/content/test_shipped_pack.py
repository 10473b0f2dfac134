"""The pack that comes with the program: sound, and word for word the published text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.content.lint.texts import placeholders
from bot.dialog.content.parts import Language
from bot.dialog.content.rules import references
from bot.dialog.content.schema import Pack
from bot.dialog.quoting import is_quoted
from bot.dialog.sentences import ALL

SOURCE = Path(__file__).parents[3] / "shared" / "measure" / "source.zh.md"
CLAUSE = re.compile(r"^ *- \[(?P<id>\w+)\] (?P<text>.+)$", re.MULTILINE)
CORRECTION = re.compile(r"「(?P<damaged>[^」]+)」→「(?P<corrected>[^」]+)」")


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = read_pack(DEFAULT_FOLDER)
    assert isinstance(found, Pack), found
    return found


@pytest.fixture(scope="module")
def source() -> str:
    if not SOURCE.exists():
        pytest.skip("the published text is not beside this checkout")
    return SOURCE.read_text(encoding="utf-8")


def test_the_clauses_are_the_published_text_and_nothing_is_added(pack: Pack, source: str) -> None:
    published = {found["id"]: found["text"] for found in CLAUSE.finditer(source)}
    assert {name: clause.zh for name, clause in pack.measure.clauses.items()} == published
    assert list(pack.measure.clauses) == list(published)


def test_the_sections_are_those_of_the_published_text(pack: Pack, source: str) -> None:
    titles = re.findall(r"^## (.+)$", source, re.MULTILINE)
    assert [section.title.zh for section in pack.measure.sections] == titles


def test_the_corrections_are_those_of_the_published_text(pack: Pack, source: str) -> None:
    told = [(found["damaged"], found["corrected"]) for found in CORRECTION.finditer(source)]
    mine = [(one.damaged, one.corrected) for one in pack.measure.corrections]
    assert mine == told


def test_a_correction_stands_in_the_clauses_it_names(pack: Pack) -> None:
    for correction in pack.measure.corrections:
        mended = re.sub(r"[〔〕]", "", correction.corrected)
        found = {name for name, clause in pack.measure.clauses.items() if mended in clause.zh}
        assert found, correction
        assert set(correction.clauses) <= found


@pytest.mark.parametrize("number", range(1, 13))
def test_every_scenario_of_the_measure_is_a_clause(pack: Pack, number: int) -> None:
    clause = pack.measure.clauses[f"S{number:02}"]
    assert clause.zh.endswith("的。")
    assert pack.measure.section_of[clause.id].id == "scenarios"


def test_the_means_of_correction_are_parts_of_their_clause(pack: Pack) -> None:
    parts = [name for name, clause in pack.measure.clauses.items() if clause.parent]
    assert parts == ["C4a", "C4b", "C4c", "C4d", "C4e", "C4f"]


def test_every_scenario_quotes_its_own_clause_exactly(pack: Pack) -> None:
    for name, scenario in pack.scenarios.scenarios.items():
        for element_name in references(scenario.requires):
            element = pack.scenarios.elements[element_name]
            assert element.clause == name
            assert is_quoted(element.phrase, pack.measure.clauses[name].zh)


def test_every_gap_and_every_clause_can_be_asked_for(pack: Pack) -> None:
    assert pack.utterances.gaps.keys() == {gap.id for gap in pack.measure.gaps}
    assert pack.utterances.clauses.keys() == pack.measure.clauses.keys() - {"background"}


def test_every_text_is_needed_and_uses_known_values(pack: Pack) -> None:
    answers = {f"chitchat.{name}" for name in pack.utterances.chitchat}
    answers |= {f"refusals.{name}" for name in pack.utterances.refusals}
    for texts in pack.texts.values():
        assert texts.keys() == ALL.keys() | answers
        for key, text in texts.items():
            allowed = ALL[key].values if key in ALL else frozenset()
            assert placeholders(text) <= allowed


def our_chinese(pack: Pack) -> Iterator[str]:
    """Yield every Chinese sentence of ours: all but the clauses, their phrases and corrections."""
    measure, content = pack.measure, pack.scenarios
    yield from pack.texts[Language.CHINESE].values()
    yield from (one.zh for one in (measure.title, *vars(measure.provenance).values()))
    for section in measure.sections:
        yield section.title.zh
    yield from (gap.zh for gap in measure.gaps)
    yield from (scenario.title.zh for scenario in content.scenarios.values())
    for element in content.elements.values():
        yield from (element.question.zh, element.why.zh)


def test_our_chinese_has_full_width_punctuation(pack: Pack) -> None:
    narrow = re.compile(
        r"[\u3001-\u9fff\u201c\u201d\uff00-\uffef][,:;?()]|[,:;?()][\u3001-\u9fff\u201c\u201d]"
    )
    for text in our_chinese(pack):
        assert not narrow.search(text), text


def test_no_text_names_an_article_or_promises_a_ruling(pack: Pack) -> None:
    for text in pack.texts[Language.CHINESE].values():
        assert not re.search(r"第[一二三四五六七八九十百\d]+条", text)


def test_commands_and_profiles_fit_into_what_telegram_takes(pack: Pack) -> None:
    for texts in pack.texts.values():
        assert len(texts["profile.description"]) <= 512
        assert len(texts["profile.short_description"]) <= 120
        assert all(len(t) <= 256 for key, t in texts.items() if key.startswith("command."))
