"""English expressions: plainer than the Chinese ones, read by the same rules."""

import re
from dataclasses import replace
from datetime import time

from bot.dialog.deadline.clock import END_OF_DAY, Clock
from bot.dialog.deadline.durations import Length, lapse_of
from bot.dialog.deadline.english_days import english_days_at
from bot.dialog.deadline.marks import UNSURE
from bot.dialog.deadline.period import (
    Days,
    Level,
    Scene,
)
from bot.dialog.deadline.point import Point, lapsed
from bot.dialog.deadline.result import Unreadable, Why

_ONES = {"a": 1, "an": 1} | {
    word: count
    for count, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        1,
    )
}
_OFFICE = re.compile(r"(?:cob|close of business|end of business)(?![a-z])")
_LAPSE = re.compile(
    rf"(?P<lead>in |within )?(?:the next )?(?P<count>\d{{1,3}}|{'|'.join(sorted(_ONES, key=len, reverse=True))}|half an?)[ -]?"
    r"(?P<unit>(?:working|business|work) days?|workdays?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)(?![a-z])"
    r"(?P<tail> from (?:now|today)| ago)?"
)
_LIMIT = re.compile(
    r"(?P<word>(?:due )?(?:by|until|till|on or before)|no later than|due(?: on)?|before|on|at|after|since|from)(?: the(?= end| close))? "
)
_CLOCK = re.compile(
    r"(?:(?:at|by|@|before|until) ?)?(?:(?<![\d.:])(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))? ?(?P<half>[ap])\.?m(?:\.|(?![a-z]))"
    r"|(?P<word>noon|midnight|midday)(?![a-z])|(?<![\d.:])(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?![\d:]))"
)
_PARTS = {"morning": time(12), "afternoon": time(18), "evening": END_OF_DAY, "night": END_OF_DAY}
_PART = re.compile(rf"(?:in the |this )?(?P<part>{'|'.join(_PARTS)})(?![a-z])")
_TO = re.compile(r" ?(?:-|~|to|through|thru) ?(?=[a-z\d])(?!be |do |submit|send|report|the )")
_JOINT = re.compile(r"(?:,? ?(?:on )?)")


def english_at(text: str, at: int, scene: Scene) -> Point | None:
    """Read the English expression that begins at a place in `text`; None if none does.

    Raises:
        Unreadable: it names no possible time, or nothing definite.
    """
    limit = _LIMIT.match(text, at)
    start = limit.end() if limit else at
    point = _point_at(text, start, scene)
    if point is None:
        return None
    if UNSURE.search(text[max(0, at - 14) : at]):
        raise Unreadable(Why.NO_DATE)
    if match := _TO.match(text, point.end):
        right = _point_at(text, match.end(), scene)
        if right is None or (right.days is None) != (point.days is None):
            raise Unreadable(Why.NO_DATE)
        return replace(right, spans=True)
    word = limit["word"] if limit else ""
    if word in {"after", "since", "from"}:
        return replace(point, open=True)
    if word == "before" and point.clock is None:
        raise Unreadable(Why.NO_DATE)  # with that day to one, without it to another
    return replace(point, marked=point.marked or word not in {"", "on", "at"})


def _point_at(text: str, at: int, scene: Scene) -> Point | None:
    if match := _LAPSE.match(text, at):
        return _lapse(match, scene)
    if clock := _clock_at(text, at):
        joint = _JOINT.match(text, clock[1])
        found = english_days_at(text, joint.end() if joint else clock[1], scene)
        if found is None and clock[0].part and not text[at:].startswith("this "):
            return None  # good evening
        if found is None:
            return Point(clock[1], clock=clock[0])
        return _with_clock(found, clock[0])
    found = english_days_at(text, at, scene)
    if found is None:
        return None
    days, end = found
    joint = _JOINT.match(text, end)
    clock = _clock_at(text, joint.end() if joint else end)
    return _with_clock((days, clock[1]), clock[0]) if clock else Point(end, days)


def _with_clock(found: tuple[Days, int], clock: Clock) -> Point:
    if found[0].level is not Level.DAY:
        raise Unreadable(Why.NO_DATE)
    return Point(found[1], found[0], clock=clock)


def _clock_at(text: str, at: int) -> tuple[Clock, int] | None:
    if match := _PART.match(text, at):
        return Clock(_PARTS[match["part"]], match["part"]), match.end()
    if match := _OFFICE.match(text, at):
        return Clock(time(18), off_work=True), match.end()
    if not (match := _CLOCK.match(text, at)):
        return None
    if match["word"]:
        return Clock(END_OF_DAY if match["word"] == "midnight" else time(12)), match.end()
    hour, minute = (
        int(match["hour"] or match["hour24"]),
        int(match["minute"] or match["minute24"] or 0),
    )
    if match["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004
            raise Unreadable(Why.IMPOSSIBLE)
        hour = hour % 12 + 12 * (match["half"] == "p")
    try:
        return Clock(time(hour, minute)), match.end()
    except ValueError:
        raise Unreadable(Why.IMPOSSIBLE) from None


def _lapse(match: re.Match[str], scene: Scene) -> Point | None:
    if match["tail"] == " ago":
        raise Unreadable(Why.PAST)
    if (
        not (match["lead"] or match["tail"])
        and "work" not in match["unit"]
        and "business" not in match["unit"]
    ):
        return None
    length = _length(match["count"], match["unit"])
    return lapsed(lapse_of(length, scene), match.end()) if length else None


def _length(written: str, unit: str) -> Length | None:
    if written.startswith("half"):
        return Length(minutes=30) if unit.startswith("h") else None
    count = int(written) if written.isdecimal() else _ONES[written]
    if "work" in unit or "business" in unit:
        return Length(workdays=count)
    sizes = {"min": Length(minutes=1), "h": Length(minutes=60), "d": Length(days=1)}
    sizes |= {"w": Length(days=7), "mon": Length(months=1), "y": Length(months=12)}
    size = next(size for name, size in sizes.items() if unit.startswith(name))
    return Length(size.months * count, size.days * count, size.minutes * count)
