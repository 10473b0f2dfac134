"""Narrowing a period down by what follows it: its end, its thirds, a day of it, its second Tuesday."""

import re

from bot.dialog.deadline import numerals
from bot.dialog.deadline.numerals import NUMERAL
from bot.dialog.deadline.period import DAY, Days, Found, Level, Scene, day_of, month_of, one_day
from bot.dialog.deadline.result import Unreadable, Why

WEEK = r"(?:周|星期|礼拜)"
_WEEKDAYS = {char: place for place, char in enumerate("一二三四五六日")} | {"天": 6}
_WEEKDAYS |= {str(place + 1): place for place in range(6)}
_AFTER_DAY = r"(?![个项条天件周年月点时分级楼岁名元万亿人次家篇种类份章批页倍台套间户日号\d.%/:：])"
DAY_IN_MONTH = re.compile(
    rf"的?(?P<day>{NUMERAL})(?P<mark>[日号](?![楼线令]))|的?(?P<bare>\d{{1,2}}){_AFTER_DAY}(?![a-z])"
    rf"|的?(?P<words>[一二三四五六七八九十廿卅]{{1,3}}){_AFTER_DAY}(?=$|[之以前,;。，(（)周星礼]|下午|上午|晚|[到至止截])"
)
_TENS = re.compile(r"的?(?P<which>[上中下])旬[末底]?|的?(?P<half>[上下])半个?月")
_END = re.compile(r"的?(?:底|末|终|最后一[天日]|年[底末终]|岁末|月[底末]|季度?[底末])")
_END_WITH_WORKDAY = re.compile(
    r"的?年?[底末终](?:之?前|以前)?(?=的?(?:最后一|倒数第.)个?(?:工作日|上班日))"
)
_VAGUELY = re.compile(r"的?(?:初|中(?![旬秋])|头(?!\d|[一二两三四五六七八九十])|前后)")
_FIRST = re.compile(r"的?第一[天日]")
_NTH_WEEKDAY = re.compile(
    rf"的?(?:第(?P<nth>[一二三四五1-5])|(?P<last>最后一))个?{WEEK}(?P<day>[一二三四五六日天1-6])"
)
_SHORT_TENS = {"上": 10, "中": 20}


def weekday_of(written: str) -> int:
    """Return the weekday, Monday as 0.

    Raises:
        Unreadable: there is none, as 周八.
    """
    if written not in _WEEKDAYS:
        raise Unreadable(Why.IMPOSSIBLE)
    return _WEEKDAYS[written]


def written_day(match: re.Match[str]) -> int:
    """Return the day of a month that was matched; 0, which there is not, if it is no number.

    Raises:
        Unreadable: the day may be one of the lunar calendar.
    """
    if match["words"] and match["words"][0] in "廿卅":
        raise Unreadable(Why.NO_DATE)  # 十二月廿四 may be of the lunar calendar
    return numerals.number(match["day"] or match["bare"] or match["words"]) or 0


def narrowed(text: str, days: Days, at: int) -> Found:
    """Return `days`, or the part of them that what follows names."""
    if _VAGUELY.match(text, at):
        raise Unreadable(Why.NO_DATE)
    if match := _END_WITH_WORKDAY.match(text, at):
        return days, match.end()
    if match := _END.match(text, at):
        return one_day(days.last, rolled=days.rolled), match.end()
    if match := _FIRST.match(text, at):
        return one_day(days.first, rolled=days.rolled), match.end()
    if days.level is not Level.MONTH:
        return days, at
    if match := DAY_IN_MONTH.match(text, at):
        return one_day(day_of(days.first.year, days.first.month, written_day(match))), match.end()
    if match := _TENS.match(text, at):
        last = 15 if match["half"] == "上" else _SHORT_TENS.get(match["which"] or "", 31)
        return one_day(
            min(days.last, days.first + DAY * (last - 1)), rolled=days.rolled
        ), match.end()
    if match := _NTH_WEEKDAY.match(text, at):
        return _nth_weekday(days, match), match.end()
    return days, at


def _nth_weekday(month: Days, match: re.Match[str]) -> Days:
    weekday = weekday_of(match["day"])
    days = [month.first + DAY * step for step in range((month.last - month.first).days + 1)]
    fitting = [day for day in days if day.weekday() == weekday]
    if match["last"]:
        return one_day(fitting[-1])
    nth = numerals.number(match["nth"]) or 0
    if nth > len(fitting):
        raise Unreadable(Why.IMPOSSIBLE)
    return one_day(fitting[nth - 1])


def tens_at(text: str, at: int, scene: Scene) -> Found:
    """Read 上旬, 中旬, 下旬 of this month."""
    if not (match := _TENS.match(text, at)) or text[at] == "的":
        return None
    return narrowed(text, month_of(scene.base.year, scene.base.month), match.start())
