"""A self-check by typing: answers in one's own words, words for buttons, questions in between."""

from datetime import timedelta
from pathlib import Path

from storage.declined import read_declined
from tests.e2e.test_story import STORY, UNDERSTOOD
from tests.e2e.town import Citizen, Town, labels_of, open_town

MEETING = "有没有经过集体研究"
GAIN = "有没有为个人或他人谋取私利"


async def begin(user: Citizen, *labels: str) -> None:
    """Begin a check of S01 and press buttons."""
    await user.send("/check")
    await user.sees("对照哪一种情形？")
    await user.answers("S01", *labels)


async def says(user: Citizen, text: str, *fragments: str) -> None:
    """Type a text and see what it leads to."""
    await user.send(text)
    await user.sees(*fragments)


async def test_answers_are_typed_and_echoed(user: Citizen) -> None:
    await begin(user)
    await says(user, "对", "记下：是", MEETING)
    await says(user, "上过会的", "记下：有", GAIN)
    await says(user, "没有", "记下：没有", "谋取不正当利益")
    await says(user, "记不清了", "记下：不清楚", "消除影响")
    await says(user, "第二天就去整改了", "记下：有", "失误或偏差")
    await says(user, "是的", "核对您的 6 个答案", "6. ")
    await says(user, "没问题", "S01：还缺信息")


async def test_what_is_not_said_for_certain_is_asked_back(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "好像开过会", "您说“好像开过会”，没有说定", MEETING)
    assert labels_of(user.message)[:3] == ["有", "没有", "不清楚"]
    await user.press("不清楚")
    await user.sees(GAIN)


async def test_a_mere_yes_does_not_settle_a_check_against_a_person(user: Citizen) -> None:
    await begin(user, "是", "有")
    await says(user, "嗯", "您说“嗯”，没有说定", GAIN)
    await says(user, "有", "记下：有", "核对您的 3 个答案")
    await says(user, "看结果", "触及底线", "纠错的规定在 C1")


async def test_words_work_like_the_buttons(user: Citizen) -> None:
    await begin(user, "是", "有")
    await says(user, "返回", "好的，退回这一题", MEETING)
    await says(user, "为什么问", "S01 写明要经过民主决策程序")
    await says(user, "跳过", "记下：不清楚", GAIN)
    await says(user, "改答案", "好的，退回这一题", MEETING)


async def test_an_answer_is_changed_by_a_word_at_the_review(user: Citizen) -> None:
    await begin(user, "是", "有", "有")
    await user.sees("核对您的 3 个答案")
    await says(user, "改 2", MEETING, "原来答的是“有”")
    await says(user, "没有", "记下：没有", "核对您的 3 个答案")
    await says(user, "返回", GAIN, "原来答的是“有”")


async def test_a_check_is_left_by_a_word_and_taken_up_again(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "结束", "先到这里，答过的都留着")
    await says(user, "没有", "")
    assert "记下" not in user.message["text"], "no answer to what was left"
    await user.send("/check")
    await user.sees("这次对照还没做完，已答 1 个问题")
    await user.press("接着做")
    await user.sees(MEETING)
    await says(user, "有", "记下：有", GAIN)


async def test_a_check_is_left_by_the_button_and_taken_up_by_another(user: Citizen) -> None:
    await begin(user, "是", "结束")
    left = await user.sees("对照 S01", "先到这里，答过的都留着")
    assert labels_of(left) == ["接着做", "我的对照"]
    await user.press("接着做")
    await user.sees(MEETING)
    await says(user, "有", "记下：有", GAIN)


async def test_a_button_to_leave_of_an_earlier_question_leaves_nothing(user: Citizen) -> None:
    await begin(user)
    old = user.message
    await says(user, "是", "记下：是", MEETING)
    await user.press("结束", old)
    await user.sees_toast("旧的一步")
    await says(user, "有", "记下：有", GAIN)


async def test_a_question_in_between_is_answered_and_the_check_goes_on(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "多少个工作日给答复", "没有说明")
    await user.sees("对照 S01", MEETING)
    assert labels_of(user.message)[:3] == ["有", "没有", "不清楚"]
    await user.press("有")
    await user.sees(GAIN)


async def test_small_talk_in_between_changes_nothing(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "谢谢你", "不客气")
    await user.sees("对照 S01", MEETING)


async def test_a_function_in_between_works_and_the_check_stays(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "看整改事项", "还没有记下整改事项")
    await user.sees("对照 S01", MEETING)
    await says(user, "提醒我2027-03-31交整改报告", "交整改报告")
    await says(user, "上过会的", "记下：有", GAIN)


