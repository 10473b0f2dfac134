"""docs/faults.md names tests, lines of the log and metrics that there are."""

import re
from functools import cache

import pytest

from bot.metrics import Metrics
from tests.docs import pages
from tests.docs.pages import ROOT

FAULTS = ROOT / "docs" / "faults.md"
ROWS = [row for table in pages.tables(FAULTS) for row in table[1:]]
HEADS = ["fault", "then", "log", "metric", "test"]


def named(cell: str) -> list[str]:
    """Return what stands in backticks; a dash is nothing."""
    assert cell == "–" or "`" in cell
    return re.findall(r"`([^`]+)`", cell)


@cache
def sources() -> str:
    """Return the whole program."""
    return "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))


def test_every_table_has_the_same_columns() -> None:
    assert all(table[0] == HEADS for table in pages.tables(FAULTS))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_a_row_names_exists(row: list[str]) -> None:
    _fault, _then, log, metric, test = row
    for event in named(log):
        assert re.search(rf'log\.\w+\(\s*"{re.escape(event)}"', sources()), event
    shown = Metrics().text().decode()
    for name in named(metric):
        assert re.search(rf"^# TYPE {name} ", shown, re.MULTILINE), name
    (place,) = named(test)
    file, _, function = place.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^(async )?def {function}\(", text, re.MULTILINE), place
