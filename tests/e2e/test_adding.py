"""Adding an item as a conversation: by dialog, in one line, by forwarding; corrected before it is stored."""

from datetime import timedelta

from tests.e2e.town import CADRE, DAY, Citizen, Town, labels_of

NOTICE = """各科室：
根据11月3日会议要求，请于12月10日下班前将巡察整改台账报送市纪委党风室。逾期未报的予以通报。
联系人：办公室 电话 8888"""


async def test_an_item_in_one_line_of_plain_words(user: Citizen) -> None:
    await user.send("提醒我下周五下班前把整改报告交市纪委")
    card = await user.sees("记下这一项？\n整改报告交市纪委\n类别：其他")
    assert card["text"].splitlines()[3:] == [
        "期限：12月4日 周五 18:00（还有 11 天，9 个工作日）",
        "提醒：11月24日、12月1日、3日、4日，上午 9:00；逾期后每个工作日一次",
    ]
    assert labels_of(card) == ["记下", "改日期", "改提醒", "改类别", "改名称", "不记"]
    await user.press("记下")
    kept = await user.sees("记下了。\n整改报告交市纪委")
    assert kept["message_id"] == card["message_id"]
    await user.press("看详情")
    await user.sees("🟢 待办 · 其他")


async def test_the_kind_is_told_by_the_title_and_changed_by_a_tap(user: Citizen) -> None:
    await user.send("/add 12月4日前回复纪检监察建议书")
    await user.sees("类别：纪检监察建议书", "提醒：11月24日、29日、12月1日、3日")
    await user.press("改类别")
    kinds = await user.sees("是哪一类？")
    assert "✓ 纪检监察建议书" in labels_of(kinds)
    await user.press("提醒约谈")
    await user.sees("记下这一项？", "类别：提醒约谈", "上午 8:30")
    await user.press("记下")
    await user.sees("记下了", "类别：提醒约谈")


async def test_an_item_step_by_step_with_every_mistake(user: Citizen) -> None:
    await user.send("/add")
    await user.sees("什么事")
    await user.send("长" * 121)
    await user.sees("121", "120")
    await user.send("补会议记录")
    await user.sees("“补会议记录”的期限")
    for wrong, reply in {
        "尽快": "没看懂“尽快”是哪天",
        "二月三十号前": "没看懂“二月三十号前”：2 月没有 30 号。请换个说法，例如“2027年2月28日前”。",
        "2026-12-01 2026-12-02": "不止一个日子",
        "每周五": "“每周五”不止一个日子",
        "2026-12-01 25:00": "没有这个日子或钟点",
        "2025-12-01": "“2025-12-01”已经过了",
    }.items():
        await user.send(wrong)
        await user.sees(reply, "这一项还没有记下，已填的内容都在。")
    await user.send("12月1日下午5点")
    await user.press("记下", await user.sees("记下这一项？\n补会议记录", "12月1日 周二 17:00"))
    await user.sees("记下了")


async def test_words_of_consent_and_another_date_are_taken_for_the_card(user: Citizen) -> None:
    await user.send("/add 下周五交报告")
    first = await user.sees("记下这一项？", "12月4日")
    await user.send("改到12月11日吧")
    second = await user.sees("记下这一项？\n交报告", "12月11日")
    assert second["message_id"] != first["message_id"]
    await user.press("记下", first)
    await user.sees_toast("这张卡片后来改过")
    await user.sees("记下这一项？", "12月11日")
    await user.send("好的")
    await user.sees("记下了。\n交报告", "12月11日")
    await user.send("/items")
    await user.sees("整改事项（1 项）")


async def test_a_question_while_the_card_is_open_is_answered(user: Citizen) -> None:
    await user.send("/add 下周五交报告")
    card = await user.sees("记下这一项？")
    await user.send("这个办法什么时候施行")
    await user.sees("公开文本没有说明施行日期")
    await user.press("记下", card)
    await user.sees("记下了")


async def test_a_card_is_stored_once_however_often_it_is_pressed(user: Citizen) -> None:
    await user.send("/add 下周五交报告")
    card = await user.sees("记下这一项？")
    await user.press("记下", card)
    await user.press("记下", card)
    await user.press("不记", card)
    await user.sees_toast("已经处理过了")
    await user.town.applied()
    await user.send("/items")
    await user.sees("整改事项（1 项）")


