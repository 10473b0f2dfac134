"""Job 2 as conversations: the self-check of one scenario."""

from tests.e2e.town import DAY, Citizen, Town, labels_of


async def start_check(user: Citizen) -> None:
    await user.send("/check")
    message = await user.sees("对照 S01", "最多还有 6 个问题")
    assert labels_of(message)[:3] == ["是", "否", "不清楚"]


async def test_all_conditions_met_is_a_likely_fit(user: Citizen) -> None:
    await start_check(user)
    first = user.message["message_id"]
    await user.answers("是", "是", "是", "否", "否", "是")
    verdict = await user.sees("S01：与文字要件相符", "不是认定结论", "由有权机关认定")
    assert verdict["message_id"] == first, "one message, edited in place"
    assert verdict["text"].count("✓") == 6
    assert "✓ 没有为个人、他人谋取私利（您答：否）" in verdict["text"]
    await user.send("/check")
    await user.sees("最多还有 6 个问题")


async def test_a_check_never_takes_the_place_of_another_message(user: Citizen) -> None:
    welcome = user.message
    await user.press("对照我的情况")
    question = await user.sees("最多还有 6 个问题")
    assert question["message_id"] != welcome["message_id"]
    await user.answers("是")
    await user.press("对照我的情况", welcome)
    await user.sees("最多还有 5 个问题")


async def test_a_condition_that_does_not_hold_settles_it_at_once(user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "是", "否")
    verdict = await user.sees("S01：与文字要件不符", "✗ 经过民主决策程序（您答：否）")
    assert "谋取私利\n" not in verdict["text"].split("在落实党委")[0]


async def test_unclear_is_never_a_no(user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "是", "不清楚", "否", "否", "是")
    await user.sees("S01：还缺信息", "? 经过民主决策程序（不清楚）")


async def test_why_a_question_is_asked(user: Citizen) -> None:
    await start_check(user)
    await user.press("为什么问")
    told = await user.sees("S01 说的是落实决策部署中的工作", "在落实党委、政府决策部署中")
    assert labels_of(told) == ["是", "否", "不清楚"], "it was asked already"
    await user.answers("是")
    await user.sees("最多还有 5 个问题")


async def test_going_back_and_changing_an_answer(user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "是", "否")
    await user.sees("与文字要件不符")
    await user.press("改答案")
    await user.sees("民主决策程序？")
    await user.answers("是", "否", "否", "是")
    await user.sees("与文字要件相符")
    await user.press("重新对照")
    await user.sees("最多还有 6 个问题")


async def test_a_button_pressed_twice_counts_once(user: Citizen) -> None:
    await start_check(user)
    question = user.message
    await user.press("是", question)
    await user.press("是", question)
    await user.sees_toast("旧的一步")
    await user.sees("最多还有 5 个问题")


async def test_a_button_of_an_old_message_opens_the_current_step(user: Citizen) -> None:
    await start_check(user)
    old = user.message
    await user.answers("是", "是")
    await user.press("否", old)
    await user.sees_toast("旧的一步")
    await user.send("/check")
    await user.sees("最多还有 4 个问题")


async def test_a_question_in_between_does_not_disturb_the_check(user: Citizen) -> None:
    await start_check(user)
    question = user.message
    await user.answers("是")
    await user.send("什么叫容缺受理")
    await user.sees("S06")
    await user.send("/add 2026-12-04 写说明")
    await user.sees("记下了")
    await user.press("是", town_message(user, question["message_id"]))
    await user.sees("最多还有 4 个问题")


async def test_the_check_goes_on_after_a_restart(town: Town, user: Citizen) -> None:
    await start_check(user)
    await user.answers("是", "是")
    await town.stop()
    town.clock.move(DAY)
    await town.start()
    await user.press("是")
    await user.sees("最多还有 3 个问题")


async def test_a_button_of_other_content_is_explained(user: Citizen) -> None:
    await start_check(user)
    await user.press("是")
    user.press_data("ans:000000:1:y", user.message)
    await user.sees_toast("旧的一步")


async def test_buttons_without_a_running_check_offer_a_start(user: Citizen) -> None:
    user.press_data("ans:000000:0:y", user.message)
    await user.sees("没有进行中的对照")
    await user.press("对照我的情况")
    await user.sees("最多还有 6 个问题")


def town_message(user: Citizen, number: int) -> dict[str, object]:
    """Return a message as the chat shows it now."""
    shown = user.town.shown(user.chat).messages
    return next(dict(one) for one in reversed(shown) if one["message_id"] == number)
