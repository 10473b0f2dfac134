"""`doctor`: a line for each thing a start depends on, with a remedy, and the exit code."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.cli.doctor import Finding, Health, _calendar
from bot.content_folder import DEFAULT_FOLDER
from bot.settings import Settings
from storage.opening import open_database
from tests.dialog.calendars import YEAR_2027

LINES = 5


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with no variable of ours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{field.upper()}", raising=False)


def examined() -> tuple[int, list[str]]:
    """Return the exit code and the lines of `doctor`."""
    ended = CliRunner().invoke(cli, ["doctor"])
    return ended.exit_code, ended.stdout.splitlines()


def about(lines: list[str], what: str) -> str:
    (line,) = [line for line in lines if line[5:].startswith(what)]
    return line


def test_a_fresh_folder_is_fit_for_a_trial() -> None:
    code, lines = examined()
    assert code == 0
    assert len(lines) == LINES
    assert about(lines, "内容").startswith("ok   内容：29 条原文，12 种情形")
    assert (
        about(lines, "数据库") == "ok   数据库：还没有，第一次启动时建（sqlite:///data/bot.db）。"
    )
    assert "试用" in about(lines, "方式")
    assert not list(Path().iterdir()), "looking leaves nothing behind"


def test_it_speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    code, lines = examined()
    assert code == 0
    assert all("." in line and line.isascii() for line in lines)


async def test_a_database_in_use_is_fine_and_is_not_changed() -> None:
    database = await open_database("sqlite:///data/bot.db")
    try:
        await database.set_fact("mode", "trial")
        _code, lines = examined()
        assert about(lines, "数据库") == "ok   数据库：能读能写（sqlite:///data/bot.db）。"
        assert await database.fact("mode") == "trial"
    finally:
        await database.close()


def test_an_older_database_is_not_brought_up_to_date_by_looking() -> None:
    Path("data").mkdir()
    with closing(sqlite3.connect("data/bot.db")) as old:
        old.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY)")
        old.commit()
    before = Path("data/bot.db").read_bytes()
    assert examined()[0] == 0
    assert Path("data/bot.db").read_bytes() == before


def test_a_file_that_is_no_database_is_a_failure_with_a_remedy() -> None:
    Path("data").mkdir()
    Path("data/bot.db").write_text("not a database, but long enough to be read as one" * 100)
    code, lines = examined()
    assert code == 1
    assert about(lines, "数据库").startswith(
        "fail 数据库 data/bot.db 不能用（file is not a database）"
    )
    assert "请换回备份" in about(lines, "数据库")


def test_a_folder_that_cannot_be_made_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("data").write_text("a file where a folder should be")
    code, lines = examined()
    assert code == 1
    assert "cannot write into" in about(lines, "数据库")
    monkeypatch.setenv("BOT_DATABASE_URL", "sqlite:///elsewhere/bot.db")
    assert examined()[0] == 0


def test_broken_content_is_counted_and_leads_to_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DEFAULT_FOLDER, "pack")
    Path("pack/ladders.yaml").write_text("default: none", encoding="utf-8")
    monkeypatch.setenv("BOT_CONTENT_DIR", "pack")
    code, lines = examined()
    assert code == 1
    assert about(lines, "内容").startswith("fail 内容：")
    assert "运行 python -m bot content check pack" in about(lines, "内容")


def test_a_bad_setting_is_all_there_is_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LISTEN", "here")
    code, lines = examined()
    assert code == 1
    (line,) = lines
    assert line.startswith("fail 设置 BOT_LISTEN 不对")


def test_with_a_token_it_is_no_trial_and_the_token_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:SECRET-WORD")
    _code, lines = examined()
    assert "https://api.telegram.org" in about(lines, "方式")
    assert not any("SECRET" in line for line in lines)


@pytest.mark.parametrize(
    ("today", "health", "told"),
    [
        (date(2026, 10, 31), Health.OK, "收录到 2026 年。"),
        (date(2026, 11, 1), Health.WARNING, "落到 2027 年的工作日按周末数"),
        (date(2027, 1, 1), Health.WARNING, "落到 2027 年的工作日按周末数"),
    ],
)
def test_the_reach_of_the_calendar_is_told_and_warned_of_in_time(
    today: date, health: Health, told: str
) -> None:
    found = _calendar(Settings(), today)
    assert found.health is health
    assert told in found.words
    assert (health is Health.OK) or "data/workdays.txt" in found.words


def test_a_year_in_the_file_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("years.txt").write_text(YEAR_2027, encoding="utf-8")
    monkeypatch.setenv("BOT_CALENDAR_FILE", "years.txt")
    found = _calendar(Settings(), date(2026, 11, 23))
    assert found == Finding(Health.OK, "放假安排：收录到 2027 年。")


def test_a_broken_calendar_file_is_a_failure_with_its_first_mistake() -> None:
    Path("data").mkdir()
    Path("data/workdays.txt").write_text(f"{YEAR_2027}\n2027-13-01 休\n某日 休", encoding="utf-8")
    code, lines = examined()
    assert code == 1
    line = about(lines, "放假安排")
    assert "data/workdays.txt 有 2 处要改" in line
    assert "names a day that does not exist" in line
