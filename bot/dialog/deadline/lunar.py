"""The lunar calendar (农历), and the solar terms (节气): which day a lunar date is."""

from datetime import date, timedelta
from functools import lru_cache

from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate, TermUtils

FIRST_YEAR, LAST_YEAR = 1901, 2099
TERMS = [
    "小寒",
    "大寒",
    "立春",
    "雨水",
    "惊蛰",
    "春分",
    "清明",
    "谷雨",
    "立夏",
    "小满",
    "芒种",
    "夏至",
    "小暑",
    "大暑",
    "立秋",
    "处暑",
    "白露",
    "秋分",
    "寒露",
    "霜降",
    "立冬",
    "小雪",
    "大雪",
    "冬至",
]
_LAST_MONTH = 12


@lru_cache(1_000)
def solar(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """Return the day of a date of the lunar `year`; None if there is none, or none is known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        found: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except InvalidLunarDateError:
        return None
    return found


def new_year_eve(year: int) -> date | None:
    """Return 除夕 that falls in the solar `year`, the day before 春节."""
    first = solar(year, 1, 1)
    return first and first - timedelta(days=1)


def last_day(year: int, month: int) -> int | None:
    """Return how many days a month of the lunar `year` has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    days: int = LCalendars.ndays(year, month)
    return days


def year_of(day: date) -> int:
    """Return the lunar year that `day` is in, as far as is known."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return day.year
    found: int = LunarDate.from_solar(day).year
    return found


@lru_cache(1_000)
def term(year: int, name: str) -> date | None:
    """Return the day of a solar term in `year`."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found
