"""What comes between as conversations: old results, double taps, two phones, others' buttons, commands."""

import pytest

from tests.e2e.group import NAME
from tests.e2e.town import CADRE, GROUP, STAFF, Citizen, Message, Town, data_of, labels_of, words_of

OPEN = ("是", "不清楚", "没有", "没有", "有", "是", "看结果")
"""The answers with which S01 lacks one thing."""


async def checked(user: Citizen, scenario: str, *answers: str) -> Message:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers(scenario, *answers)
    return user.message


def shown_now(user: Citizen, message: Message) -> str:
    """Return what a message of the chat says now."""
    number = message["message_id"]
    every = user.town.shown(user.chat).messages
    return next(words_of(one) for one in reversed(every) if one["message_id"] == number)


@pytest.mark.parametrize(
    "label", ["改答案", "重新对照", "再对照一种", "导出文字", "可以准备的材料"]
)
async def test_an_older_result_stays_to_be_read_and_the_present_step_is_opened_below(
    user: Citizen, label: str
) -> None:
    verdict = await checked(user, "S01", *OPEN)
    await checked(user, "S06", "是", "是")
    await user.press(label, verdict)
    await user.sees_toast("旧的一步")
    present = await user.sees("对照 S06", "最多还有 3 个问题")
    assert present["message_id"] > verdict["message_id"]
    assert "S01：还缺信息" in shown_now(user, verdict)


async def test_an_older_result_stays_before_anything_of_the_new_check_is_answered(
    user: Citizen,
) -> None:
    verdict = await checked(user, "S01", *OPEN)
    await checked(user, "S06")
    await user.press("改答案", verdict)
    await user.sees("对照 S06", "最多还有 5 个问题")
    assert "S01：还缺信息" in shown_now(user, verdict)


@pytest.mark.parametrize(
    ("label", "then"),
    [("改答案", "请核对您的 6 个答案"), ("重新对照", "最多还有 6 个问题")],
)
async def test_a_result_tapped_twice_leads_on_in_its_own_place(
    town: Town, user: Citizen, label: str, then: str
) -> None:
    verdict = await checked(user, "S01", *OPEN)
    before = {one["message_id"] for one in town.shown(CADRE).messages}
    await user.press(label, verdict)
    await user.press(label, verdict)
    await user.sees_toast("旧的一步")
    await user.sees(then)
    assert {one["message_id"] for one in town.shown(CADRE).messages} == before


async def test_back_and_see_tapped_twice_count_once(user: Citizen) -> None:
    await checked(user, "S01", "是", "有", "没有")
    question = user.message
    await user.press("返回", question)
    await user.press("返回", question)
    await user.sees_toast("旧的一步")
    await user.sees("最多还有 4 个问题")
    await user.answers("没有", "不清楚", "有", "是")
    review = await user.sees("请核对您的 6 个答案")
    await user.press("看结果", review)
    await user.press("看结果", review)
    await user.sees("S01：还缺信息")
    await user.send("/checks")
    await user.sees("我的对照（1 次）", "S01 还缺信息")


async def test_two_phones_that_answer_at_the_same_time_count_one_answer(
    town: Town, user: Citizen
) -> None:
    await checked(user, "S01", "是")
    one = user.message
    await user.send("/check")
    await user.sees("还没做完")
    await user.answers("接着做")
    other = user.message
    assert one["message_id"] != other["message_id"]
    user.seen = len(town.shown(CADRE).messages)
    for message, label in ((one, "有"), (other, "没有"), (one, "有"), (other, "不清楚")):
        await user.press(label, message)  # none waits for the answer to the one before
    await user.sees_toast("旧的一步")
    await town.applied()
    await user.send("/check")
    await user.sees("已答 2 个问题", "最多还有 4 个问题")


async def test_commands_and_reading_in_the_middle_lose_nothing(town: Town, user: Citizen) -> None:
    question = await checked(user, "S01", "是", "不清楚")
    for said in ("/help", "/items", "/measure", "/checks", "/language", "/privacy", "/sources"):
        await user.send(said)
        await user.sees("")
    await user.send("/nonsense")
    await user.sees("没有这个命令")
    await user.send("/start")
    await user.sees("容错纠错助手")
    await user.send("/cancel")
    await user.sees("对照的答案都留着")
    await town.applied()
    await user.press("没有", question)
    await user.sees("最多还有 3 个问题")
    await user.answers("没有", "有", "是", "看结果")
    await user.sees("S01：还缺信息", "? 经过民主决策程序（不清楚）")


