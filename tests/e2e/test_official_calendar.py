"""Deadlines that reach into a year whose official calendar is not known yet, and then is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import BadCalendar
from tests.calendars import read_events
from tests.dialog.calendars import YEAR_2027
from tests.e2e.town import Citizen, Town

TOLD = "期限改为 2027年1月5日 周二（原来按周末数，是 2027年1月4日 周一）"
"""Thirty workdays after 23 November 2026: 1 January is a Friday, and off."""
HOUR = timedelta(hours=1)
MORNING_BEFORE = datetime(2027, 1, 4, 1, 30, tzinfo=UTC)


@pytest.fixture
async def counted(user: Citizen) -> Citizen:
    """A cadre with an item that was counted by weekdays, as they were told."""
    await user.adds("交整改报告 30个工作日内", "2027年1月4日", "2027 年的放假安排还没有公布")
    return user


def announce(town: Town, text: str = YEAR_2027) -> None:
    """Write the official calendar of 2027 down, as an operator would."""
    (town.folder / "workdays.txt").write_text(text, encoding="utf-8")


def times_told(user: Citizen) -> int:
    return sum("期限改为" in str(one.get("text")) for one in user.town.shown(user.chat).messages)


async def test_a_calendar_that_arrives_moves_the_deadline_and_the_person_is_told_once(
    town: Town, staff: Citizen, counted: Citizen
) -> None:
    await staff.send("/reload")
    await staff.sees("放假安排收录到 2026 年")
    announce(town)
    await staff.send("/reload")
    await staff.sees("放假安排收录到 2027 年", "1 项的期限有变动")
    told = await counted.sees(TOLD)
    assert "交整改报告" not in told["text"], "a passer-by could read it"
    await counted.press("看详情", told)
    shown = await counted.sees("交整改报告", "2027年1月5日 周二")
    assert "还没有公布" not in shown["text"]
    await staff.send("/reload")
    reloaded = await staff.sees("放假安排收录到 2027 年")
    assert "有变动" not in reloaded["text"]
    await town.applied()
    assert times_told(counted) == 1


async def test_reminders_move_with_the_deadline(
    town: Town, staff: Citizen, counted: Citizen
) -> None:
    announce(town)
    await staff.send("/reload")
    await counted.sees(TOLD)
    await counted.send("/calendar")
    file = await counted.sees("日历文件")
    (event,) = read_events(await counted.downloads(file))
    assert event.starts == date(2027, 1, 5)
    assert event.sequence > 0, "a calendar takes it for newer"
    counted.seen = len(town.shown(counted.chat).messages)
    await town.clock.pass_by(MORNING_BEFORE - town.clock.now())
    await counted.sees("明天到期")
    assert not [
        one for one in town.shown(counted.chat).messages if "今天到期" in str(one.get("text"))
    ]


async def test_a_calendar_that_arrived_while_it_was_down_counts_at_the_start(
    town: Town, counted: Citizen
) -> None:
    await town.stop()
    announce(town)
    await town.start()
    await counted.sees(TOLD)
    await town.stop()
    await town.start()
    await town.applied()
    assert times_told(counted) == 1


async def test_nobody_is_told_at_night(town: Town, staff: Citizen, counted: Citizen) -> None:
    town.clock.move(13 * HOUR)  # 23:00
    announce(town)
    await staff.send("/reload")
    await staff.sees("1 项的期限有变动")
    await town.applied()
    assert times_told(counted) == 0
    await town.clock.pass_by(9 * HOUR)
    await counted.sees(TOLD)


async def test_two_items_are_told_of_in_one_message(
    town: Town, staff: Citizen, counted: Citizen
) -> None:
    await counted.adds("交材料 31个工作日内", "2027年1月5日")
    announce(town)
    await staff.send("/reload")
    await staff.sees("2 项的期限有变动")
    told = await counted.sees("2 项整改的期限有变动", TOLD, "期限改为 2027年1月6日")
    await counted.press("整改事项", told)
    await counted.sees("交整改报告", "交材料")


async def test_what_is_done_is_not_told_of(town: Town, staff: Citizen, counted: Citizen) -> None:
    await counted.send("交整改报告那件办完了")
    await counted.press("完成", await counted.sees("交整改报告"))
    await counted.sees("交整改报告")
    announce(town)
    await staff.send("/reload")
    reloaded = await staff.sees("放假安排收录到 2027 年")
    assert "有变动" not in reloaded["text"]
    assert times_told(counted) == 0


async def test_a_broken_calendar_is_refused_with_its_line_and_nothing_moves(
    town: Town, staff: Citizen, counted: Citizen
) -> None:
    announce(town, f"{YEAR_2027}2027-13-01 休\n")
    await staff.send("/reload")
    await staff.sees("没有换上", "workdays.txt:", "names a day that does not exist")
    await staff.send("/add 交材料 31个工作日内")
    await staff.sees("2027 年的放假安排还没有公布")
    assert times_told(counted) == 0
    await town.stop()
    with pytest.raises(BadCalendar, match="names a day that does not exist"):
        await town.start()
    announce(town)
    await town.start()
    await counted.sees(TOLD)


async def test_an_item_that_is_being_added_is_counted_again_before_it_is_stored(
    town: Town, staff: Citizen, user: Citizen
) -> None:
    await user.send("/add 交整改报告 30个工作日内")
    card = await user.sees("记下这一项？", "2027年1月4日")
    announce(town)
    await staff.send("/reload")
    await staff.sees("放假安排收录到 2027 年")
    await user.press("记下", card)
    again = await user.sees(TOLD, "记下这一项？")
    assert "还没有公布" not in again["text"]
    await user.press("记下", again)
    await user.sees("记下了", "2027年1月5日 周二")
