"""The deadlines part of the benchmark: the sets side by side, and what a wrong date does to it."""

import asyncio
import json
import sys
from pathlib import Path

from bench.deadlines import HELD_BACK, run_deadlines

NOW = "2026-11-23T10:00:00+08:00"
WRONG = json.dumps({"id": "a", "text": "明天", "now": NOW, "deadline": "2026-11-25T23:59+08:00"})
PATIENCE = 60


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
    kept = tmp_path / "figures.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench", "--only-deadlines", "--rounds=1", "--json", str(kept)),
        *("--also-deadlines", str(HELD_BACK)),
        stdout=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(PATIENCE):
        printed, _ = await process.communicate()
    assert process.returncode == 0
    assert "a text under 200 µs" in printed.decode()
    assert list(json.loads(kept.read_text())["deadlines"]) == ["held back", "held_back.jsonl"]
