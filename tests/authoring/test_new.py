"""`content new`: a skeleton that passes every tool, and refusals in one sentence."""

import re
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from bot.cli import cli, main
from bot.content_folder import DEFAULT_FOLDER, load_pack
from bot.dialog.answer.result import Function
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.loading import FILES
from bot.dialog.content.parts import Bilingual, Part
from bot.dialog.content.rules import AnyOf, references
from bot.dialog.content.schema import Pack


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["content", *map(str, arguments)])
    return result.exit_code, result.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new pack in a folder that had to be made, and the folder above it too."""
    place = tmp_path / "packs" / "mine"
    assert run("new", place)[0] == 0
    return place


@pytest.mark.parametrize(
    "tool",
    [("check",), ("prove",), ("coverage", "--strict"), ("graph",)],
    ids=lambda tool: tool[0],
)
def test_the_skeleton_passes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tool: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)  # where the pictures go
    code, out = run(*tool, folder)
    assert code == 0, out


def test_it_has_every_file_and_every_schema_that_a_file_names(folder: Path) -> None:
    assert set(FILES) == {path.name for path in folder.glob("*.yaml")}
    for name in FILES:
        first = (folder / name).read_text(encoding="utf-8").splitlines()[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, f"{name}: {first}"
        assert (folder / named[1]).is_file()


def test_it_has_one_of_everything_an_author_has_to_know(folder: Path) -> None:
    pack = load_pack(folder)
    assert len(pack.measure.sections) == 2
    assert len(pack.measure.gaps) == len(pack.measure.contacts) == 1
    (scenario,) = pack.scenarios.scenarios.values()
    assert any(isinstance(part, AnyOf) for part in scenario.requires.all)  # type: ignore[union-attr]
    assert len(pack.scenarios.bottom_lines) == 1
    assert {case.verdict for case in pack.examples.cases} == set(Verdict)
    assert "other" in pack.ladders.kinds
    assert pack.utterances.functions.keys() == set(Function)


def test_its_topics_are_those_that_the_texts_reply_to(folder: Path) -> None:
    skeleton, shipped = load_pack(folder).utterances, load_pack(None).utterances
    assert skeleton.chitchat.keys() == shipped.chitchat.keys()
    assert skeleton.refusals.keys() == shipped.refusals.keys()


def test_nothing_of_the_shipped_measure_is_in_it(folder: Path) -> None:
    shipped = load_pack(None)
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.yaml"))
    assert not re.search(r"丽江|Lijiang|\bS\d\d\b|\bP\d\b|\bC\d[a-f]?\b", text)
    for element in set(references_of(shipped)) - set(references_of(load_pack(folder))):
        assert not re.search(rf"\b{element}\b", text)


def references_of(pack: Pack) -> list[str]:
    every = pack.scenarios.scenarios.values()
    return [element for scenario in every for element in references(scenario.requires)]


@pytest.mark.parametrize(
    "name", ["measure.yaml", "scenarios.yaml", "ladders.yaml", "examples.yaml", "utterances.yaml"]
)
def test_every_field_is_explained_in_a_comment(folder: Path, name: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    comments = "\n".join(re.findall(r"#(.*)", text))
    fields = {field for part in parts(Part) for field in aliases(part)} - aliases(Bilingual)
    for key in set(keys(yaml.safe_load(text))) & fields:
        assert re.search(rf"\b{key}\b", comments), key


def parts(kind: type[Part]) -> set[type[Part]]:
    """Return `kind` and every kind below it."""
    return {kind}.union(*map(parts, kind.__subclasses__()))


def aliases(part: type[Part]) -> set[str]:
    return {field.alias or name for name, field in part.model_fields.items()}


def keys(data: object) -> list[str]:
    match data:
        case dict():
            return [*data, *(key for inner in data.values() for key in keys(inner))]
        case list():
            return [key for inner in data for key in keys(inner)]
        case _:
            return []


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert run("new", tmp_path / "mine")[0] == 0


@pytest.mark.parametrize(("language", "told"), [("zh_CN", "接下来"), ("en_US", "Next")])
def test_it_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
    _, out = run("new", tmp_path / "mine")
    assert told in out
    assert f"python -m bot content check {tmp_path / 'mine'}" in out
    assert "BOT_CONTENT_DIR" in out


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        ("full", "里面已经有东西", "it is not empty"),
        ("full/a file", "它是一个文件", "it is a file"),
        ("full/a file/below", "Not a directory", "Not a directory"),
    ],
)
def test_a_place_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    chinese: str,
    english: str,
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a file").write_text("mine", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["bot", "content", "new", str(tmp_path / place)])
    for language, told in (("zh_CN.UTF-8", chinese), ("en_US.UTF-8", english)):
        monkeypatch.setenv("LC_ALL", language)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert told in err
        assert len(err.splitlines()) == 1
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a file"]
    assert (tmp_path / "full" / "a file").read_text(encoding="utf-8") == "mine"


def test_the_schemas_are_those_that_are_published(folder: Path) -> None:
    for path in (DEFAULT_FOLDER / "schema").iterdir():
        assert (folder / "schema" / path.name).read_bytes() == path.read_bytes()
