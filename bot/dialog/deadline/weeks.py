"""Weeks, Monday to Sunday, and their days."""

import re

from bot.dialog.deadline.narrowing import WEEK, narrowed, weekday_of
from bot.dialog.deadline.period import DAY, Found, Scene, one_day, week_of

_WEEKS = re.compile(
    rf"(?<![上下])(?P<word>本|这一?个?|当|下{{1,4}}一?个?|次|上{{1,4}}一?个?){WEEK}(?:的?{WEEK}?(?P<day>[一二三四五六日天八九七](?!个)|[1-9](?![个\d]))|(?P<end>末))?"
)
_WEEKDAY = re.compile(
    rf"(?<![每双单几半]){WEEK}(?:(?P<day>[一二三四五六日天八九七](?!个|[日天]|[一二三四五六](?![点时月十日号]))|[1-9](?![个\d]))|(?P<end>末))"
)


def week_at(text: str, at: int, scene: Scene) -> Found:
    """Read a week, a day of it, or a weekday."""
    if match := _WEEKS.match(text, at):
        word = match["word"]
        steps = word.count("下") or -word.count("上") or int(word[:1] == "次")
        week = week_of(scene.seen_by(word) + DAY * 7 * steps)
        if match["day"]:
            return one_day(week.first + DAY * weekday_of(match["day"])), match.end()
        return narrowed(text, week, match.end())
    if match := _WEEKDAY.match(text, at):
        if match["end"]:
            return week_of(scene.base), match.end()
        weekday = weekday_of(match["day"])
        day = scene.base + DAY * ((weekday - scene.base.weekday()) % 7)
        return one_day(day, weekday=True, next_such=True), match.end()
    return None
