"""From a story to facts: what is said, what is not, and in whose words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.checklist.logic import Truth
from bot.dialog.content.evidence import Evidence
from bot.dialog.story.cues import CueIndex
from bot.dialog.story.facts import WORDS_LIMIT, Account
from tests.dialog.packs import PACK
from tests.dialog.polarity import POLARITY

EVIDENCE = PACK.utterances.evidence
STORIES = Path(__file__).parent.parent / "questions" / "stories.jsonl"
CUES = CueIndex(EVIDENCE)
LEAST_F1, MOST_WRONG = 0.85, 0.02
_MARKS = {Truth.MET: "+", Truth.NOT_MET: "-", None: "0"}


@pytest.mark.parametrize(("element", "mark", "sentence"), POLARITY)
def test_a_sentence_says_what_it_says(element: str, mark: str, sentence: str) -> None:
    found = {fact.element: fact for fact in Account(CUES, sentence).facts()}
    fact = found.get(element)
    assert _MARKS[fact.truth if fact else None] == mark, fact
    assert all(one.words in sentence for one in found.values())


def test_every_element_has_evidence_both_ways() -> None:
    assert EVIDENCE.keys() == PACK.scenarios.elements.keys()
    for element, evidence in EVIDENCE.items():
        assert len(evidence.holds) >= 15, element
        assert len(evidence.fails) >= 6, element


def test_the_words_are_those_that_were_typed() -> None:
    text = "這件事經過ＤＡＮＧ委會集體研究,我沒有收過紅包。"
    words = {fact.element: fact.words for fact in Account(CUES, text).facts()}
    assert words == {
        "democratic_procedure": "這件事經過ＤＡＮＧ委會集體研究",
        "no_private_gain": "我沒有收過紅包",
    }


def test_of_a_long_clause_only_the_words_are_shown() -> None:
    text = "那年冬天特别冷我们几个人天天在山上转来转去最后还是没有上会就直接动了工程了呀"
    (fact,) = (one for one in Account(CUES, text).facts() if one.element == "democratic_procedure")
    assert fact.words == "没有上会"


def test_stories_of_many_trades_are_understood() -> None:
    """Print how well stories are read; each was written before it could be read.

    When they were first read, F1 was 0.84 (t001 to t080), 0.52 (t081 to t110) and 0.67 (the others,
    far from the words of the measure); the evidence has been widened since, so this is no forecast.
    """
    right = missed = extra = wrong = 0
    for line in STORIES.read_text(encoding="utf-8").splitlines():
        story = json.loads(line)
        told = {(name, Truth.MET) for name in story["met"]}
        told |= {(name, Truth.NOT_MET) for name in story["not"]}
        found = {(fact.element, fact.truth) for fact in Account(CUES, story["text"]).facts()}
        right, missed = right + len(told & found), missed + len(told - found)
        extra += len(found - told)
        wrong += sum((name, Truth(Truth.MET - truth)) in told for name, truth in found)
    precision, recall = right / (right + extra), right / (right + missed)
    f1 = 2 * precision * recall / (precision + recall)
    share = wrong / (right + extra)
    print(f"precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} wrong polarity {share:.3f}")
    assert f1 >= LEAST_F1
    assert share <= MOST_WRONG


_PIECES = st.sampled_from(
    [cue for evidence in EVIDENCE.values() for cue in (*evidence.holds, *evidence.fails)]
    + [
        "没有",
        "不是",
        "如果",
        "好像",
        "记不清",
        "我同事",
        "其实",
        "，",
        "。",
        "？",
        "not",
        "if",
        "，",
        "\n",
        "\u3000",
        "……",
        "沒",
        "ﬁ",
        "㍿",
    ]
)


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=8).map("".join)))
def test_whatever_is_typed_the_words_are_a_part_of_it(text: str) -> None:
    for fact in Account(CUES, text).facts():
        assert fact.words, fact
        assert fact.words in text
        assert len(fact.words) <= WORDS_LIMIT
        assert fact.truth is not Truth.UNDETERMINED


@given(st.text())
def test_without_evidence_there_is_no_fact(text: str) -> None:
    assert Account(CueIndex({}), text).facts() == ()
    assert Account(CueIndex({"any": Evidence()}), text).facts() == ()
