"""The pack that comes with the program: sound, and word for word the published text."""

import re
import timeit
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from time import process_time

import pytest

from bot.content_folder import DEFAULT_FOLDER, read_pack
from bot.dialog.checklist.logic import Truth, evaluate
from bot.dialog.content.lint.rulings import ours
from bot.dialog.content.lint.texts import placeholders
from bot.dialog.content.loading import FILES, parse_pack
from bot.dialog.content.parts import Language
from bot.dialog.content.rules import Role
from bot.dialog.content.schema import Pack
from bot.dialog.quoting import is_quoted
from bot.dialog.sentences import ALL
from tests.content.broken import FILES_AS_SHIPPED

SHARED = Path(__file__).parents[3] / "shared"
SOURCE = SHARED / "measure" / "source.zh.md"
CONDITIONS = SHARED / "eval" / "conditions.md"
CONDITION = re.compile(
    r"^\| (?P<scenario>S\d\d) \| `(?P<id>\w+)` \| (?P<phrase>.+?) \| (?P<role>\w+) \|", re.MULTILINE
)
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


@pytest.fixture(scope="module")
def conditions() -> str:
    if not CONDITIONS.exists():
        pytest.skip("the derivation of the elements is not beside this checkout")
    return CONDITIONS.read_text(encoding="utf-8")


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
    for name, own in pack.scenarios.own.items():
        for element in own:
            ground = pack.scenarios.elements[element].ground_in(name)
            assert is_quoted(ground.phrase, pack.measure.clauses[name].zh)


def test_the_elements_of_every_scenario_are_those_derived_from_the_text(
    pack: Pack, conditions: str
) -> None:
    derived: dict[str, dict[str, tuple[str, str]]] = {}
    for row in CONDITION.finditer(conditions):
        phrase = row["phrase"].replace("(没有)", "没有……")
        derived.setdefault(row["scenario"], {})[row["id"]] = (phrase, row["role"])
    mine = {
        name: {
            element: (ground.phrase, str(ground.role))
            for element in own
            for ground in [pack.scenarios.elements[element].ground_in(name)]
        }
        for name, own in pack.scenarios.own.items()
    }
    assert len(derived) == 12
    assert mine == derived


def test_each_consequence_alone_is_enough_and_everything_else_is_needed(pack: Pack) -> None:
    for name, scenario in pack.scenarios.scenarios.items():
        elements, own = pack.scenarios.elements, pack.scenarios.own[name]
        results = [e for e in own if elements[e].ground_in(name).role is Role.CONSEQUENCE]
        for result in results:
            truths = {e: Truth.MET for e in own if e not in results} | {result: Truth.MET}
            truths |= dict.fromkeys(set(results) - {result}, Truth.NOT_MET)
            assert evaluate(scenario.requires, truths) is Truth.MET
        for element in set(own) - set(results):
            truths = dict.fromkeys(own, Truth.MET) | {element: Truth.NOT_MET}
            assert evaluate(scenario.requires, truths) is Truth.NOT_MET
        if results:
            truths = dict.fromkeys(own, Truth.MET) | dict.fromkeys(results, Truth.NOT_MET)
            assert evaluate(scenario.requires, truths) is Truth.NOT_MET


def test_every_scenario_asks_first_where_the_work_happened(pack: Pack) -> None:
    for name, own in pack.scenarios.own.items():
        roles = [pack.scenarios.elements[element].ground_in(name).role for element in own]
        places = [index for index, role in enumerate(roles) if role is Role.CONTEXT]
        assert places == list(range(len(places))), name


def test_every_gap_and_every_clause_can_be_asked_for(pack: Pack) -> None:
    assert pack.utterances.gaps.keys() == {gap.id for gap in pack.measure.gaps}
    assert pack.utterances.clauses.keys() == pack.measure.clauses.keys()


def test_every_text_is_needed_and_uses_known_values(pack: Pack) -> None:
    answers = {f"chitchat.{name}" for name in pack.utterances.chitchat}
    answers |= {f"refusals.{name}" for name in pack.utterances.refusals}
    for texts in pack.texts.values():
        assert texts.keys() == ALL.keys() | answers
        for key, text in texts.items():
            allowed = ALL[key].values if key in ALL else frozenset()
            assert placeholders(text) <= allowed


def our_chinese(pack: Pack) -> Iterator[str]:
    """Yield every Chinese text of ours: all but the clauses, their phrases and corrections."""
    for _, path, text in ours(pack):
        if path[-1] == "zh":
            yield text
    yield from pack.texts[Language.CHINESE].values()
    yield from (case.about for case in pack.examples.cases)


def test_our_chinese_has_full_width_punctuation(pack: Pack) -> None:
    narrow = re.compile(
        r"[\u3001-\u9fff\u201c\u201d\uff00-\uffef][,:;?()]|[,:;?()][\u3001-\u9fff\u201c\u201d]"
    )
    texts = list(our_chinese(pack))
    assert len(texts) > 400
    for text in texts:
        words = re.sub(r"“[^”]*”", "", text)  # a quotation has the punctuation of the measure
        assert not narrow.search(words), text


def test_no_text_names_an_article_or_promises_a_ruling(pack: Pack) -> None:
    for text in pack.texts[Language.CHINESE].values():
        assert not re.search(r"第[一二三四五六七八九十百\d]+条", text)


def test_no_text_of_ours_claims_a_ruling_and_the_words_to_look_for_are_there(pack: Pack) -> None:
    claims = ["可以容错", "予以容错", "不予追究", "免责", "you are exempt", "will be tolerated"]
    assert set(claims) <= set(pack.utterances.rulings)
    searched = {text for _, _, text in ours(pack)}
    assert searched > set(pack.texts[Language.CHINESE].values())
    assert searched > {element.why.en for element in pack.scenarios.elements.values()}
    assert searched > {gap.zh for gap in pack.measure.gaps}
    assert not searched & {pack.measure.clauses[name].zh for name in pack.scenarios.scenarios}


def test_a_reader_is_never_shown_a_question_twice_for_one_element(pack: Pack) -> None:
    questions = [element.question for element in pack.scenarios.elements.values()]
    for language in Language:
        words = [question.in_(language) for question in questions]
        assert len(set(words)) == len(words)


def test_checking_takes_no_longer_for_a_line_where_there_are_many() -> None:
    """How long it takes is for `make bench` to say; here, that no check compares all lines with all."""
    files = {name: (DEFAULT_FOLDER / name).read_text(encoding="utf-8") for name in FILES}
    few, many = (
        min(timeit.repeat(partial(parse_pack, some), timer=process_time, number=1, repeat=5))
        / size_of(some)
        for some in (FILES_AS_SHIPPED, files)
    )
    assert size_of(files) > 3 * size_of(FILES_AS_SHIPPED)
    assert many < 2 * few, f"{many / few:.2f} times as long"


def size_of(files: Mapping[str, str]) -> int:
    return sum(map(len, files.values()))
