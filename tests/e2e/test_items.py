"""Job 3 as conversations: items and reminders."""

from datetime import timedelta

from tests.e2e.town import DAY, STAFF, Citizen, Town, data_of, labels_of


async def test_an_item_in_one_line(user: Citizen) -> None:
    message = await user.adds(
        "2026-12-04 整改报告交办公室", "整改报告交办公室", "12月4日 周五（还有 11 天）"
    )
    assert "提醒：11月24日、12月1日、12月3日、12月4日、12月5日，上午 9:00" in message["text"]


async def test_the_title_of_an_item_tells_when_to_remind(user: Citizen) -> None:
    await user.send("/add 2026-12-04 回复纪检监察建议书")
    await user.sees("提醒：11月24日、11月29日、12月1日、12月3日、12月4日、12月5日，上午 9:00")
    await user.send("/add 2026-12-04 准备约谈的说明")
    await user.sees("提醒：12月2日、12月3日、12月4日、12月5日，上午 8:30")


async def test_the_kind_is_told_by_a_title_that_comes_later(user: Citizen) -> None:
    await user.send("/add")
    await user.sees("什么事")
    await user.send("诫勉谈话的整改")
    await user.sees("“诫勉谈话的整改”的期限")
    await user.send("2026-12-04")
    await user.sees("提醒：11月29日、12月2日、12月4日、12月5日，上午 8:30")


async def test_a_line_break_after_the_command_is_no_matter(user: Citizen) -> None:
    await user.send("/add\n2026-12-04 交说明")
    await user.sees("记下了", "交说明", "12月4日")


