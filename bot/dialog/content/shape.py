"""What is wrong with the shape of a file, in our own words; pydantic finds it.

Its messages tell a programmer what a type wants. An author is told what to write.
"""

import re
from collections.abc import Iterator, Sequence
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.dialog.content.parts import COMMAND_PATTERN, ID_PATTERN, Part
from bot.dialog.content.problem import meant, remedy
from bot.dialog.content.schema import TIME_PATTERN
from bot.dialog.content.yaml_lines import Lines, Path

_WORDS = {
    "tuple_type": "must be a list: write [ … ]",
    "dict_type": "must be a group of fields: write each as “name: value”",
    "model_type": "must be a group of fields: write each as “name: value”",
    "too_short": "is empty: add at least one",
    "string_too_short": "is empty: write the text",
    "bool_type": "must be yes or no: write one of them, without quotes",
    "bool_parsing": "must be yes or no: write one of them, without quotes",
    "int_type": "must be a whole number: write it like -3",
    "int_parsing": "must be a whole number: write it like -3",
    "int_from_float": "must be a whole number: write it like -3",
    "less_than_equal": "is after the deadline: write 0 or less, who is overdue is reminded anyhow",
    "expression": (
        "is no expression: write the id of an element, or one of all: [ … ], any: [ … ], not: …"
    ),
}
_OPERATORS = ("all", "any", "not")
_PATTERNS = {
    ID_PATTERN: (
        "“{value}” cannot be an id: begin with a letter, and use only letters a to z, digits "
        "and _, at most 64"
    ),
    COMMAND_PATTERN: (
        "“{value}” cannot be a command: use only small letters a to z, digits and _, at most 32"
    ),
    TIME_PATTERN: '“{value}” is no time of day: write it like "09:00"',
}


def misshapen(error: ValidationError, kind: object, lines: Lines) -> Iterator[tuple[Path, str]]:
    """Yield the path of each mistake in a document that should be of `kind`, and what to do."""
    details = error.errors(include_url=False)
    places = [tuple(str(step) for step in detail["loc"]) for detail in details]
    misspelt: set[Path] = set()
    for detail, steps in zip(details, places, strict=True):
        if detail["type"] == "extra_forbidden":
            path = lines.existing(steps)
            fields = _fields(kind, path[:-1])
            yield (
                path,
                (f"there is no field “{path[-1]}” here: {remedy(path[-1], fields, 'remove it')}"),
            )
            misspelt.add((*path[:-1], meant(path[-1], fields) or ""))
    for detail, steps in zip(details, places, strict=True):
        path = lines.existing(steps)
        if detail["type"] == "missing":
            if (*path, steps[-1]) not in misspelt:  # told already, as the field that was meant
                yield (*path, steps[-1]), "is missing: add it"
        elif detail["type"] != "extra_forbidden" and not _is_told_by_its_items(detail):
            yield path, _said(detail)


def _is_told_by_its_items(detail: ErrorDetails) -> bool:
    """Return whether a list is said to be too short only because what stands in it is wrong."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _said(detail: ErrorDetails) -> str:
    value = detail["input"]
    match detail["type"]:
        case "expression" if isinstance(value, dict) and len(value) == 1:
            (name,) = value
            what = remedy(name, _OPERATORS, f"write one of {', '.join(_OPERATORS)}")
            return f"there is no group “{name}”: {what}"
        case "string_type":
            return _no_text(value)
        case "string_pattern_mismatch":
            return _PATTERNS[detail["ctx"]["pattern"]].format(value=value)
        case "enum":
            names = re.findall(r"'(\w+)'", detail["ctx"]["expected"])
            what = remedy(str(value), names, "write one of them")
            return f"“{value}” is none of {', '.join(names)}: {what}"
        case kind:
            return _WORDS.get(kind, f"{detail['msg']}: correct it")


def _no_text(value: object) -> str:
    match value:
        case None:
            return "is empty: write the text"
        case list() | dict():
            return "must be one text: write no list and no fields here"
        case _:
            return "must be text: put it in quotes"


def _fields(kind: object, path: Sequence[str]) -> set[str]:
    """Return the names of the fields that the value at `path` may have."""
    kinds = [kind]
    for step in path:
        kinds = [inner for outer in kinds for inner in _inside(outer, step)]
    return {name for one in kinds for member in _members(one) for name in _named(member)}


def _inside(kind: object, step: str) -> Iterator[object]:
    for member in _members(kind):
        match get_origin(member), get_args(member):
            case (origin, (_, item)) if origin is dict:
                yield item
            case (origin, (item, *_)) if origin is tuple:
                yield item
            case _:
                yield from (inner for name, inner in _named(member).items() if name == step)


def _members(kind: object) -> Iterator[object]:
    """Yield the types that `kind` stands for: those of a union, without what annotates them."""
    if get_origin(kind) is Annotated:
        yield from _members(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for member in get_args(kind):
            yield from _members(member)
    else:
        yield kind


def _named(kind: object) -> dict[str, object]:
    """Return the fields of a part of the pack by the names that its YAML uses."""
    if not (isinstance(kind, type) and issubclass(kind, Part)):
        return {}
    return {field.alias or name: field.annotation for name, field in kind.model_fields.items()}
