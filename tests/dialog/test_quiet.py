"""Quiet hours: they postpone to their end, never drop, in every zone and on days the clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.items.quiet import QuietHours
from tests.dialog.moments import NEW_YORK, SHANGHAI, local

NIGHT = QuietHours(time(22), time(8))
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
"""Its clocks are changed by half an hour."""
ZONES = st.sampled_from([SHANGHAI, NEW_YORK, LORD_HOWE, ZoneInfo("Europe/London")])
HOURS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
QUIET = st.builds(QuietHours, HOURS, HOURS)
MOMENTS = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@pytest.mark.parametrize(
    ("hour", "minute", "day", "until"),
    [
        (21, 59, 1, (21, 59)),
        (22, 0, 2, (8, 0)),
        (23, 30, 2, (8, 0)),
        (7, 59, 1, (8, 0)),
        (8, 0, 1, (8, 0)),
    ],
)
def test_what_falls_into_the_night_comes_in_the_morning(
    hour: int, minute: int, day: int, until: tuple[int, int]
) -> None:
    moment = local(2027, 3, 1, hour, minute)
    assert NIGHT.over(moment, SHANGHAI) == local(2027, 3, day, *until)


def test_a_rest_at_noon_is_over_on_the_same_day() -> None:
    noon = QuietHours(time(12), time(14))
    assert noon.over(local(2027, 3, 1, 12, 30), SHANGHAI) == local(2027, 3, 1, 14)
    assert not noon.covers(local(2027, 3, 1, 14), SHANGHAI)


@given(MOMENTS, HOURS, ZONES)
def test_from_an_hour_to_itself_is_never_quiet(
    moment: datetime, hour: time, zone: ZoneInfo
) -> None:
    assert QuietHours(hour, hour).over(moment, zone) == moment


def test_the_night_in_which_an_hour_is_skipped_ends_at_the_hour_of_the_wall() -> None:
    evening = local(2027, 3, 13, 23, zone=NEW_YORK)
    assert NIGHT.over(evening, NEW_YORK) - evening == timedelta(hours=8)


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    until_half_past_one = QuietHours(time(22), time(1, 30))
    again = datetime(2027, 11, 7, 1, 10, tzinfo=NEW_YORK, fold=1).astimezone(UTC)
    assert until_half_past_one.over(again, NEW_YORK) - again == timedelta(minutes=20)


def test_an_end_that_does_not_exist_is_the_next_that_does() -> None:
    until_half_past_two = QuietHours(time(22), time(2, 30))
    night = datetime(2027, 3, 14, 1, 0, tzinfo=NEW_YORK).astimezone(UTC)
    over = until_half_past_two.over(night, NEW_YORK)
    assert over.astimezone(NEW_YORK).time() == time(3, 30)


@given(QUIET, MOMENTS, ZONES)
def test_it_is_put_off_to_a_time_that_is_not_quiet_within_a_day(
    quiet: QuietHours, moment: datetime, zone: ZoneInfo
) -> None:
    over = quiet.over(moment, zone)
    assert moment <= over <= moment + timedelta(hours=50)
    assert not quiet.covers(over, zone)
    assert (over == moment) == (not quiet.covers(moment, zone))
    assert quiet.over(over, zone) == over


@given(QUIET, MOMENTS, ZONES, st.floats(0, 1, exclude_max=True))
def test_it_is_not_put_off_longer_than_it_is_quiet(
    quiet: QuietHours, moment: datetime, zone: ZoneInfo, part: float
) -> None:
    over = quiet.over(moment, zone)
    between = moment + (over - moment) * part
    gap = timedelta(hours=1)  # where the end does not exist, it is up to an hour late
    assert over == moment or quiet.covers(between, zone) or over - between <= gap
