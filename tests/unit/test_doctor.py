"""`doctor`: a line for each thing a start depends on, with a remedy, and the exit code."""

import asyncio
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfoNotFoundError

import pytest
from aiohttp.test_utils import unused_port
from typer.testing import CliRunner

from bot import readiness
from bot.cli import cli
from bot.cli.checkup import surroundings
from bot.cli.checkup.content import look_at_calendar
from bot.cli.checkup.finding import Finding, Health
from bot.cli.checkup.running import look_at_address
from bot.cli.checkup.surroundings import look_around
from bot.cli.checkup.telegram import _look_at_hook, look_at_telegram
from bot.cli.doctor import examine
from bot.content_folder import DEFAULT_FOLDER
from bot.sandbox.faults import Fault
from bot.settings import Settings
from storage.migrations import load_migrations
from storage.opening import open_database
from tests.dialog.calendars import YEAR_2027
from tests.e2e.town import TOKEN, open_town
from tests.storage.test_old_database import OLD, write_old

LINES = 10
KNOWN = load_migrations()[-1].number
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, with no variable of ours."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    for field in Settings.model_fields:
        monkeypatch.delenv(f"BOT_{field.upper()}", raising=False)
    monkeypatch.setenv("BOT_LISTEN", f"127.0.0.1:{unused_port()}")


