"""`eval` as it is called from outside."""

import json
from pathlib import Path

from tests.process.program import run

LINES = (
    '{"id": "a", "q": "招商引资出了失误算不算", "kind": "answerable", "gold": ["S04"], "note": "x"}\n'
    '\n{"id": "b", "q": "你好", "kind": "chitchat", "gold": []}\n'
)
NARRATIVES = (
    '{"id": "a", "text": "山洪冲断了路，我当即决定调挖机抢险，没走审批程序。后来手续一直没补。",'
    ' "gold_scenarios": ["S09"], "expected": "does_not_fit",'
    ' "stated_true": ["decisive_timely", "procedure_not_followed"],'
    ' "stated_false": ["later_regularised"], "red_flags": []}\n'
    '{"id": "b", "text": "昨天我上班迟到了，被扣了钱。", "gold_scenarios": [], "expected": "none"}\n'
)
DEADLINES = (
    '{"id": "a", "text": "下周五下午三点前", "now": "2026-11-23T10:00:00+08:00",'
    ' "deadline": "2026-12-04T15:00+08:00", "kind": "weekday"}\n'
    '{"id": "b", "text": "周三或者周五", "now": "2026-11-23T10:00:00+08:00",'
    ' "deadline": {"error": "no_date"}}\n'
    '{"id": "c", "text": "月底", "now": "2026-11-23T10:00:00+08:00",'
    ' "deadline": "2026-12-31T23:59+08:00"}\n'
    '{"id": "d", "text": "明天", "now": "2026-11-23T10:00:00+08:00"}\n'
)


async def test_a_set_of_questions_is_answered_and_scored(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(LINES, "utf-8")
    ended = await run("eval", "questions", "set.jsonl", "--json", folder=tmp_path)
    scored = json.loads(ended.out)
    assert scored["rows"] == [
        {"id": "a", "kind": "answer", "cites": ["S04"], "intent": None},
        {"id": "b", "kind": "chitchat", "cites": [], "intent": None},
    ]
    assert scored["summary"]["answerable"] == {"right": 1, "all": 1, "by_note": {"x": [1, 1]}}
    plain = await run("eval", "questions", "set.jsonl", folder=tmp_path)
    assert plain.out.split() == ["answerable", "1", "of", "1", "chitchat", "1", "of", "1"]


async def test_a_set_of_narratives_is_read_and_scored(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(NARRATIVES, "utf-8")
    ended = await run("eval", "narratives", "set.jsonl", "--json", folder=tmp_path)
    scored = json.loads(ended.out)
    story, other = scored["rows"]
    assert story["scenarios"].pop(0) == "S09"
    assert len(story.pop("scenarios")) == 2
    assert story == {
        "id": "a",
        "true": ["decisive_timely", "procedure_not_followed"],
        "false": ["later_regularised"],
        "verdict": "does_not_fit",
    }
    assert other == {"id": "b", "scenarios": [], "true": [], "false": [], "verdict": "none"}
    assert scored["summary"]["scenario_first"] == {"right": 1, "all": 1}
    assert scored["summary"]["none_recognised"] == {"right": 1, "all": 1}
    assert scored["summary"]["verdict"] == {"right": 2, "all": 2}
    plain = await run("eval", "narratives", "set.jsonl", folder=tmp_path)
    assert "scenario_first" in plain.out
    (tmp_path / "bad.jsonl").write_text('{"id": "a", "text": "x"}\n', "utf-8")
    bad = await run("eval", "narratives", "bad.jsonl", folder=tmp_path)
    assert bad.code == 2
    assert "bad.jsonl:1" in bad.err


async def test_a_set_of_deadlines_is_understood_and_scored(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").write_text(DEADLINES, "utf-8")
    ended = await run("eval", "deadlines", "set.jsonl", "--json", folder=tmp_path)
    scored = json.loads(ended.out)
    assert scored["rows"] == [
        {"id": "a", "deadline": "2026-12-04T15:00", "error": None},
        {"id": "b", "deadline": None, "error": "not_single"},
        {"id": "c", "deadline": "2026-11-30T23:59", "error": None},
        {"id": "d", "deadline": "2026-11-24T23:59", "error": None},
    ]
    summary = scored["summary"]
    assert summary["exact"] == {"right": 2, "all": 3}
    assert summary["exact, weekday"] == {"right": 1, "all": 1}
    assert summary["wrong_date"] == {"count": 1, "all": 3}
    assert summary["error_class"] == {"right": 0, "all": 1}
    plain = await run("eval", "deadlines", "set.jsonl", folder=tmp_path)
    assert plain.out.splitlines()[-1].split() == ["wrong_date", "count", "1", "all", "3"]
    (tmp_path / "bad.jsonl").write_text(DEADLINES.replace("no_date", "nonsense"), "utf-8")
    bad = await run("eval", "deadlines", "bad.jsonl", folder=tmp_path)
    assert bad.code == 2
    assert "bad.jsonl:2" in bad.err


async def test_a_set_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    missing = await run("eval", "questions", "none.jsonl", folder=tmp_path)
    assert missing.code == 2
    assert "none.jsonl" in missing.err
    (tmp_path / "bad.jsonl").write_text(LINES + '{"id": 1}\n', "utf-8")
    bad = await run("eval", "questions", "bad.jsonl", folder=tmp_path)
    assert bad.code == 2
    assert "bad.jsonl:4" in bad.err
    assert "Traceback" not in bad.err
