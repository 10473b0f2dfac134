"""Picking a day: a month in seven columns, and which of its days can be picked."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.calendar_actions import Blank, OpenPicker, PickDay, Purpose
from bot.dialog.callbacks import LIMIT_BYTES, decode, encode
from bot.dialog.deadline.workdays import OfficialYear, Workdays
from bot.dialog.items.due import Due, read_due
from bot.dialog.items.picker import day_of, picker, words_for
from bot.dialog.reply import Button, Reply
from bot.dialog.voice import Voice
from tests.dialog.moments import NEW_YORK, SHANGHAI, WHEN, local
from tests.dialog.packs import EN, PACK, ZH

TODAY = date(2026, 9, 9)
"""A Wednesday."""
HOLIDAYS = Workdays(
    {
        2026: OfficialYear(
            off=frozenset(date(2026, 10, day) for day in range(1, 8)),
            worked=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
        )
    }
)
DEADLINE = OpenPicker(Purpose.DEADLINE, 7)


def shown(
    month: int = 0, *, first: date = TODAY, chosen: date | None = None, voice: Voice = ZH
) -> Reply:
    asked = OpenPicker(Purpose.DEADLINE, 7, month)
    return picker(voice, asked, first=first, chosen=chosen, workdays=HOLIDAYS)


def grid(reply: Reply) -> list[str]:
    """Return the rows of a month as they look."""
    return [" ".join(button.label for button in row) for row in reply.keyboard]


def days(reply: Reply) -> Iterator[tuple[str, date]]:
    """Yield the days that can be picked, as they are shown and as they are."""
    for button in (button for row in reply.keyboard for button in row):
        if isinstance(button.action, PickDay):
            day = day_of(button.action, date.min)
            assert day
            yield button.label, day


def labelled(reply: Reply, label: str) -> Button:
    return next(one for row in reply.keyboard for one in row if one.label == label)


def test_a_month_is_shown_in_weeks_without_what_is_over() -> None:
    reply = shown()
    empty = "\u2800"
    assert grid(reply) == [
        "一 二 三 四 五 六 日",
        f"{empty} {empty} 9 10 11 12· 13·",
        "14 15 16 17 18 19· 20",
        "21 22 23 24 25 26· 27·",
        f"28 29 30 {empty} {empty} {empty} {empty}",
        "10月 ›",
    ]
    assert reply.plain().splitlines()[:2] == ["期限是哪一天？", "2026年9月"]


def test_days_off_and_workdays_instead_are_those_of_the_official_calendar() -> None:
    labels = {day: label for label, day in days(shown(202610))}
    off = {day.day for day, label in labels.items() if label.endswith("·")}
    assert off == {1, 2, 3, 4, 5, 6, 7, 11, 17, 18, 24, 25, 31}, "the 10th is worked instead"
    assert "没有收录" not in shown(202610).plain()


def test_a_year_that_is_not_known_is_said_so_and_marked_by_weekends() -> None:
    reply = shown(202701)
    assert "2027 年的放假安排还没有收录" in reply.plain()
    assert [day.day for label, day in days(reply) if label.endswith("·")][:2] == [2, 3]


def test_the_month_of_the_present_deadline_comes_first_with_its_day_marked() -> None:
    reply = shown(chosen=date(2026, 11, 5))
    assert "2026年11月" in reply.plain()
    assert labelled(reply, "✓5").action == PickDay(Purpose.DEADLINE, 7, 20261105)
    assert "带“✓”的是现在的日期" in reply.plain()
    sunday = labelled(shown(chosen=date(2026, 11, 1)), "✓1")
    assert sunday.action == PickDay(Purpose.DEADLINE, 7, 20261101), "one mark, also on a day off"
    over = shown(chosen=date(2026, 9, 5))
    assert "2026年9月" in over.plain()
    assert "✓" not in over.plain()


def test_months_are_turned_within_three_years_and_never_before_today() -> None:
    seen = []
    reply, action = shown(), OpenPicker(Purpose.DEADLINE, 7, 0)
    while True:
        seen.append(reply.plain().splitlines()[1])
        later = [one for one in reply.keyboard[-1] if one.label.endswith("›")]
        if not later:
            break
        assert isinstance(later[0].action, OpenPicker)
        action = later[0].action
        reply = shown(action.month)
    assert (seen[0], seen[-1], len(seen)) == ("2026年9月", "2029年9月", 37)
    assert labelled(reply, "‹ 8月").action == OpenPicker(Purpose.DEADLINE, 7, 202908)
    assert not [one for row in shown().keyboard for one in row if one.label.startswith("‹")]


@pytest.mark.parametrize("month", [1, 202608, 202600, 202613, 99, 2**63 - 1])
def test_a_month_that_cannot_be_shown_is_replaced_by_the_nearest(month: int) -> None:
    assert any(title in shown(month).plain() for title in ("2026年9月", "2029年9月"))


@given(
    first=st.dates(date(2020, 1, 1), date(2036, 1, 1)),
    months=st.integers(-1, 40),
    subject=st.integers(0, 2**63 - 1),
    purpose=st.sampled_from(Purpose),
)
def test_every_day_from_the_first_on_stands_under_its_weekday(
    first: date, months: int, subject: int, purpose: Purpose
) -> None:
    there = first + timedelta(days=30 * months)
    asked = OpenPicker(purpose, subject, there.year * 100 + there.month)
    reply = picker(ZH, asked, first=first, chosen=None, workdays=HOLIDAYS)
    assert max(map(len, reply.keyboard)) == 7
    picked = []
    for row in reply.keyboard:
        for column, button in enumerate(row):
            data = encode(button.action, PACK.version)
            assert len(data.encode()) <= LIMIT_BYTES
            pressed = decode(data)
            assert pressed
            assert pressed.action == button.action
            assert button.label.strip()
            if isinstance(button.action, PickDay):
                day = day_of(button.action, first)
                assert day
                assert day.weekday() == column
                assert (button.action.purpose, button.action.subject) == (purpose, subject)
                picked.append(day)
    assert picked == [picked[0] + timedelta(days=step) for step in range(len(picked))]
    assert picked[0] == max(first, picked[0].replace(day=1))
    assert (picked[-1] + timedelta(days=1)).day == 1


@pytest.mark.parametrize("day", [0, 20260908, 20260931, 20261301, 99990000, 2**63 - 1])
def test_a_day_that_is_none_or_over_is_not_picked(day: int) -> None:
    assert day_of(PickDay(Purpose.DEADLINE, 7, day), TODAY) is None


def test_today_can_be_picked() -> None:
    assert day_of(PickDay(Purpose.DEADLINE, 7, 20260909), TODAY) == TODAY


def test_what_is_picked_is_read_as_that_day_and_keeps_the_time_of_day() -> None:
    day = date(2027, 3, 5)
    for before, wanted in (
        (None, local(2027, 3, 5, 23, 59)),
        (local(2027, 4, 1, 23, 59), local(2027, 3, 5, 23, 59)),
        (local(2027, 4, 1, 18), local(2027, 3, 5, 18)),
    ):
        assert read_due(ZH, words_for(day, before, SHANGHAI), WHEN) == Due(wanted, "")
    there = local(2027, 4, 1, 9, 30, zone=NEW_YORK)
    assert words_for(day, there, NEW_YORK) == "2027-03-05 09:30"


def test_each_language_has_seven_days_and_each_purpose_its_question() -> None:
    for voice in (ZH, EN):
        assert len(shown(voice=voice).keyboard[0]) == 7
        asked = {
            picker(voice, OpenPicker(purpose, 7), first=TODAY, chosen=None, workdays=HOLIDAYS)
            .plain()
            .splitlines()[0]
            for purpose in Purpose
        }
        assert len(asked) == 2


def test_ways_out_stand_below_the_month() -> None:
    way = Button("返回", Blank())
    reply = picker(ZH, DEADLINE, first=TODAY, chosen=None, workdays=HOLIDAYS, ways_out=(way,))
    assert reply.keyboard[-1] == (way,)
