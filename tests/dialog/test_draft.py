"""Adding an item in conversation: in any order, and nothing that was typed is lost."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog import sentences as s
from bot.dialog.actions import CancelDraft
from bot.dialog.items.draft import (
    PATIENCE,
    TITLE_LIMIT,
    Asked,
    Complete,
    Draft,
    begin,
    tell,
    waiting,
)
from tests.dialog.moments import NOW, SHANGHAI, local
from tests.dialog.packs import EN, ZH

DAY = local(2027, 3, 31, 23, 59)
TITLE = "交整改报告"
LONG = "长" * (TITLE_LIMIT + 1)
ASK_TITLE = ZH.say(s.ADD_ASK_TITLE)
ASK_DEADLINE = ZH.say(s.ADD_ASK_DEADLINE, title=TITLE)
NO_DATE = ZH.say(s.DEADLINE_NO_DATE, title=TITLE)
BEGUN = Draft(started_at=NOW)
TOO_LONG = ZH.say(s.ADD_TITLE_TOO_LONG, limit=TITLE_LIMIT, length=TITLE_LIMIT + 1)


class Adding:
    """A person who adds an item: what they type, and what they are asked."""

    def __init__(self) -> None:
        self.draft = BEGUN
        self.asked = ""
        self.complete: Complete | None = None

    def add(self, text: str = "", now: datetime = NOW) -> "Adding":
        return self._take(begin(ZH, text, now, SHANGHAI))

    def send(self, text: str, now: datetime = NOW) -> "Adding":
        assert self.complete is None
        return self._take(tell(ZH, self.draft, text, now, SHANGHAI))

    def _take(self, outcome: Asked | Complete) -> "Adding":
        match outcome:
            case Asked(draft=draft, reply=reply):
                self.draft, self.asked = draft, reply.plain()
                assert [b.action for row in reply.keyboard for b in row] == [CancelDraft()]
            case Complete():
                self.complete = outcome
        return self


def test_title_then_deadline() -> None:
    adding = Adding().add()
    assert adding.asked == ASK_TITLE
    assert adding.send(f" {TITLE} ").asked == ASK_DEADLINE
    assert adding.send("2027-03-31").complete == Complete(TITLE, DAY)


def test_a_title_after_the_command() -> None:
    assert Adding().add(TITLE).asked == ASK_DEADLINE
    assert Adding().add(TITLE).send("2027-03-31").complete == Complete(TITLE, DAY)


def test_a_date_after_the_command() -> None:
    adding = Adding().add("2027-03-31")
    assert adding.asked == ASK_TITLE
    assert adding.send(TITLE).complete == Complete(TITLE, DAY)


@pytest.mark.parametrize("line", [f"2027-03-31 {TITLE}", f"{TITLE} 2027-03-31"])
def test_both_in_one_line(line: str) -> None:
    assert Adding().add(line).complete == Complete(TITLE, DAY)
    assert Adding().add().send(line).complete == Complete(TITLE, DAY)


def test_a_date_as_the_first_thing_told_is_no_title() -> None:
    adding = Adding().add().send("2027-03-31")
    assert adding.asked == ASK_TITLE
    assert adding.send(TITLE).complete == Complete(TITLE, DAY)


def test_a_title_may_name_another_date() -> None:
    title = "补交 2026-12-31 的台账"
    assert Adding().add("2027-03-31").send(title).complete == Complete(title, DAY)


@pytest.mark.parametrize("title", [f" {TITLE} ", ""])
def test_an_impossible_date_keeps_the_title(title: str) -> None:
    adding = Adding().add(f"2027-02-30 {title}")
    assert adding.draft == Draft(title.strip(), started_at=NOW)
    assert adding.asked == ZH.say(s.DEADLINE_IMPOSSIBLE, text="2027-02-30")


def test_an_impossible_date_alone_is_corrected_and_then_the_title_is_asked() -> None:
    adding = Adding().add("2027-02-30").send("2027-03-31")
    assert adding.asked == ASK_TITLE
    assert adding.send(TITLE).complete == Complete(TITLE, DAY)


def test_a_past_date_is_told_back_and_keeps_the_title() -> None:
    adding = Adding().add(f"2027-02-01 {TITLE}")
    past = ZH.say(s.DEADLINE_PAST, deadline="2月1日 周一")
    assert (adding.draft, adding.asked) == (Draft(TITLE, started_at=NOW), past)
    assert adding.send("2026-01-01").asked == ZH.say(s.DEADLINE_PAST, deadline="2026年1月1日 周四")
    assert adding.send("2027-03-31").complete == Complete(TITLE, DAY)


def test_a_wrong_deadline_is_asked_again_and_the_title_stays() -> None:
    adding = Adding().add(TITLE)
    assert adding.send("下周五").asked == NO_DATE
    assert adding.send("2027-04-31").asked == ZH.say(s.DEADLINE_IMPOSSIBLE, text="2027-04-31")
    assert adding.draft == Draft(TITLE, started_at=NOW)


def test_a_title_that_is_too_long_is_asked_again() -> None:
    adding = Adding().add(LONG)
    assert (adding.draft, adding.asked) == (BEGUN, TOO_LONG)
    assert adding.send(LONG[1:]).draft == Draft(LONG[1:], started_at=NOW)


def test_a_date_is_kept_while_the_title_is_too_long() -> None:
    adding = Adding().add(f"2027-03-31 {LONG}")
    assert (adding.draft, adding.asked) == (Draft(deadline=DAY, started_at=NOW), TOO_LONG)
    assert adding.send(TITLE).complete == Complete(TITLE, DAY)


def test_of_a_long_title_and_an_impossible_date_the_title_is_told_first() -> None:
    adding = Adding().add(f"2027-02-30 {LONG}")
    assert (adding.draft, adding.asked) == (BEGUN, TOO_LONG)


def test_a_blank_line_asks_again() -> None:
    assert Adding().add(" \n").asked == ASK_TITLE
    assert Adding().add().send(" ").asked == ASK_TITLE
    adding = Adding().add("2027-03-31").send(" ")
    assert adding.complete is None
    assert (adding.draft, adding.asked) == (Draft(deadline=DAY, started_at=NOW), ASK_TITLE)


def test_a_deadline_that_passes_before_the_title_comes_is_asked_again() -> None:
    adding = Adding().add("2027-03-31 17:00").send(TITLE, now=DAY)
    assert adding.asked == ZH.say(s.DEADLINE_PAST, deadline="3月31日 周三 17:00")
    assert adding.draft == Draft(TITLE, started_at=NOW)
    assert adding.send("2027-04-01").complete == Complete(TITLE, DAY + timedelta(days=1))


def test_a_draft_is_running_for_an_hour() -> None:
    assert BEGUN.is_running(NOW + PATIENCE)
    assert not BEGUN.is_running(NOW + PATIENCE + timedelta(seconds=1))
    assert not Draft(TITLE).is_running(NOW), "left by an older version"


@pytest.mark.parametrize("text", ["办法什么时候施行", "S01", "第一种形态", "我的整改事项"])
def test_a_text_without_a_date_may_be_a_question(text: str) -> None:
    assert Draft(TITLE, started_at=NOW).is_waiting_for_date(text)
    assert not BEGUN.is_waiting_for_date(text), "it may be the title"


@pytest.mark.parametrize(
    "text",
    ["2027-03-31", "3月31日", "三月三十一号", "下周五下班前", "期限是月底", "明天", "next Friday"],
)
def test_what_is_like_a_date_is_no_question(text: str) -> None:
    assert not Draft(TITLE, started_at=NOW).is_waiting_for_date(text)


def test_a_title_is_one_line() -> None:
    assert Adding().add("交\n整改\r\n 报告 ").draft.title == "交 整改 报告"
    assert Adding().add("2027-03-31 交\n报告").complete == Complete("交 报告", DAY)


@pytest.mark.parametrize("text", ["\u200b", "\x00\x1b", "！？", "\u200d\u2060", "🙂"])
def test_a_title_without_a_letter_or_digit_is_asked_again(text: str) -> None:
    adding = Adding().add(text)
    assert (adding.draft, adding.asked) == (BEGUN, ZH.say(s.ADD_TITLE_UNREADABLE))
    adding = Adding().add(f"2027-03-31 {text}")
    assert adding.draft == Draft(deadline=DAY, started_at=NOW)
    assert adding.asked == ASK_TITLE


@pytest.mark.parametrize("title", ["7", "é", "ཀ", "가", "ⅷ"])
def test_a_title_may_be_of_any_script(title: str) -> None:
    assert Adding().add(title).draft.title == title


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("2027-03-31 下午5点 交整改报告", ZH.say(s.DEADLINE_UNREAD_TIME, date="2027-03-31")),
        ("2027-03-31 2027-04-01 交整改报告", ZH.say(s.DEADLINE_TWO_DATES, date="2027-03-31")),
        ("2036-03-31 交整改报告", ZH.say(s.DEADLINE_FAR, deadline="2036年3月31日 周一", years=9)),
    ],
)
def test_what_is_odd_about_a_date_is_said(line: str, asked: str) -> None:
    adding = Adding().add(line)
    assert adding.asked == asked
    assert "整改报告" in adding.draft.title
    assert adding.send("2027-03-31").complete == Complete(adding.draft.title, DAY)


def test_a_lacking_date_names_the_item_cut_short() -> None:
    adding = Adding().add("长" * TITLE_LIMIT).send("尽快")
    assert f"“{'长' * 30}…”是哪天到期" in adding.asked
    assert "已填的内容都在" in adding.asked


def test_the_reminder_after_an_answer_names_the_item_and_lets_it_be_dropped() -> None:
    reply = waiting(ZH, Draft(TITLE, started_at=NOW))
    assert reply.plain() == "“交整改报告”还没有记下，等您写期限。"
    assert [b.action for row in reply.keyboard for b in row] == [CancelDraft()]


def test_it_is_asked_in_english() -> None:
    outcome = begin(EN, "", NOW, SHANGHAI)
    assert isinstance(outcome, Asked)
    assert outcome.reply.plain() == EN.say(s.ADD_ASK_TITLE)


@given(
    st.lists(
        st.text() | st.sampled_from([TITLE, LONG, "2027-03-31", "2027-02-30", "2027-03-31 5pm"]),
        max_size=5,
    )
)
def test_whatever_is_typed_a_title_and_a_date_complete_it(lines: list[str]) -> None:
    adding = Adding().add()
    for line in lines:
        if adding.complete is None:
            before = adding.draft
            adding.send(line)
            assert before.title in ("", adding.draft.title)
            assert before.deadline in (None, adding.draft.deadline)
    for line in ("2027-03-31", TITLE):
        if adding.complete is None:
            adding.send(line)
    assert adding.complete
    assert 0 < len(adding.complete.title) <= TITLE_LIMIT
