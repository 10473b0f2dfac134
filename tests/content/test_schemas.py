"""The JSON Schema files for editors: current, valid, and at one with what the program accepts."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from bot.cli import cli
from bot.content_folder import DEFAULT_FOLDER
from bot.dialog.content.json_schema import schemas
from bot.dialog.content.loading import FILES
from bot.dialog.content.yaml_lines import read_yaml
from tests.content.broken import FILES_AS_SHIPPED

FOLDER = DEFAULT_FOLDER / "schema"


def schema_of(file: str) -> str:
    return f"{file.split('.', maxsplit=1)[0]}.schema.json"


def shipped(name: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return read_yaml(FILES_AS_SHIPPED[name])[0]


def errors_of(name: str, document: object) -> list[str]:
    schema = json.loads((FOLDER / schema_of(name)).read_text(encoding="utf-8"))
    return [error.message for error in Draft202012Validator(schema).iter_errors(document)]


def test_the_schema_files_are_current(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["content", "schema", str(tmp_path)])
    assert result.exit_code == 0
    written = {path.name: path.read_bytes() for path in (tmp_path / "schema").iterdir()}
    assert written == {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert written.keys() == {schema_of(name) for name in FILES}


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "schema").write_text("a file", encoding="utf-8")
    result = CliRunner().invoke(cli, ["content", "schema", str(tmp_path)])
    assert result.exit_code == 1
    assert result.stdout == f"{tmp_path / 'schema'}: cannot be written: File exists\n"


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_its_schema_in_its_first_line(name: str) -> None:
    first, _, _ = FILES_AS_SHIPPED[name].partition("\n")
    assert first == f"# yaml-language-server: $schema=schema/{schema_of(name)}"


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_files_are_as_their_schemas_say(name: str) -> None:
    assert errors_of(name, shipped(name)) == []


@pytest.mark.parametrize("name", schemas())
def test_the_schemas_are_schemas_and_tell_what_fields_mean(name: str) -> None:
    schema = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["additionalProperties"] is False
    assert schema["description"]
    texts = json.dumps(schema, ensure_ascii=False)
    assert not re.search(r"[A-Z]\d\d\b", texts), "a schema is for any measure"


BROKEN: list[tuple[str, Callable[[Any], object]]] = [
    ("measure.yaml", lambda measure: measure.pop("title")),
    ("measure.yaml", lambda measure: measure["gaps"][0].update(asks=["office"])),
    ("measure.yaml", lambda measure: measure["contacts"].update({"the office": {}})),
    ("scenarios.yaml", lambda content: content["elements"]["out_error"].pop("question")),
    ("scenarios.yaml", lambda content: content["elements"]["out_error"].update(met_by="maybe")),
    (
        "scenarios.yaml",
        lambda content: content["elements"]["out_error"]["grounds"][0].update(role="place"),
    ),
    ("scenarios.yaml", lambda content: content["scenarios"]["S01"].update(requires={"al": ["a"]})),
    ("scenarios.yaml", lambda content: content["scenarios"]["S01"].update(requires={"all": []})),
    ("scenarios.yaml", lambda content: content["scenarios"]["S01"].update(requires={"not": 1})),
    ("ladders.yaml", lambda ladders: ladders["kinds"]["other"].update(at="9 o'clock")),
    ("ladders.yaml", lambda ladders: ladders["kinds"]["other"].update(days=["soon"])),
    ("examples.yaml", lambda examples: examples["cases"][0].update(verdict="fits")),
    ("utterances.yaml", lambda said: said.pop("rulings")),
    ("utterances.yaml", lambda said: said["gaps"].update(appeal="申诉")),
    ("texts.zh.yaml", lambda texts: texts.pop("help.text")),
    ("texts.zh.yaml", lambda texts: texts.update({"help.texts": "多"})),
    ("texts.en.yaml", lambda texts: texts.update({"command.help": "x" * 257})),
]


@pytest.mark.parametrize(("name", "spoil"), BROKEN)
def test_an_editor_marks_what_the_program_refuses(
    name: str, spoil: Callable[[Any], object]
) -> None:
    document = shipped(name)
    spoil(document)
    assert errors_of(name, document)


@pytest.mark.parametrize("said", ["yes", "no", True, False])
def test_yes_and_no_are_as_good_as_true_and_false(said: object) -> None:
    document = shipped("scenarios.yaml")
    document["elements"]["out_error"]["met_by"] = said
    assert errors_of("scenarios.yaml", document) == []
