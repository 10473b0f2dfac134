"""Evidence for items as conversations: photos and documents, by their numbers alone."""

from tests.e2e.town import STAFF, Citizen, Town, labels_of


async def test_a_file_sent_while_an_item_is_open_is_its_evidence(user: Citizen) -> None:
    await user.press("看详情", await user.adds("12月4日 交整改报告"))
    await user.sees("待办")
    await user.attaches("document", "回执.pdf")
    await user.sees("收作“交整改报告”的佐证，现在有 1 份。")
    await user.attaches("photo", "1.png", caption="现场照片")
    await user.press("佐证 2", await user.sees("现在有 2 份"))
    listed = await user.sees("“交整改报告”的佐证（2 份）", "1. 回执.pdf · 11月23日", "2. 现场照片")
    await user.press("发给我看", listed)
    await user.sees("佐证：回执.pdf")
    photo = await user.sees("佐证：现场照片")
    assert "photo" in photo
    await user.press("去掉 1", listed)
    await user.sees_toast("去掉了")
    await user.press("返回", await user.sees("佐证（1 份）"))
    await user.press("经过", await user.sees("佐证：1 份"))
    await user.sees("加了佐证：回执.pdf", "去掉了佐证：回执.pdf")


async def test_a_button_asks_for_a_file(user: Citizen) -> None:
    await user.press("看详情", await user.adds("12月4日 甲"))
    await user.sees("待办")
    await user.press("看详情", await user.adds("12月5日 乙"))
    await user.press("加佐证", await user.sees("乙", "待办"))
    await user.sees("请发“乙”的照片或文件")
    await user.attaches("photo", "1.png")
    await user.sees("收作“乙”的佐证")


async def test_a_file_that_answers_the_message_of_an_item(user: Citizen) -> None:
    first = await user.adds("12月4日 甲")
    await user.press("看详情", await user.adds("12月5日 乙"))
    await user.sees("待办")
    await user.attaches("document", "a.pdf", reply_to=first)
    await user.sees("收作“甲”的佐证，现在有 1 份。")


async def test_files_sent_out_of_the_blue_are_kept_until_it_is_said_whose_they_are(
    user: Citizen,
) -> None:
    await user.adds("12月4日 甲")
    await user.adds("12月5日 乙")
    await user.attaches("document", "a.pdf")
    await user.sees("收到 1 份文件。是哪一件的佐证？")
    await user.attaches("document", "b.pdf")
    asked = await user.sees("收到 2 份文件。是哪一件的佐证？")
    assert labels_of(asked) == ["甲", "乙", "都不是"]
    await user.press("乙", asked)
    await user.sees("收作“乙”的佐证，现在有 2 份。")
    await user.press("乙", asked)
    await user.sees("乙", "佐证：2 份")
    await user.press("甲", asked)
    await user.sees("甲", "待办")


async def test_files_may_be_for_nothing(user: Citizen) -> None:
    await user.adds("12月4日 甲")
    await user.attaches("photo", "a.png")
    await user.press("都不是", await user.sees("是哪一件的佐证？"))
    await user.sees("好的，没有收。")


async def test_a_file_without_any_item_is_not_understood(user: Citizen) -> None:
    await user.attaches("photo", "a.png")
    await user.sees("我现在只看得懂文字")


async def test_the_same_file_is_kept_once(town: Town, user: Citizen) -> None:
    await user.press("看详情", await user.adds("12月4日 甲"))
    await user.sees("待办")
    await user.attaches("document", "a.pdf")
    await user.sees("现在有 1 份")
    other = town.citizen(STAFF)
    await other.send("/start")
    await other.sees("您好")
    await other.attaches("document", "a.pdf")
    await other.sees("我现在只看得懂文字")
