"""`eval` as it is called from outside."""

import json
from pathlib import Path

from tests.process.program import run

LINES = (
    '{"id": "a", "q": "招商引资出了失误算不算", "kind": "answerable", "gold": ["S04"], "note": "x"}\n'
    '\n{"id": "b", "q": "你好", "kind": "chitchat", "gold": []}\n'
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


async def test_a_set_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    missing = await run("eval", "questions", "none.jsonl", folder=tmp_path)
    assert missing.code == 2
    assert "none.jsonl" in missing.err
    (tmp_path / "bad.jsonl").write_text(LINES + '{"id": 1}\n', "utf-8")
    bad = await run("eval", "questions", "bad.jsonl", folder=tmp_path)
    assert bad.code == 2
    assert "bad.jsonl:4" in bad.err
    assert "Traceback" not in bad.err
