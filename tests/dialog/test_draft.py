"""Adding an item in conversation: in any order, and nothing that was typed is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import sentences as s
from bot.dialog.item_actions import Field
from bot.dialog.items.draft import (
    PATIENCE,
    TITLE_LIMIT,
    Draft,
    Heard,
    agrees,
    begin,
    is_without_date,
    item_of,
    question,
    revised,
    tell,
)
from bot.dialog.items.when import When
from tests.dialog.moments import NOW, WHEN, local
from tests.dialog.packs import EN, ZH

DAY = local(2027, 3, 31, 23, 59)
TITLE = "交整改报告"
LONG = "长" * (TITLE_LIMIT + 1)
BEGUN = Draft(started_at=NOW)
COMPLETE = Draft(TITLE, DAY, NOW)
KEPT = "这一项还没有记下，已填的内容都在。"


class Adding:
    """A person who adds an item: what they type, and what they are asked."""

    def __init__(self) -> None:
        self.heard = Heard(BEGUN)

    def add(self, text: str = "", when: When = WHEN) -> "Adding":
        self.heard = begin(ZH, text, when)
        return self

    def send(self, text: str, when: When = WHEN) -> "Adding":
        self.heard = tell(ZH, self.heard.draft, text, when)
        return self

    @property
    def asked(self) -> str:
        return self.heard.problem or question(ZH, self.heard.draft)

    @property
    def told(self) -> Draft:
        """The draft, with nothing left to be said."""
        assert self.heard.problem == ""
        return self.heard.draft


def test_title_then_deadline() -> None:
    adding = Adding().add()
    assert adding.asked == "要记的是什么事？直接打字告诉我。"
    assert adding.send(f" {TITLE} ").asked.startswith(f"“{TITLE}”的期限是哪天？")
    assert adding.send("3月31日前").told == COMPLETE


@pytest.mark.parametrize(
    "line",
    [
        f"2027-03-31 {TITLE}",
        f"{TITLE} 2027-03-31",
        f"3月31日前{TITLE}",
        f"三月三十一号之前，{TITLE}",
        f"请于3月31日前{TITLE}",
        f"{TITLE}，最迟3月31日",
        f"务必在３月３１日前把{TITLE}",
        f"{TITLE}（3月31日前）",
    ],
)
def test_both_in_one_line(line: str) -> None:
    for adding in (Adding().add(line), Adding().add().send(line)):
        assert adding.told.deadline == DAY
        assert adding.told.title.strip("（）") == TITLE


def test_the_words_around_a_date_in_the_middle_are_the_title() -> None:
    draft = Adding().add("把整改报告3月31日下班前交市纪委").told
    assert (draft.title, draft.deadline) == ("整改报告交市纪委", local(2027, 3, 31, 18))


def test_a_date_first_keeps_the_date() -> None:
    adding = Adding().add("2027-03-31")
    assert adding.heard.draft.missing is Field.TITLE
    assert adding.send(TITLE).told == COMPLETE


def test_a_title_may_name_another_date() -> None:
    title = "补交 2026-12-31 的台账"
    assert Adding().add("2027-03-31").send(title).told == replace(COMPLETE, title=title)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "二月三十号前",
            "没看懂“二月三十号前”：2 月没有 30 号。请换个说法，例如“2028年2月29日前”。",
        ),
        ("2027-04-31", "没看懂“2027-04-31”：4 月没有 31 号。请换个说法，例如“4月30日前”。"),
        (
            "明天25点",
            "没看懂“明天25点”：没有这个日子或钟点，或者前后对不上。请换个说法，例如“3月15日前”。",
        ),
        (
            "3月10日（周一）",
            "没看懂“3月10日（周一）”：没有这个日子或钟点，或者前后对不上。请换个说法，例如“3月15日前”。",
        ),
        ("2027-02-01", "“2027-02-01”已经过了。请写一个以后的日子，例如“3月15日前”。"),
        ("三天前", "“三天前”已经过了。请写一个以后的日子，例如“3月15日前”。"),
        ("每周五", "“每周五”不止一个日子。请只写期限那一天，例如“3月15日前”。"),
        ("周三或者周五", "“周三或者周五”不止一个日子。请只写期限那一天，例如“3月15日前”。"),
        ("尽快", "没看懂“尽快”是哪天。请换个说法，例如“下周五下班前”或“3月15日前”。"),
    ],
)
def test_each_mistake_is_told_by_its_class_and_loses_nothing(typed: str, told: str) -> None:
    adding = Adding().add(TITLE).send(typed)
    assert adding.asked == told + KEPT
    assert adding.heard.draft == Draft(TITLE, started_at=NOW)
    assert adding.send("3月31日").told == COMPLETE


@pytest.mark.parametrize(
    "typed", ["2027-02-30", "二月三十号前", "每周五", "2027-02-01", "明天25点"]
)
def test_of_a_line_with_a_wrong_date_the_title_is_kept(typed: str) -> None:
    for line in (f"{typed} {TITLE}", f"{TITLE} {typed}", f"{typed}，{TITLE}"):
        adding = Adding().add(line)
        assert f"“{typed}”" in adding.asked
        assert adding.heard.draft.title == TITLE
        assert adding.send("3月31日").told == COMPLETE


def test_a_date_of_next_year_is_marked_as_such() -> None:
    draft = Adding().add(f"2月10日{TITLE}").told
    assert (draft.deadline, draft.rolled) == (local(2028, 2, 10, 23, 59), True)
    assert not Adding().add(f"4月10日{TITLE}").told.rolled


def test_what_is_counted_without_an_official_calendar_is_kept_to_be_counted_again() -> None:
    draft = Adding().add(f"10个工作日内{TITLE}").told
    assert draft.counted_from == f"2027-03-01T04:00:00+00:00 10个工作日内{TITLE}"
    assert Adding().add(f"3月31日{TITLE}").told.counted_from == ""


def test_a_title_that_is_too_long_is_asked_again_and_a_date_stays() -> None:
    too_long = ZH.say(s.ADD_TITLE_TOO_LONG, limit=TITLE_LIMIT, length=TITLE_LIMIT + 1)
    adding = Adding().add(LONG)
    assert (adding.heard.draft, adding.asked) == (BEGUN, too_long)
    adding = Adding().add(f"2027-03-31 {LONG}")
    assert (adding.heard.draft, adding.asked) == (replace(BEGUN, deadline=DAY), too_long)
    assert adding.send(TITLE).told == COMPLETE


def test_a_blank_line_asks_again() -> None:
    assert Adding().add(" \n").heard == Heard(BEGUN)
    assert Adding().add("2027-03-31").send(" ").heard == Heard(replace(BEGUN, deadline=DAY))


def test_a_deadline_that_passes_before_the_title_comes_is_asked_again() -> None:
    later = replace(WHEN, now=DAY + timedelta(minutes=2))
    adding = Adding().add("2027-03-31").send(TITLE, later)
    assert adding.heard.draft == Draft(TITLE, started_at=NOW)
    assert adding.asked.startswith("“3月31日 周三”已经过了。")


def test_a_draft_is_running_for_an_hour() -> None:
    assert BEGUN.is_running(NOW + PATIENCE)
    assert not BEGUN.is_running(NOW + PATIENCE + timedelta(seconds=1))
    assert not Draft(TITLE).is_running(NOW), "left by an older version"


@pytest.mark.parametrize("text", ["办法什么时候施行", "S01", "第一种形态", "我的整改事项"])
def test_a_text_without_a_date_may_be_a_question(text: str) -> None:
    assert is_without_date(ZH, Draft(TITLE, started_at=NOW), text, WHEN)
    assert not is_without_date(ZH, BEGUN, text, WHEN), "it may be the title"


@pytest.mark.parametrize(
    "text", ["2027-03-31", "3月31日", "三月三十二号", "下周五下班前", "期限是月底", "next Friday"]
)
def test_what_is_like_a_date_is_no_question(text: str) -> None:
    assert not is_without_date(ZH, Draft(TITLE, started_at=NOW), text, WHEN)


@pytest.mark.parametrize(
    "text", ["记下", "好的", "好。", "可以", "对", "没错！", "ok", "记吧", "是的"]
)
def test_words_of_consent(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize("text", ["不记", "好像不对", "对照", "可以容错吗", "", "记下周五的会"])
def test_words_that_are_no_consent(text: str) -> None:
    assert not agrees(text)


@pytest.mark.parametrize(
    "text", ["改到4月1日", "4月1日", "期限改成4月1日", "是4月1日", "延到四月一号"]
)
def test_another_date_for_a_complete_draft(text: str) -> None:
    after = revised(ZH, COMPLETE, text, WHEN)
    assert after
    assert after == replace(COMPLETE, deadline=local(2027, 4, 1, 23, 59))


@pytest.mark.parametrize("text", ["4月1日前再交一份台账", "什么时候施行", "2月30日", ""])
def test_what_is_more_than_a_date_changes_nothing(text: str) -> None:
    assert revised(ZH, COMPLETE, text, WHEN) is None


def test_a_complete_draft_becomes_an_item_of_the_kind_its_title_tells() -> None:
    ladders = ZH.pack.ladders
    item = item_of(replace(COMPLETE, title="回复建议书", step=5), 7, ladders)
    assert item
    assert (item.kind, item.owner, item.sequence) == ("advice_letter", 7, 5)
    chosen = item_of(replace(COMPLETE, kind="reminder_talk"), 7, ladders)
    assert chosen
    assert chosen.kind == "reminder_talk"
    assert item_of(BEGUN, 7, ladders) is None


def test_a_title_is_one_line() -> None:
    assert Adding().add("交\n整改\r\n 报告 ").heard.draft.title == "交 整改 报告"


@pytest.mark.parametrize("text", ["\u200b", "\x00\x1b", "！？", "\u200d\u2060", "🙂"])
def test_a_title_without_a_letter_or_digit_is_asked_again(text: str) -> None:
    adding = Adding().add(text)
    assert (adding.heard.draft, adding.asked) == (BEGUN, ZH.say(s.ADD_TITLE_UNREADABLE))
    assert Adding().add(f"2027-03-31 {text}").heard == Heard(replace(BEGUN, deadline=DAY))


@pytest.mark.parametrize("title", ["7", "é", "ཀ", "가", "ⅷ"])
def test_a_title_may_be_of_any_script(title: str) -> None:
    assert Adding().add().send(title).heard.draft.title == title


def test_it_is_asked_in_english() -> None:
    draft = begin(EN, "hand in the report by 31 March", WHEN).draft
    assert (draft.title, draft.deadline) == ("hand in the report", DAY)
    assert question(EN, BEGUN) == EN.say(s.ADD_ASK_TITLE)


@given(
    st.lists(
        st.text()
        | st.sampled_from([TITLE, LONG, "2027-03-31", "2027-02-30", "尽快", "每周五", "下周五"]),
        max_size=5,
    )
)
def test_whatever_is_typed_a_title_and_a_date_complete_it(lines: list[str]) -> None:
    draft = BEGUN
    for line in lines:
        if draft.missing:
            before, draft = draft, tell(ZH, draft, line, WHEN).draft
            assert before.title in ("", draft.title)
            assert before.deadline in (None, draft.deadline)
    for line in ("2027-03-31", TITLE, "2027-03-31"):
        if draft.missing:
            draft = tell(ZH, draft, line, WHEN).draft
    assert draft.missing is None
