"""A story told in the chat, without a question, as conversations."""

import pytest

from tests.e2e.group import NAME
from tests.e2e.test_bridge import kept
from tests.e2e.town import STAFF, Citizen, Town, data_of, labels_of

STORY = (
    "我是县住建局的，去年搞老旧小区加装电梯，用了一种新的钢结构工艺，全市我们第一个试，谁也没经验，"
    "结果井道出了偏差。"
)
ANOTHER = "半夜山洪下来，我没等批文就先把人撤了，第二天就把手续补齐了。"
NEW_METHODS = "由于采用新机制、新方法、新模式、新技术"
UNDERSTOOD = "我是这样理解的，请核对"


async def tell(user: Citizen, story: str = STORY) -> None:
    await user.send(story)
    await user.sees(UNDERSTOOD)


async def test_a_story_is_answered_with_what_was_understood(user: Citizen) -> None:
    await user.send(STORY)
    card = await user.sees(
        UNDERSTOOD, "可能是这一种：S05", f"✓ {NEW_METHODS}——“用了一种新的钢结构工艺”"
    )
    assert labels_of(card)[-3:] == ["就是这样", "换一种情形", "不用了"]
    await user.press("就是这样")
    question = await user.sees("对照 S05", "最多还有")
    assert question["message_id"] == card["message_id"], "one message, edited in place"


async def test_nothing_of_a_story_counts_before_it_is_confirmed(town: Town, user: Citizen) -> None:
    await tell(user)
    assert '"check"' not in await kept(town)
    assert "县住建局" not in await kept(town), "only the words of the facts"
    await user.press("就是这样")
    await user.sees("对照 S05")
    assert "钢结构" not in await kept(town)
    await user.send("/checks")
    await user.sees("我的对照（1 次）")


async def test_whoever_asks_whether_it_counts_is_told_that_nobody_rules_here(user: Citizen) -> None:
    await user.send(STORY + "这算不算？")
    await user.sees("由有权机关决定", UNDERSTOOD, "可能是这一种：S05")


async def test_a_question_about_the_measure_still_gets_its_answer(user: Citizen) -> None:
    await user.send(STORY + "这属于哪一种情形？")
    answer = await user.sees("城市公共服务")
    assert UNDERSTOOD not in answer["text"]
    await user.press("对照我的情况")
    await user.sees("S05 之前，请看我从您的话里看到的")


async def test_another_scenario_is_taken_with_a_tap(user: Citizen) -> None:
    await tell(user)
    await user.press("换一种情形")
    offer = await user.sees("还可能是下面这几种")
    titles = labels_of(offer)
    assert len(titles) == 4
    assert titles[2:] == ["全部 12 种", "返回"]
    await user.press(titles[0])
    await user.sees(UNDERSTOOD, f"可能是这一种：{titles[0]}")
    await user.send(titles[1])
    await user.sees(UNDERSTOOD, f"可能是这一种：{titles[1]}")
    await user.press("换一种情形")
    back = await user.sees("还可能是下面这几种")
    assert any(label.startswith("S05") for label in labels_of(back)), "the first is offered again"


async def test_any_scenario_can_be_taken(user: Citizen) -> None:
    await tell(user, ANOTHER)
    await user.answers("换一种情形", "全部 12 种", "S04")
    card = await user.sees("可能是这一种：S04")
    assert labels_of(card)[-3:] == ["开始对照", "换一种情形", "不用了"], "nothing in it is about it"
    await user.press("开始对照")
    await user.sees("对照 S04", "最多还有")


async def test_the_way_back_leads_to_the_card(user: Citizen) -> None:
    await tell(user)
    await user.answers("换一种情形", "全部 12 种", "返回")
    await user.sees(UNDERSTOOD, "可能是这一种：S05")


