"""The benchmark runs from end to end; its figures are sane, and no test judges a time."""

from pathlib import Path

import pytest

from bench.report import Aim
from bench.series import Series, percentile
from tests.bench.running import run_bench

TINY = (
    "--rounds=1",
    "--updates=20",
    "--users=5",
    "--pace=20",
    "--seconds=1",
    "--starts=1",
    "--draws=4",
    "--no-proof",
    "--no-answers",
    "--no-reminders",
    "--no-growth",
    "--no-aiogram",
)
HAS_PROC = Path("/proc/self/stat").exists()


async def test_a_tiny_run_compares_both_bots(tmp_path: Path) -> None:
    printed, found = await run_bench(tmp_path, *TINY)
    assert "throughput at least that of the echo bot" in printed
    for name, figure in found["figures"]["echo bot"].items():
        if not HAS_PROC and ("CPU" in name or "memory" in name):
            continue
        assert len(figure["assistant"]) == len(figure["echo bot"]) == 1, name
        # So few updates may cost less CPU than the system counts.
        assert min(figure["assistant"] + figure["echo bot"]) > 0 or "CPU" in name, name
    latency, seen = (
        found["figures"]["echo bot"][name]["assistant"][0]
        for name in ("own latency, p99, ms", "typed to reply, p99, ms")
    )
    assert latency <= seen
    verdict = found["figures"]["zen-engine"]["a verdict, µs"]
    assert len(verdict["assistant"]) == len(verdict["zen-engine"]) == 1
    assert min(verdict["assistant"] + verdict["zen-engine"]) > 0
    assert found["commits"]["+Inf"] >= 1
    for crowd in found["asking"].values():
        assert crowd["S01"]["minimum"] <= crowd["S01"]["assistant"] <= crowd["S01"]["form"] == 6


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert percentile(values, 99) == 99
    assert percentile(values, 50) == 50
    assert percentile([7.0], 99) == 7


def test_a_ratio_is_taken_round_by_round() -> None:
    assert Series((2.0, 9.0)).over(Series((1.0, 3.0))).values == (2.0, 3.0)
    assert Series((2.0,)).over(Series(())).middle is None
    assert str(Series((1200.0, 1000.0, 1100.0))) == "1,100 (1,000–1,200)"


@pytest.mark.parametrize(
    ("values", "verdict"), [((0.7, 0.5), "ok"), ((0.5,), "missed"), ((), "not measured")]
)
def test_an_aim_is_compared_with_the_median(values: tuple[float, ...], verdict: str) -> None:
    assert Aim("", Series(values), 0.6, at_least=True).verdict == verdict
