"""Years, halves and quarters: by name, by number, or this and the next."""

import re

from bot.dialog.deadline import numerals
from bot.dialog.deadline.months import month_at
from bot.dialog.deadline.narrowing import narrowed
from bot.dialog.deadline.period import (
    Days,
    Found,
    Level,
    Scene,
    day_of,
    months_between,
    next_of_year,
)

_YEARS = {
    "大后": 3,
    "后": 2,
    "明": 1,
    "来": 1,
    "次": 1,
    "下一": 1,
    "下": 1,
    "今": 0,
    "本": 0,
    "当": 0,
    "这一": 0,
}
_YEARS |= {"去": -1, "上一": -1, "上": -1, "前": -2}
_YEAR = re.compile(
    rf"(?:(?P<word>{'|'.join(_YEARS)})年度?"
    r"|(?<![\d.])(?P<full>(?:19|20|21)\d\d|[一二][零〇一二三四五六七八九]{3})年?度?(?<=[年度])"
    r"|(?<![\d.])(?P<short>\d\d|[二三][零〇一二三四五六七八九])年度?"
    r"(?=的?(?:\d|[一二三四五六七八九十元正冬腊]{1,3}月|[底末终上下第春国中端清除五农元]|[一二三四]季)))"
)
_THIS_YEAR = re.compile(r"年(?=[底末终内])|岁(?=末)|全年")
_HALF = re.compile(r"(?P<which>[上下])半年度?")
_QUARTERS = "一二三四1234"
_QUARTER = re.compile(
    r"(?:第?(?P<which>[一二三四1-4])个?季度?|q(?P<q>[1-4])(?![a-z\d])|(?P<word>本|这个?|当|下个?|下一个?|上个?)季度?|季度?(?=[末底]))"
)
_QUARTERS_FIRST = re.compile(r"前(?P<count>[两二三23])个?季度")


def year_at(text: str, at: int, scene: Scene) -> Found:
    """Read a year, and what narrows it down but is no month."""
    if match := _THIS_YEAR.match(text, at):
        return narrowed(text, _year(scene.base.year), match.end())
    if not (match := _YEAR.match(text, at)):
        return None
    if match["word"]:
        value: int | None = scene.seen_by(match["word"]).year + _YEARS[match["word"]]
    else:
        value = numerals.year(match["full"] or match["short"])
    if value is None:
        return None
    return narrowed(text, _year(value), match.end())


def _year(value: int) -> Days:
    return Days(day_of(value, 1, 1), day_of(value, 12, 31), Level.YEAR)


def part_at(text: str, at: int, scene: Scene, within: Days | None = None) -> Found:
    """Read a half or a quarter of a year, or a month: of the year `within`, or the next to come."""
    for read in (_half_at, _quarter_at, month_at):
        if found := read(text, at, scene, within):
            return found
    return None


def _half_at(text: str, at: int, scene: Scene, within: Days | None) -> Found:
    if not (match := _HALF.match(text, at)):
        return None
    first, last = ((1, 6), (7, 12))["上下".index(match["which"])]
    days = next_of_year(scene, within, first, last, Level.HALF)
    return narrowed(text, days, match.end())


def _quarter_at(text: str, at: int, scene: Scene, within: Days | None) -> Found:
    if match := _QUARTERS_FIRST.match(text, at):
        last = 3 * (numerals.number(match["count"]) or 0)
        return next_of_year(scene, within, 1, last, Level.QUARTER), match.end()
    if not (match := _QUARTER.match(text, at)):
        return None
    if which := match["which"] or match["q"]:
        number = _QUARTERS.index(which) % 4
        days = next_of_year(scene, within, number * 3 + 1, number * 3 + 3, Level.QUARTER)
    else:
        if within:
            return None
        word = match["word"] or ""
        steps = {"下": 3, "上": -3}.get(word[:1], 0)
        seen = scene.seen_by(word)
        first = (seen.month - 1) // 3 * 3 + 1 + steps
        days = months_between(seen.year, first, first + 2, Level.QUARTER)
    return narrowed(text, days, match.end())
