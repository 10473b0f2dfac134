"""Coverage as lines for a terminal, where a Chinese character is as wide as two Latin letters."""

import unicodedata
from collections.abc import Iterator, Sequence

from bot.dialog.content.coverage.holes import Coverage
from bot.dialog.content.coverage.matrix import Row

_HEADS = (
    "clause",
    "section",
    "scenario",
    "elements",
    "gaps",
    "cues",
    "answered",
    "questions",
    "cases",
)
_TEXTS = 2
"""The columns of texts, set to the left; those of numbers stand to the right."""
_NONE = "·"


def table(coverage: Coverage) -> Iterator[str]:
    """Yield the matrix, the holes and the unquoted words, line by line."""
    yield from _aligned([_HEADS, *map(_cells, coverage.rows)])
    yield ""
    count = len(coverage.holes)
    yield f"holes: {count}" if count else "no holes"
    yield from (f"  {hole}" for hole in coverage.holes)
    unquoted = [row for row in coverage.rows if row.unquoted]
    if unquoted:
        yield ""
        yield "words of a scenario that no element quotes (for reading, not wrong as such)"
        yield from (f"  {row.name}: {' / '.join(row.unquoted)}" for row in unquoted)


def width_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _cells(row: Row) -> tuple[str, ...]:
    name = row.clause if row.name == row.clause else f"{row.clause} {row.name}"
    return (
        name,
        row.section,
        "yes" if row.scenario else _NONE,
        _number(len(row.elements)),
        _number(len(row.gaps)),
        _number(len(row.cues)),
        f"{len(row.answered)} of {len(row.cues)}" if row.cues else _NONE,
        _number(len(row.questions)),
        _number(row.cases),
    )


def _number(count: int) -> str:
    return str(count) if count else _NONE


def _aligned(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(width_of, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(
            _padded(cell, width, left=number < _TEXTS)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()


def _padded(cell: str, width: int, *, left: bool) -> str:
    blank = " " * (width - width_of(cell))
    return cell + blank if left else blank + cell
