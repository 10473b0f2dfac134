"""`content prove` as an author runs it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.content_folder import DEFAULT_FOLDER
from bot.dialog.content.yaml_lines import read_yaml
from tests.dialog.packs import PACK


def prove(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["content", "prove", *arguments])


def test_the_shipped_pack_is_proven() -> None:
    result = prove()
    lines = result.stdout.splitlines()
    assert [line for line in lines if not line.startswith("✓ ")] == lines[-1:]
    assert lines[-1].endswith("590,490 assignments, seed 1: all hold")
    told = {line.split()[1].rstrip(":") for line in lines[:-1]}
    assert told == {*PACK.scenarios.scenarios, "all", "examples"}
    assert result.stderr == ""  # no bar where nobody watches
    assert result.exit_code == 0


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with the shipped pack, of which one scenario with two elements was kept."""
    folder = tmp_path / "content"
    shutil.copytree(DEFAULT_FOLDER, folder)
    rules = read(folder, "scenarios.yaml")
    rules["scenarios"] = {"S11": {**rules["scenarios"]["S11"]}}
    rules["scenarios"]["S11"]["requires"] = {"all": ["policy_changed", "out_loss"]}
    rules["bottom_lines"] = {"no_concealment": rules["bottom_lines"]["no_concealment"]}
    kept = ("policy_changed", "out_loss", "no_concealment")
    rules["elements"] = {name: rules["elements"][name] for name in kept}
    for element in rules["elements"].values():
        grounds = [one for one in element["grounds"] if one["clause"] == "S11"]
        element["grounds"] = grounds
    used = {rules["elements"][name]["answers"] for name in kept}
    rules["answers"] = {name: rules["answers"][name] for name in used}
    write(folder, "scenarios.yaml", rules)
    said = read(folder, "utterances.yaml")
    for group in ("evidence", "statements"):
        said[group] = {name: said[group][name] for name in kept if name in said.get(group, {})}
    write(folder, "utterances.yaml", said)
    examples = read(folder, "examples.yaml")
    examples["cases"] = [
        {"about": "甲", "scenario": "S11", "fails": ["out_loss"], "verdict": "does_not_fit"}
    ]
    write(folder, "examples.yaml", examples)
    return folder


def read(folder: Path, name: str) -> Any:  # noqa: ANN401 - whatever the YAML has
    return read_yaml((folder / name).read_text(encoding="utf-8"))[0]


def write(folder: Path, name: str, data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    (folder / name).write_text(text, encoding="utf-8")


def test_a_pack_of_another_folder_and_another_seed(small: Path) -> None:
    result = prove(str(small), "--seed", "7")
    assert result.stdout.splitlines()[-1].endswith("27 assignments, seed 7: all hold")
    assert result.exit_code == 0


def test_a_counterexample_ends_with_1(small: Path) -> None:
    examples = read(small, "examples.yaml")
    examples["cases"][0]["verdict"] = "likely_fits"
    write(small, "examples.yaml", examples)
    result = prove(str(small))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    at = lines.index("✗ examples: 1 cases have the verdict expected")
    assert lines[at + 1].startswith("    S11, “甲”, with not met out_loss: expected likely_fits")
    assert lines[-1].endswith("seed 1: 1 do not hold")


def test_many_counterexamples_are_cut_short(small: Path) -> None:
    examples = read(small, "examples.yaml")
    examples["cases"] = [{**examples["cases"][0], "verdict": "likely_fits"} for _ in range(5)]
    write(small, "examples.yaml", examples)
    assert "    and 2 more like these" in prove(str(small)).stdout.splitlines()


def test_a_pack_that_fails_the_check_is_not_proven(small: Path) -> None:
    (small / "measure.yaml").unlink()
    result = prove(str(small))
    assert result.exit_code == 1
    assert result.stdout.startswith("measure.yaml: the file is missing")
    assert "✓" not in result.stdout
