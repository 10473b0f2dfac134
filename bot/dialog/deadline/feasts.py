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
_ONES = "一二三四五六七八九十"
_LUNAR = re.compile(
    r"(?P<said>农历|阴历|旧历|夏历)?的?(?P<leap>闰)?(?P<month>[正冬腊]|十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])月"
    r"(?P<day>初[一二三四五六七八九十]|十[一二三四五六七八九]|[二三]十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|\d{1,2}|底|末)?[日号]?"
)
_NEW_YEAR = re.compile(r"(?:大年|正月|新年)(?P<day>初[二三四五六七八九十])")
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
    """Read a date of the lunar calendar."""
    if match := _NEW_YEAR.match(text, at):
        return _lunar_day(scene, within, 1, match["day"], leap=False), match.end()
    match = _LUNAR.match(text, at)
    if not match or not (match["said"] or match["month"] in _MONTHS or match["leap"]):
        if match and match["day"] and match["day"][0] in "初廿" and match["month"]:
            pass  # 八月初五 is lunar, said or not
        else:
            return None
    if not match["day"]:
        raise Unreadable(Why.NO_DATE)
    month = _MONTHS.get(match["month"]) or numerals.number(match["month"]) or 0
    return _lunar_day(scene, within, month, match["day"], leap=bool(match["leap"])), match.end()


def _lunar_day(scene: Scene, within: Days | None, month: int, written: str, *, leap: bool) -> Days:
    first = within.first.year if within else lunar.year_of(scene.base)
    for year in [first] if within else range(first, first + (40 if leap else 3)):
        number = (
            lunar.last_day(year, month)
            if written in "底末"
            else numerals.number(written.strip("初"))
        )
        day = lunar.solar(year, month, number or 0, leap=leap)
        if day and (within or day >= scene.base):
            return one_day(day)
    raise Unreadable(Why.IMPOSSIBLE)
