"""Putting a reminder off (晚点提醒), from its button and in free words."""

from datetime import timedelta

import pytest

from tests.e2e.test_reminders import HOUR, add, told
from tests.e2e.town import DAY, Citizen, Town, data_of, labels_of


@pytest.fixture
async def reminded(town: Town, user: Citizen) -> Citizen:
    """Someone who has just been reminded, on Wednesday at 9:00."""
    await add(user, "2026-11-26 交报告")
    await town.clock.pass_by(2 * DAY - HOUR)
    await user.sees("明天到期")
    return user


@pytest.mark.parametrize(
    ("choice", "echo", "wait"),
    [
        ("1 小时后", "11月25日 周三 10:00", HOUR),
        ("今天下午", "11月25日 周三 15:00", 6 * HOUR),
        ("明天上午", "11月26日 周四 09:00", DAY),
    ],
)
async def test_it_comes_again_when_it_was_said(
    town: Town, reminded: Citizen, choice: str, echo: str, wait: timedelta
) -> None:
    await reminded.press("晚点提醒")
    offer = await reminded.sees("这一项什么时候再提醒？")
    assert labels_of(offer) == ["1 小时后", "今天下午", "明天上午", "选日期", "返回"], (
        "the next workday is tomorrow"
    )
    await reminded.press(choice)
    await reminded.sees("好的", echo)
    reminded.seen = len(town.shown(reminded.chat).messages)
    await town.clock.pass_by(wait)
    await reminded.sees("🟡 一项整改")
    assert len(told(reminded)) == 1


