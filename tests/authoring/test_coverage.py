"""`content coverage`: the matrix, and a hole for everything that is missing."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.content_folder import load_pack
from bot.dialog.answer.route import Router
from bot.dialog.answer.targets import lines_of
from bot.dialog.answer.training import train
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.coverage.holes import Coverage, cover
from bot.dialog.content.coverage.matrix import Row, rows
from bot.dialog.content.coverage.table import table, width_of
from bot.dialog.content.measure import Measure
from bot.dialog.content.schema import Pack
from tests.authoring.library import make_library
from tests.dialog.packs import PACK, ROUTER


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(make_library(tmp_path_factory.mktemp("packs") / "library"))


def row_of(pack: Pack, clause: str) -> Row:
    return next(row for row in rows_of(pack) if row.clause == clause)


def router_of(pack: Pack) -> Router:
    return Router(pack, train(list(lines_of(pack))))


def rows_of(pack: Pack) -> list[Row]:
    return rows(pack, router_of(pack))


def cover_of(pack: Pack) -> Coverage:
    return cover(pack, router_of(pack))


def changed(pack: Pack, part: str, **fields: object) -> Pack:
    """Return `pack` with other fields in one of its parts."""
    return pack.model_copy(update={part: getattr(pack, part).model_copy(update=fields)})


def with_cues(pack: Pack, group: str, cues: Mapping[str, tuple[str, ...]]) -> Pack:
    return changed(pack, "utterances", **{group: {**getattr(pack.utterances, group), **cues}})


def test_a_row_counts_what_refers_to_a_clause(library: Pack) -> None:
    row = row_of(library, "lost_book")
    assert row.name == "丢书"
    assert row.scenario
    assert row.elements == ("registered", "was_lost", "paid", "replaced", "tidied")
    assert row.gaps == ("fine",)
    assert row.cues == row.answered == library.utterances.clauses["lost_book"]
    assert row.questions == ("把书弄丢了要紧吗",)
    assert row.cases == len(Verdict)
    assert row.unquoted == ("并且", "或者", "的")


def test_a_bottom_line_refers_to_its_clause_as_well(library: Pack) -> None:
    row = row_of(library, "honesty")
    assert row.elements == ("untampered",)
    assert not row.scenario
    assert row.unquoted == (), "only what a scenario leaves out is told"


def test_the_invented_pack_has_no_hole(library: Pack) -> None:
    assert cover_of(library).holes == ()


def test_a_clause_that_nobody_can_ask_for(library: Pack) -> None:
    silent = with_cues(library, "clauses", {"mending": ()})
    assert cover_of(silent).holes == (), "its words still lead there, as the example shows"
    questions = tuple(q for q in library.examples.questions if "mending" not in q.cites)
    (hole,) = cover_of(changed(silent, "examples", questions=questions)).holes
    assert hole.startswith("clause mending: nobody can ask for it: add lines to utterances.yaml")


def test_a_gap_without_a_cue_and_without_an_example(library: Pack) -> None:
    questions = tuple(q for q in library.examples.questions if q.gap != "fine")
    silent = changed(with_cues(library, "gaps", {"fine": ()}), "examples", questions=questions)
    assert [hole.split(":")[0] for hole in cover_of(silent).holes] == [
        "gap fine has no line",
        "gap fine has no example",
    ]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_without_a_case(library: Pack, verdict: Verdict) -> None:
    cases = tuple(
        case
        for case in library.examples.cases
        if (case.scenario, case.verdict) != ("drawing", verdict)
    )
    (hole,) = cover_of(changed(library, "examples", cases=cases)).holes
    assert hole.startswith(f"scenario drawing has no case of {verdict}: add one to examples.yaml")


def test_a_clause_among_scenarios_without_a_rule(library: Pack) -> None:
    content = library.scenarios
    fewer = {name: rule for name, rule in content.scenarios.items() if name != "machine"}
    cases = tuple(case for case in library.examples.cases if case.scenario != "machine")
    without = changed(changed(library, "scenarios", scenarios=fewer), "examples", cases=cases)
    (hole,) = cover_of(without).holes
    assert hole.startswith("clause machine stands among scenarios and has no rule")


def test_an_element_without_a_ground(library: Pack) -> None:
    elements = library.scenarios.elements
    bare = {**elements, "paid": elements["paid"].model_copy(update={"grounds": ()})}
    (hole,) = cover_of(changed(library, "scenarios", elements=bare)).holes
    assert "elements.paid.grounds" in hole


def test_a_clause_without_a_plain_answer(library: Pack) -> None:
    measure = library.measure.model_dump()
    measure["sections"][0]["clauses"][0]["plain"] = None
    mute = library.model_copy(update={"measure": Measure.model_validate(measure)})
    (hole,) = cover_of(mute).holes
    assert hole == "clause study has no plain answer: add plain in measure.yaml"


def test_the_columns_stand_below_each_other_whatever_the_script(library: Pack) -> None:
    heads, *lines = [line for line in table(cover_of(library)) if line][: len(rows_of(library)) + 1]
    section = heads.index("section")
    for line, row in zip(lines, rows_of(library), strict=True):
        before = line[: line.index(f" {row.section} ") + 1]
        assert width_of(before) == section


@pytest.mark.parametrize(("text", "width"), [("ab", 2), ("书", 2), ("，", 2), ("e\u0301", 1)])
def test_the_width_of_a_text(text: str, width: int) -> None:
    assert width_of(text) == width


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["content", "coverage", *arguments])
    return result.exit_code, result.stdout


def test_an_element_that_no_story_tells_of_is_a_hole(library: Pack) -> None:
    evidence = {**library.utterances.evidence}
    del evidence["paid"]
    (hole,) = cover_of(changed(library, "utterances", evidence=evidence)).holes
    assert hole == (
        "element paid is not seen in what people tell:"
        " add cues to utterances.yaml under evidence.paid"
    )


def test_the_command_prints_the_table_and_the_holes() -> None:
    code, out = run()
    assert code == 0
    assert all(name in out for name in load_pack(None).measure.clauses)
    holes = cover(PACK, ROUTER).holes
    assert (f"holes: {len(holes)}" if holes else "no holes") in out
    assert all(hole in out for hole in holes)


def test_strict_fails_where_there_are_holes(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    assert run(str(folder), "--strict")[0] == 0
    path = folder / "examples.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - {ask: 要罚多少, gap: fine}\n", ""), encoding="utf-8")
    code, out = run(str(folder), "--strict")
    assert code == 1
    assert "holes: 1\n  gap fine has no example" in out


def test_json_for_tools() -> None:
    told: dict[str, Any] = json.loads(run("--json")[1])
    assert told.keys() == {"rows", "holes"}
    assert [row["clause"] for row in told["rows"]] == list(load_pack(None).measure.clauses)


def test_a_broken_pack_has_no_coverage_but_problems(tmp_path: Path) -> None:
    code, out = run(str(tmp_path))
    assert code == 1
    assert "measure.yaml: the file is missing" in out


def test_every_scenario_of_the_shipped_pack_has_a_case_of_each_verdict() -> None:
    holes = cover(PACK, ROUTER).holes
    assert not [hole for hole in holes if hole.startswith(("scenario", "element", "cue"))]
