"""Days by any of their names: a date, a period, a festival, or a workday of it."""

import re

from bot.dialog.deadline import numerals
from bot.dialog.deadline.dates import date_at, number_at, word_at
from bot.dialog.deadline.feasts import feast_at, lunar_at
from bot.dialog.deadline.narrowing import tens_at, weekday_of
from bot.dialog.deadline.numerals import NUMERAL
from bot.dialog.deadline.period import DAY, Days, Found, Level, Scene, one_day
from bot.dialog.deadline.result import Unreadable, Why
from bot.dialog.deadline.weeks import week_at
from bot.dialog.deadline.years import part_at, year_at

NTH_WORKDAY = re.compile(
    rf"(?:之?内)?的?(?:(?:第|前)(?P<nth>{NUMERAL})个?|(?P<first>首|第一)个?|(?P<last>最后一个?)|倒数第(?P<back>{NUMERAL})个?)(?:工作日|工作天|上班日)"
)
_NEXT_WORKDAY = re.compile(r"(?:下一?个?|次一?个?|隔一?个?)工作日")
_CONFIRMED = re.compile(
    r"[(\[【「,]?(?:即|也就是|就是|是)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天](?!个)|[1-6](?![个\d]))[)\]】」]?"
)


def days_at(text: str, at: int, scene: Scene) -> Found:
    """Read days: a date, a period, a festival."""
    if match := _NEXT_WORKDAY.match(text, at):
        day = scene.workdays.after(scene.today, 1)
        return one_day(day, counted=frozenset({day.year})), match.end()
    if found := date_at(text, at, scene):
        return found
    if found := year_at(text, at, scene):
        return _in_year(text, *found, scene)
    for read in (lunar_at, feast_at, part_at):
        if found := read(text, at, scene):
            return found
    for read_day in (week_at, word_at, number_at, tens_at):
        if found := read_day(text, at, scene):
            return found
    return None


def _in_year(text: str, year: Days, end: int, scene: Scene) -> Found:
    if year.level is not Level.YEAR:
        return year, end
    start = end + (text[end : end + 1] in {"的", ",", "-"})
    for read in (lunar_at, feast_at, part_at):
        if found := read(text, start, scene, year):
            return found
    return year, end


def nth_workday(text: str, end: int, days: Days, scene: Scene) -> tuple[Days, int]:
    """Return the workday of a period that follows it, if one does."""
    match = NTH_WORKDAY.match(text, end)
    if match is None or days.level is Level.DAY:
        return days, end
    if match["last"] or match["back"]:
        nth = 1 if match["last"] else numerals.number(match["back"])
        day = scene.workdays.before(days.last + DAY, nth or 0)
    else:
        nth = 1 if match["first"] else numerals.number(match["nth"])
        day = scene.workdays.after(days.first - DAY, nth or 0)
    if not days.first <= day <= days.last:
        raise Unreadable(Why.IMPOSSIBLE)
    return one_day(day, counted=frozenset({day.year}), rolled=days.rolled), match.end()


def confirmed(text: str, end: int, days: Days) -> tuple[Days, int]:
    """Return where a weekday beside a date ends; it has to be the right one."""
    match = _CONFIRMED.match(text, end)
    if match is None or days.level is not Level.DAY or days.weekday:
        return days, end
    if days.first.weekday() == weekday_of(match["day"]):
        return days, match.end()
    if match.group().startswith(","):  # 12月15日，周五前: not one time but two
        return days, end
    raise Unreadable(Why.IMPOSSIBLE)
