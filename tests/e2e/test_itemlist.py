"""The lists of items as conversations: filters, kinds, pages, and looking for one."""

from tests.e2e.town import DAY, Citizen, Town, labels_of


async def test_the_list_opens_an_item_with_one_tap(user: Citizen) -> None:
    for line in ("2026-11-30 甲", "2027-01-31 乙"):
        await user.adds(line)
    await user.send("/items")
    shown = await user.sees(
        "整改事项（2 项）", "1. 🟡 甲\n11月30日 周一 · ", "2. 🟢 乙\n2027年1月31日 周日 · "
    )
    assert labels_of(shown)[:2] == ["看 1", "看 2"]
    await user.press("看 2")
    opened = await user.sees("乙", "待办")
    assert opened["message_id"] == shown["message_id"]
    await user.press("整改事项")
    await user.sees("整改事项（2 项）")


async def test_the_list_is_filtered(town: Town, user: Citizen) -> None:
    for line in ("11月24日 甲", "11月27日 准备约谈", "12月20日 丙", "12月21日 丁"):
        await user.adds(line)
    await town.clock.pass_by(2 * DAY)
    await user.send("/items")
    shown = await user.sees("整改事项（4 项）", "1. 🔴 甲")
    for label in ("已逾期 1", "7 天内 1", "按类别"):
        assert label in labels_of(shown)
    await user.press("已逾期 1")
    overdue = await user.sees("已逾期（1 项）", "1. 🔴 甲")
    assert "丙" not in overdue["text"]
    await user.press("7 天内 1")
    await user.press("看 2", await user.sees("7 天内到期（1 项）", "2. 🟡 准备约谈"))
    await user.press("完成", await user.sees("待办"))
    await user.sees("已完成")
    await user.send("/items")
    await user.press("已办结 1", await user.sees("整改事项（3 项）"))
    await user.sees("已办结（1 项）", "1. 准备约谈\n已办结 · 11月25日")
    await user.press("全部 3 项")
    await user.sees("整改事项（3 项）")


async def test_the_list_of_one_kind(user: Citizen) -> None:
    for line in ("12月4日 准备约谈", "12月5日 甲", "12月6日 乙"):
        await user.adds(line)
    await user.send("/items")
    await user.press("按类别", await user.sees("整改事项（3 项）"))
    kinds = await user.sees("看哪一类？")
    assert labels_of(kinds) == ["提醒约谈 1", "其他 2", "全部 3 项"]
    await user.press("其他 2")
    await user.sees("整改事项（2 项）：其他", "2. 🟢 甲", "3. 🟢 乙")


async def test_a_long_list_has_pages(user: Citizen) -> None:
    for number in range(1, 8):
        await user.adds(f"2026-12-0{number} 第 {number} 件")
    await user.send("/items")
    first = await user.sees("整改事项（7 项）", "6. 🟢 第 6 件")
    assert "查找" in labels_of(first)
    await user.press("下一页")
    second = await user.sees("整改事项（7 项）", "7. 🟢 第 7 件")
    assert second["message_id"] == first["message_id"]
    await user.press("上一页")
    await user.sees("1. 🟡 第 1 件")


async def test_one_item_is_found_by_command_by_words_and_by_button(user: Citizen) -> None:
    for line in ("2026-12-04 整改报告交办公室", "2026-12-05 4月台账", "2026-12-06 5月台账"):
        await user.adds(line)
    await user.send("/find 报告")
    await user.sees("整改报告交办公室", "待办")
    await user.send("找一下报告那件")
    await user.sees("整改报告交办公室", "待办")
    await user.send("帮我找找台账的事项")
    await user.sees("找到“台账”（2 项）", "2. 🟢 4月台账", "3. 🟢 5月台账")
    await user.send("/find")
    await user.sees("找哪一件？")
    await user.send("baogao")
    await user.sees("整改报告交办公室", "待办")
    await user.send("/find 没有的")
    await user.press("查找", await user.sees("没有找到“没有的”"))
    await user.sees("找哪一件？")
    await user.send("5月")
    await user.sees("5月台账", "待办")


async def test_words_that_ask_to_delete_lead_to_the_button(user: Citizen) -> None:
    await user.adds("2026-12-04 整改报告交办公室")
    await user.adds("2026-12-05 补会议纪要")
    await user.send("删除台账那件")
    await user.sees("没有找到")
    await user.send("删除报告那件")
    await user.press("删除", await user.sees("整改报告交办公室\n删掉这一件？删了 30 天内可以恢复"))
    await user.sees("“整改报告交办公室”删掉了，30 天内可以恢复。")


async def test_words_that_find_nothing_are_a_question(user: Citizen) -> None:
    await user.send("查一下容错情形")
    await user.sees("容错情形")


async def test_what_is_done_is_asked_for_in_free_words(user: Citizen) -> None:
    await user.adds("12月4日 甲")
    await user.send("办结的有哪些")
    await user.sees("还没有办结的整改事项。")
    await user.press("看详情", await user.adds("12月5日 乙"))
    await user.press("完成", await user.sees("待办"))
    await user.sees("已完成")
    await user.send("已经完成的事项")
    await user.sees("已办结（1 项）", "乙")
    await user.send("还没办完的事项有哪些")
    await user.sees("整改事项（1 项）", "甲")


async def test_what_waits_to_be_confirmed_says_so_and_is_returned_in_free_words(
    user: Citizen,
) -> None:
    await user.adds("12月4日 整改报告交办公室")
    await user.adds("12月5日 补会议纪要")
    await user.send("整改报告已经上报了")
    await user.press("已上报", await user.sees("完成的是这一件吗？"))
    await user.sees("已上报，等确认")
    await user.send("/items")
    await user.sees("12月4日 周五 · 还有 11 天到期 · 已上报")
    await user.send("整改报告又被退回来了")
    await user.press("被退回", await user.sees("整改报告交办公室"))
    await user.sees("被退回，要补")


async def test_one_item_is_asked_for_or_said_to_be_needed_no_more(user: Citizen) -> None:
    await user.adds("12月4日 整改报告交办公室")
    await user.adds("12月5日 补会议纪要")
    await user.send("会议纪要什么时候到期")
    await user.sees("补会议纪要\n🟢 待办", "12月5日 周六")
    await user.send("这个办法什么时候施行")
    await user.sees("没有说明施行日期")
    await user.send("会议纪要那件不用办了")
    await user.press("不用办了", await user.sees("完成的是这一件吗？"))
    await user.sees("补会议纪要\n不用办了")
