"""Job 3 as conversations: items and reminders."""

from datetime import timedelta

from tests.e2e.town import DAY, STAFF, Citizen, Town, data_of, labels_of


async def test_an_item_in_one_line(user: Citizen) -> None:
    await user.send("/add 2026-12-04 整改报告交办公室")
    message = await user.sees("记下了", "整改报告交办公室", "12月4日 周五 23:59", "还有 11 天到期")
    assert "提醒：11月24日 09:00、12月1日 09:00" in message["text"]


async def test_an_item_step_by_step_with_every_mistake(user: Citizen) -> None:
    await user.send("/add")
    await user.sees("什么事")
    await user.send("长" * 121)
    await user.sees("121", "120")
    await user.send("补会议记录")
    await user.sees("“补会议记录”的期限")
    for wrong, reply in {
        "尽快": "没看懂",
        "2026-02-30": "没有“2026-02-30”",
        "2026-12-01 25:00": "没有“2026-12-01 25:00”",
        "2025-12-01": "2025年12月1日 周一 23:59 已经过了",
    }.items():
        await user.send(wrong)
        await user.sees(reply, "已填的内容都在")
    await user.send("2026-12-01 17:00")
    await user.sees("记下了", "补会议记录", "12月1日 周二 17:00")


async def test_a_date_first_keeps_the_date(user: Citizen) -> None:
    await user.send("/add 2026-12-04")
    await user.sees("什么事")
    await user.send("交说明")
    await user.sees("记下了", "交说明", "12月4日")


async def test_adding_can_be_given_up(user: Citizen) -> None:
    await user.send("/add")
    await user.sees("什么事")
    await user.press("不记了")
    await user.sees("没有记")
    await user.send("/cancel")
    await user.sees("现在没有在记的事")
    await user.send("招商引资")
    await user.sees("S04")


async def test_the_list_shows_lights_and_closes(user: Citizen) -> None:
    for line in ("2026-11-30 甲", "2027-01-31 乙"):
        await user.send(f"/add {line}")
        await user.sees("记下了")
    await user.send("/items")
    shown = await user.sees("整改事项（2 项）", "1. 🟡 甲", "2. 🟢 乙", "2027年1月31日")
    assert labels_of(shown) == ["完成 1", "完成 2", "记一件整改的事"]
    await user.press("完成 1")
    await user.sees("“甲”已完成")
    await user.press("完成 1", shown)
    await user.sees_toast("已经完成过")
    await user.press("撤销完成")
    await user.sees("整改事项（2 项）")


async def test_a_reminder_arrives_when_due(town: Town, user: Citizen) -> None:
    await user.send("/add 2026-11-26 交报告")
    await user.sees("记下了")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(2 * DAY)
    reminder = await user.sees("🟡 一项整改还有 1 天到期")
    assert "交报告" not in reminder["text"], "nothing for a passer-by to read"
    assert "来晚了" not in reminder["text"]
    await user.press("完成")
    await user.sees("“交报告”已完成")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(10 * DAY)
    await user.send("/items")
    await user.sees("没有要整改的事项")
    assert len(town.shown(user.chat).messages) == user.seen + 1


async def test_a_reminder_that_fell_due_while_stopped_is_made_up_for_once(
    town: Town, user: Citizen
) -> None:
    await user.send("/add 2026-11-26 交报告")
    await user.sees("记下了")
    await user.send("/add 2026-11-27 补材料")
    await user.sees("记下了")
    await town.stop()
    town.clock.move(4 * DAY)
    user.seen = len(town.shown(user.chat).messages)
    await town.start()
    await user.sees("有 2 项整改要留意", "🔴 1 项", "🟡 1 项", "来晚了")
    await user.press("整改事项")
    await user.sees("1. 🔴 交报告", "已逾期 1 天", "2. 🟡 补材料", "今天到期")
    reminders = [one for one in town.shown(user.chat).messages if "留意" in one["text"]]
    assert len(reminders) == 1


async def test_a_reminder_survives_a_restart_before_it_is_due(town: Town, user: Citizen) -> None:
    await user.send("/add 2026-11-26 交报告")
    await user.sees("记下了")
    await town.stop()
    await town.start()
    await town.clock.pass_by(timedelta(hours=48))
    await user.sees("还有 1 天到期")


async def test_an_earlier_item_wakes_the_loop(town: Town, user: Citizen) -> None:
    await user.send("/add 2027-06-30 远的")
    await user.sees("记下了")
    await user.send("/add 2026-11-24 近的")
    await user.sees("记下了", "提醒：11月24日 09:00")
    await town.clock.pass_by(DAY)
    await user.sees("今天到期")


async def test_nobody_closes_the_item_of_another(town: Town, user: Citizen) -> None:
    await user.send("/add 2026-12-04 我的事")
    card = await user.sees("记下了")
    other = town.citizen(STAFF)
    await other.send("/start")
    await other.sees("您好")
    other.press_data(data_of(card, "完成"), other.message)
    await other.sees_toast("没有这一项")
    await user.send("/items")
    await user.sees("我的事")


async def test_someone_who_blocked_the_bot_is_reminded_when_back(town: Town, user: Citizen) -> None:
    await user.send("/add 2026-11-26 交报告")
    await user.sees("记下了")
    town.sandbox.people.block(user.number, blocked=True)
    await town.applied()
    await town.clock.pass_by(2 * DAY)
    town.sandbox.people.block(user.number, blocked=False)
    await user.send("/start")
    await user.sees("一项整改还有 1 天到期")
