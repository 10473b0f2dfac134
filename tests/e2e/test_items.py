"""Reminders of items as conversations."""

from datetime import timedelta

from tests.e2e.town import DAY, Citizen, Town


async def test_a_reminder_arrives_when_due(town: Town, user: Citizen) -> None:
    await user.adds("2026-11-26 交报告")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(2 * DAY)
    reminder = await user.sees("🟡 一项整改明天到期")
    assert "交报告" not in reminder["text"], "nothing for a passer-by to read"
    assert "来晚了" not in reminder["text"]
    await user.press("办完了")
    await user.sees("“交报告”已完成")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(10 * DAY)
    await user.send("/items")
    await user.sees("还没有记下整改事项")
    assert len(town.shown(user.chat).messages) == user.seen + 1


async def test_a_reminder_that_fell_due_while_stopped_is_made_up_for_once(
    town: Town, user: Citizen
) -> None:
    await user.adds("2026-11-26 交报告")
    await user.adds("2026-11-27 补材料")
    await town.stop()
    town.clock.move(4 * DAY)
    user.seen = len(town.shown(user.chat).messages)
    await town.start()
    await user.sees("停机期间错过了 3 次提醒，现在补上：🔴 1 项已逾期 1 天，🟡 1 项今天到期")
    reminders = [one for one in town.shown(user.chat).messages if "停机期间" in one["text"]]
    assert len(reminders) == 1


async def test_a_reminder_survives_a_restart_before_it_is_due(town: Town, user: Citizen) -> None:
    await user.adds("2026-11-26 交报告")
    await town.stop()
    await town.start()
    await town.clock.pass_by(timedelta(hours=48))
    await user.sees("明天到期")


async def test_an_earlier_item_wakes_the_loop(town: Town, user: Citizen) -> None:
    await user.adds("2027-06-30 远的")
    await user.adds("2026-11-24 近的", "提醒：11月24日，上午 9:00")
    await town.clock.pass_by(DAY)
    await user.sees("今天到期")


async def test_someone_who_blocked_the_bot_is_reminded_when_back(town: Town, user: Citizen) -> None:
    await user.adds("2026-11-26 交报告")
    town.sandbox.people.block(user.number, blocked=True)
    await town.applied()
    await town.clock.pass_by(2 * DAY)
    town.sandbox.people.block(user.number, blocked=False)
    await user.send("/start")
    await user.sees("一项整改明天到期")
