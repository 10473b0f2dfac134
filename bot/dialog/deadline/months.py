"""Months, and the days in them, by number; a date without a year is the next such one."""

import re

from bot.dialog.deadline import numerals
from bot.dialog.deadline.narrowing import DAY_IN_MONTH, narrowed, written_day
from bot.dialog.deadline.numerals import NUMERAL
from bot.dialog.deadline.period import (
    Days,
    Found,
    Level,
    Scene,
    day_in_month,
    month_of,
    next_of_year,
)
from bot.dialog.deadline.result import Unreadable, Why

_MONTH = re.compile(
    rf"(?:(?<![\d.第])(?P<number>{NUMERAL}|元)月份?(?!球|亮|经|饼)|(?P<word>本|这一?个?|当|下{{1,4}}一?个?|次|隔|上一?个?)月份?"
    r"|月(?=[底末内]))"
)
_MID_AUTUMN = re.compile(r"八月十五(?![日号])")
_MONTHS_OR_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}月(?:之内|以内|内|之?后|以后)")


def month_at(text: str, at: int, scene: Scene, within: Days | None = None) -> Found:
    """Read a month."""
    if not (match := _MONTH.match(text, at)):
        return None
    if match["number"]:
        if not within and _MONTHS_OR_MONTH.match(text, at):
            raise Unreadable(
                Why.NO_DATE
            )  # 三月内 is in March to one, within three months to another
        number = 1 if match["number"] == "元" else numerals.number(match["number"])
        if number is None or not 1 <= number <= 12:  # noqa: PLR2004
            raise Unreadable(Why.IMPOSSIBLE)
        return _month_and_day(text, number, match.end(), scene, within)
    if within:
        return None
    word = match["word"] or ""
    steps = word.count("下") or {"次": 1, "隔": 2, "上": -1}.get(word[:1], 0)
    seen = scene.seen_by(word)
    days = month_of(seen.year, seen.month + steps)
    return narrowed(text, days, match.end())


def _month_and_day(text: str, number: int, at: int, scene: Scene, within: Days | None) -> Found:
    """Read what follows a month that is named by its number."""
    month = next_of_year(scene, within, number, number, Level.MONTH)
    if not within and _MID_AUTUMN.match(text, max(0, at - 2)):
        raise Unreadable(Why.NO_DATE)  # 15 August, or the fifteenth of the eighth moon
    if match := DAY_IN_MONTH.match(text, at):
        days = day_in_month(scene, within, number, written_day(match))
        return days, match.end()
    return narrowed(text, month, at)