async def test_on_friday_the_next_workday_is_monday(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-30 交报告")
    await town.clock.pass_by(4 * DAY - HOUR)
    await user.sees("还有 3 天到期")
    await user.press("晚点提醒")
    await user.sees("什么时候再提醒")
    await user.press("下个工作日")
    await user.sees("11月30日 周一 09:00")


async def test_a_day_is_typed(town: Town, reminded: Citizen) -> None:
    await reminded.press("晚点提醒")
    await reminded.sees("什么时候再提醒")
    await reminded.press("选日期")
    await reminded.sees("改到哪一天提醒？", "请点一天，也可以写出来")
    await reminded.send("2026-11-01")
    await reminded.sees("提醒还没有改")
    await reminded.send("2026-11-28")
    await reminded.sees("11月28日 周六 09:00 再提醒")
    await reminded.press("换个时间")
    await reminded.sees("什么时候再提醒")
    await reminded.press("1 小时后")
    await reminded.sees("11月25日 周三 10:00")
    reminded.seen = len(town.shown(reminded.chat).messages)
    await town.clock.pass_by(HOUR)
    await reminded.sees("明天到期")


async def test_another_question_in_between_is_answered(town: Town, reminded: Citizen) -> None:
    await reminded.press("晚点提醒")
    await reminded.sees("什么时候再提醒")
    await reminded.press("选日期")
    await reminded.sees("改到哪一天提醒？", "请点一天，也可以写出来")
    await reminded.send("招商引资")
    await reminded.sees("S04")
    await reminded.send("2026-11-28 15:00")
    await reminded.sees("11月28日 周六 15:00 再提醒")
    await town.applied()


async def test_put_off_the_overdue_are_silent_until_then(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-24 甲")
    await add(user, "2026-11-24 乙")
    await town.clock.pass_by(2 * DAY - HOUR)
    await user.sees("有 2 项整改要留意")
    await user.press("晚点提醒")
    await user.sees("这 2 项什么时候再提醒？")
    await user.press("选日期")
    month = await user.sees("改到哪一天提醒？", "2026年11月")
    await user.press("返回", month)
    await user.press("选日期", await user.sees("这 2 项什么时候再提醒？"))
    month = await user.sees("2026年11月")
    assert "25" not in labels_of(month), "today it would come at once"
    await user.press("12月 ›", month)
    await user.press("‹ 11月", await user.sees("2026年12月"))
    await user.press("30", await user.sees("2026年11月"))
    await user.sees("2 项到 11月30日 周一 09:00 再提醒")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(4 * DAY)
    assert not told(user)
    await town.clock.pass_by(DAY)
    await user.sees("🔴 2 项已逾期 6 天")
    assert len(told(user)) == 1
    await town.clock.pass_by(DAY)
    await user.sees("🔴 2 项已逾期 7 天")


async def test_in_the_evening_an_hour_later_is_the_morning(town: Town, reminded: Citizen) -> None:
    await town.clock.pass_by(12 * HOUR + HOUR / 2)  # 21:30
    await reminded.press("晚点提醒")
    offer = await reminded.sees("什么时候再提醒")
    assert "今天下午" not in labels_of(offer)
    await reminded.press("1 小时后")
    await reminded.sees("11月26日 周四 08:00")


async def test_free_words_mean_the_last_reminder(reminded: Citizen) -> None:
    for words in ("晚点提醒", "明天到期的那件晚点再说"):
        await reminded.send(words)
        await reminded.sees("这一项什么时候再提醒？")
    await reminded.press("明天上午")
    await reminded.sees("11月26日 周四 09:00 再提醒")
    for words, when in (
        ("明天再说", "11月26日 周四 09:00"),
        ("交报告那件下午再提醒我", "周三 15:00"),
    ):
        await reminded.send(words)
        await reminded.sees(f"{when} 再提醒")


async def test_without_a_reminder_the_items_are_offered(user: Citizen) -> None:
    await user.send("晚点提醒")
    await user.sees("还没有记下整改事项")
    await add(user, "2026-11-28 甲")
    await add(user, "2026-11-29 乙")
    await user.send("晚点提醒")
    await user.sees("哪一项晚点提醒？", "1. 甲", "2. 乙")
    await user.press("推迟 2")
    await user.sees("这一项什么时候再提醒？")


async def test_what_is_done_meanwhile_is_not_put_off(reminded: Citizen) -> None:
    await reminded.press("晚点提醒")
    offer = await reminded.sees("什么时候再提醒")
    await reminded.press("返回")
    await reminded.sees("交报告")
    await reminded.press("办完了")
    await reminded.sees("已完成")
    await reminded.press("明天上午", offer)
    await reminded.sees_toast("都已经办完")


async def test_a_named_item_is_put_off(user: Citizen) -> None:
    await add(user, "2026-12-11 交整改报告")
    await add(user, "2026-12-12 补会议记录")
    await user.send("整改报告那件晚点提醒")
    await user.sees("这一项什么时候再提醒？")
    await user.press("明天上午")
    await user.sees("好的，“交整改报告”到 11月24日 周二 09:00 再提醒")


async def test_an_afternoon_that_is_over_is_offered_anew(town: Town, reminded: Citizen) -> None:
    await reminded.press("晚点提醒")
    offer = await reminded.sees("什么时候再提醒")
    await town.clock.pass_by(7 * HOUR)
    await reminded.press("今天下午", offer)
    await reminded.sees_toast("这个时间已经过了")


async def test_an_old_question_for_a_day_takes_no_text(town: Town, reminded: Citizen) -> None:
    await reminded.press("晚点提醒")
    await reminded.sees("什么时候再提醒")
    await reminded.press("选日期")
    await reminded.sees("改到哪一天提醒？", "请点一天，也可以写出来")
    town.clock.move(timedelta(minutes=16))
    await reminded.send("/today")
    await reminded.sees("本周到期")
    await reminded.send("S04")
    await reminded.sees("S04")


async def test_a_reminder_that_is_tapped_twice_is_shown_once(town: Town, reminded: Citizen) -> None:
    reminder = reminded.message
    await reminded.press("看详情", reminder)
    reminded.press_data(data_of(reminder, "看详情"), reminder)
    await town.applied()
    assert len(told(reminded)) == 1
