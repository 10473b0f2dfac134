"""Phrases and sentences with something in them that misleads: a line each.

Nothing stands where nothing is to be read; the last column is when it was typed, if not on a Monday.
"""

from pathlib import Path

import pytest

from tests.deadlines.reading import MONDAY, told

ROWS = (Path(__file__).parent / "traps.txt").read_text(encoding="utf-8").splitlines()
REASONS = {"no_date", "impossible", "past", "not_single"}


@pytest.mark.parametrize("row", ROWS)
def test_it_is_read_rightly_or_refused(row: str) -> None:
    text, deadline, *now = (cell.strip() for cell in row.split("|"))
    found = told(text, now[0] if now else MONDAY)
    assert found == deadline or (not deadline and found in REASONS)
