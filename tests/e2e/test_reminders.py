"""Job 3 as conversations: reminders that come when they should, say no more than they should, and end."""

from datetime import UTC, datetime, timedelta

from bot.sandbox.faults import Fault
from tests.e2e.town import DAY, STAFF, Citizen, Message, Town, labels_of, words_of

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


async def add(user: Citizen, line: str) -> None:
    await user.send(f"/add {line}")
    await user.sees("记下这一项？")
    await user.press("记下")
    await user.sees("记下了")
    user.seen = len(user.town.shown(user.chat).messages)


def told(user: Citizen) -> list[Message]:
    """Return what came since the last action."""
    return user.town.shown(user.chat).messages[user.seen :]


async def test_a_reminder_is_discreet_and_tells_more_on_tap(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 交报告")
    await town.clock.pass_by(2 * DAY)
    reminder = await user.sees("🟡 一项整改明天到期。")
    assert "交报告" not in words_of(reminder), "nothing for a passer-by to read"
    assert labels_of(reminder) == ["看详情", "办完了", "晚点提醒"]
    await user.press("看详情")
    details = await user.sees("1. 🟡 交报告", "11月26日", "明天到期")
    assert details["message_id"] != reminder["message_id"]
    await user.press("办完了")
    await user.sees("“交报告”已完成")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(20 * DAY)
    assert not told(user)
    await user.press("看详情", reminder)
    await user.sees("都已经办完")


async def test_several_at_once_make_one_message(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    await add(user, "2026-11-26 乙")
    await add(user, "2026-12-05 丙")
    await town.clock.pass_by(2 * DAY)
    reminder = await user.sees("有 3 项整改要留意：🟡 2 项明天到期，🟡 1 项还有 10 天到期。")
    assert labels_of(reminder) == ["看详情", "晚点提醒"]
    await user.press("看详情")
    await user.sees("1. 🟡 甲", "2. 🟡 乙", "3. 🟡 丙")


async def test_the_overdue_come_once_on_every_workday_until_they_are_done(
    town: Town, user: Citizen
) -> None:
    await add(user, "2026-11-26 甲")  # a Thursday
    await add(user, "2026-11-25 乙")
    await town.clock.pass_by(3 * DAY)
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(7 * DAY)
    days = [words_of(one) for one in told(user)]
    assert days == [
        "有 2 项整改要留意：🔴 2 项已逾期 1–2 天。",
        "有 2 项整改要留意：🔴 2 项已逾期 4–5 天。",
        "有 2 项整改要留意：🔴 2 项已逾期 5–6 天。",
        "有 2 项整改要留意：🔴 2 项已逾期 6–7 天。",
        "有 2 项整改要留意：🔴 2 项已逾期 7–8 天。",
    ], "not on the weekend"


async def test_downtime_is_made_up_for_by_one_message_that_says_so(
    town: Town, user: Citizen
) -> None:
    await add(user, "2026-11-26 甲")
    await add(user, "2026-11-27 乙")
    await town.stop()
    town.clock.move(4 * DAY + HOUR)
    await town.start()
    await user.sees("停机期间错过了 4 次提醒，现在补上：🔴 1 项已逾期 1 天，🟡 1 项今天到期")
    await town.applied()
    assert len(told(user)) == 1


async def test_a_month_of_downtime_is_made_up_for_by_one_message(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    await town.stop()
    town.clock.move(31 * DAY)
    await town.start()
    await user.sees("停机期间错过了", "🔴 1 项已逾期 28 天")
    await town.applied()
    assert len(told(user)) == 1
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(DAY)
    await user.sees("🔴 一项整改已逾期 29 天。")


async def test_a_minute_of_downtime_is_no_word_worth(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    await town.clock.pass_by(DAY)
    await town.clock.pass_by(23 * HOUR - MINUTE / 2)  # just before nine
    await town.stop()
    town.clock.move(MINUTE)
    await town.start()
    await user.sees("🟡 一项整改明天到期。")


async def test_downtime_that_ends_at_night_is_made_up_for_in_the_morning(
    town: Town, user: Citizen
) -> None:
    await add(user, "2026-11-26 甲")
    await town.stop()
    town.clock.move(2 * DAY + 13 * HOUR)  # 23:00
    await town.start()
    await town.applied()
    assert not told(user)
    await town.clock.pass_by(9 * HOUR)
    await user.sees("停机期间错过了 1 次提醒，现在补上：🟡 1 项今天到期")
    assert town.clock.now().hour == 0, "eight in Shanghai"


async def test_a_reminder_that_cannot_be_sent_for_hours_is_told_anew(
    town: Town, user: Citizen
) -> None:
    await add(user, "2026-11-26 甲")
    town.sandbox.faults.add(
        Fault("too_many", method="sendMessage", chat_id=user.chat, retry_after=26 * 3600)
    )
    await town.clock.pass_by(2 * DAY)
    await town.refused("sendMessage")
    await town.clock.pass_by(25 * HOUR)
    await user.sees("有 2 次提醒没能按时送到，现在补上：🟡 1 项今天到期")
    assert len(told(user)) == 1, "the one of yesterday is not true any more"


async def test_retries_stop_at_night(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    await user.send("/settings")
    await user.sees("提醒设置")
    await user.press("免打扰")
    await user.sees("什么时候不打扰")
    await user.press("21:00–08:00")
    await user.sees("免打扰：21:00–08:00")
    await user.send("晚点提醒")
    await user.sees("什么时候再提醒")
    await user.press("选日期")
    await user.sees("请点一天")
    await user.send("2026-11-24 20:59")
    await user.sees("11月24日 周二 20:59 再提醒")
    user.seen = len(town.shown(user.chat).messages)
    town.sandbox.faults.add(Fault("error_500", method="sendMessage", chat_id=user.chat, times=8))
    await town.clock.pass_by(2 * DAY - HOUR)
    await user.sees("没能按时送到")
    hours = {datetime.fromtimestamp(one["date"], UTC).hour for one in told(user)}
    assert hours <= set(range(14)), "eight to ten in Shanghai"


async def test_a_reply_goes_at_night_though_a_reminder_waits(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    town.sandbox.faults.add(Fault("lost_answer", method="sendMessage", chat_id=user.chat))
    await town.clock.pass_by(2 * DAY - HOUR - MINUTE)
    await town.clock.pass_by(13 * HOUR)
    await user.send("S04")
    await user.sees("S04", flying=True)


async def test_who_blocked_the_bot_gets_what_was_missed_when_back(
    town: Town, user: Citizen
) -> None:
    await add(user, "2026-11-26 甲")
    await add(user, "2026-11-30 乙")
    town.sandbox.people.block(user.number, blocked=True)
    await town.clock.pass_by(5 * DAY)
    await town.applied()
    assert not told(user)
    town.sandbox.people.block(user.number, blocked=False)
    await user.send("/start")
    await user.sees("次提醒没能按时送到，现在补上：🔴 1 项已逾期 2 天，🟡 1 项还有 2 天到期")


async def test_a_clock_that_goes_back_a_day_repeats_nothing(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    await town.clock.pass_by(2 * DAY)
    await user.sees("明天到期")
    user.seen = len(town.shown(user.chat).messages)
    town.clock.move(-DAY)
    await town.applied()
    await town.clock.pass_by(DAY + HOUR)
    assert not told(user)
    await town.clock.pass_by(DAY)
    await user.sees("今天到期")


async def test_a_clock_that_jumps_ahead_a_day_loses_nothing(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    town.clock.move(2 * DAY + HOUR)
    await user.sees("没能按时送到，现在补上：🟡 1 项明天到期")


async def test_reminders_name_the_items_for_who_wants_it(town: Town, user: Citizen) -> None:
    await user.send("/settings")
    await user.sees("提醒里写事项名称：否")
    await user.press("提醒里写名称")
    await user.sees("提醒里写事项名称：是")
    await add(user, "2026-11-26 交报告")
    await town.clock.pass_by(2 * DAY)
    await user.sees("🟡 “交报告”明天到期")


async def test_today(town: Town, user: Citizen) -> None:
    await user.send("/today")
    await user.sees("今天没有到期的")
    for line in ("2026-11-24 甲", "2026-11-25 乙", "2026-11-28 丙", "2026-12-20 丁"):
        await add(user, line)
    await user.send("/today")
    shown = await user.sees("本周到期（3 项）", "1. 🟡 甲")
    assert "丁" not in words_of(shown)
    await town.clock.pass_by(2 * DAY)
    await user.send("/today")
    await user.sees("已逾期（1 项）", "今天到期（1 项）", "本周到期（1 项）")
    await user.press("看 2")
    await user.sees("乙")


async def test_the_morning_digest_by_choice(town: Town, user: Citizen) -> None:
    await user.send("/settings")
    await user.sees("晨报：不用")
    await user.press("晨报")
    await user.sees("每天几点看晨报")
    await user.press("08:30")
    await user.sees("晨报：08:30")
    await town.clock.pass_by(DAY)
    assert len(told(user)) == 1, "with nothing to tell it does not come"
    await add(user, "2026-11-27 甲")
    await town.clock.pass_by(23 * HOUR)
    digest = await user.sees("早上好。本周还有 1 项到期。")
    assert "甲" not in words_of(digest)
    await user.press("看详情")
    await user.sees("1. 🟡 甲")


async def test_nobody_reads_the_reminders_of_another(town: Town, user: Citizen) -> None:
    await add(user, "2026-11-26 甲")
    await town.clock.pass_by(2 * DAY)
    reminder = await user.sees("明天到期")
    other = town.citizen(STAFF)
    await other.send("/start")
    await other.sees("您好")
    data = reminder["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    other.press_data(data, other.message)
    await other.sees("都已经办完")
