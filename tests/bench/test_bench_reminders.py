"""The reminders part of the benchmark runs from end to end; no test judges a time."""

from pathlib import Path

from bench.drain import Drained
from bench.due import Pending
from bench.reminders import Jobs, Reminders
from tests.bench.running import run_bench

TINY = ("--only-reminders", "--pending=2000", "--due=40", "--jobs=500")


async def test_a_tiny_run_reminds_everyone_once(tmp_path: Path) -> None:
    printed, figures = await run_bench(tmp_path, *TINY)
    assert "no answer 429" in printed
    found = figures["reminders"]
    assert (found["drained"]["came"], found["drained"]["twice"]) == (40, 0)
    assert found["drained"]["refused"] == 0
    assert (found["jobs"]["ran"], found["jobs"]["survived"]) == (500, 0)
    assert found["many"]["stages"] == 2000
    assert found["many"]["look_ms"] > 0


def test_a_missed_aim_is_told() -> None:
    pending = Pending(1_000_000, look_ms=1.5, started=1.0, memory=None)
    drained = Drained(10, 10, 0, 1, per_second=30.0, share=0.5, waited_ms=10.0, first=0.1)
    found = Reminders(pending, pending, pending, drained, Jobs(1, 1, 1, 2, 1, 0), 100)
    verdicts = [aim.verdict for aim in found.aims()]
    assert verdicts == ["missed", "ok", "missed", "missed", "ok", "ok"]
    assert "50.0" in found.text(), "of the jobs that were due, half ran"
