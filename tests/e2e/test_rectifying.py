"""From a finished check to a rectification item, as conversations: with one tap, and once."""

from tests.e2e.town import DAY, STAFF, Citizen, Town, data_of, labels_of

OPEN = ("是", "不清楚", "没有", "没有", "有", "是", "看结果")
"""The answers with which S01 lacks one thing."""
TITLE = "弄清：经过民主决策程序（S01）"
RECORD = "记下要补正的事"


async def checked(user: Citizen, *answers: str) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S01", *answers)


async def open_items(user: Citizen) -> str:
    await user.send("/items")
    return str((await user.sees(""))["text"])


async def test_what_is_open_becomes_an_item_with_one_tap_and_a_date(user: Citizen) -> None:
    await checked(user, *OPEN)
    verdict = await user.sees("S01：还缺信息")
    await user.press(RECORD)
    asked = await user.sees(f"“{TITLE}”的期限是哪天？")
    assert asked["message_id"] != verdict["message_id"], "the result stays where it is"
    await user.send("2026-12-04")
    await user.press("记下", await user.sees("记下这一项？", TITLE))
    await user.sees("记下了", TITLE)
    assert (await open_items(user)).count(TITLE) == 1


async def test_a_double_tap_begins_one_item(town: Town, user: Citizen) -> None:
    await checked(user, *OPEN)
    verdict = await user.sees("S01：还缺信息")
    await user.press(RECORD, verdict)
    await user.press(RECORD, verdict)
    await user.sees(f"“{TITLE}”还没有记下，等您写期限")
    await town.applied()
    assert not any("没有记。" in one["text"] for one in town.shown(user.chat).messages)
    await user.send("2026-12-04")
    await user.press("记下", await user.sees("记下这一项？", TITLE))
    await user.sees("记下了", TITLE)
    await user.press(RECORD, verdict)
    await user.sees_toast("这一件已经记下，还没有办完")
    assert (await open_items(user)).count(TITLE) == 1


async def test_what_was_begun_before_waits_with_a_word(user: Citizen) -> None:
    await checked(user, *OPEN)
    verdict = await user.sees("S01：还缺信息")
    await user.send("/add 交整改报告")
    await user.sees("期限是哪天")
    await user.press(RECORD, verdict)
    await user.sees("“交整改报告”先放着，还没有记下")
    await user.sees(f"“{TITLE}”的期限是哪天？")


async def test_what_is_not_met_becomes_one_as_well_and_a_fit_leaves_nothing(user: Citizen) -> None:
    await checked(user, "是", "没有", "看结果")
    await user.sees("S01：与文字要件不符")
    await user.press(RECORD)
    await user.sees("“核实或补正：经过民主决策程序（S01）”的期限是哪天？")
    await user.send("/cancel")
    await user.sees("没有记")
    await checked(user, "是", "有", "没有", "没有", "有", "是", "看结果")
    fits = await user.sees("S01：与文字要件相符")
    assert RECORD not in labels_of(fits)
    assert "记一件整改的事" in labels_of(fits)


async def test_from_a_check_that_was_kept_and_opened_again(town: Town, user: Citizen) -> None:
    await checked(user, *OPEN)
    await town.stop()
    town.clock.move(DAY)
    await town.start()
    await user.send("/checks")
    await user.sees("S01 还缺信息")
    await user.answers("看 1", "打开")
    await user.sees("S01：还缺信息")
    await user.press(RECORD)
    await user.sees(f"“{TITLE}”的期限是哪天？")


async def test_from_an_older_result_the_present_step_is_opened(user: Citizen) -> None:
    await checked(user, *OPEN)
    verdict = await user.sees("S01：还缺信息")
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S06", "是")
    await user.press(RECORD, verdict)
    await user.sees_toast("旧的一步")
    await user.sees("对照 S06", "最多还有 4 个问题")
    assert TITLE not in await open_items(user)


async def test_nobody_records_from_the_check_of_another(town: Town, user: Citizen) -> None:
    await checked(user, *OPEN)
    verdict = await user.sees("S01：还缺信息")
    stranger = town.citizen(STAFF)
    await stranger.send("/check")
    message = await stranger.sees("对照哪一种情形？")
    stranger.press_data(data_of(verdict, RECORD), message)
    await stranger.sees("没有进行中的对照")
    assert TITLE not in await open_items(stranger)
