"""English expressions: plainer than the Chinese ones, read by the same rules."""

import re
from dataclasses import replace
from datetime import time

from bot.dialog.deadline.clock import END_OF_DAY, Clock
from bot.dialog.deadline.dates import next_such
from bot.dialog.deadline.durations import Length, lapse_of
from bot.dialog.deadline.period import (
    DAY,
    Days,
    Found,
    Level,
    Scene,
    day_in_month,
    day_of,
    month_of,
    months_between,
    one_day,
    week_of,
)
from bot.dialog.deadline.point import Point, lapsed
from bot.dialog.deadline.result import Unreadable, Why

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?(?![a-z])"
_ONES = [
    "a",
    "an",
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
]
_DAY_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:a-z.%])"
_YEAR = r"(?:,? ?(?P<year>20\d\d)(?!\d))?"
_DATES = (
    re.compile(rf"{_MONTH} ?(?:the )?{_DAY_NUMBER}{_YEAR}"),
    re.compile(rf"(?<![\d:.]){_DAY_NUMBER} ?(?:of )?{_MONTH}(?![a-z]){_YEAR}"),
)
_THE_DAY = re.compile(
    r"(?:the )?(?<![\d:.])(?P<day>\d{1,2})(?:st|nd|rd|th)(?![a-z])(?! (?:of|quarter|floor|place|round|batch))"
)
_WORDS = {
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "tomorrow": 1,
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
}
_WORD = re.compile(rf"(?:{'|'.join(_WORDS)})(?![a-z])")
_ON_WEEKDAY = re.compile(
    rf"(?:(?P<which>this coming|coming|this|next|last) )?{_WEEKDAY}(?P<later> next week| this week)?"
)
_WITH_DATE = re.compile(rf"{_WEEKDAY},? ?")
_PERIOD = re.compile(
    r"(?P<end>(?:the )?end of (?:the )?|(?:the )?last day of (?:the )?)?(?:(?P<which>this|next|last) )?(?P<unit>week|weekend|month|quarter|year|day)(?![a-z])"
)
_OFFICE = re.compile(r"(?:cob|close of business|end of business)(?![a-z])")
_SHORT = re.compile(r"(?P<unit>eod|eow|eom|eoy)(?![a-z])")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_LAPSE = re.compile(
    rf"(?P<lead>in |within )?(?:the next )?(?P<count>\d{{1,3}}|{'|'.join(sorted(_ONES, key=len, reverse=True))}|half an?)[ -]?"
    r"(?P<unit>(?:working|business|work) days?|workdays?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)(?![a-z])"
    r"(?P<tail> from (?:now|today)| later| ago)?"
)
_LIMIT = re.compile(
    r"(?P<word>(?:due )?(?:by|until|till|on or before)|no later than|due(?: on)?|before|on|at|after|since|from)(?: the(?= end| close))? "
)
_CLOCK = re.compile(
    r"(?:(?:at|by|@|before|until) ?)?(?:(?<![\d.:])(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))? ?(?P<half>[ap])\.?m(?:\.|(?![a-z]))"
    r"|(?P<word>noon|midnight|midday)(?![a-z])|(?<![\d.:])(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?![\d:]))"
)
_PARTS = {"morning": time(12), "afternoon": time(18), "evening": END_OF_DAY, "night": END_OF_DAY}
_PART = re.compile(rf"(?:in the )?(?P<part>{'|'.join(_PARTS)})(?![a-z])")
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
        found = _days_at(text, joint.end() if joint else clock[1], scene)
        if found is None:
            return Point(clock[1], clock=clock[0])
        return _with_clock(found, clock[0])
    found = _days_at(text, at, scene)
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
        return Clock(_PARTS[match["part"]]), match.end()
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


def _days_at(text: str, at: int, scene: Scene) -> Found:
    match = _WITH_DATE.match(text, at)
    if match and (found := _date_at(text, match.end(), scene)):
        if found[0].first.weekday() != _WEEKDAYS.index(match["weekday"][:3]):
            raise Unreadable(Why.IMPOSSIBLE)
        return found
    for read in (_date_at, _word_at, _weekday_at, _period_at):
        if found := read(text, at, scene):
            return found
    return None


def _date_at(text: str, at: int, scene: Scene) -> Found:
    for pattern in _DATES:
        if match := pattern.match(text, at):
            month, day = _MONTHS.index(match["month"][:3]) + 1, int(match["day"])
            if match["year"]:
                return one_day(day_of(int(match["year"]), month, day)), match.end()
            return day_in_month(scene, None, month, day), match.end()
    if match := _THE_DAY.match(text, at):
        return one_day(next_such(int(match["day"]), scene.today)), match.end()
    return None


def _word_at(text: str, at: int, scene: Scene) -> Found:
    if match := _WORD.match(text, at):
        return one_day(scene.today + DAY * _WORDS[match.group()]), match.end()
    return None


def _weekday_at(text: str, at: int, scene: Scene) -> Found:
    if not (match := _ON_WEEKDAY.match(text, at)):
        return None
    weekday = _WEEKDAYS.index(match["weekday"][:3])
    steps = {"next": 7, "last": -7, "this": 0}.get(match["which"] or "")
    if match["later"]:
        steps = 7 if "next" in match["later"] else 0
    if steps is None:
        return one_day(
            scene.today + DAY * ((weekday - scene.today.weekday()) % 7), weekday=True
        ), match.end()
    return one_day(week_of(scene.today).first + DAY * (steps + weekday)), match.end()


def _period_at(text: str, at: int, scene: Scene) -> Found:
    unit, steps, is_end, end = "", 0, True, at
    if match := _SHORT.match(text, at):
        unit, end = _UNITS[match["unit"][2]], match.end()
    elif match := _PERIOD.match(text, at):
        if not (match["end"] or match["which"]):
            return None
        unit, end, is_end = match["unit"], match.end(), bool(match["end"])
        steps = {"next": 1, "last": -1}.get(match["which"] or "", 0)
    else:
        return None
    days = _period(unit, steps, scene)
    return (one_day(days.last) if is_end else days), end


def _period(unit: str, steps: int, scene: Scene) -> Days:
    today = scene.today
    match unit:
        case "day":
            return one_day(today + DAY * steps)
        case "week" | "weekend":
            return week_of(today + DAY * 7 * steps)
        case "month":
            return month_of(today.year, today.month + steps)
        case "quarter":
            first = (today.month - 1) // 3 * 3 + 1 + 3 * steps
            return months_between(today.year, first, first + 2, Level.QUARTER)
        case _:
            return months_between(today.year + steps, 1, 12, Level.YEAR)


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
    count = int(written) if written.isdecimal() else max(1, _ONES.index(written))
    if "work" in unit or "business" in unit:
        return Length(workdays=count)
    sizes = {"min": Length(minutes=1), "h": Length(minutes=60), "d": Length(days=1)}
    sizes |= {"w": Length(days=7), "mon": Length(months=1), "y": Length(months=12)}
    size = next(size for name, size in sizes.items() if unit.startswith(name))
    return Length(size.months * count, size.days * count, size.minutes * count)
