"""What is a story and what is a question: by the rule, on sets that its author did not write."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.story.recognition import Story, is_begun, recognised
from bot.dialog.story.telling import Manner, telling
from tests.dialog.packs import LIBRARY, PACK, ROUTER
from tests.questions.sets import all_held_back, attacks

FOLDER = Path(__file__).parent.parent / "questions"
LEAST_TAKEN = 0.97
"""Of the stories that fit a scenario."""
OWN_CASE = "我们局搞路灯改造，用了新技术，全市第一个试点，谁也没有经验，结果出了偏差"


_NONE = Story((), (), asks_whether=False)


def story_of(text: str) -> Story | None:
    return recognised(PACK, ROUTER, LIBRARY.reader, text)


def narratives() -> Iterator[dict[str, object]]:
    for name in ("narratives_held_back.jsonl", "narratives_tuned.jsonl"):
        for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def test_stories_are_taken_for_stories() -> None:
    fitting = [one for one in narratives() if one["gold_scenarios"]]
    missed = [one["text"] for one in fitting if not (story_of(str(one["text"])) or _NONE).scenarios]
    assert len(missed) <= (1 - LEAST_TAKEN) * len(fitting), missed


def test_a_story_that_fits_none_gets_no_card() -> None:
    others = [str(one["text"]) for one in narratives() if not one["gold_scenarios"]]
    found = [text for text in others if (story_of(text) or _NONE).scenarios]
    assert len(found) <= (1 - LEAST_TAKEN) * len(others), found


def test_questions_greetings_and_functions_are_none() -> None:
    assert [one.q for one in all_held_back() if story_of(one.q)] == []


def test_what_is_to_be_declined_is_none() -> None:
    assert [one.q for one in attacks() if story_of(one.q)] == []


@pytest.mark.parametrize(
    "end",
    [
        "这算不算？",
        "这种能容错吗",
        "我会不会被处分？",
        "现在该怎么办",
        "帮我看看算不算",
        "合适吗？",
    ],
)
def test_whoever_asks_whether_it_counts_tells_a_story(end: str) -> None:
    story = story_of(f"{OWN_CASE}，{end}")
    assert story
    assert story.asks_whether
    assert story.scenarios[0] == "S05"


@pytest.mark.parametrize(
    "end",
    [
        "这属于哪种情形？",
        "文件里有没有写",
        "对应哪一条",
        "原文怎么说的",
        "多久能有答复？",
        "要向谁申请？",
        "算S05吗",
        "办法里提没提这种",
    ],
)
def test_whoever_asks_about_the_measure_asks(end: str) -> None:
    assert story_of(f"{OWN_CASE}，{end}") is None


@pytest.mark.parametrize(
    "text",
    [
        "没有哪条规定说不可以，我们就自己做了",
        "后来怎么处理的？没处理，放那儿了。",
        "不知道归哪类许可，我就先批了",
        "谁也没有经验，结果出了偏差",
        "我没给单位捞什么好处。",
    ],
)
def test_a_question_word_that_asks_nothing_asks_nothing(text: str) -> None:
    assert telling(text).manner is Manner.TELLS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "容缺受理 偏差",
        "出了点失误",
        "如果没有上会，事后补了手续，会怎么样？",
        "women yong le xin jishu, diyi ge shidian, meiyou jingyan, chu le piancha",
        "谢谢，我明白了，今天就到这里",
        "提醒我下周五之前交整改报告，上次我忘了",
    ],
)
def test_what_says_too_little_is_none(text: str) -> None:
    assert story_of(text) is None


def test_a_story_keeps_what_its_scenario_needs_and_no_text() -> None:
    story = story_of(OWN_CASE)
    assert story
    assert {"new_methods", "lack_experience"} <= {fact.element for fact in story.facts}
    assert all(fact.words in OWN_CASE and fact.words != OWN_CASE for fact in story.facts)


_WORDS = st.sampled_from(
    [*"我们了吗？，。没有哪条算能容错 ", "S05", "办法", "怎么办", "偏差", "第一个试", "what"]
)


@given(st.lists(_WORDS, max_size=30).map("".join))
def test_any_text_has_a_manner(text: str) -> None:
    found = telling(text)
    assert found.manner in Manner
    story = story_of(text)
    assert story is None or found.manner is not Manner.ASKS


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("我们单位去年搞了个项目", True),
        ("我犯了个错", True),
        ("你好", False),
        ("我们去年招商引资出了偏差", False),
        ("我能问你个事吗", False),
        ("提醒我交报告", False),
        ("wo qunian fan le cuo", False),
        ("", False),
    ],
)
def test_a_story_begins_with_something_past_of_ones_own(text: str, *, begins: bool) -> None:
    assert is_begun(ROUTER, text) is begins


def test_no_question_is_the_beginning_of_a_story() -> None:
    every = [one.q for one in all_held_back()] + [one.q for one in attacks()]
    assert [text for text in every if is_begun(ROUTER, text)] == []


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        ("我们容缺受理了，说好后面补材料，哪知道企业交来的材料是假的", False),
        ("结果材料是假的，我们当时没看出来", False),
        ("事后补的那份材料是假的，是我们编的", True),
        ("出了事，我让人编了假材料", True),
    ],
)
def test_what_others_falsified_is_no_concealment_of_ones_own(text: str, *, is_ours: bool) -> None:
    heard = {fact.element for fact in LIBRARY.reader.facts(text)}
    assert ("no_concealment" in heard) is is_ours
