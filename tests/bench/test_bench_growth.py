"""The growth part of the benchmark runs from end to end, and draws what it found."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.growth import Beside, Growth, Long
from bench.plot import plotted
from tests.bench.running import run_bench

TINY = ("--only-growth", "--long=10", "--updates=20", "--pace=20", "--seconds=1")


async def test_a_tiny_run_measures_beside_rows_and_draws_it(tmp_path: Path) -> None:
    picture = tmp_path / "growth.svg"
    printed, figures = await run_bench(tmp_path, *TINY, "--sizes", "1000", "--plot", str(picture))
    assert "memory after 10 updates under 120 MiB" in printed
    [beside] = figures["growth"]["beside"]
    assert beside["rows"] == 1000
    assert all(value > 0 for name, value in beside.items() if name != "cpu_ms")
    assert figures["growth"]["long"]["updates"] == 10
    assert picture.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(("cpu", "lines"), [(0.9, 3), (None, 2)])
def test_the_picture_has_a_line_for_each_figure_that_was_measured(
    cpu: float | None, lines: int
) -> None:
    beside = [Beside(rows, 1.0, cpu, 500.0, 3.0, 9.0) for rows in (100, 10_000, 1_000_000)]
    drawn = ET.fromstring(plotted(beside))  # noqa: S314 - made by ourselves a moment ago
    said = {text.text for text in drawn.iter("{http://www.w3.org/2000/svg}tspan")}
    assert {"100", "10,000", "1,000,000", "own p99: 9.0"} <= said
    paths = [path.get("stroke") for path in drawn.iter("{http://www.w3.org/2000/svg}path")]
    assert len({stroke for stroke in paths if stroke != paths[0]}) == lines


def test_too_much_memory_at_the_end_is_told() -> None:
    found = Growth(Long(1000, 100.0, 121.0), [Beside(10, 1.0, 0.5, 900.0, 2.0, 5.0)])
    assert [aim.verdict for aim in found.aims()] == ["missed"]
    assert "100" in found.text()
