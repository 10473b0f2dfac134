"""From a question about one's own case to the self-check, as conversations."""

from datetime import timedelta

from tests.e2e.group import NAME
from tests.e2e.town import STAFF, Citizen, Town, data_of, labels_of

STORY = (
    "我们局搞路灯改造，用了新的喷淋技术，是全市第一个试点，谁也没有经验，后来出了偏差，"
    "这属于哪种情形"
)
NEW_METHODS = "由于采用新机制、新方法、新模式、新技术"
CARD = "S05 之前，请看我从您的话里看到的"


async def tell(user: Citizen, story: str = STORY) -> None:
    """Tell a story, see the answer to it, and press its button."""
    await user.send(story)
    await user.sees("S05")
    await user.press("对照我的情况")
    await user.sees(CARD)


async def test_a_story_begins_the_check_with_what_it_states(user: Citizen) -> None:
    await user.send(STORY)
    answer = await user.sees("S05")
    assert "对照我的情况" in labels_of(answer)
    await user.press("对照我的情况")
    card = await user.sees(CARD, f"2. ✓ {NEW_METHODS}——“用了新的喷淋技术”", "谁也没有经验")
    assert card["message_id"] != answer["message_id"]
    assert labels_of(card) == ["1 ✓", "2 ✓", "3 ✓", "4 ✓", "5 ✓", "就是这样", "都不对"]
    await user.press("就是这样")
    question = await user.sees("对照 S05", "最多还有 1 个问题", "谋取私利")
    assert question["message_id"] == card["message_id"], "one message, edited in place"
    await user.answers("没有", "看结果")
    await user.sees("S05：与文字要件相符", f"✓ {NEW_METHODS}（您答：有）")


async def test_what_was_seen_wrong_is_corrected_before_it_counts(user: Citizen) -> None:
    await tell(user)
    await user.press("2 ✓")
    card = await user.sees(f"2. ✗ {NEW_METHODS}——“用了新的喷淋技术”")
    assert labels_of(card)[1] == "2 ✗"
    await user.press("2 ✗")
    await user.sees(f"2. – {NEW_METHODS}（先不算）")
    await user.press("就是这样")
    await user.sees("最多还有 2 个问题", "有没有采用新机制")
    await user.answers("没有", "看结果")
    await user.sees("S05：与文字要件不符")


async def test_a_fact_turned_to_no_counts_as_no(user: Citizen) -> None:
    await tell(user)
    await user.answers("4 ✓", "就是这样")
    await user.sees("S05：与文字要件不符", "✗ 缺乏经验（您答：不是）")


async def test_nothing_counts_that_is_called_wrong(user: Citizen) -> None:
    await tell(user)
    await user.press("都不对")
    await user.sees("对照 S05", "最多还有 6 个问题")
    await user.send("/check")
    await user.sees("对照 S05", "最多还有 6 个问题")


async def test_a_button_pressed_twice_turns_once(user: Citizen) -> None:
    await tell(user)
    card = user.message
    await user.press("1 ✓", card)
    await user.press("1 ✓", card)
    await user.sees_toast("旧的一步")
    await user.sees("1. ✗")


async def test_a_confirmation_pressed_twice_begins_once(user: Citizen) -> None:
    await tell(user)
    card = user.message
    await user.press("就是这样", card)
    await user.press("就是这样", card)
    await user.sees_toast("旧的一步")
    await user.sees("最多还有 1 个问题")


async def test_the_card_of_an_earlier_story_is_recognised(user: Citizen) -> None:
    await tell(user)
    old = user.message
    await user.send("我们试点智慧公交，采用新模式，没有先试过，也没有造成偏差，属于哪种容错情形")
    await user.sees("S05")
    await user.press("就是这样", old)
    await user.sees_toast("旧的一步")
    await user.sees(CARD, "——“没有先试过”")


