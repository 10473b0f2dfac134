"""The calendars below the grammar: workdays, festivals, the lunar year, script."""

from datetime import date, timedelta

import pytest
from chinese_calendar.constants import holidays

from bot.dialog.answer.normalise import simplified
from bot.dialog.deadline import lunar, normalise
from bot.dialog.deadline.festivals import NAMED, festival_named, next_days_off
from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.workdays import OfficialYear, Workdays

OFFICIAL = official_workdays()
NAMES = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明": "Tomb-sweeping Day",
    "五一": "Labour Day",
    "端午": "Dragon Boat Festival",
    "中秋": "Mid-autumn Festival",
    "国庆": "National Day",
}
NEW_YEARS = (
    "2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03 2033-01-31"
)


def test_an_unknown_year_is_counted_by_weekdays() -> None:
    none = Workdays()
    assert none.reach is None
    assert none.is_workday(date(2027, 1, 1))
    assert not none.is_workday(date(2027, 1, 2))


def test_how_far_it_reaches_is_told() -> None:
    assert OFFICIAL.reach == (2004, 2026)
    assert OFFICIAL.knows(2026)
    assert not OFFICIAL.knows(2027)
    more = OFFICIAL.with_years({2028: OfficialYear(frozenset({date(2028, 1, 1)}))})
    assert more.reach == (2028, 2028)


def test_a_year_that_is_added_counts() -> None:
    year = OfficialYear(frozenset({date(2027, 1, 1)}), frozenset({date(2027, 1, 2)}))
    more = OFFICIAL.with_years({2027: year})
    assert more.after(date(2026, 12, 31), 1) == date(2027, 1, 2)
    assert OFFICIAL.after(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert more.between(date(2026, 12, 31), date(2027, 1, 4)) == 2


@pytest.mark.parametrize(("name", "label"), NAMES.items())
def test_festivals_are_where_the_official_calendar_has_them(name: str, label: str) -> None:
    """But for a mid-autumn that falls into the days of the National Day."""
    for year in range(2008, 2027):
        day = festival_named(name).day_in(year)
        assert day
        assert not OFFICIAL.is_workday(day), (name, year)
        near = [day + timedelta(days=step) for step in range(-8, 9)]
        assert {label, "National Day"} & {holidays.get(one) for one in near}, (name, year)


def test_new_year_s_days_of_the_lunar_calendar() -> None:
    for day in map(date.fromisoformat, NEW_YEARS.split()):
        assert lunar.solar(day.year, 1, 1) == day
        assert lunar.new_year_eve(day.year) == day - timedelta(days=1)
        assert lunar.year_of(day) == day.year
        assert lunar.year_of(day - timedelta(days=1)) == day.year - 1


def test_what_the_lunar_calendar_does_not_have() -> None:
    assert lunar.solar(2026, 12, 30) is None
    assert lunar.solar(2026, 6, 1, leap=True) is None
    assert lunar.solar(2025, 6, 1, leap=True) == date(2025, 7, 25)
    assert lunar.solar(2200, 1, 1) is None
    assert lunar.term(2200, "冬至") is None
    assert lunar.last_day(2200, 1) is None
    assert lunar.new_year_eve(2200) is None
    assert lunar.year_of(date(2200, 1, 1)) == 2200


@pytest.mark.parametrize(
    "name", [*NAMES, *lunar.TERMS, "除夕", "重阳节", "十一国庆", "三八妇女节", "双11"]
)
def test_every_festival_is_found_by_its_name(name: str) -> None:
    match = NAMED.fullmatch(name)
    assert match
    day = festival_named(match.group()).day_in(2026)
    assert day
    assert day.year == 2026


@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2026-11-23", ("2027-01-01", "2027-01-03")),
        ("2026-10-03", ("2026-10-01", "2026-10-07")),
        ("2026-10-08", ("2027-01-01", "2027-01-03")),
        ("2025-09-30", ("2025-10-01", "2025-10-08")),
        ("2024-06-01", ("2024-06-08", "2024-06-10")),
    ],
)
def test_the_next_days_off(today: str, days: tuple[str, str]) -> None:
    first, last = next_days_off(date.fromisoformat(today), OFFICIAL)
    assert (str(first), str(last)) == days


def test_script_is_folded_as_opencc_does() -> None:
    pairs = normalise.TRADITIONAL
    for typed, folded in zip(pairs[::2], pairs[1::2], strict=True):
        assert simplified(typed) == folded, typed