@pytest.mark.parametrize(
    "data",
    [
        *("ans:{}:1:y", "bck:{}:1", "why:{}:1", "rst:{}:1", "see:{}:1", "chg:{}:1:0", "rvw:{}:1:1"),
        *("res:{}:1", "oth:{}:1", "mor:{}:1:S02", "exp:{}:1:w", "rec:{}:1", "prp:{}:1"),
        *("cks:{}:1", "cko:{}:1", "cke:{}:1", "pck:{}:S02", "fok:{}:1", "fno:{}:1"),
    ],
)
async def test_in_a_group_nobody_moves_or_sees_a_check_whoever_presses(
    town: Town, data: str
) -> None:
    user, other = town.citizen(STAFF), town.citizen(CADRE, GROUP)
    question = await checked(user, "S01", "是")
    _, version, *_ = data_of(question, "有").split(":")
    await other.send(f"@{NAME} S01")
    answer = await other.sees("S01")
    for presser in (other, town.citizen(STAFF, GROUP)):
        presser.press_data(data.format(version), answer)
    await town.called("answerCallbackQuery", town.count("answerCallbackQuery") + 1)
    await town.applied()
    assert len(town.shown(GROUP).messages) == 1
    await user.send("/check")
    await user.sees("还没做完，已答 1 个问题", "最多还有 5 个问题")


async def test_the_result_of_each_kind_says_what_was_found_why_and_what_would_change_it(
    user: Citizen,
) -> None:
    """Fits, open, does not fit: answers, words, marks, the bottom line, the flip, the notice."""
    standing = "是否容错，由有权机关认定"
    await checked(user, "S06", "是", "是", "是", "是", "没有", "看结果")
    fits = await user.sees("不是认定结论", "S06：与文字要件相符", standing)
    for part in (
        "✓ 在服务群众、服务企业中（您答：是）",
        "✓ 因着眼于提高效率（您答：是）",
        "✓ 底线（P5）：有没有为个人或他人谋取私利？您答：没有",
        "会改变结果的：如果“因着眼于提高效率”其实不成立，就变成“与文字要件不符”。",
        "触及任何一条，哪种情形都不适用",
    ):
        assert part in fits["text"]
    await checked(user, "S06", "是", "是", "不清楚", "是", "没有", "看结果")
    unclear = await user.sees("S06：还缺信息。弄清打问号的，结果才能确定。", standing)
    assert "? 因着眼于提高效率（不清楚）" in unclear["text"]
    assert "如果“因着眼于提高效率”成立，就变成“与文字要件相符”" in unclear["text"]
    await user.press("可以准备的材料")
    prepare = await user.sees("以下是助手的建议，不是文本内容", "“因着眼于提高效率”：")
    assert labels_of(prepare) == ["返回"]
    await user.press("返回")
    await user.sees("S06：还缺信息", standing)
    await checked(user, "S06", "是", "是", "不是", "看结果")
    against = await user.sees("S06：与文字要件不符。", standing)
    assert "✗ 因着眼于提高效率（您答：不是）" in against["text"]
    assert "如果“因着眼于提高效率”成立，就变成“还缺信息”" in against["text"]
    assert "可以准备的材料" not in labels_of(against)


async def test_a_red_flag_is_said_plainly_with_the_way_to_the_correction(user: Citizen) -> None:
    barred = await checked(user, "S01", "是", "有", "有", "看结果")
    assert "您说有谋取私利的情况。这触及底线（P5），12 种情形都不适用。" in barred["text"]
    assert "纠错的规定在 C1、C2、C4、C5。" in barred["text"]
    assert "S01：触及底线，不适用。" in barred["text"]
    assert "会改变结果的" not in barred["text"]
    labels = labels_of(barred)
    assert labels[:4] == ["看 C1", "看 C2", "看 C4", "看 C5"]
    assert "记下要补正的事" not in labels
    assert "可以准备的材料" not in labels
    await user.press("看 C4")
    await user.sees("C4")
    assert "S01：触及底线" in shown_now(user, barred)
