"""Festivals and lunar dates in a text, and the workdays that stand in a period or after a holiday."""

import re
from datetime import date

from bot.dialog.deadline import lunar, numerals
from bot.dialog.deadline.festivals import NAMED, Festival, festival_named, next_days_off
from bot.dialog.deadline.period import Days, Found, Level, Scene, one_day
from bot.dialog.deadline.result import Unreadable, Why

_HOLIDAY = re.compile(
    r"(?P<bare>节假日|假期|长假|放假|小长假|节(?=之?前|以前|后(?:的?第|的?首|\d|[一二两三四五六七八九十半]|上班)|期间|日期间|假期))"
    r"(?:假期)?(?=之?前|以前|后(?:的?第|的?首|\d|[一二两三四五六七八九十半]|上班)|期间|日?期间|结束)"
)
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_LEAP_YEARS = 40
"""Within so many years every leap month that there is comes again."""
_LUNAR = re.compile(
    r"(?P<said>农历|阴历|旧历|夏历)?(?:(?<=历)(?P<year>\d{4}|[一二][零〇一二三四五六七八九]{3})年)?的?(?P<leap>闰)?(?P<month>[正冬腊]|十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])月"
    r"(?P<day>初[一二三四五六七八九十]|十[一二三四五六七八九]|[二三]十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|\d{1,2}|底|末)?[日号]?"
)
_NEW_YEAR = re.compile(r"(?:大年|正月|年(?=初[二三四五六七八九十]))(?P<day>初[二三四五六七八九十])")
_HOLIDAYS = re.compile(r"(?:小?长假|假期|黄金周|假|放假)?(?:期间)?")


def feast_at(text: str, at: int, scene: Scene, within: Days | None = None) -> Found:
    """Read a festival: of the year `within`, or the next to come."""
    if match := NAMED.match(text, at):
        festival = festival_named(match.group())
        return _festival(festival, scene, within), match.end()
    if within is None and (match := _HOLIDAY.match(text, at)):
        first, last = next_days_off(scene.today, scene.workdays)
        return Days(first, last, Level.DAY, off=(first, last), official=True), match.end()
    return None


def _festival(festival: Festival, scene: Scene, within: Days | None) -> Days:
    if within:
        day = festival.day_in(within.first.year)
        if day is None:
            raise Unreadable(Why.IMPOSSIBLE)
        return _as_days(festival, day, scene)
    for year in range(scene.base.year - 1, scene.base.year + 2):
        if (day := festival.day_in(year)) and festival.days_off(day, scene.workdays)[
            1
        ] >= scene.base:
            return _as_days(festival, day, scene)
    raise Unreadable(Why.IMPOSSIBLE)


def _as_days(festival: Festival, day: date, scene: Scene) -> Days:
    return one_day(day, off=festival.days_off(day, scene.workdays), official=bool(festival.law))


def lunar_at(text: str, at: int, scene: Scene, within: Days | None = None) -> Found:
    """Read a date of the lunar calendar: of the year that stands before it, or the next to come."""
    if match := _NEW_YEAR.match(text, at):
        return _lunar_day(scene, _year_of(within), 1, match["day"]), match.end()
    match = _LUNAR.match(text, at)
    if match is None or not _is_lunar(match):
        return None
    if not match["day"]:
        raise Unreadable(Why.NO_DATE)
    year = numerals.year(match["year"]) if match["year"] else _year_of(within)
    month = _MONTHS.get(match["month"]) or numerals.number(match["month"]) or 0
    leap = bool(match["leap"])
    return _lunar_day(scene, year, month, match["day"], leap=leap), match.end()


def _year_of(within: Days | None) -> int | None:
    return within.first.year if within else None


def _is_lunar(match: re.Match[str]) -> bool:
    """Return whether a month is said to be of the lunar calendar, or its day can only be of it."""
    if match["said"] or match["leap"] or match["month"] in _MONTHS:
        return True
    return (match["day"] or "").startswith("初")


def _lunar_day(
    scene: Scene, year: int | None, month: int, written: str, *, leap: bool = False
) -> Days:
    first = lunar.year_of(scene.base)
    for one in [year] if year else range(first, first + (_LEAP_YEARS if leap else 3)):
        days = lunar.last_day(one, month)
        number = days if written in {"底", "末"} else numerals.number(written.strip("初"))
        end = lunar.solar(one, month, number or 0, leap=leap)
        if end and (year or end >= scene.base):
            return one_day(end)
        if (
            not leap
            and end is None
            and (lunar.solar(one, month, days or 0) or scene.base) >= scene.base
        ):
            break  # this month is a short one
    raise Unreadable(Why.IMPOSSIBLE)