async def test_what_is_no_answer_and_no_question_is_said_to_be_none(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "xyzzy", "没有看懂，还没有记", MEETING)


async def test_several_facts_in_one_answer_are_confirmed_together(user: Citizen) -> None:
    await begin(user, "是")
    await user.send("有的，会上讨论过，我也没拿好处，事后都整改了")
    await user.sees(UNDERSTOOD, "“会上讨论过”", "“我也没拿好处”", "加到正在做的对照里")
    await says(user, "对", "对照 S01", "最多还有 2 个问题")


async def test_a_story_of_another_case_in_between_is_a_story(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, STORY, UNDERSTOOD, "可能是这一种：S05", "正在做的那次对照留着")
    await says(user, "不用了", "没有记", "对照 S01", MEETING)
    await says(user, "有", "记下：有", GAIN)


async def test_a_card_is_settled_by_typing_too(user: Citizen) -> None:
    await says(user, STORY, UNDERSTOOD)
    await says(user, "换一种情形", "还可能是下面这几种")
    await says(user, "多久能有结果", "没有说明")
    await user.sees(UNDERSTOOD, "可能是这一种：S05")
    await says(user, "就是这样", "对照 S05", "最多还有")


async def test_days_later_a_word_is_no_answer(town: Town, user: Citizen) -> None:
    await begin(user, "是")
    town.clock.move(timedelta(hours=13))
    await user.send("没有")
    await user.sees("")
    assert "记下" not in user.message["text"]
    await user.send("/check")
    await user.sees("已答 1 个问题")


async def test_an_answer_typed_twice_answers_two_questions_and_is_taken_back(user: Citizen) -> None:
    await begin(user)
    await user.send("是")
    await user.send("有")
    await user.sees("记下：有", GAIN)
    await says(user, "返回", MEETING)
    await says(user, "返回", "决策部署")


async def test_a_button_of_a_question_answered_by_typing_is_recognised(user: Citizen) -> None:
    await begin(user)
    old = user.message
    await says(user, "是", "记下：是", MEETING)
    await user.press("不是", old)
    await user.sees_toast("旧的一步")


async def test_a_restart_loses_nothing(town: Town, user: Citizen) -> None:
    await begin(user)
    await says(user, "是", "记下：是", MEETING)
    await town.stop()
    await town.start()
    await says(user, "没有上会", "记下：没有")


async def test_in_english(user: Citizen) -> None:
    await user.send("/language")
    await user.sees("哪种语言")
    await user.press("English")
    await user.sees("English from now on")
    await user.send("/check")
    await user.sees("Which scenario")
    await user.press("S01")
    await user.sees("carry out a decision")
    await says(user, "yes", "Noted: Yes", "democratic procedure")
    await says(user, "maybe", "You said “maybe”")
    await says(user, "I don't know", "Noted: Not sure")
    await says(user, "go back", "back to this question", "democratic procedure")


async def test_a_result_is_gone_back_from_by_a_word(user: Citizen) -> None:
    await begin(user, "是", "没有")
    await user.press("看结果")
    await user.sees("S01：与文字要件不符")
    await says(user, "看结果", "S01：与文字要件不符")
    await says(user, "改答案", "核对您的 2 个答案")
    await user.press("看结果")
    await user.sees("S01：与文字要件不符")
    await says(user, "导出文字", "")
    await says(user, "有", "")
    assert "记下" not in user.message["text"], "nothing is asked"


async def test_what_is_said_of_another_question_is_taken_up_too(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "没谋私", UNDERSTOOD, "“没谋私”", "加到正在做的对照里")
    await says(user, "对", "最多还有 4 个问题", MEETING)


async def test_a_mere_answer_where_nothing_is_asked_is_none(user: Citizen) -> None:
    await begin(user, "是", "没有")
    await says(user, "没有", "没有看懂，还没有记", "核对您的 2 个答案")
    await says(user, "哦点错了", MEETING, "原来答的是“没有”")


async def test_thinking_aloud_is_no_small_talk(user: Citizen) -> None:
    await begin(user, "是")
    await says(user, "这个我得想想", "没有看懂，还没有记", MEETING)


async def test_nothing_typed_in_a_check_is_recorded(tmp_path: Path) -> None:
    async with open_town(tmp_path, record_declined=True) as town:
        user = town.citizen()
        await begin(user, "是")
        await says(user, "几天内答复？", "没有说明")
        await user.sees(MEETING)
        await says(user, STORY, UNDERSTOOD)
        assert read_declined(town.folder / "bot.db") == []
