"""How a time is written into the database: it comes back, and it sorts as it reads."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from storage.moments import from_text, to_text

ZONES = st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES)  # noqa: DTZ001


@given(MOMENTS)
def test_a_moment_comes_back_to_the_millisecond(moment: datetime) -> None:
    back = from_text(to_text(moment))
    assert back.tzinfo is UTC
    assert timedelta() <= moment - back < timedelta(milliseconds=1)
    assert to_text(back) == to_text(moment)


@given(MOMENTS, MOMENTS)
def test_moments_sort_as_they_read(one: datetime, other: datetime) -> None:
    if to_text(one) < to_text(other):
        assert one < other


def test_the_form_is_utc_with_milliseconds_and_z() -> None:
    moment = datetime(2027, 3, 31, 17, 0, 0, 123_999, timezone(timedelta(hours=8)))
    assert to_text(moment) == "2027-03-31T09:00:00.123Z"
