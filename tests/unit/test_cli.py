"""The commands without a chat: what they print and how they end."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli, main
from bot.settings import Settings


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with no variable of ours."""
    monkeypatch.chdir(tmp_path)
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{field.upper()}", raising=False)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_an_answer_as_one_json_object() -> None:
    result = run("ask", "招商引资失误怎么办", "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer.keys() == {"kind", "cites", "intent", "text"}
    assert (answer["kind"], answer["cites"], answer["intent"]) == ("answer", ["S04"], None)
    assert "招商引资" in answer["text"]
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("question", "kind", "intent"),
    [
        ("几天内答复", "not_stated", None),
        ("今天天气怎么样", "out_of_scope", None),
        ("你好", "chitchat", None),
        ("提醒我交报告", "intent", "add_item"),
        ("", "out_of_scope", None),
    ],
)
def test_every_kind_of_answer(question: str, kind: str, intent: str | None) -> None:
    answer = json.loads(run("ask", question, "--json").stdout)
    assert (answer["kind"], answer["cites"], answer["intent"]) == (kind, [], intent)


def test_an_answer_as_plain_text() -> None:
    assert run("ask", "P1").stdout.splitlines()[1] == "支持实干,鼓励创新"
    assert "Unofficial translation" in run("ask", "P1", "--english").stdout


def test_a_sound_pack_is_counted() -> None:
    result = run("content", "check")
    assert result.exit_code == 0
    assert result.stdout.endswith("29 clauses, 12 scenarios, no problem found\n")


def test_a_broken_pack_is_listed_and_ends_with_1(tmp_path: Path) -> None:
    result = run("content", "check", str(tmp_path))
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 7
    assert lines[0] == "examples.yaml: the file is missing: add it to the content folder"


def test_an_error_of_ours_is_one_sentence_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BOT_LISTEN", "nonsense")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.setattr(sys, "argv", ["bot", "ask", "你好"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("The setting BOT_LISTEN is wrong: expected HOST:PORT")
    assert len(err.splitlines()) == 1


def test_a_pack_that_cannot_be_used_is_told_in_the_reader_s_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("BOT_CONTENT_DIR", str(tmp_path / "nowhere"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(sys, "argv", ["bot", "ask", "你好"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("内容包 ")


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(command in shown for command in ("run", "ask", "content"))
