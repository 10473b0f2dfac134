"""The deadlines part of the benchmark: the sets side by side, and what a wrong date does to it."""

import json
from pathlib import Path

from bench.deadlines import HELD_BACK, run_deadlines
from tests.bench.running import run_bench

NOW = "2026-11-23T10:00:00+08:00"
WRONG = json.dumps({"id": "a", "text": "明天", "now": NOW, "deadline": "2026-11-25T23:59+08:00"})


def test_a_wrong_date_is_counted_beside_the_held_back_set(tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(f"{WRONG}\n", encoding="utf-8")
    found = run_deadlines(other, rounds=2)
    assert list(found.exact) == ["held back", "other.jsonl"]
    assert found.exact["other.jsonl"].value == 0
    assert found.wrong_dates == {"held back": 0, "other.jsonl": 1}
    assert len(found.mean["held back"].values) == 2
    assert 0 < min(found.mean["held back"].values) < min(found.p99["held back"].values)
    assert "other.jsonl" in found.text().splitlines()[0]
    assert json.loads(json.dumps(found.json()))["other.jsonl"]["all"] == 1
    assert [aim.verdict for aim in found.aims()][:2] == ["ok", "ok"]


async def test_it_can_be_run_alone(tmp_path: Path) -> None:
    printed, found = await run_bench(
        tmp_path, "--only-deadlines", "--rounds=1", "--also-deadlines", str(HELD_BACK)
    )
    assert "a text under 200 µs" in printed
    assert list(found["deadlines"]) == ["held back", "held_back.jsonl"]
