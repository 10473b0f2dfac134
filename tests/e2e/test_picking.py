"""A day picked from a month instead of typed: for a new item, for another deadline, for a reminder."""

from datetime import timedelta

from bot.dialog.calendar_actions import PickDay, Purpose
from bot.dialog.callbacks import encode
from tests.calendars import read_events
from tests.dialog.packs import PACK
from tests.e2e.town import DAY, STAFF, Citizen, Town, labels_of

SEVEN = 7


async def test_the_deadline_of_a_new_item_is_picked(user: Citizen) -> None:
    await user.send("/add 交整改报告")
    await user.press("选日期", await user.sees("期限是哪天"))
    month = await user.sees("期限是哪一天？", "2026年11月", "带“·”的是休息日")
    rows = month["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in rows[:2]] == [SEVEN, SEVEN]
    assert rows[1][0]["text"] == "23", "what is over is no button"
    assert "28·" in labels_of(month)
    await user.press("12月 ›", month)
    december = await user.sees("2026年12月")
    assert december["message_id"] == month["message_id"], "one screen at a time"
    await user.press("4", december)
    await user.press("记下", await user.sees("记下这一项？", "期限：12月4日 周五"))
    await user.sees("记下了", "12月4日")


async def test_from_the_month_a_way_leads_back(user: Citizen) -> None:
    await user.send("/add 下周五交报告")
    await user.press("改日期", await user.sees("记下这一项？", "12月4日"))
    await user.press("选日期", await user.sees("期限是哪天"))
    month = await user.sees("2026年12月")
    assert "✓4" in labels_of(month)
    await user.press("返回", month)
    await user.sees("记下这一项？", "12月4日")


async def test_a_picked_day_keeps_the_time_that_was_told(user: Citizen) -> None:
    await user.send("/add 12月4日下午3点前交报告")
    await user.press("改日期", await user.sees("记下这一项？", "15:00"))
    await user.press("选日期", await user.sees("期限是哪天"))
    await user.press("10", await user.sees("2026年12月"))
    await user.sees("记下这一项？", "12月10日 周四 15:00")


async def test_the_deadline_of_an_item_is_moved(user: Citizen) -> None:
    await user.press("看详情", await user.adds("交整改报告 2026-12-04"))
    await user.press("改日期", await user.sees("交整改报告"))
    await user.press("选日期", await user.sees("12月4日"))
    month = await user.sees("2026年12月")
    assert "✓4" in labels_of(month)
    await user.press("‹ 11月", month)
    await user.press("30", await user.sees("2026年11月"))
    await user.sees("11月30日", "12月4日")
    await user.send("/items")
    await user.sees("交整改报告", "11月30日")


async def test_a_day_that_is_over_by_now_is_not_taken(town: Town, user: Citizen) -> None:
    await user.send("/add 交整改报告")
    await user.press("选日期", await user.sees("期限是哪天"))
    month = await user.sees("2026年11月")
    town.clock.move(3 * DAY)
    await user.press("24", month)
    again = await user.sees("2026年11月")
    assert "24" not in labels_of(again)
    await user.sees_toast("旧的")


async def test_an_empty_place_does_nothing(town: Town, user: Citizen) -> None:
    await user.send("/add 交整改报告")
    await user.press("选日期", await user.sees("期限是哪天"))
    month = await user.sees("2026年11月")
    await user.press("一", month)
    await town.applied()
    await user.send("12月4日")
    await user.sees("记下这一项？")


async def test_nobody_moves_the_item_of_another(town: Town, user: Citizen) -> None:
    await user.adds("交整改报告 2026-12-04")
    other = town.citizen(STAFF)
    await other.send("/start")
    await other.sees("容错纠错助手")
    for purpose in Purpose:
        data = encode(PickDay(purpose, 1, 20261210), PACK.version)
        other.press_data(data, other.message)
    await town.applied()
    await user.send("/items")
    await user.sees("交整改报告", "12月4日")


async def test_a_reminder_is_put_off_to_a_day(town: Town, user: Citizen) -> None:
    await user.adds("交整改报告 2026-12-04")
    await town.clock.pass_by(2 * DAY)
    await user.press("晚点提醒", await user.sees("一项整改还有"))
    offered = await user.sees("")
    day = next(label for label in labels_of(offered) if "哪天" in label or "日期" in label)
    await user.press(day, offered)
    month = await user.sees("改到哪一天提醒？", "2026年11月")
    assert "25" not in labels_of(month), "today it would come at once"
    await user.press("27", month)
    await user.sees("11月27日")
    await user.send("/calendar")
    (event,) = read_events(await user.downloads(await user.sees("日历文件")))
    assert timedelta(days=-7, hours=9) in event.alarms, "on 27 November, in the morning"
