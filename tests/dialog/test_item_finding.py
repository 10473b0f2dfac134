"""Looking for items: what asks for it, and what is found; and items out of forwarded messages."""

import pytest

from bot.dialog.items.forwarded import begin_forwarded
from bot.dialog.items.item import Item
from bot.dialog.items.search import items_with, words_sought, words_to_delete, words_to_move
from tests.dialog.moments import NOW, WHEN, local
from tests.dialog.packs import ZH

REPORT = Item(1, 7, "整改报告交办公室", NOW, notes="附台账")
LEDGER = Item(2, 7, "4月台账", NOW)
TALK = Item(3, 7, "准备约谈", NOW, issuer="市纪委监委")
ITEMS = [REPORT, LEDGER, TALK]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("找一下报告那件", "报告"),
        ("帮我找找台账的事项", "台账"),
        ("搜一下约谈", "约谈"),
        ("幫我找一下報告那件", "报告"),
        ("看看报告那件", "报告"),
        ("打开约谈那项", "约谈"),
        ("查一下整改报告那件", "整改报告"),
        ("find the report", "report"),
    ],
)
def test_words_that_ask_to_look_for_an_item(text: str, words: str) -> None:
    assert words_sought(text) == words


@pytest.mark.parametrize(
    "text", ["查一下容错情形", "看看底线", "报告怎么写", "找", "", "记下来", "查询一下进度怎么办"]
)
def test_words_that_ask_for_something_else(text: str) -> None:
    assert words_sought(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("删除报告那件", "报告"),
        ("把约谈那项删掉吧", "约谈"),
        ("帮我删了台账", "台账"),
        ("delete the report", "report"),
        ("报告办完了", None),
        ("删除", None),
        ("", None),
    ],
)
def test_words_that_ask_to_delete(text: str, words: str | None) -> None:
    assert words_to_delete(text) == words


@pytest.mark.parametrize(
    ("text", "rest", "words"),
    [
        ("把报告的期限改到下周三", "把报告的期限改到", "报告"),
        ("报告那件改到下周三", "报告那件改到", "报告"),
        ("整改报告延到12月2日吧", "整改报告延到吧", "整改报告"),
        ("报告那件下周三再提醒我", "报告那件再提醒我", None),
        ("下周三交报告", "交报告", None),
        ("改到下周三", "改到", None),
        (
            "move the deadline of the report to Friday",
            "move the deadline of the report to",
            "report",
        ),
        (
            "Postpone the report's deadline to 9 March",
            "Postpone the report's deadline to",
            "report",
        ),
        ("please move the report until Monday", "please move the report until", "report"),
        ("send the report by Monday", "send the report", None),
    ],
)
def test_words_that_ask_to_move_a_deadline(text: str, rest: str, words: str | None) -> None:
    assert words_to_move(text, rest) == words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("报告", [REPORT]),
        ("台账", [LEDGER, REPORT]),
        ("纪委", [TALK]),
        ("baogao", [REPORT]),
        ("台帐", [LEDGER]),
        ("４月", [LEDGER]),
        ("没有的事", []),
        ("！", []),
    ],
)
def test_an_item_is_found_by_its_title_else_by_what_is_noted_else_by_its_sound(
    words: str, found: list[Item]
) -> None:
    assert items_with(words, ITEMS) == found


def test_the_title_of_a_forwarded_notice_is_the_sentence_with_the_date() -> None:
    text = "各科室：\n根据11月3日会议要求，请于3月10日下班前将整改台账报送党风室。逾期通报。"
    heard = begin_forwarded(ZH, text, WHEN)
    assert heard.draft.title == "整改台账报送党风室"
    assert heard.draft.deadline == local(2027, 3, 10, 18)
    assert heard.draft.requirement == text


@pytest.mark.parametrize(
    "end", ["，逾期将予通报。", "，联系人：李四 13900000000", "，请准时报送，收到请回复。", "。"]
)
def test_what_follows_if_it_is_not_done_is_no_part_of_the_title(end: str) -> None:
    text = f"各单位：\n【通知】请于3月10日前将整改情况报县纪委{end}"
    assert begin_forwarded(ZH, text, WHEN).draft.title == "整改情况报县纪委"


def test_a_short_forwarded_line_is_the_title_and_nothing_more() -> None:
    draft = begin_forwarded(ZH, "补会议纪要", WHEN).draft
    assert (draft.title, draft.requirement, draft.deadline) == ("补会议纪要", "", None)


def test_a_long_sentence_is_cut_for_the_title_and_kept_whole_as_requirement() -> None:
    text = "请" + "认真" * 60 + "落实"
    draft = begin_forwarded(ZH, text, WHEN).draft
    assert len(draft.title) == 40
    assert draft.requirement == text


@pytest.mark.parametrize("text", ["🙂", "！！！", "。"])
def test_a_forwarded_message_without_a_word_asks_for_the_title(text: str) -> None:
    draft = begin_forwarded(ZH, text, WHEN).draft
    assert (draft.title, draft.requirement) == ("", "")
