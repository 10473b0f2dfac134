"""Job 2 as conversations: the self-check of a situation."""

from tests.e2e.town import DAY, Citizen, Town, data_of, labels_of

FITTING = ("是", "有", "没有", "没有", "有", "是")
"""The answers with which S01 fits."""


async def start_check(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？", "S01 ", "S12 ")
    await user.press("S01")
    message = await user.sees("对照 S01", "最多还有 6 个问题")
    assert labels_of(message) == ["是", "不是", "不清楚", "为什么问", "返回", "结束"]


async def test_the_list_names_all_scenarios_with_their_titles(user: Citizen) -> None:
    await user.send("/check")
    offered = await user.sees("S04 争取项目、招商引资中的失误")
    names = [f"S{number:02}" for number in range(1, 13)]
    assert labels_of(offered) == names
    *lines, hint = offered["text"].splitlines()[1:]
    assert "直接打字讲讲" in hint
    assert [line.split(" ")[0] for line in lines] == names
    assert all(len(line.split(" ")[1]) > 4 for line in lines)


async def test_all_conditions_met_is_a_likely_fit(user: Citizen) -> None:
    await start_check(user)
    first = user.message["message_id"]
    await user.answers(*FITTING, "看结果")
    verdict = await user.sees("S01：与文字要件相符", "不是认定结论", "由有权机关认定")
    assert verdict["message_id"] == first, "one message, edited in place"
    assert verdict["text"].count("✓") == 6
    assert "✓ 没有为个人、他人谋取私利（您答：没有）" in verdict["text"]
    await user.send("/check")
    await user.sees("对照哪一种情形？")


async def test_a_check_never_takes_the_place_of_another_message(user: Citizen) -> None:
    welcome = user.message
    await user.press("对照我的情况")
    offer = await user.sees("对照哪一种情形？")
    assert offer["message_id"] != welcome["message_id"]
    await user.answers("S01", "是")
    await user.press("对照我的情况", welcome)
    question = await user.sees("最多还有 5 个问题")
    assert question["message_id"] not in (welcome["message_id"], offer["message_id"])


async def test_a_condition_that_does_not_hold_settles_it_at_once(user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "没有", "看结果")
    verdict = await user.sees("S01：与文字要件不符", "✗ 经过民主决策程序（您答：没有）")
    assert "如果“经过民主决策程序”成立，就变成“还缺信息”" in verdict["text"]
    assert "谋取私利（" not in verdict["text"]


async def test_unclear_is_never_a_no(user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "不清楚", "没有", "没有", "有", "是", "看结果")
    await user.sees("S01：还缺信息", "? 经过民主决策程序（不清楚）")
    await user.sees("如果“经过民主决策程序”成立，就变成“与文字要件相符”")


async def test_why_a_question_is_asked(user: Citizen) -> None:
    await start_check(user)
    await user.press("为什么问")
    told = await user.sees("S01 说的是落实决策部署中的工作", "在落实党委、政府决策部署中")
    assert "这是助手的建议，不是文本内容" in told["text"]
    assert labels_of(told) == ["是", "不是", "不清楚", "返回", "结束"], "it was asked already"
    await user.answers("是")
    await user.sees("最多还有 5 个问题")


async def test_going_back_and_changing_an_answer(user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "没有", "看结果")
    await user.sees("与文字要件不符")
    await user.press("改答案")
    review = await user.sees("请核对您的 2 个答案", "民主决策程序？——没有")
    assert labels_of(review) == ["改 1", "改 2", "看结果"]
    await user.press("改 2")
    await user.sees("民主决策程序？", "原来答的是“没有”")
    await user.answers(*FITTING[1:], "看结果")
    await user.sees("与文字要件相符")
    await user.press("重新对照")
    await user.sees("最多还有 6 个问题")


async def test_back_from_the_first_question_leads_to_another_scenario(user: Citizen) -> None:
    await start_check(user)
    question = user.message["message_id"]
    await user.press("返回")
    await user.sees("对照哪一种情形？")
    await user.press("S06")
    other = await user.sees("对照 S06", "最多还有 5 个问题")
    assert other["message_id"] == question


async def test_another_scenario_asks_nothing_again_that_it_shares(user: Citizen) -> None:
    await start_check(user)
    await user.answers(*FITTING, "看结果")
    await user.press("再对照一种")
    offered = await user.sees("再对照哪一种？答过的不会再问。")
    assert "S01" not in labels_of(offered)
    await user.press("S04")
    await user.sees("对照 S01、S04", "最多还有 4 个问题", "争取项目或者招商引资？")
    await user.answers("是", "有", "是", "有", "看结果")
    verdict = await user.sees("S01：与文字要件相符", "S04：与文字要件相符")
    assert "✓ 项目引进和招商引资中出现某些失误（您答：是）" in verdict["text"]
    assert verdict["text"].count("由有权机关认定") == 1


async def test_going_first_is_asked_once_for_two_scenarios(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S05", "是", "有", "是", "是", "是", "没有", "看结果")
    await user.sees("S05：与文字要件相符", "✓ 因为先行先试（您答：是）")
    await user.press("再对照一种")
    await user.sees("S12 没有先例")
    await user.press("S12")
    await user.sees("最多还有 2 个问题", "精神")
    await user.answers("是", "没有", "看结果")
    await user.sees("S12：与文字要件相符", "✓ 先行先试的探索性试验（您答：是）")


async def test_thinking_better_of_another_scenario(user: Citizen) -> None:
    await start_check(user)
    await user.answers("不是")
    verdict = await user.sees("S01：与文字要件不符")
    await user.press("再对照一种")
    await user.sees("再对照哪一种？")
    await user.press("返回")
    assert (await user.sees("S01：与文字要件不符"))["text"] == verdict["text"]


async def test_a_crossed_bottom_line_bars_a_scenario_that_does_not_name_it(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S06", "是", "是", "是", "是")
    await user.sees("最多还有 1 个问题", "有没有为个人或他人谋取私利？")
    await user.answers("有", "看结果")
    verdict = await user.sees("这触及底线（P5），12 种情形都不适用", "依法依纪,坚守底线")
    assert "S06：触及底线，不适用。" in verdict["text"]
    assert "会改变结果的" not in verdict["text"]
    assert labels_of(verdict)[:4] == ["看 C1", "看 C2", "看 C4", "看 C5"]
    await user.press("看 C1")
    await user.sees("C1")
    await user.press("改答案", verdict)
    await user.sees("有没有为个人或他人谋取私利？——有")
    await user.answers("改 5", "没有", "看结果")
    await user.sees("S06：与文字要件相符", "✓ 底线（P5）", "触及任何一条，哪种情形都不适用")


async def test_a_bottom_line_that_is_not_clear_leaves_it_open(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S06", "是", "是", "是", "是", "不清楚", "看结果")
    await user.sees("S06：还缺信息", "? 底线（P5）：有没有为个人或他人谋取私利？您答：不清楚")


async def test_a_check_in_english(user: Citizen) -> None:
    await user.send("/language")
    await user.sees("用哪种语言")
    await user.press("English")
    await user.sees("English from now on")
    await user.send("/check")
    await user.sees("Which scenario do you want to check against?", "S11 ")
    await user.answers("S11", "Yes", "Not reached")
    await user.sees("Was private gain sought")
    await user.press("No")
    await user.sees("look over your 3 answers")
    await user.press("See the result")
    await user.sees(
        "S11: matches the elements of the text.", "Unofficial translation", "not a ruling"
    )


async def test_a_button_pressed_twice_counts_once(user: Citizen) -> None:
    await start_check(user)
    question = user.message
    await user.press("是", question)
    await user.press("是", question)
    await user.sees_toast("旧的一步")
    await user.sees("最多还有 5 个问题")


async def test_a_scenario_picked_twice_begins_once(user: Citizen) -> None:
    await user.send("/check")
    offer = await user.sees("对照哪一种情形？")
    await user.answers("S01", "是")
    await user.press("S01", offer)
    await user.press("有")
    await user.sees("对照 S01", "最多还有 4 个问题")


async def test_a_button_of_an_old_message_opens_the_current_step(user: Citizen) -> None:
    await start_check(user)
    old = user.message
    await user.answers("是", "有")
    await user.press("不是", old)
    await user.sees_toast("旧的一步")
    await user.send("/check")
    await user.sees("最多还有 4 个问题")


async def test_a_question_in_between_does_not_disturb_the_check(user: Citizen) -> None:
    await start_check(user)
    question = user.message
    await user.answers("是")
    await user.send("容缺受理出了差错算不算")
    await user.sees("S06")
    await user.adds("2026-12-04 写说明")
    await user.press("有", town_message(user, question["message_id"]))
    await user.sees("最多还有 4 个问题")


async def test_the_check_goes_on_after_a_restart(town: Town, user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "有")
    await town.stop()
    town.clock.move(DAY)
    await town.start()
    await user.press("没有")
    await user.sees("最多还有 3 个问题")


async def test_what_was_found_can_be_widened_after_a_restart(town: Town, user: Citizen) -> None:
    await start_check(user)
    await user.answers(*FITTING, "看结果")
    await town.stop()
    await town.start()
    await user.press("再对照一种")
    await user.sees("再对照哪一种？")
    await user.press("S04")
    await user.sees("对照 S01、S04", "最多还有 4 个问题")


async def test_a_button_of_other_content_is_explained(user: Citizen) -> None:
    await start_check(user)
    await user.press("是")
    user.press_data("ans:000000:1:y", user.message)
    await user.sees_toast("旧的一步")


async def test_an_offer_of_other_content_begins_what_is_there_now(user: Citizen) -> None:
    await user.send("/check")
    offer = await user.sees("对照哪一种情形？")
    user.press_data(data_of(offer, "S01").replace("S01", "S99"), offer)
    await user.sees_toast("旧的一步")
    await user.press("S01")
    await user.sees("最多还有 6 个问题")


async def test_buttons_without_a_running_check_offer_a_start(user: Citizen) -> None:
    user.press_data("ans:000000:0:y", user.message)
    await user.sees("没有进行中的对照")
    await user.press("对照我的情况")
    await user.sees("对照哪一种情形？")


def town_message(user: Citizen, number: int) -> dict[str, object]:
    """Return a message as the chat shows it now."""
    shown = user.town.shown(user.chat).messages
    return next(dict(one) for one in reversed(shown) if one["message_id"] == number)