async def test_a_fact_is_corrected_and_stays_so_for_another_scenario(user: Citizen) -> None:
    await tell(user)
    card = user.message
    place = next(label for label in labels_of(card) if label.endswith("✓"))
    await user.press(place)
    await user.sees(place.replace("✓", "✗").replace(" ", ". "))
    await user.answers("换一种情形", "返回")
    await user.sees(place.replace("✓", "✗").replace(" ", ". "))


async def test_a_story_can_be_dropped(town: Town, user: Citizen) -> None:
    await tell(user)
    await user.press("不用了")
    dropped = await user.sees("您说的情况没有记")
    assert labels_of(dropped) == ["对照我的情况", "看原文"]
    assert "钢结构" not in await kept(town)
    await user.press("对照我的情况")
    await user.sees("对照哪一种情形？")


@pytest.mark.parametrize("label", ["换一种情形", "就是这样", "不用了"])
async def test_a_button_of_another_card_changes_nothing(user: Citizen, label: str) -> None:
    await tell(user)
    old = user.message
    await tell(user, ANOTHER)
    await user.press(label, old)
    await user.sees_toast("旧的一步")
    await user.sees("可能是这一种：S09")


async def test_a_scenario_that_is_not_there_is_not_taken(user: Citizen) -> None:
    await tell(user)
    await user.press("换一种情形")
    offer = await user.sees("还可能是")
    data = data_of(offer, "返回").rsplit(":", 1)[0]
    user.press_data(f"{data}:S99", offer)
    await user.sees_toast("旧的一步")
    await user.sees("可能是这一种：S05")