async def test_date_name_and_reminders_are_changed_before_it_is_stored(user: Citizen) -> None:
    await user.send("/add 下周五交报告")
    card = await user.sees("记下这一项？")
    await user.press("改日期")
    asked = await user.sees("“交报告”的期限是哪天？")
    assert labels_of(asked) == ["选日期", "不记了", "返回"]
    await user.send("不知道")
    await user.sees("没看懂", "已填的内容都在")
    await user.send("12月31日")
    await user.sees("记下这一项？", "12月31日")
    await user.press("改名称")
    await user.sees("要记的是什么事")
    await user.send("交年度报告")
    card = await user.sees("记下这一项？\n交年度报告", "12月31日")
    await user.press("改提醒")
    rungs = await user.sees("什么时候提醒", "提醒：12月11日、21日、28日、30日、31日，上午 9:00")
    assert rungs["message_id"] == card["message_id"]
    await user.press("前 7 天")
    await user.sees("12月11日、21日、24日")
    await user.press("✓ 前 20 天")
    await user.press("14:30", await user.sees("提醒：12月21日、24日"))
    await user.sees("下午 2:30")
    await user.press("返回")
    await user.sees("记下这一项？", "提醒：12月21日、24日、28日、30日、31日，下午 2:30")
    await user.press("记下")
    await user.sees("记下了", "下午 2:30")


async def test_one_reminder_has_to_stay(user: Citizen) -> None:
    await user.send("/add 12月4日前准备约谈")
    await user.press("改提醒", await user.sees("记下这一项？"))
    await user.press("✓ 前 2 天", await user.sees("什么时候提醒"))
    await user.press("✓ 前 1 天", await user.sees("提醒：12月3日、4日"))
    only = await user.sees("提醒：12月4日，")
    await user.press("✓ 当天", only)
    await user.sees_toast("至少留一次提醒")
    await user.press("用这一类的默认提醒")
    await user.sees("提醒：12月2日、3日、4日")


async def test_a_date_of_next_year_is_pointed_out(user: Citizen) -> None:
    await user.send("/add 2月10日前交总结")
    await user.sees(
        "2027年2月10日 周三",
        "今年的这个日子已经过了，按 2027 年算。",
        "2027 年的放假安排还没有公布",
    )
    await user.send("不记了")
    await user.sees("没有记")
    await user.send("/add 2062年2月10日前交总结")
    await user.sees("期限在 36 年以后，年份对吗？")


async def test_adding_can_be_given_up(user: Citizen) -> None:
    for words, before in (("取消", ()), ("算了。", ("交表",)), ("不记了", ("2026-12-04",))):
        await user.send("/add")
        await user.sees("什么事")
        for line in before:
            await user.send(line)
            await user.sees("")
        await user.send(words)
        await user.sees("好的，没有记。")
    await user.send("/add 12月4日交表")
    await user.press("不记", await user.sees("记下这一项？"))
    await user.sees("没有记")
    await user.send("/cancel")
    await user.sees("现在没有在记的事")
    await user.send("/items")
    await user.sees("还没有记下整改事项。")


async def test_a_question_in_between_is_answered_and_the_item_waits(user: Citizen) -> None:
    await user.send("/add 交表")
    await user.sees("“交表”的期限")
    await user.send("这个办法什么时候施行")
    await user.sees("公开文本没有说明施行日期")
    waiting = await user.sees("“交表”还没有记下，等您写期限。")
    assert labels_of(waiting) == ["选日期", "不记了"]
    await user.send("12月4日")
    await user.press("记下", await user.sees("记下这一项？", "交表"))
    await user.sees("记下了", "交表")


async def test_several_cards_wait_side_by_side(user: Citizen) -> None:
    await user.send("/add 12月4日交表")
    first = await user.sees("记下这一项？\n交表")
    await user.send("提醒我12月11日前写说明")
    second = await user.sees("记下这一项？\n写说明")
    await user.press("记下", first)
    await user.sees("记下了。\n交表")
    await user.press("记下", second)
    await user.sees("记下了。\n写说明")


async def test_an_item_without_a_date_waits_while_another_is_added(user: Citizen) -> None:
    await user.send("/add 交表")
    await user.sees("“交表”的期限")
    await user.send("/add 12月4日写说明")
    aside = await user.sees("“交表”先放着，还没有记下。")
    await user.press("记下", await user.sees("记下这一项？\n写说明"))
    await user.sees("记下了")
    await user.press("接着记", aside)
    await user.sees("“交表”的期限是哪天？")
    await user.send("12月11日")
    await user.press("记下", await user.sees("记下这一项？\n交表"))
    await user.sees("记下了")


