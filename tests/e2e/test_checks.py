"""Job 2, kept, as conversations: going on, listing, opening, re-running, comparing, deleting."""

import sqlite3
from contextlib import closing

import pytest

from tests.dialog.packs import PACK
from tests.e2e.town import DAY, STAFF, Citizen, Town, data_of, labels_of

FITTING = ("是", "是", "是", "是", "没有")
"""The answers with which S06 fits."""
MOTIVE = "efficiency_motive"


@pytest.fixture
async def town(changeable_town: Town) -> Town:
    """A town whose content may be changed."""
    return changeable_town


async def checked(user: Citizen, *answers: str) -> None:
    """Begin a check of S06 and answer so."""
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S06", *answers)


async def listed(user: Citizen, *fragments: str) -> None:
    await user.send("/checks")
    await user.sees(*fragments)


async def change_content(town: Town, old: str, new: str, file: str = "scenarios.yaml") -> None:
    """Change the content, as its author would, and have it taken."""
    assert town.content
    path = town.content / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    staff = town.citizen(STAFF)
    await staff.send("/reload")
    await staff.sees("新内容已经生效")


def rows(town: Town) -> list[tuple[str, str, int]]:
    with closing(sqlite3.connect(town.folder / "bot.db")) as database:
        found = database.execute("SELECT scenarios, state, finished FROM kept_check ORDER BY id")
        return list(found)


async def test_there_is_nothing_before_the_first_check(user: Citizen) -> None:
    await user.send("/checks")
    told = await user.sees("还没有对照过")
    assert labels_of(told) == ["对照我的情况"]
    await user.press("对照我的情况")
    await user.sees("对照哪一种情形？")


async def test_a_check_goes_on_after_a_restart(town: Town, user: Citizen) -> None:
    await checked(user, "是", "是")
    await town.stop()
    town.clock.move(DAY)
    await town.start()
    await user.send("/check")
    offer = await user.sees("对照 S06", "还没做完，已答 2 个问题", "最多还有 3 个问题")
    assert labels_of(offer) == ["接着做", "重新开始", "我的对照"]
    await user.press("接着做")
    await user.sees("对照 S06", "提高办事效率")
    await user.answers(*FITTING[2:], "看结果")
    await user.sees("S06：与文字要件相符")


async def test_beginning_anew_keeps_the_other(user: Citizen) -> None:
    await checked(user, "是", "是")
    await user.send("/check")
    await user.sees("还没做完")
    await user.press("重新开始")
    await user.sees("最多还有 5 个问题")
    await user.answers("不是")
    await user.sees("S06：与文字要件不符")
    await listed(user, "我的对照（2 次）", "1. S06 · 11月23日\nS06 与文字要件不符", "已答 2 个问题")
    await user.press("看 2")
    kept = await user.sees("11月23日 · 还没做完，已答 2 个问题")
    assert labels_of(kept) == ["接着做", "再对照一次", "删除", "我的对照"]
    await user.press("接着做")
    await user.sees("最多还有 3 个问题", "提高办事效率")
    await user.answers(*FITTING[2:], "看结果")
    await user.sees("S06：与文字要件相符")
    await listed(user, "我的对照（2 次）", "S06 与文字要件不符", "S06 与文字要件相符")


async def test_opening_a_check_does_not_change_its_place(town: Town, user: Citizen) -> None:
    await checked(user, "不是")
    town.clock.move(DAY)
    await checked(user, *FITTING, "看结果")
    town.clock.move(DAY)
    await listed(user, "1. S06 · 11月24日", "2. S06 · 11月23日\nS06 与文字要件不符")
    await user.answers("看 2", "打开")
    await user.sees("")
    await listed(user, "1. S06 · 11月24日", "2. S06 · 11月23日\nS06 与文字要件不符")


async def test_a_check_is_run_again_and_compared(town: Town, user: Citizen) -> None:
    await checked(user, *FITTING, "看结果")
    town.clock.move(DAY)
    await listed(user, "我的对照（1 次）")
    await user.answers("看 1", "再对照一次")
    await user.sees("请核对您的 5 个答案")
    await user.answers("改 3", "不清楚", "看结果")
    await user.sees("S06：还缺信息")
    await listed(user, "我的对照（2 次）", "S06 还缺信息", "S06 与文字要件相符")
    await user.answers("看 1")
    await user.press("和上一次比")
    told = await user.sees(
        "S06：和 11月23日 的那一次比",
        "上一次“与文字要件相符”，这一次“还缺信息”",
        "上一次：是，这一次：不清楚。",
    )
    assert told["text"].count("上一次：") == 1, "only what differs"
    await user.answers("返回", "我的对照", "看 2")
    assert "和上一次比" not in labels_of(user.message), "nothing came before it"


async def test_a_deleted_check_is_gone(town: Town, user: Citizen) -> None:
    await checked(user, *FITTING, "看结果")
    verdict = user.message
    await listed(user, "我的对照（1 次）")
    await user.press("看 1")
    card = await user.sees("与文字要件相符")
    await user.press("删除")
    await user.sees("删掉以后找不回来")
    await user.press("返回")
    await user.sees("S06")
    assert rows(town)
    await user.answers("删除")
    asked = user.message
    await user.press("删掉")
    await user.sees("还没有对照过")
    assert rows(town) == []
    await user.press("删掉", asked)
    await user.sees_toast("没有这一次对照了")
    await user.press("打开", card)
    await user.sees_toast("没有这一次对照了")
    await user.press("改答案", verdict)
    await user.sees_toast("旧的一步")
    await user.sees("最多还有 5 个问题")
    assert rows(town) == [], "nothing of it came back"


