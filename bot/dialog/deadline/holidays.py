"""Before and after a festival, where the days off do not count."""

import re
from dataclasses import replace

from bot.dialog.deadline import numerals
from bot.dialog.deadline.days import NTH_WORKDAY
from bot.dialog.deadline.durations import lapse_at
from bot.dialog.deadline.marks import AFTER, BEFORE
from bot.dialog.deadline.period import DAY, Days, Scene, one_day
from bot.dialog.deadline.point import Point, counted_from, lapsed, timed

_BACK_AT_WORK = re.compile(r"上班的?第一天|第一天上班|复工第一天|首日上班|上班首日")
_HOLIDAYS = re.compile(r"(?:小?长假|假期|黄金周|放假|假)?")


def around_feast(text: str, end: int, days: Days, scene: Scene) -> Point | None:
    """Read before or after a festival: the days off do not count."""
    first, last = days.off or (days.first, days.last)
    if days.official:
        days = replace(days, counted=frozenset({first.year, last.year}))
    match = _HOLIDAYS.match(text, end)
    end = match.end() if match else end
    if (
        (match := BEFORE.match(text, end))
        and match.group().endswith("前")
        and "结束" not in match.group()
    ):
        eve = replace(days, first=first - DAY, last=first - DAY, off=None)
        workday = NTH_WORKDAY.match(text, match.end())
        if workday and workday["last"]:
            day = scene.workdays.before(first, 1)
            return Point(workday.end(), replace(eve, first=day, last=day), marked=True)
        return replace(timed(text, match.end(), eve), marked=True)
    if match := AFTER.match(text, end):
        return _after_feast(text, match.end(), replace(days, first=last, last=last), scene)
    if (match := BEFORE.match(text, end)) and re.search("期间|结束", match.group()):
        ended = "结束" in match.group()
        days = replace(days, first=first, last=last)
        return Point(match.end(), days, marked=ended, spans=not ended)
    return None


def _after_feast(text: str, at: int, days: Days, scene: Scene) -> Point | None:
    workday = NTH_WORKDAY.match(text, at)
    back = _BACK_AT_WORK.match(text, at)
    if back or (workday and (workday["nth"] or workday["first"])):
        match = back or workday
        nth = 1 if back or not workday or workday["first"] else numerals.number(workday["nth"])
        day = scene.workdays.after(days.last, nth or 0)
        counted = days.counted | {day.year}
        end = match.end() if match else at
        return timed(text, end, one_day(day, counted=counted))
    if lapse := lapse_at(text, at, scene, days.last):
        return counted_from(lapsed(*lapse), days)
    return None
