"""The invented pack is of another shape than the shipped one, and passes every tool."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.content_folder import DEFAULT_FOLDER, load_pack
from bot.dialog.content.rules import AnyOf, Expression, Not
from bot.dialog.content.schema import Pack
from tests.authoring.library import make_library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


@pytest.fixture
def library(folder: Path) -> Pack:
    return load_pack(folder)


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["content", *map(str, arguments)])
    return result.exit_code, result.stdout


@pytest.mark.parametrize(
    "tool",
    [("check",), ("prove",), ("coverage", "--strict"), ("graph",), ("schema",)],
    ids=lambda tool: tool[0],
)
def test_it_passes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)  # where the pictures go
    code, out = run(*tool, folder)
    assert code == 0, out


def test_it_is_the_same_as_itself_and_quite_another_than_the_shipped_one(folder: Path) -> None:
    assert run("diff", folder, folder) == (0, "no difference\n")
    code, out = run("diff", DEFAULT_FOLDER, folder)
    assert code == 0
    assert "no scenario in common" in out


def test_no_new_pack_is_written_over_it(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert run("new", folder)[0]
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_it_shares_no_id_with_the_shipped_one(library: Pack) -> None:
    shipped = load_pack(None)
    assert not library.measure.clauses.keys() & shipped.measure.clauses.keys()
    assert not library.scenarios.elements.keys() & shipped.scenarios.elements.keys()
    assert not library.scenarios.answers.keys() & shipped.scenarios.answers.keys()
    assert not library.measure.contacts.keys() & shipped.measure.contacts.keys()
    assert not library.ladders.kinds.keys() & shipped.ladders.kinds.keys()


def test_it_is_of_another_shape(library: Pack) -> None:
    content, measure = library.scenarios, library.measure
    assert not measure.corrections
    assert not any(clause.parent for clause in measure.clauses.values())
    users = [name for name, own in content.own.items() if "registered" in own]
    assert len(users) == 3
    assert isinstance(content.scenarios["machine"].requires, str), "a single element"
    assert any(depth(scenario.requires) == 4 for scenario in content.scenarios.values())
    assert [line.asked for line in content.bottom_lines.values()] == [True, False]
    assert any(not element.met_by for element in content.elements.values())
    assert "rainy" in library.utterances.chitchat
    assert "about" not in library.utterances.chitchat


def depth(expression: Expression) -> int:
    """Return how deep elements stand below an expression."""
    match expression:
        case str():
            return 0
        case Not(not_=operand):
            return 1 + depth(operand)
        case AnyOf(any=operands):
            return 1 + max(map(depth, operands))
        case _:
            return 1 + max(map(depth, expression.all))
