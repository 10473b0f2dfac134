"""One item as a conversation: its steps, its fields, its history, deleted and restored."""

from tests.e2e.town import DAY, STAFF, Citizen, Message, Town, data_of, labels_of


async def opened(user: Citizen, line: str = "12月4日 交整改报告") -> Message:
    """Record an item and open it."""
    await user.press("看详情", await user.adds(line))
    return await user.sees("待办")


async def told_it_is_gone(someone: Citizen, before: int) -> None:
    """Wait until a remark after so many others says that there is no such item."""
    toasts = someone.town.shown(someone.chat).toasts
    await someone.town.until(
        lambda: any("没有这一项" in one for one in toasts[before:]), lambda: f"toasts: {toasts}"
    )


async def test_everything_about_an_item_on_one_screen(user: Citizen) -> None:
    shown = await opened(user)
    assert shown["text"].splitlines() == [
        "交整改报告",
        "🟢 待办 · 其他",
        "期限：12月4日 周五（还有 11 天，9 个工作日）",
        "提醒：11月24日、12月1日、3日、4日，上午 9:00；逾期后每个工作日一次",
    ]
    labels = labels_of(shown)
    for label in ("已上报", "完成", "改日期", "改提醒", "修改", "加佐证", "经过", "整改事项"):
        assert label in labels


async def test_from_open_by_handed_in_and_sent_back_to_done(user: Citizen) -> None:
    shown = await opened(user)
    await user.press("已上报", shown)
    await user.sees_toast("已上报，等确认")
    submitted = await user.sees("🟢 已上报，等确认 · 其他")
    assert submitted["message_id"] == shown["message_id"]
    await user.press("被退回")
    returned = await user.sees("被退回，要补")
    await user.press("已上报", returned)
    await user.press("完成", await user.sees("已上报，等确认"))
    await user.sees("“交整改报告”已完成，不再提醒。")
    await user.press("写一句怎么办的")
    await user.sees("是怎么办的？写一句，会加到备注里。")
    await user.send("12月1日交办公室，有回执")
    done = await user.sees("已办结", "备注：12月1日交办公室，有回执", "办结：11月23日")
    await user.press("经过", done)
    history = await user.sees("“交整改报告”的经过")
    assert [line.split(" ", 2)[2] for line in history["text"].splitlines()[1:]] == [
        "办结说明：12月1日交办公室，有回执",
        "办结",
        "上报",
        "被退回",
        "上报",
        "记下",
    ]
    await user.press("返回")
    await user.press("重新打开", await user.sees("已办结"))
    await user.sees_toast("重新打开了，照常提醒。")
    await user.sees("待办")


async def test_an_item_that_is_not_needed_any_more(user: Citizen) -> None:
    await user.press("修改", await opened(user))
    await user.press("不用办了", await user.sees("改哪一项？"))
    await user.sees_toast("不再提醒")
    await user.sees("不用办了 · 其他")
    await user.send("/items")
    await user.sees("还没有记下整改事项")


async def test_each_field_is_edited_by_typing(user: Citizen) -> None:
    await opened(user)
    for label, question, typed, shown in (
        ("名称", "改成什么名称？", "交年度整改报告", "交年度整改报告"),
        ("要求", "要求做到什么？", "附台账\n和照片", "要求：附台账\n和照片"),
        ("发出单位", "是哪个单位发出的？", "市纪委监委", "发出单位：市纪委监委"),
        ("备注", "备注写什么？", "找老王要数据", "备注：找老王要数据"),
    ):
        await user.press("修改")
        await user.press(label, await user.sees("改哪一项？"))
        await user.sees(question)
        await user.send(typed)
        await user.sees("待办", shown)
    await user.press("修改")
    await user.press("备注", await user.sees("改哪一项？"))
    await user.sees("现在是：找老王要数据")
    await user.press("清空")
    await user.sees_toast("改好了")
    await user.press("经过", await user.sees("待办"))
    await user.sees(
        "改了备注，原来是：找老王要数据", "改了名称，原来是：交整改报告", "改了要求，原来是：空的"
    )


async def test_the_kind_is_changed_and_with_it_the_reminders(user: Citizen) -> None:
    await user.press("修改", await opened(user))
    await user.press("改类别", await user.sees("改哪一项？"))
    await user.press("提醒约谈", await user.sees("是哪一类？"))
    await user.sees("待办 · 提醒约谈", "提醒：12月2日、3日、4日，上午 8:30")


async def test_moving_the_deadline_shows_the_reminders_before_and_after(
    town: Town, user: Citizen
) -> None:
    await user.press("改日期", await opened(user))
    await user.sees("期限改到哪天？", "现在是：12月4日 周五")
    await user.send("二月三十号前")
    await user.sees("2 月没有 30 号", "还没有改，原来的都在。")
    await user.send("后天")
    moved = await user.sees("期限改好了。", "原来：12月4日 周五\n提醒：11月24日、12月1日")
    assert "现在：11月25日 周三\n提醒：11月24日、25日，上午 9:00" in moved["text"]
    await town.clock.pass_by(DAY)
    await user.sees("一项整改明天到期")