async def test_nobody_opens_a_check_of_another(town: Town, user: Citizen) -> None:
    await checked(user, *FITTING, "看结果")
    await listed(user, "我的对照（1 次）")
    data = data_of(user.message, "看 1")
    stranger = town.citizen(STAFF)
    await stranger.send("/checks")
    message = await stranger.sees("还没有对照过")
    for tag in ("ckd", "cko", "ckr", "ckc", "ckx", "cke"):
        stranger.seen = len(town.shown(STAFF).messages)
        stranger.press_data(f"{tag}:{data.partition(':')[2]}", message)
        await town.applied()
        assert all("S06" not in one["text"] for one in town.shown(STAFF).messages)
    assert len(rows(town)) == 1


async def test_two_phones_show_the_same_check(town: Town, user: Citizen) -> None:
    await checked(user, "是")
    phone = user.message
    await user.send("/check")
    await user.sees("还没做完")
    await user.answers("接着做", "是")
    await user.press("不是", phone)
    await user.sees_toast("旧的一步")
    await user.sees("最多还有 3 个问题")
    await listed(user, "已答 2 个问题")
    assert len(rows(town)) == 1


async def test_a_check_is_deleted_while_another_phone_shows_it(town: Town, user: Citizen) -> None:
    await checked(user, "是", "是")
    phone = user.message
    await listed(user, "我的对照（1 次）")
    await user.answers("看 1", "删除", "删掉")
    await user.press("是", phone)
    await user.sees_toast("旧的一步")
    assert rows(town) == []


async def test_running_it_again_by_a_double_tap_loses_nothing(user: Citizen) -> None:
    await checked(user, *FITTING, "看结果")
    await listed(user, "我的对照（1 次）")
    await user.answers("看 1")
    card = user.message
    await user.press("再对照一次", card)
    await user.sees("请核对您的 5 个答案")
    await user.press("打开", card)
    await user.sees("S06：与文字要件相符")


async def test_cancel_leaves_a_check_as_it_is(user: Citizen) -> None:
    await checked(user, "是", "是")
    await user.send("/cancel")
    await user.sees("对照的答案都留着，发 /check 接着做")
    await user.send("/check")
    await user.sees("已答 2 个问题")
    await user.press("接着做")
    await user.sees("最多还有 3 个问题")
    await user.answers(*FITTING[2:], "看结果")
    await user.send("/cancel")
    await user.sees("现在没有在记的事")


async def test_no_story_and_no_name_is_kept(town: Town, user: Citizen) -> None:
    await user.send("容缺受理出了差错,我们是为了提高效率,着眼于方便群众,算不算S06")
    await user.sees("S06")
    await user.press("对照我的情况")
    await user.sees("之前，请看我从您的话里看到的")
    await user.press("就是这样")
    await user.sees("对照 S06")
    await town.applied()
    [(scenarios, state, finished)] = rows(town)
    assert (scenarios, finished) == ("S06", 0)
    assert "提高效率" not in state
    assert "方便群众" not in state
    assert all(ord(letter) < 128 for letter in state), "ids and digests only"


async def test_texts_that_change_leave_all_answers(town: Town, user: Citizen) -> None:
    await checked(user, "是", "是")
    await change_content(
        town, "chitchat.greeting: 您好。", "chitchat.greeting: 早。", "texts.zh.yaml"
    )
    await user.press("是")
    await user.sees("内容更新过", "答案都留着（2 个）", "最多还有 3 个问题")
    await user.answers(*FITTING[2:], "看结果")
    await user.sees("S06：与文字要件相符")
    await listed(user, "我的对照（1 次）")


async def test_a_question_in_other_words_is_asked_again(town: Town, user: Citizen) -> None:
    await checked(user, *FITTING, "看结果")
    await change_content(
        town, PACK.scenarios.elements[MOTIVE].question.zh, "是不是为了让群众少等？"
    )
    await user.press("改答案")
    await user.sees("答案都留着（4 个）", "要再问：是不是为了让群众少等？", "要答完才知道")
    await user.answers("是", "看结果")
    await user.sees("S06：与文字要件相符")


async def test_a_check_that_gives_way_tells_what_is_asked_again_when_it_is_opened(
    town: Town, user: Citizen
) -> None:
    await checked(user, *FITTING[:3])
    await user.send("S04")
    offered = await user.sees("S04", "招商引资")
    await change_content(
        town, PACK.scenarios.elements[MOTIVE].question.zh, "是不是为了让群众少等？"
    )
    await user.press("对照我的情况", offered)
    first = await user.sees("对照 S04")
    assert "内容更新过" not in first["text"], "it is about the other check"
    await listed(user, "S06")
    await user.press("看 1")
    await user.press("接着做", await user.sees("做这次对照之后内容更新过"))
    await user.sees("要再问：是不是为了让群众少等？")


async def test_an_old_verdict_is_looked_at_again_when_it_is_opened(
    town: Town, user: Citizen
) -> None:
    await checked(user, *FITTING, "看结果")
    await change_content(
        town, "chitchat.greeting: 您好。", "chitchat.greeting: 早。", "texts.zh.yaml"
    )
    await town.stop()
    await town.start()
    await listed(user, "S06 与文字要件相符")
    await user.press("看 1")
    await user.sees("做这次对照之后内容更新过")
    await user.press("打开")
    await user.sees("S06：结果没有变，还是“与文字要件相符”", "对照结果（不是认定结论）")


async def test_the_list_is_turned(user: Citizen) -> None:
    for _ in range(7):
        await checked(user, "不是")
    await user.send("/checks")
    first = await user.sees("我的对照（7 次）")
    assert labels_of(first)[-2:] == ["下一页", "对照我的情况"]
    await user.press("下一页")
    last = await user.sees("7. S06")
    assert labels_of(last) == ["看 7", "上一页", "对照我的情况"]
    assert last["message_id"] == first["message_id"]
