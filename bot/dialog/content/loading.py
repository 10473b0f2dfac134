"""From the text of a pack's files to a `Pack`, or to the list of what is wrong with it."""

import hashlib
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.dialog.content.linting import lint
from bot.dialog.content.measure import Measure
from bot.dialog.content.parts import Language
from bot.dialog.content.problem import Problem
from bot.dialog.content.rules import Scenarios
from bot.dialog.content.schema import Examples, Ladders, Pack, Utterances
from bot.dialog.content.yaml_lines import Lines, read_yaml

TEXT_FILES = {Language.CHINESE: "texts.zh.yaml", Language.ENGLISH: "texts.en.yaml"}
_PARTS: dict[str, TypeAdapter[Any]] = {
    "measure.yaml": TypeAdapter(Measure),
    "scenarios.yaml": TypeAdapter(Scenarios),
    "ladders.yaml": TypeAdapter(Ladders),
    "examples.yaml": TypeAdapter(Examples),
    "utterances.yaml": TypeAdapter(Utterances),
    **{name: TypeAdapter(dict[str, str]) for name in TEXT_FILES.values()},
}
FILES = tuple(_PARTS)
"""The names of the files that make a pack."""


def parse_pack(files: Mapping[str, str]) -> Pack | list[Problem]:
    """Return the pack that `files` (name → text) make, or every problem found in them."""
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    lines: dict[str, Lines] = {}
    for name, adapter in _PARTS.items():
        match _parse_file(name, files.get(name), adapter):
            case list() as found:
                problems += found
            case (part, part_lines):
                parts[name], lines[name] = part, part_lines
    if problems:
        return sorted(problems)
    pack = Pack(
        version=_version(files),
        measure=parts["measure.yaml"],
        scenarios=parts["scenarios.yaml"],
        ladders=parts["ladders.yaml"],
        examples=parts["examples.yaml"],
        utterances=parts["utterances.yaml"],
        texts={language: parts[name] for language, name in TEXT_FILES.items()},
    )
    found = [
        Problem(flaw.file, lines[flaw.file].at(flaw.path), ".".join(flaw.path), flaw.message)
        for flaw in lint(pack)
    ]
    return sorted(found) or pack


def _version(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(files[name].encode())
    return digest.hexdigest()[:6]


def _parse_file(
    name: str, text: str | None, adapter: TypeAdapter[Any]
) -> tuple[Any, Lines] | list[Problem]:
    if text is None:
        return [Problem(name, 0, "", "the file is missing: add it to the content folder")]
    try:
        data, lines = read_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return [Problem(name, line, "", f"not valid YAML: {error.problem}: mend this line")]
    except yaml.YAMLError as error:
        return [Problem(name, 0, "", f"not valid YAML: {error}".splitlines()[0])]
    try:
        return adapter.validate_python(data), lines
    except ValidationError as error:
        return [_problem(name, lines, detail) for detail in error.errors(include_url=False)]


def _problem(name: str, lines: Lines, detail: ErrorDetails) -> Problem:
    steps = tuple(str(step) for step in detail["loc"])
    path = lines.existing(steps)
    if detail["type"] == "missing":
        path = (*path, steps[-1])
    return Problem(name, lines.at(path), ".".join(path), detail["msg"])
