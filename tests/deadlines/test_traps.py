"""Phrases and sentences with something in them that misleads: a line each, with nothing where nothing is to be read."""

from pathlib import Path

import pytest

from tests.deadlines.reading import told

ROWS = (Path(__file__).parent / "traps.txt").read_text(encoding="utf-8").splitlines()
REASONS = {"no_date", "impossible", "past", "not_single"}


@pytest.mark.parametrize("row", ROWS)
def test_it_is_read_rightly_or_refused(row: str) -> None:
    text, _, deadline = (cell.strip() for cell in row.partition("|"))
    assert told(text) == deadline or (not deadline and told(text) in REASONS)