async def test_a_draft_left_lying_catches_no_text_and_its_card_still_works(
    town: Town, user: Citizen
) -> None:
    await user.send("/add 12月4日交表")
    card = await user.sees("记下这一项？")
    town.clock.move(timedelta(minutes=61))
    await user.send("好的")
    await town.applied()
    await user.send("/items")
    await user.sees("还没有记下整改事项")
    await user.press("记下", card)
    await user.sees("记下了。\n交表")


async def test_a_deadline_that_passed_before_the_card_was_pressed(
    town: Town, user: Citizen
) -> None:
    await user.send("/add 明天交表")
    card = await user.sees("记下这一项？")
    town.clock.move(3 * DAY)
    await user.press("记下", card)
    await user.sees("“11月24日 周二”已经过了", "已填的内容都在")
    await user.send("12月4日")
    await user.press("记下", await user.sees("记下这一项？\n交表"))
    await user.sees("记下了")


async def test_a_forwarded_notice_becomes_an_item(user: Citizen) -> None:
    await user.forwards(NOTICE)
    card = await user.sees("记下这一项？", "期限：12月10日 周四 18:00", "要求：各科室：")
    assert "巡察整改台账报送市纪委党风室" in card["text"].splitlines()[1]
    await user.press("记下")
    await user.press("看详情", await user.sees("记下了"))
    await user.sees("要求：各科室：\n根据11月3日会议要求", "联系人：办公室")


async def test_a_forwarded_message_without_a_date_asks_for_one(user: Citizen) -> None:
    await user.forwards("请把会议纪要补齐交办公室" + "。请认真落实" * 300)
    await user.sees("“会议纪要补齐交办公室”的期限是哪天？")
    await user.send("12月4日")
    await user.sees("记下这一项？", "会议纪要补齐交办公室", "要求：")


async def test_forwarding_in_a_group_adds_nothing(town: Town, member: Citizen) -> None:
    await member.forwards(NOTICE)
    await town.applied()
    alone = town.citizen(CADRE)
    await alone.send("/items")
    await alone.sees("还没有记下整改事项")


async def test_a_line_break_after_the_command_is_no_matter(user: Citizen) -> None:
    await user.send("/add\n2026-12-04 交说明")
    await user.sees("记下这一项？\n交说明", "12月4日")


async def test_a_line_of_its_own_while_a_date_is_asked_is_another_item(user: Citizen) -> None:
    await user.send("/add 交周报")
    await user.sees("“交周报”的期限")
    await user.send("12月30日前交年终总结")
    await user.sees("“交周报”先放着")
    await user.sees("记下这一项？\n交年终总结")
    await user.press("不记")
    await user.sees("没有记")
    await user.send("/add 交表")
    await user.sees("“交表”的期限")
    await user.send("最晚12月30日就行")
    await user.sees("记下这一项？\n交表")


async def test_a_date_first_keeps_the_date(user: Citizen) -> None:
    await user.send("/add 2026-12-04")
    await user.sees("什么事")
    await user.send("诫勉谈话的整改")
    await user.sees("记下这一项？", "12月4日", "类别：诫勉谈话", "上午 8:30")


async def test_to_put_it_off_is_no_date_and_nothing_else_either(user: Citizen) -> None:
    await user.send("/add 补会议纪要")
    await user.sees("“补会议纪要”的期限是哪天？")
    await user.send("有空再说")
    await user.sees("没看懂“有空再说”是哪天")
    await user.send("下周五下班前")
    await user.sees("记下这一项？", "12月4日 周五 18:00")


async def test_another_request_with_a_date_that_cannot_be_is_another_item(user: Citizen) -> None:
    await user.send("提醒我每周五交周报")
    await user.sees("不止一个日子")
    await user.send("提醒我2月30号前交材料")
    await user.sees("“交周报”先放着")
    await user.send("2月28号")
    await user.sees("记下这一项？", "交材料")


async def test_who_asks_for_the_day_while_a_date_is_asked_is_answered(user: Citizen) -> None:
    await user.send("/add 交周报")
    await user.sees("“交周报”的期限")
    await user.send("今天有什么事")
    await user.sees("“交周报”还没有记下")
    await user.send("下周五行吗")
    await user.sees("记下这一项？\n交周报", "12月4日")
