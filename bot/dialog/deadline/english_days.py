"""Days by their English names."""

import re

from bot.dialog.deadline.dates import next_such
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
from bot.dialog.deadline.result import Unreadable, Why

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?(?![a-z])"
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
_SHORT = re.compile(r"(?P<unit>eod|eow|eom|eoy)(?![a-z])")
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def english_days_at(text: str, at: int, scene: Scene) -> Found:
    """Read days: a date, a weekday, a period."""
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
        if not match["end"] and (match["unit"] == "day" or not match["which"]):
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
