"""No code knows the measure: another one is another folder."""

import re
from pathlib import Path

import pytest

from bot.content_folder import load_pack
from bot.dialog.content.schema import Pack

ROOT = Path(__file__).parents[2]
CODE = sorted(path for folder in ("bot", "storage") for path in (ROOT / folder).rglob("*.py"))
PACK = load_pack(None)
_SHORTEST = 3
"""Ids shorter than this are looked for by their pattern."""
ORDINARY = {
    "examples": "a file of a pack, and the word for what it holds",
    "other": "an English word",
    "records": "an English word, and a verb",
    "coverage": "a tool for authors",
}
"""Ids that are words which code may use in another sense, and which one."""
PATTERNS = r"丽江|Lijiang|\bS(?:0\d|1[0-2])\b|\bP[1-5]\b|\bC[1-5][a-f]?\b"


def ids_of(pack: Pack) -> set[str]:
    """Return every id that an author has chosen."""
    measure, content = pack.measure, pack.scenarios
    return {
        *measure.clauses,
        *(gap.id for gap in measure.gaps),
        *measure.contacts,
        *content.elements,
        *content.scenarios,
        *pack.ladders.kinds,
    }


def mentions(pattern: str) -> list[str]:
    """Return the lines of code in which `pattern` is found, with their place."""
    wanted = re.compile(pattern, re.IGNORECASE)
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if wanted.search(line)
    ]


def test_code_names_neither_the_city_nor_a_clause() -> None:
    assert mentions(PATTERNS) == []


@pytest.mark.parametrize(
    "name", sorted(one for one in ids_of(PACK) - ORDINARY.keys() if len(one) >= _SHORTEST)
)
def test_code_names_no_id_of_the_shipped_pack(name: str) -> None:
    assert mentions(rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])") == []


@pytest.mark.parametrize("name", sorted(ORDINARY))
def test_an_exception_is_an_id(name: str) -> None:
    assert name in ids_of(PACK), "take it off the list"


def test_the_search_would_find_one() -> None:
    line = "if scenario == 'S01' or element == 'no_private_gain':"
    assert re.search(PATTERNS, line)
    assert "no_private_gain" in ids_of(PACK)
    assert len(CODE) > 100