async def test_an_item_step_by_step_with_every_mistake(user: Citizen) -> None:
    await user.send("/add")
    await user.sees("什么事")
    await user.send("长" * 121)
    await user.sees("121", "120")
    await user.send("补会议记录")
    await user.sees("“补会议记录”的期限")
    for wrong, reply in {
        "尽快": "没看懂期限。“补会议记录”是哪天到期？例如 2027-03-31。",
        "2026-12-01 下午5点": "钟点没看懂。请写成 2026-12-01 17:00。",
        "2026-12-01 2026-12-02": "日期不止一个",
        "2062-12-01": "36 年",
        "2026-02-30": "没有“2026-02-30”",
        "2026-12-01 25:00": "没有“2026-12-01 25:00”",
        "2025-12-01": "2025年12月1日 周一 已经过了",
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
        await user.adds(line)
    await user.send("/items")
    shown = await user.sees(
        "整改事项（2 项）", "1. 🟡 甲\n11月30日 · ", "2. 🟢 乙\n2027年1月31日 · "
    )
    assert labels_of(shown) == ["完成 1", "完成 2", "记一件整改的事"]
    await user.press("完成 1")
    closed = await user.sees("“甲”已完成。\n整改事项（1 项）", "1. 🟢 乙")
    assert closed["message_id"] == shown["message_id"]
    assert labels_of(closed) == ["撤销完成", "完成 1", "记一件整改的事"]
    await user.press("完成 1", shown)
    await user.sees_toast("已经完成过")
    await user.sees("整改事项（1 项）")
    await user.press("撤销完成", closed)
    await user.sees_toast("重新打开了，照常提醒。")
    await user.sees("整改事项（2 项）")
    toasts = len(user.town.shown(user.chat).toasts)
    await user.press("撤销完成", closed)
    await user.town.applied()
    assert "已经完成" not in "".join(user.town.shown(user.chat).toasts[toasts:])


async def test_a_long_list_has_pages(user: Citizen) -> None:
    for number in range(1, 8):
        await user.adds(f"2026-12-0{number} 第 {number} 件")
    await user.send("/items")
    first = await user.sees("整改事项（7 项）", "6. 🟢 第 6 件")
    assert labels_of(first)[-2:] == ["下一页", "记一件整改的事"]
    await user.press("下一页")
    second = await user.sees("整改事项（7 项）", "7. 🟢 第 7 件")
    assert second["message_id"] == first["message_id"]
    await user.press("完成 7")
    await user.sees("“第 7 件”已完成。", "1. 🟡 第 1 件")
    await user.press("下一页", first)
    await user.sees("整改事项（6 项）", "6. 🟢 第 6 件")


async def test_opening_a_long_overdue_item_again_promises_no_reminder(
    town: Town, user: Citizen
) -> None:
    await user.adds("2026-11-24 甲")
    await town.clock.pass_by(5 * DAY)
    await user.press("完成")
    await user.sees("“甲”已完成，不再提醒。")
    await user.press("撤销完成")
    await user.sees_toast("重新打开了。它已逾期 4 天，不会再自动提醒。")


async def test_words_drop_what_is_being_added(user: Citizen) -> None:
    for words, before in (("取消", ()), ("算了。", ("交表",)), ("不记了", ("2026-12-04",))):
        await user.send("/add")
        await user.sees("什么事")
        for line in before:
            await user.send(line)
            await user.sees("")
        await user.send(words)
        await user.sees("好的，没有记。")
    await user.send("/items")
    await user.sees("还没有记下整改事项。")


async def test_a_question_in_between_is_answered_and_the_item_waits(user: Citizen) -> None:
    await user.send("/add 交表")
    await user.sees("“交表”的期限")
    await user.send("这个办法什么时候施行")
    await user.sees("公开文本没有说明施行日期")
    waiting = await user.sees("“交表”还没有记下，等您写期限。")
    assert labels_of(waiting) == ["不记了"]
    await user.send("我的整改事项")
    await user.sees("“交表”还没有记下，等您写期限。")
    await user.send("月底吧")
    await user.sees("没看懂期限。“交表”")
    await user.send("2026-12-04")
    await user.sees("记下了", "交表")


async def test_another_item_takes_the_place_of_one_that_waits(user: Citizen) -> None:
    await user.send("/add 交表")
    await user.sees("“交表”的期限")
    await user.send("/add 2026-12-04 写说明")
    await user.sees("“交表”没有记。")
    await user.sees("记下了", "写说明")


async def test_a_draft_left_lying_catches_no_text(town: Town, user: Citizen) -> None:
    await user.send("/add")
    await user.sees("什么事")
    town.clock.move(timedelta(minutes=61))
    await user.send("招商引资")
    await user.sees("S04")
    await user.send("/items")
    await user.sees("还没有记下整改事项")


async def test_a_reminder_arrives_when_due(town: Town, user: Citizen) -> None:
    await user.adds("2026-11-26 交报告")
    user.seen = len(town.shown(user.chat).messages)
    await town.clock.pass_by(2 * DAY)
    reminder = await user.sees("🟡 一项整改明天到期")
    assert "交报告" not in reminder["text"], "nothing for a passer-by to read"
    assert "来晚了" not in reminder["text"]
    await user.press("完成")
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
    await user.sees("有 2 项整改要留意", "🔴 1 项", "🟡 1 项", "来晚了")
    await user.press("整改事项")
    await user.sees("1. 🔴 交报告", "已逾期 1 天", "2. 🟡 补材料", "今天到期")
    reminders = [one for one in town.shown(user.chat).messages if "留意" in one["text"]]
    assert len(reminders) == 1


async def test_a_reminder_survives_a_restart_before_it_is_due(town: Town, user: Citizen) -> None:
    await user.adds("2026-11-26 交报告")
    await town.stop()
    await town.start()
    await town.clock.pass_by(timedelta(hours=48))
    await user.sees("明天到期")


async def test_an_earlier_item_wakes_the_loop(town: Town, user: Citizen) -> None:
    await user.adds("2027-06-30 远的")
    await user.adds("2026-11-24 近的", "提醒：11月24日、11月25日，上午 9:00")
    await town.clock.pass_by(DAY)
    await user.sees("今天到期")


async def test_nobody_closes_the_item_of_another(town: Town, user: Citizen) -> None:
    card = await user.adds("2026-12-04 我的事")
    other = town.citizen(STAFF)
    await other.send("/start")
    await other.sees("您好")
    other.press_data(data_of(card, "完成"), other.message)
    await other.sees_toast("没有这一项")
    await user.send("/items")
    await user.sees("我的事")


async def test_someone_who_blocked_the_bot_is_reminded_when_back(town: Town, user: Citizen) -> None:
    await user.adds("2026-11-26 交报告")
    town.sandbox.people.block(user.number, blocked=True)
    await town.applied()
    await town.clock.pass_by(2 * DAY)
    town.sandbox.people.block(user.number, blocked=False)
    await user.send("/start")
    await user.sees("一项整改明天到期")