@pytest.fixture
def brief(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the content out, which takes the longest to look at."""
    monkeypatch.setattr(sys.modules[examine.__module__], "look_at_content", lambda _settings: ())


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


@pytest.mark.usefixtures("brief")
async def test_a_database_in_use_is_fine_and_is_not_changed() -> None:
    database = await open_database("sqlite:///data/bot.db")
    try:
        await database.set_fact("mode", "trial")
        _code, lines = examined()
        told = f"ok   数据库：能读能写，结构 {KNOWN}（sqlite:///data/bot.db）。"
        assert about(lines, "数据库") == told
        assert await database.fact("mode") == "trial"
    finally:
        await database.close()


@pytest.mark.usefixtures("brief")
def test_an_older_database_is_not_brought_up_to_date_by_looking() -> None:
    Path("data").mkdir()
    with closing(sqlite3.connect("data/bot.db")) as old:
        old.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY)")
        old.commit()
    before = Path("data/bot.db").read_bytes()
    assert examined()[0] == 0
    assert Path("data/bot.db").read_bytes() == before


@pytest.mark.usefixtures("brief")
def test_a_file_that_is_no_database_is_a_failure_with_a_remedy() -> None:
    Path("data").mkdir()
    Path("data/bot.db").write_text("not a database, but long enough to be read as one" * 100)
    code, lines = examined()
    assert code == 1
    assert about(lines, "数据库").startswith(
        "fail 数据库 data/bot.db 不能用（file is not a database）"
    )
    assert "请换回备份" in about(lines, "数据库")


@pytest.mark.usefixtures("brief")
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


@pytest.mark.usefixtures("brief")
def test_with_a_token_it_is_no_trial_and_the_token_is_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOT_TOKEN", "123456:SECRET-WORD")
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:1")
    code, lines = examined()
    assert code == 1
    assert "http://127.0.0.1:1" in about(lines, "方式")
    assert about(lines, "连不上 http://127.0.0.1:1").startswith("fail")
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
    found = look_at_calendar(Settings(), today)
    assert found.health is health
    assert told in found.words
    assert (health is Health.OK) or "data/workdays.txt" in found.words


def test_a_year_in_the_file_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("years.txt").write_text(YEAR_2027, encoding="utf-8")
    monkeypatch.setenv("BOT_CALENDAR_FILE", "years.txt")
    found = look_at_calendar(Settings(), date(2026, 11, 23))
    assert found == Finding(Health.OK, "放假安排：收录到 2027 年。")


@pytest.mark.usefixtures("brief")
def test_a_broken_calendar_file_is_a_failure_with_its_first_mistake() -> None:
    Path("data").mkdir()
    Path("data/workdays.txt").write_text(f"{YEAR_2027}\n2027-13-01 休\n某日 休", encoding="utf-8")
    code, lines = examined()
    assert code == 1
    line = about(lines, "放假安排")
    assert "data/workdays.txt 有 2 处要改" in line
    assert "names a day that does not exist" in line


async def test_a_running_assistant_and_its_bot_api_are_found_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(readiness, "_TRUSTED_SECONDS", 0)
    async with open_town(tmp_path) as town:
        assert town.assistant
        address = town.assistant.root.removeprefix("http://")
        monkeypatch.setenv("BOT_TOKEN", TOKEN)
        monkeypatch.setenv("BOT_API_URL", town.root)
        monkeypatch.setenv("BOT_LISTEN", address)
        monkeypatch.setenv("BOT_DATABASE_URL", town.database_url)
        code, lines = await asyncio.to_thread(examined)
        assert code == 0, lines
        assert about(lines, "Bot API").startswith("ok")
        assert about(lines, "时钟") == "ok   时钟：与 Bot API 相差不到一分钟。"
        assert about(lines, "接收") == "ok   接收：轮询。"
        assert about(lines, "运行") == f"ok   运行：正在运行，样样就绪（{address}）。"
        town.sandbox.faults.add(Fault("error_500", method="getMe", times=2))
        lines = (await asyncio.to_thread(examined))[1]
        assert about(lines, "连不上").startswith("fail")
        told = f"warn 运行：正在运行，但没有就绪（{address}）：api: Internal Server Error。"
        assert about(lines, "运行") == told


async def test_a_clock_that_is_wrong_is_told_by_how_much(tmp_path: Path) -> None:
    def found() -> list[Finding]:
        settings = Settings(api_url=town.root)
        return list(look_at_telegram(settings, TOKEN, datetime.now(UTC) + timedelta(minutes=5)))

    async with open_town(tmp_path) as town:
        _known, clock, _hook = await asyncio.to_thread(found)
    assert clock.health is Health.WARNING
    assert "timedatectl" in clock.words


async def test_a_token_that_nobody_knows_is_told(tmp_path: Path) -> None:
    def found() -> list[Finding]:
        settings = Settings(api_url=town.root)
        return list(look_at_telegram(settings, "123456:WRONG-TOKEN", NOW))

    async with open_town(tmp_path) as town:
        [only] = await asyncio.to_thread(found)
    assert only.health is Health.FAILURE
    assert "BOT_TOKEN" in only.words
    assert "WRONG" not in only.words


HOOK = "https://bot.example.org/hook"
MINUTE_AGO = int((NOW - timedelta(minutes=1)).timestamp())


@pytest.mark.parametrize(
    ("wanted", "info", "health", "told"),
    [
        (None, {"url": HOOK, "pending_update_count": 0}, Health.WARNING, "启动时会取消"),
        (HOOK, {"url": "", "pending_update_count": 0}, Health.WARNING, "启动时会改"),
        (HOOK, {"url": HOOK, "pending_update_count": 3}, Health.OK, "有 3 条在等"),
        (HOOK, {"url": HOOK, "pending_update_count": 300}, Health.WARNING, "有 300 条在等"),
        (
            HOOK,
            {
                "url": HOOK,
                "pending_update_count": 3,
                "last_error_date": MINUTE_AGO,
                "last_error_message": "Connection refused",
            },
            Health.WARNING,
            "Connection refused",
        ),
    ],
)
def test_what_telegram_says_of_the_webhook_is_told(
    wanted: str | None, info: dict[str, object], health: Health, told: str
) -> None:
    found = _look_at_hook(wanted, info, NOW)
    assert found.health is health
    assert told in found.words


def test_an_address_that_another_program_uses_is_a_failure() -> None:
    async def served() -> Finding:
        async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            writer.close()

        async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            settings = Settings(listen=f"127.0.0.1:{port}")
            return await asyncio.to_thread(look_at_address, settings)

    found = asyncio.run(served())
    assert found.health is Health.FAILURE
    assert "被别的程序占用" in found.words


@pytest.mark.usefixtures("brief")
def test_an_address_that_is_not_ours_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_LISTEN", "192.0.2.1:0")
    code, lines = examined()
    assert code == 1
    assert about(lines, "运行").startswith("fail 运行：不能在 192.0.2.1:0 上监听")


@pytest.mark.usefixtures("brief")
def test_an_older_schema_is_told_before_a_start_changes_it() -> None:
    Path("data").mkdir()
    write_old(Path("data/bot.db"))
    line = about(examined()[1], "数据库")
    assert line.startswith(f"warn 数据库：结构 {OLD}，本程序是 {KNOWN}")
    assert "先备份" in line


@pytest.mark.usefixtures("brief")
def test_a_newer_schema_is_a_failure() -> None:
    Path("data").mkdir()
    with closing(sqlite3.connect("data/bot.db")) as raw:
        raw.execute(f"PRAGMA user_version = {KNOWN + 1}")
    code, lines = examined()
    assert code == 1
    assert "请升级程序" in about(lines, "数据库")


@pytest.mark.usefixtures("brief")
async def test_data_of_the_trial_is_a_failure_once_there_is_a_token(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    database = await open_database("sqlite:///data/bot.db")
    await database.set_fact("mode", "trial")
    await database.close()
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:1")
    assert "存的是试用的数据" in about((await asyncio.to_thread(examined))[1], "数据库")


@pytest.mark.usefixtures("brief")
def test_a_secret_that_others_can_read_is_told_with_the_command_to_run() -> None:
    Path(".env").write_text("BOT_STAFF_IDS=1")
    Path(".env").chmod(0o644)
    assert "chmod 600 .env" in about(examined()[1], "权限")
    Path(".env").chmod(0o600)
    assert about(examined()[1], "权限").startswith("ok")


@pytest.mark.usefixtures("brief")
@pytest.mark.parametrize(("free", "health"), [(10, "fail"), (200, "warn"), (9000, "ok  ")])
def test_the_room_on_the_disk_is_told(
    monkeypatch: pytest.MonkeyPatch, free: int, health: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free * 1024 * 1024))
    line = about(examined()[1], "磁盘")
    assert line.startswith(health)
    assert f"{free} MiB" in line


@pytest.mark.usefixtures("brief")
def test_the_age_of_the_newest_backup_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_BACKUP_DIR", "kept")
    assert about(examined()[1], "备份").startswith("warn 备份：kept 里还没有")
    Path("kept").mkdir()
    for hours, told in (
        (30, "warn 备份：最近一次在 30 小时前"),
        (3, "ok   备份：最近一次在 3 小时前"),
    ):
        made = datetime.now(UTC) - timedelta(hours=hours, minutes=1)
        Path(f"kept/bot-{made:%Y%m%dT%H%M%SZ}.db").touch()
        assert about(examined()[1], "备份").startswith(told)


@pytest.mark.usefixtures("brief")
def test_a_backup_folder_that_cannot_be_written_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BOT_BACKUP_DIR", "kept")
    monkeypatch.setattr(os, "access", lambda *_: False)
    Path("data").mkdir()
    write_old(Path("data/bot.db"))
    assert about(examined()[1], "备份").startswith("fail 备份：不能写入 kept")


def test_wordings_that_are_not_learned_yet_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_CACHE_DIR", "cache")
    assert about(examined()[1], "说法").startswith("warn 说法：还没有学")


def test_surroundings_that_cannot_speak_chinese_or_tell_the_time_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Ascii:
        encoding = "ascii"

    monkeypatch.setattr(sys, "stdout", Ascii())
    found = look_around()
    monkeypatch.undo()
    assert (found.health, "ascii" in found.words) == (Health.WARNING, True)

    def unknown(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(surroundings, "ZoneInfo", unknown)
    assert look_around().health is Health.FAILURE


@pytest.mark.usefixtures("brief")
def test_a_database_server_backs_itself_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_DATABASE_URL", "postgresql://someone@127.0.0.1:1/bot")
    code, lines = examined()
    assert code == 1
    assert "pg_dump" in about(lines, "备份")
