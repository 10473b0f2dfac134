"""Lights, days left and how a time is told, at every edge by the minute."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.dialog import sentences as s
from bot.dialog.items.item import Light, days_left, is_overdue, light
from bot.dialog.items.moments import (
    tell_day,
    tell_days,
    tell_deadline,
    tell_hour,
    tell_left,
)
from tests.dialog.moments import NEW_YORK, NOW, SHANGHAI, local
from tests.dialog.packs import EN, ZH

DEADLINE = local(2027, 3, 31, 17)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(2027, 3, 20, 23, 59), Light.GREEN),
        (local(2027, 3, 21), Light.YELLOW),
        (local(2027, 3, 31, 17), Light.YELLOW),
        (local(2027, 3, 31, 17, 1) - timedelta(microseconds=1), Light.YELLOW),
        (local(2027, 3, 31, 17, 1), Light.RED),
        (local(2028, 1, 1), Light.RED),
    ],
)
def test_green_more_than_ten_days_yellow_ten_or_less_red_overdue(
    now: datetime, expected: Light
) -> None:
    assert light(DEADLINE, now, SHANGHAI) is expected


def test_days_are_calendar_days_of_the_persons_zone() -> None:
    assert days_left(DEADLINE, local(2027, 3, 30, 23, 59), SHANGHAI) == 1
    assert days_left(DEADLINE, local(2027, 3, 31), SHANGHAI) == 0
    assert days_left(DEADLINE, local(2027, 4, 1), SHANGHAI) == -1
    assert days_left(DEADLINE, local(2027, 3, 31), NEW_YORK) == 1


def test_overdue_begins_a_minute_after_the_last_one() -> None:
    assert not is_overdue(DEADLINE, DEADLINE + timedelta(seconds=59))
    assert is_overdue(DEADLINE, DEADLINE + timedelta(seconds=60))


@pytest.mark.parametrize("now", [NOW, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)])
def test_a_deadline_at_the_end_of_the_calendar_is_never_overdue(now: datetime) -> None:
    assert not is_overdue(datetime(9999, 12, 31, 23, 59, tzinfo=UTC), now)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (local(2027, 3, 1), "还有 30 天到期"),
        (local(2027, 3, 29, 23, 59), "还有 2 天到期"),
        (local(2027, 3, 30, 23, 59), "明天到期"),
        (local(2027, 3, 31), "今天到期"),
        (local(2027, 3, 31, 17), "今天到期"),
        (local(2027, 3, 31, 17, 1), "今天 17:00 已到期"),
        (local(2027, 3, 31, 23, 59), "今天 17:00 已到期"),
        (local(2027, 4, 1, 23, 59), "已逾期 1 天"),
        (local(2027, 4, 2), "已逾期 2 天"),
    ],
)
def test_what_is_left_is_told_in_days(now: datetime, left: str) -> None:
    assert tell_left(ZH, DEADLINE, now, SHANGHAI) == left


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (local(2027, 3, 1), "30 days left"),
        (local(2027, 3, 30), "due tomorrow"),
        (local(2027, 3, 31), "due today"),
        (local(2027, 3, 31, 18), "was due today at 17:00"),
        (local(2027, 4, 1), "1 day overdue"),
        (local(2027, 4, 2), "2 days overdue"),
    ],
)
def test_one_day_and_many_are_different_words_in_english(now: datetime, left: str) -> None:
    assert tell_left(EN, DEADLINE, now, SHANGHAI) == left


def test_a_deadline_is_told_with_its_weekday_and_the_year_only_where_it_differs() -> None:
    assert tell_deadline(ZH, DEADLINE, NOW, SHANGHAI) == "3月31日 周三 17:00"
    assert tell_deadline(EN, DEADLINE, NOW, SHANGHAI) == "Wed 31 Mar 17:00"
    new_year = local(2028, 1, 1, 0, 5)
    assert tell_deadline(ZH, new_year, NOW, SHANGHAI) == "2028年1月1日 周六 00:05"
    assert tell_deadline(EN, new_year, NOW, SHANGHAI) == "Sat 1 Jan 2028 00:05"


def test_the_year_is_that_of_the_persons_zone() -> None:
    new_year = local(2028, 1, 1, 0, 5)
    assert "2028" not in tell_deadline(ZH, new_year, local(2028, 1, 1), SHANGHAI)
    assert "年" not in tell_deadline(ZH, new_year, NOW, NEW_YORK)


def test_every_weekday_has_its_name() -> None:
    days = [local(2027, 3, day, 12) for day in range(1, 8)]
    told = [tell_deadline(ZH, day, NOW, SHANGHAI).split()[1] for day in days]
    assert told == ZH.say(s.WEEKDAYS).split("|")


def test_the_end_of_the_day_is_what_a_plain_date_means_and_is_not_told() -> None:
    plain = local(2027, 3, 31, 23, 59)
    assert tell_deadline(ZH, plain, NOW, SHANGHAI) == "3月31日 周三"
    assert tell_deadline(EN, plain, NOW, SHANGHAI) == "Wed 31 Mar"


def test_a_reminder_is_told_by_its_day_and_the_year_where_it_differs() -> None:
    assert tell_day(ZH, DEADLINE, NOW, SHANGHAI) == "3月31日"
    assert tell_day(EN, DEADLINE, NOW, SHANGHAI) == "31 Mar"
    assert tell_day(ZH, local(2028, 1, 1), NOW, SHANGHAI) == "2028年1月1日"
    assert tell_day(EN, local(2028, 1, 1), NOW, SHANGHAI) == "1 Jan 2028"


@pytest.mark.parametrize(
    ("hour", "minute", "chinese", "english"),
    [
        (0, 5, "上午 0:05", "at 0:05 am"),
        (9, 0, "上午 9:00", "at 9:00 am"),
        (12, 0, "下午 12:00", "at 12:00 pm"),
        (17, 30, "下午 5:30", "at 5:30 pm"),
    ],
)
def test_the_hour_of_a_reminder(hour: int, minute: int, chinese: str, english: str) -> None:
    moment = local(2027, 3, 31, hour, minute)
    assert tell_hour(ZH, moment, SHANGHAI) == chinese
    assert tell_hour(EN, moment, SHANGHAI) == english


def test_days_in_a_row_tell_month_and_year_once() -> None:
    days = [local(2027, 12, 30), local(2027, 12, 31), local(2027, 12, 31), local(2028, 1, 1)]
    days += [local(2028, 1, 5), local(2028, 2, 5)]
    told = "、".join(tell_days(ZH, days, NOW, SHANGHAI))
    assert told == "12月30日、31日、2028年1月1日、5日、2月5日"