async def test_a_card_survives_a_restart(town: Town, user: Citizen) -> None:
    await tell(user)
    await user.press("3 ✓")
    await user.sees("3. ✗")
    await town.stop()
    await town.start()
    await user.press("就是这样")
    await user.sees("S05：与文字要件不符", "✗ 因为先行先试")


async def test_a_check_under_way_keeps_its_answers(user: Citizen) -> None:
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S05", "不清楚", "有")
    await tell(user, "我们全市头一个试点，谁也没有经验，后来出了偏差，用的是新技术，算S05吗")
    await user.press("就是这样")
    await user.sees("对照 S05", "最多还有 1 个问题")


async def test_check_by_command_offers_what_was_told(user: Citizen) -> None:
    await user.send(STORY)
    await user.sees("S05")
    await user.send("/check")
    await user.sees("之前，请看我从您的话里看到的", "用了新的喷淋技术")


async def test_cancel_forgets_what_was_told(town: Town, user: Citizen) -> None:
    await tell(user)
    card = user.message
    await user.send("/cancel")
    await user.sees("您说的情况没有记")
    await user.press("就是这样", card)
    await user.sees("没有进行中的对照")
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    assert "喷淋" not in await kept(town)


async def test_it_is_forgotten_after_a_day(town: Town, user: Citizen) -> None:
    await user.send(STORY)
    await user.sees("S05")
    town.clock.move(timedelta(days=1, minutes=1))
    await user.press("对照我的情况")
    await user.sees("对照 S05", "最多还有 6 个问题")
    assert "喷淋" not in await kept(town)


async def test_only_the_words_of_the_facts_are_kept_and_no_longer_than_needed(
    town: Town, user: Citizen
) -> None:
    await tell(user, STORY.replace("我们局", "我们青松镇环卫站的老李他们这些人去年冬天"))
    assert "青松镇" not in await kept(town)
    assert "喷淋" in await kept(town)
    await user.press("就是这样")
    await user.sees("对照 S05")
    assert "喷淋" not in await kept(town)


async def test_a_text_without_facts_begins_an_ordinary_check(user: Citizen) -> None:
    await user.send("S05")
    await user.sees("S05")
    await user.press("对照我的情况")
    await user.sees("对照 S05", "最多还有 6 个问题")


async def test_a_button_of_no_card_is_explained(user: Citizen) -> None:
    user.press_data("fct:000000:7:0", user.message)
    await user.sees("没有进行中的对照")


async def test_a_fact_that_is_not_there_is_not_turned(user: Citizen) -> None:
    await tell(user)
    data = data_of(user.message, "5 ✓")
    user.press_data(data.rsplit(":", 1)[0] + ":5", user.message)
    await user.sees_toast("旧的一步")


async def test_in_a_group_nothing_is_kept_of_a_story(town: Town, member: Citizen) -> None:
    alone = town.citizen(STAFF)
    await alone.send("/start")
    await alone.sees("容错纠错助手")
    await member.send(f"@{NAME} {STORY}")
    answer = await member.sees("S05")
    assert "对照我的情况" not in labels_of(answer)
    assert "喷淋" not in await kept(town)
    await alone.send("/check")
    await alone.sees("对照哪一种情形？")


async def test_in_english(user: Citizen) -> None:
    await user.send("/language")
    await user.sees("哪种语言")
    await user.press("English")
    await user.sees("English from now on")
    await user.send(
        "We used a new technology for street lights, a first pilot with no experience,"
        " and it went wrong. Which scenario is this?"
    )
    await user.sees("S05")
    await user.press("Check my situation")
    await user.sees("Before we check against S05", "“new technology”", "“no experience”")
    await user.press("That is right")
    await user.sees("Check against S05", "Questions left: 1 at most")
    await user.answers("No", "See the result")
    await user.sees("S05: matches the elements of the text")


async def kept(town: Town) -> str:
    """Return what is kept of where people's dialogs stand."""
    return " ".join(dialog for (dialog,) in await town.rows("SELECT dialog FROM person"))
