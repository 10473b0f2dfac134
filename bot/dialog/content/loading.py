"""From the text of a pack's files to a `Pack`, or to the list of what is wrong with it."""

import hashlib
from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from bot.dialog.content.lint import lint
from bot.dialog.content.measure import Measure
from bot.dialog.content.problem import Problem
from bot.dialog.content.rules import Scenarios
from bot.dialog.content.schema import TEXT_FILES, Examples, Ladders, Pack, Utterances
from bot.dialog.content.shape import misshapen
from bot.dialog.content.yaml_lines import Lines, read_yaml, remedy_of

__all__ = ["FILES", "TEXT_FILES", "parse_pack"]

_KINDS: dict[str, Any] = {
    "measure.yaml": Measure,
    "scenarios.yaml": Scenarios,
    "ladders.yaml": Ladders,
    "examples.yaml": Examples,
    "utterances.yaml": Utterances,
    **dict.fromkeys(TEXT_FILES.values(), dict[str, str]),
}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(kind) for name, kind in _KINDS.items()}
FILES = tuple(_KINDS)
"""The names of the files that make a pack."""


def parse_pack(files: Mapping[str, str]) -> Pack | list[Problem]:
    """Return the pack that `files` (name → text) make, or every problem found in them."""
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    lines: dict[str, Lines] = {}
    for name in FILES:
        match _parse_file(name, files.get(name)):
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
    flaws = {
        Problem(flaw.file, lines[flaw.file].at(flaw.path), ".".join(flaw.path), flaw.message)
        for flaw in lint(pack)
    }
    return sorted(flaws) or pack


def _version(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(files[name].encode())
    return digest.hexdigest()[:6]


def _parse_file(name: str, text: str | None) -> tuple[Any, Lines] | list[Problem]:
    if text is None:
        return [Problem(name, 0, "", "the file is missing: add it to the content folder")]
    try:
        data, lines = read_yaml(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        line = min(line, len(text.splitlines()))  # of what is unfinished, the end is said
        message = f"not valid YAML: {error.problem}: {remedy_of(error)}"
        return [Problem(name, line, "", message)]
    except yaml.YAMLError as error:
        what = str(error).splitlines()[0]
        return [Problem(name, 0, "", f"not valid YAML: {what}: write the file anew")]
    try:
        return _ADAPTERS[name].validate_python(data), lines
    except ValidationError as error:
        return [
            Problem(name, lines.at(path), ".".join(path), message)
            for path, message in misshapen(error, _KINDS[name], lines)
        ]
