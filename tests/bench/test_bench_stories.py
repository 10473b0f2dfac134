"""The stories part of the benchmark: the sets side by side, and a story that is read otherwise."""

import json
from pathlib import Path

import pytest
from platformdirs import user_cache_path

from bench import stories
from bench.stories import SETS, run_stories

OTHER = {
    "id": "a",
    "text": "我家楼上漏水，把我新买的沙发泡坏了。",
    "gold_scenarios": ["S01"],
    "stated_true": ["democratic_procedure"],
    "stated_false": [],
    "red_flags": [],
    "expected": "missing_information",
}


def test_a_story_that_is_read_otherwise_is_counted_beside_the_sets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "_TIMES", 1)  # no test judges a time
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(OTHER, ensure_ascii=False), encoding="utf-8")
    cache = user_cache_path("rongcuo-assistant", appauthor=False)  # where the tests keep it too
    found = run_stories(cache, other, rounds=1)
    assert list(found.summaries) == ["tuned", "fresh", "held back", "other.jsonl"]
    assert found.share("other.jsonl", "verdict").value == 0
    assert found.summaries["other.jsonl"]["facts"]["recall"] == 0
    assert 0.5 < found.searched["held back"]["BM25"].value < 1
    assert found.share("held back", "first scenario").value > 0.9
    assert 0 < found.mean["tuned"].values[0] < found.p99["tuned"].values[0]
    assert "other.jsonl" in found.text().splitlines()[0]
    assert json.loads(json.dumps(found.json()))["held back"]["summary"]["verdict"]["all"] == 125
    assert {aim.name for aim in found.aims()} >= {"verdict, at least 85 %", "a story under 10 ms"}
    assert (SETS / "narratives_fresh.jsonl").is_file()