async def test_a_deadline_is_moved_in_free_words_by_a_press(user: Citizen) -> None:
    await user.adds("2026-12-04 18:00 交整改报告")
    await user.adds("2026-12-11 补纪要")
    for words in ("把报告的期限改到下周三", "报告那件改到下周三", "整改报告延到12月2日"):
        await user.send(words)
        await user.sees(
            "期限改到 12月2日 周三 18:00（还有 9 天，7 个工作日）？原来是 12月4日 周五 18:00。"
        )
    await user.press("改")
    await user.sees("期限改好了。", "现在：12月2日 周三 18:00")
    await user.send("纪要那件改到下周三下午三点")
    await user.sees("“补纪要”的期限改到哪天？")
    await user.send("下周三下午三点")
    await user.sees("现在：12月2日 周三 15:00")
    await user.send("把年报的期限改到下周三")
    await user.sees("记下这一项？")


async def test_the_reminders_of_one_item_are_changed(user: Citizen) -> None:
    await user.press("改提醒", await opened(user))
    await user.press("✓ 前 10 天", await user.sees("什么时候提醒"))
    await user.press("✓ 前 3 天", await user.sees("什么时候提醒"))
    await user.sees("提醒：12月3日、4日")
    await user.press("返回")
    await user.press("经过", await user.sees("待办", "提醒：12月3日、4日，上午 9:00"))
    history = await user.sees(
        "改了提醒，原来是：前 20 天、前 10 天、前 3 天、前 1 天、当天，上午 9:00"
    )
    assert history["text"].count("改了提醒") == 1


async def test_a_deleted_item_is_restored(user: Citizen) -> None:
    await user.press("修改", await opened(user))
    await user.press("删除", await user.sees("改哪一项？"))
    deleted = await user.sees("“交整改报告”删掉了，30 天内可以恢复。")
    await user.send("/items")
    listed = await user.sees("还没有记下整改事项")
    await user.press("删掉的 1", listed)
    await user.press(
        "看 1",
        await user.sees("删掉的（1 项，30 天内可以恢复）", "1. 交整改报告\n已删掉 · 11月23日"),
    )
    shown = await user.sees("已删掉 · 其他")
    assert labels_of(shown) == ["恢复", "整改事项"]
    await user.press("恢复", deleted)
    await user.sees_toast("恢复了")
    await user.sees("待办")
    await user.press("恢复", shown)
    await user.sees_toast("这一项刚才改过")


async def test_what_was_deleted_is_erased_after_thirty_days(town: Town, user: Citizen) -> None:
    await user.press("修改", await opened(user))
    await user.press("删除", await user.sees("改哪一项？"))
    deleted = await user.sees("删掉了")
    await town.clock.pass_by(32 * DAY)
    await user.press("恢复", deleted)
    await user.sees_toast("没有这一项")


async def test_pressing_twice_does_it_once(user: Citizen) -> None:
    shown = await opened(user)
    await user.press("完成", shown)
    await user.press("完成", shown)
    await user.sees_toast("已经完成过")
    await user.press("经过", await user.sees("已办结 · 其他"))
    history = await user.sees("的经过")
    assert history["text"].count("办结") == 1


async def test_an_old_button_of_an_item_that_changed_shows_it_as_it_is(user: Citizen) -> None:
    shown = await opened(user)
    await user.press("已上报", shown)
    await user.sees("已上报，等确认")
    await user.press("已上报", shown)
    await user.sees_toast("这一项刚才改过，已为您打开现在的样子。")
    await user.press("改提醒", shown)
    await user.town.called("answerCallbackQuery", 5)
    assert all("什么时候提醒" not in one["text"] for one in user.town.shown(user.chat).messages)


async def test_two_phones_editing_the_same_field(user: Citizen) -> None:
    shown = await opened(user)
    await user.press("修改", shown)
    menu = await user.sees("改哪一项？")
    await user.press("备注", menu)
    await user.sees("备注写什么？")
    # On the other phone, the item is given notes by closing it.
    await user.press("返回", menu)
    await user.press("完成", await user.sees("待办"))
    await user.sees("已完成")
    await user.send("第一句")
    await user.sees("备注：第一句")


async def test_an_edit_is_left_by_a_button_by_words_and_by_cancel(user: Citizen) -> None:
    shown = await opened(user)
    for leave in ("不改了", "算了", "/cancel"):
        await user.press("改日期", shown)
        await user.sees("期限改到哪天？")
        if leave == "不改了":
            await user.press(leave)
            await user.sees("待办", "12月4日")
        else:
            await user.send(leave)
            await user.sees("没有改" if leave == "/cancel" else "待办")
    await user.send("招商引资")
    await user.sees("S04")


async def test_a_question_while_a_date_is_asked_is_answered(user: Citizen) -> None:
    await user.press("改日期", await opened(user))
    await user.sees("期限改到哪天？")
    await user.send("这个办法什么时候施行")
    await user.sees("公开文本没有说明施行日期")
    await user.send("12月11日")
    await user.sees("期限改好了。")


async def test_nobody_reaches_an_item_of_another(town: Town, user: Citizen) -> None:
    shown = await opened(user)
    other = town.citizen(STAFF)
    await other.send("/start")
    await other.sees("您好")
    for label in ("已上报", "完成", "改日期", "改提醒", "修改", "加佐证", "经过"):
        before = len(town.shown(other.chat).toasts)
        other.press_data(data_of(shown, label), other.message)
        await told_it_is_gone(other, before)
    assert not any("交整改报告" in one.get("text", "") for one in town.shown(other.chat).messages)
    await user.send("/items")
    await user.sees("整改事项（1 项）", "交整改报告")