async def test_a_story_goes_into_the_check_that_is_about_the_same(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S05", "是")
    await user.send(STORY)
    await user.sees("可能是这一种：S05", "加到正在做的对照里")
    await user.press("就是这样")
    await user.sees("对照 S05", "最多还有 1 个问题")
    await user.send("/checks")
    await user.sees("我的对照（1 次）")


async def test_a_story_about_something_else_leaves_the_check_as_it_is(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S04", "是")
    await user.send(ANOTHER)
    await user.sees("可能是这一种：S09", "正在做的那次对照留着")
    await user.press("就是这样")
    await user.sees("对照 S09")
    await user.send("/checks")
    await user.sees("我的对照（2 次）", "S04", "S09")


async def test_a_story_that_says_more_of_another_scenario_is_no_part_of_the_check(
    user: Citizen,
) -> None:
    """Both scenarios may be meant; the one that its facts are about comes first."""
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S09", "是")
    await user.send("窗口上群众材料差一样，我先给办了，后来发现办错了。我就是想少让人跑一趟。")
    await user.sees("可能是这一种：S06", "正在做的那次对照留着")


async def test_dropped_in_the_middle_of_a_check_its_question_is_shown(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S04", "是")
    await user.send(ANOTHER)
    await user.sees("可能是这一种：S09")
    await user.press("不用了")
    await user.sees("您说的情况没有记", "对照 S04", "最多还有")


async def test_a_red_flag_is_said_plainly_with_the_way_on(user: Citizen) -> None:
    await user.send(
        "我负责招商，引来了两个大项目，因为市场变了项目黄了。老板给我塞过三万块钱，我收下了。"
    )
    await user.sees("可能是这一种：S04", "✗ 没有为个人、他人谋取私利")
    await user.press("就是这样")
    verdict = await user.sees("触及底线", "纠错的规定在 C1")
    assert "看 C1" in labels_of(verdict)


async def test_a_story_of_no_scenario_is_said_to_be_none(town: Town, user: Citizen) -> None:
    await user.send("出差报销我多报了一晚住宿，四百块，财务没发现。")
    none = await user.sees("没看出和哪一种情形有关")
    assert labels_of(none)[-3:] == ["全部 12 种", "看原文", "对照我的情况"]
    assert "told" not in await kept(town)
    await user.press("全部 12 种")
    await user.sees("S12")


async def test_in_a_group_a_story_leads_to_the_text(town: Town, member: Citizen) -> None:
    alone = town.citizen(STAFF)
    await alone.send("/start")
    await alone.sees("容错纠错助手")
    await member.send(f"@{NAME} {STORY}")
    answer = await member.sees("S05")
    assert UNDERSTOOD not in answer["text"]
    assert "told" not in await kept(town)


async def test_in_english(user: Citizen) -> None:
    await user.send("/language")
    await user.sees("哪种语言")
    await user.press("English")
    await user.sees("English from now on")
    await user.send(
        "Last year we used a new technology for the street lights. It was the first pilot in the city,"
        " nobody had any experience, and the result was off."
    )
    await user.sees(
        "This is how I understand it", "It may be this one: S05", "“nobody had any experience”"
    )
    await user.press("Another scenario")
    await user.sees("It may also be one of these")


async def test_a_story_in_english_is_answered_in_english_in_a_chinese_chat(user: Citizen) -> None:
    await user.send(
        "Last year we used a new technology for the street lights. It was the first pilot in the city,"
        " nobody had any experience, and the result was off."
    )
    card = await user.sees("This is how I understand it", "“nobody had any experience”")
    await user.press("That is right", card)
    check = await user.sees("?")
    assert "？" not in check["text"], "the check of a story speaks its language"
    await user.send("/items")
    await user.sees("还没有记下整改事项")
    await user.send(
        "我们去年搞路灯改造，用了新技术，是全市第一个试点，谁也没有经验，结果效果不好。"
    )
    await user.sees(UNDERSTOOD)


async def test_what_crosses_a_bottom_line_is_pointed_out_before_it_counts(user: Citizen) -> None:
    await user.send("招商的项目后来黄了，是因为市场变了。老板送了我一箱酒，我没好意思退。")
    card = await user.sees("项如果是这样，就触及底线（P5）")
    for crossing in [label for label in labels_of(card) if label.endswith("✗")]:
        await user.press(crossing)
        await user.sees(UNDERSTOOD, f"{crossing.split()[0]}. –")
    assert "触及底线" not in user.message["text"]


async def test_a_story_is_told_in_pieces(user: Citizen) -> None:
    await user.send("我们单位去年搞了个项目")
    await user.sees("请接着讲")
    await user.send("我们局搞智慧停车，用的新系统，全市头一个。")
    first = await user.sees(UNDERSTOOD, "可能是这一种：S05")
    assert "缺乏经验" not in first["text"]
    await user.send("没有经验")
    await user.sees(UNDERSTOOD, "✓ 缺乏经验——“没有经验”", "全市头一个")
    await user.send("不对，我们是有经验的")
    await user.sees(UNDERSTOOD, "✗ 缺乏经验")
    await user.send("对了，后来偏差不小")
    await user.sees("可能是这一种：S05", "“后来偏差不小”")
    await user.press("就是这样")
    await user.sees("对照结果")


async def test_another_story_takes_the_place_of_the_card(user: Citizen) -> None:
    await tell(user)
    await user.send(ANOTHER)
    card = await user.sees(UNDERSTOOD, "可能是这一种：S09")
    assert "缺乏经验" not in card["text"]


async def test_what_is_wrong_on_the_card_can_be_typed(user: Citizen) -> None:
    await tell(user)
    await user.send("不对")
    await user.sees("哪一项不对", UNDERSTOOD)
    await user.send("第1个不对")
    await user.sees(UNDERSTOOD, "1. ✗")
    await user.send("第99个不对")
    await user.sees(UNDERSTOOD, "1. ✗")


async def test_a_question_with_facts_in_between_leaves_the_card(user: Citizen) -> None:
    await tell(user)
    await user.send("容缺受理是为了提高效率，出了差错，属于哪种情形")
    await user.sees("着眼于提高效率")
    await user.sees(UNDERSTOOD, "可能是这一种：S05")
    await user.press("就是这样")
    await user.sees("对照 S05")
