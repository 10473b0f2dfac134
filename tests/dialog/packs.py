"""The shipped content pack, and small packs with any scenario a test needs."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.content_folder import DEFAULT_FOLDER, load_pack
from bot.dialog.content.loading import FILES
from bot.dialog.content.parts import Bilingual, Language
from bot.dialog.content.rules import (
    BottomLine,
    Element,
    Expression,
    Ground,
    Role,
    Scenario,
    Scenarios,
)
from bot.dialog.content.schema import Pack
from bot.dialog.voice import Voice
from bot.library import Library, open_library

LIBRARY = open_library(load_pack(None), None)
"""Opened once, since reading thousands of lines takes longer than most tests."""
PACK = LIBRARY.pack
ROUTER = LIBRARY.router
ZH = Voice(PACK, Language.CHINESE)
EN = Voice(PACK, Language.ENGLISH)


def library_in(folder: Path | None) -> Library:
    """Return the library of the pack in `folder`, or of the shipped one, also where it is a copy of that."""
    if folder is None or _files_in(folder) == _SHIPPED:
        return LIBRARY
    return open_library(load_pack(folder), None)


def _files_in(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in FILES if (folder / name).exists()]


_SHIPPED = _files_in(DEFAULT_FOLDER)


def element(question: str, clauses: Iterable[str] = ("S01",), *, met_by: bool = True) -> Element:
    """Return an element of `clauses` with a question that a test can recognise."""
    return Element(
        grounds=tuple(
            Ground(clause=name, role=Role.CONDITION, phrase=PACK.measure.clauses[name].zh[:6])
            for name in clauses
        ),
        question=Bilingual(zh=f"问 {question}", en=f"ask {question}"),
        why=Bilingual(zh=f"因为 {question}", en=f"because of {question}"),
        shown_by=Bilingual(zh=f"材料 {question}", en=f"papers of {question}"),
        answers="is",
        met_by=met_by,
    )


def scenario(requires: Expression) -> Scenario:
    return Scenario(title=Bilingual(zh="情形", en="Scenario"), requires=requires)


def content_of(
    requires: Mapping[str, Expression],
    met_by: Mapping[str, bool],
    lines: Mapping[str, bool] = MappingProxyType({}),
) -> Scenarios:
    """Return scenarios over the elements that `met_by` names.

    Args:
        requires: what each scenario requires, by the id of a clause of the shipped pack.
        met_by: each element, and the answer with which it holds.
        lines: which elements are bottom lines, and whether they are asked.
    """
    return Scenarios(
        answers=PACK.scenarios.answers,
        elements={name: element(name, requires, met_by=answer) for name, answer in met_by.items()},
        bottom_lines={name: bottom_line(asked=asked) for name, asked in lines.items()},
        scenarios={name: scenario(expression) for name, expression in requires.items()},
    )


def bottom_line(*, asked: bool) -> BottomLine:
    crossed = Bilingual(zh="您说了。", en="You said so.")
    return BottomLine(clause="P5", phrase="坚守底线", crossed=crossed, asked=asked, near=("C1",))


def pack_of(
    requires: Mapping[str, Expression],
    met_by: Mapping[str, bool],
    lines: Mapping[str, bool] = MappingProxyType({}),
) -> Pack:
    """Return the shipped pack with other scenarios; see `content_of`."""
    return PACK.model_copy(update={"scenarios": content_of(requires, met_by, lines)})
