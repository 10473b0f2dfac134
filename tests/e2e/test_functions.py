"""Functions asked for in free text, as conversations: they start with what was said."""

from tests.e2e.group import NAME
from tests.e2e.town import Citizen, Town, labels_of


async def record(user: Citizen, *lines: str) -> None:
    for line in lines:
        await user.adds(line)


async def test_what_is_said_to_be_done_is_closed_by_a_press_only(user: Citizen) -> None:
    await record(user, "2026-12-04 整改报告交办公室", "2026-12-11 补会议纪要")
    await user.send("整改报告那件办完了")
    asked = await user.sees("完成的是这一件吗？", "整改报告交办公室", "12月4日")
    assert labels_of(asked) == ["完成", "不是这一件"]
    await user.send("/items")
    await user.sees("整改事项（2 项）")
    await user.press("完成", asked)
    await user.sees("“整改报告交办公室”已完成，不再提醒。")
    await user.send("/items")
    await user.sees("整改事项（1 项）")
    await user.press("完成", asked)
    await user.sees_toast("已经完成过")


async def test_another_than_the_one_shown_is_found_in_the_list(user: Citizen) -> None:
    await record(user, "2026-12-04 整改报告交办公室", "2026-12-11 补会议纪要")
    await user.send("mark the meeting minutes as done")
    await user.sees("没有名称对得上的", "1. 🟢 整改报告交办公室", "2. 🟢 补会议纪要")
    await user.send("會議紀要補好了，劃掉")
    await user.sees("完成的是这一件吗？", "补会议纪要")
    await user.press("不是这一件")
    shown = await user.sees("整改事项（2 项）")
    assert labels_of(shown)[:2] == ["看 1", "看 2"]


async def test_several_that_may_be_done_are_offered(user: Citizen) -> None:
    await record(user, "2026-12-01 补签字", "2026-12-04 4月台账", "2026-12-11 5月台账")
    await user.send("台账报上去了，帮我勾掉")
    shown = await user.sees("对得上的有 2 项（全部 3 项）", "2. 🟢 4月台账", "3. 🟢 5月台账")
    assert labels_of(shown) == ["完成 2", "完成 3", "全部 3 项"]
    await user.press("完成 3")
    await user.sees("“5月台账”已完成。\n整改事项（2 项）")
    await user.send("已完成")
    await user.sees("哪一件完成了？", "整改事项（2 项）")


async def test_done_with_nothing_open_says_so(user: Citizen) -> None:
    await user.send("整改报告那件办完了")
    await user.sees("还没有记下整改事项")


async def test_the_items_asked_for_by_their_lights(user: Citizen) -> None:
    await record(user, "2026-11-23 23:00 甲", "2026-11-30 乙", "2027-01-31 丙")
    await user.send("还有哪些快到期的")
    soon = await user.sees("10 天内到期和已逾期的整改事项（2 项，全部 3 项）")
    assert labels_of(soon) == ["完成 1", "完成 2", "全部 3 项"]
    await user.press("全部 3 项")
    await user.sees("整改事项（3 项）", "丙")
    await user.send("有没有逾期的")
    await user.sees("没有逾期的整改事项。")
    await user.press("全部 3 项")
    await user.sees("整改事项（3 项）")


async def test_a_reminder_is_put_off_in_free_words(user: Citizen) -> None:
    await record(user, "2026-12-04 交报告")
    await user.send("过两天再提醒我这个")
    await user.sees("这一项什么时候再提醒？")


async def test_a_request_is_recorded_without_the_polite_words(user: Citizen) -> None:
    await user.send("麻烦提醒我一下2026-12-04前交整改报告，谢谢")
    await user.sees("记下这一项？\n交整改报告\n类别：其他\n期限：12月4日 周五")
    await user.send("提醒我")
    await user.sees("要记的是什么事")
    await user.press("不记了")
    await user.sees("没有记")
    await user.send("帮我记一件事：下周三补会议纪要，谢谢")
    await user.sees("记下这一项？\n补会议纪要\n类别：其他\n期限：12月2日 周三（还有 9 天")


async def test_a_check_begins_with_the_scenario_that_was_meant(user: Citizen) -> None:
    await user.send("帮我对照招商引资那条")
    await user.sees("对照 S04")
    await user.send("帮我对照一下")
    await user.sees("对照")


async def test_in_a_group_no_function_shows_what_is_personal(town: Town, member: Citizen) -> None:
    alone = town.citizen(member.number)
    await record(alone, "2026-12-04 整改报告交办公室")
    for said in ("整改报告那件办完了", "还有哪些快到期的", "过两天再提醒我", "提醒我交报告"):
        await member.send(f"@{NAME} {said}")
        told = await member.sees("群里只说公开文本的内容")
        assert "整改报告" not in told["text"]
    await member.send(f"@{NAME} 情形列表")
    await member.sees("容错情形")
    await member.send(f"@{NAME} 怎么用")
    await member.sees("在群里 @我 提问")
