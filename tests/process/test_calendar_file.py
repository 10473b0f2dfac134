"""The official calendar of more years as an operator brings it: at the start, by SIGHUP, broken."""

import signal
from pathlib import Path

from tests.dialog.calendars import YEAR_2027
from tests.process.program import end_of, line_with, start, terminate


async def test_a_broken_calendar_ends_the_start_with_its_lines(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "workdays.txt").write_text("2027-01-01 假\n", encoding="utf-8")
    async with start("run", folder=tmp_path) as process:
        ended = await end_of(process)
    assert ended.code == 2
    assert "放假安排文件 data/workdays.txt 不能用" in ended.err
    assert "data/workdays.txt:1: “2027-01-01 假” cannot be read" in ended.err
    assert "Traceback" not in ended.err


async def test_sighup_takes_a_year_that_was_written_down(tmp_path: Path) -> None:
    years = tmp_path / "years.txt"
    settings = {
        "BOT_LISTEN": "127.0.0.1:0",
        "BOT_CALENDAR_FILE": str(years),
        "BOT_LOG_FORMAT": "json",
    }
    async with start("run", folder=tmp_path, settings=settings) as process:
        await line_with(process.stderr, "试用模式")
        years.write_text(YEAR_2027, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert '"calendar": 2027' in await line_with(process.stderr, "content.reloaded")
        years.write_text(f"{YEAR_2027}2027-02-30 休\n", encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        assert "2027-02-30" in await line_with(process.stderr, "content.refused")
        terminate(process)
        ended = await end_of(process)
    assert ended.code == 0
