"""`content coverage`: the matrix, and a hole for everything that is missing."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.content_folder import DEFAULT_FOLDER, load_pack
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.coverage.holes import cover
from bot.dialog.content.coverage.matrix import Row, rows
from bot.dialog.content.coverage.table import table, width_of
from bot.dialog.content.schema import Pack
from tests.authoring.library import make_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load_pack(make_library(tmp_path_factory.mktemp("packs") / "library"))


def row_of(pack: Pack, clause: str) -> Row:
    return next(row for row in rows(pack) if row.clause == clause)


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
    assert cover(library).holes == ()


def test_a_cue_that_leads_elsewhere_is_no_answer_and_a_hole(library: Pack) -> None:
    astray = with_cues(library, "clauses", {"machine": ("借还机", "罚款的机器")})
    assert row_of(astray, "machine").answered == ("借还机",)
    (hole,) = cover(astray).holes
    assert hole == (
        "cue “罚款的机器” of clauses.machine leads to not_stated fine:"
        " move or reword one of the two in utterances.yaml"
    )


@pytest.mark.parametrize(
    ("group", "target"), [("chitchat", "rainy"), ("functions", "help"), ("gaps", "fine")]
)
def test_the_cues_of_every_group_are_tried(library: Pack, group: str, target: str) -> None:
    more = (*getattr(library.utterances, group)[target], "lost book")
    (hole,) = cover(with_cues(library, group, {target: more})).holes
    assert hole.startswith(f"cue “lost book” of {group}.{target} leads to answer lost_book:")


def test_a_clause_that_nobody_can_ask_for(library: Pack) -> None:
    silent = with_cues(library, "clauses", {"mending": ()})
    assert cover(silent).holes == (), "its words still lead there, as the example shows"
    questions = tuple(q for q in library.examples.questions if "mending" not in q.cites)
    (hole,) = cover(changed(silent, "examples", questions=questions)).holes
    assert hole.startswith("clause mending: nobody can ask for it: add cues to utterances.yaml")


def test_a_gap_without_a_cue_and_without_an_example(library: Pack) -> None:
    questions = tuple(q for q in library.examples.questions if q.gap != "fine")
    silent = changed(with_cues(library, "gaps", {"fine": ()}), "examples", questions=questions)
    assert [hole.split(":")[0] for hole in cover(silent).holes] == [
        "gap fine has no cue",
        "gap fine has no example",
    ]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_without_a_case(library: Pack, verdict: Verdict) -> None:
    cases = tuple(
        case
        for case in library.examples.cases
        if (case.scenario, case.verdict) != ("drawing", verdict)
    )
    (hole,) = cover(changed(library, "examples", cases=cases)).holes
    assert hole.startswith(f"scenario drawing has no case of {verdict}: add one to examples.yaml")


def test_a_clause_among_scenarios_without_a_rule(library: Pack) -> None:
    content = library.scenarios
    fewer = {name: rule for name, rule in content.scenarios.items() if name != "machine"}
    cases = tuple(case for case in library.examples.cases if case.scenario != "machine")
    without = changed(changed(library, "scenarios", scenarios=fewer), "examples", cases=cases)
    (hole,) = cover(without).holes
    assert hole.startswith("clause machine stands among scenarios and has no rule")


def test_an_element_without_a_ground(library: Pack) -> None:
    elements = library.scenarios.elements
    bare = {**elements, "paid": elements["paid"].model_copy(update={"grounds": ()})}
    (hole,) = cover(changed(library, "scenarios", elements=bare)).holes
    assert "elements.paid.grounds" in hole


def test_the_columns_stand_below_each_other_whatever_the_script(library: Pack) -> None:
    heads, *lines = [line for line in table(cover(library)) if line][: len(rows(library)) + 1]
    section = heads.index("section")
    for line, row in zip(lines, rows(library), strict=True):
        before = line[: line.index(f" {row.section} ") + 1]
        assert width_of(before) == section


@pytest.mark.parametrize(("text", "width"), [("ab", 2), ("书", 2), ("，", 2), ("e\u0301", 1)])
def test_the_width_of_a_text(text: str, width: int) -> None:
    assert width_of(text) == width


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["content", "coverage", *arguments])
    return result.exit_code, result.stdout


def test_the_command_prints_the_table_and_the_holes() -> None:
    code, out = run()
    assert code == 0
    assert all(name in out for name in load_pack(None).measure.clauses)
    holes = cover(load_pack(None)).holes
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
    holes = cover(load_pack(DEFAULT_FOLDER)).holes
    assert not [hole for hole in holes if hole.startswith(("scenario", "element", "cue"))]
