"""Durations: so many days, months, hours or workdays from now, or from a day that was named."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.dialog.deadline import numerals
from bot.dialog.deadline.numerals import NUMERAL
from bot.dialog.deadline.period import DAY, Scene, months_later
from bot.dialog.deadline.result import Unreadable, Why

_RANGE = rf"(?:{NUMERAL}(?P<to>-|~|到|至))?"
_AMOUNT = re.compile(
    rf"(?<![\d.第一二两三四五六七八九十百几数多〕])(?:{_RANGE}(?P<count>\d{{1,4}}(?:\.\d)?|{NUMERAL})|(?P<half>半))个?(?P<more>半)?(?:个)?"
    r"(?P<unit>法定工作日|工作日|工作天|自然日|日历日|日历天|季度|小时|钟头|分钟|刻钟|星期|礼拜|钟|年|月|周|天|日|分|h(?![a-z]))(?P<half_after>半)?"
)
_LEAD = re.compile(
    r"(?:(?:从|自|由|于)?(?:即日|今天|今日|现在|即刻|此刻|即时|此时|今)(?:起|开始|算起|起算|往后|之后|后)(?:的|,|计|算)?)?"
    r"(?:(?P<limit>再过|(?<!超)过|还剩下?|还有|只剩下?|剩余|剩下|再有|之后|不得?超过|最多|至多|最长|未来|今后|接下来的?|往后|此后"
    r"|(?<![宽有无权极])限期?于?|整改期限|期限|时限|为期)|再给|后续|给|预留)?(?:为|是|:)?在?"
)
"""What may stand before a duration; after a `limit` it needs no 内 or 后 to be one."""
_WITHIN = re.compile(
    r"(?:的?时间|时限|期限)?(?:之内|以内|内(?![部容设在外涵])|之?后(?![续面果台期勤半天])|以后|过后|为限|期满前?|届满前?|的?期限|的?时限|里(?![程面]))"
)
_AGO = re.compile(r"(?:之前|以前|前(?![期往后提置]))")
_HOURS = {"小时": 60, "钟头": 60, "h": 60, "分钟": 1, "分": 1, "刻钟": 15}
_DAYS = {"天": 1, "日": 1, "自然日": 1, "日历日": 1, "日历天": 1, "周": 7, "星期": 7, "礼拜": 7}
_MONTHS = {"月": 1, "季度": 3, "年": 12}
_MOST = 1_000
"""More days, hours or workdays than anybody counts."""
_MOST_YEARS = 20
"""More of them are rather a year: 26年内, 2027年内."""
_WORKDAYS = ("工作日", "法定工作日", "工作天")


@dataclass(frozen=True, slots=True)
class Length:
    """How long: each part is a whole number."""

    months: int = 0
    days: int = 0
    minutes: int = 0
    workdays: int = 0

    def __add__(self, other: "Length") -> "Length":
        return Length(
            self.months + other.months,
            self.days + other.days,
            self.minutes + other.minutes,
            self.workdays + other.workdays,
        )


@dataclass(frozen=True, slots=True)
class Lapse:
    """When a duration is over: a moment if it was told in hours, else a day."""

    moment: datetime | None
    day: date
    counted: frozenset[int] = frozenset()


def length_at(text: str, at: int) -> tuple[Length, int] | None:
    """Read how long; parts may follow each other: 一年零三个月, 1小时20分钟."""
    whole: Length | None = None
    while match := _AMOUNT.match(text, at):
        part = _length(match)
        if part is None:
            return None
        whole = whole + part if whole else part
        at = match.end()
        if text[at : at + 1] in {"零", "又"}:
            at += 1
    return (whole, at) if whole else None


def lapse_at(
    text: str, at: int, scene: Scene, anchor: date | None = None
) -> tuple[Lapse, int] | None:
    """Read a duration: from now, or from the day `anchor`.

    Raises:
        Unreadable: it is one of the past, or longer than the calendar.
    """
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    if not (found := length_at(text, start)):
        return None
    length, end = found
    is_limit = bool(lead and lead["limit"])
    if match := _WITHIN.match(text, end):
        return lapse_of(length, scene, anchor), match.end()
    if _AGO.match(text, end) and anchor is None and not is_limit:
        if text[end - 1] == "日" and "工作" not in text[at:end]:
            return None
        raise Unreadable(Why.PAST)
    return (lapse_of(length, scene, anchor), end) if is_limit else None


def lapse_of(length: Length, scene: Scene, anchor: date | None = None) -> Lapse:
    """Return when a length of time is over that begins now, or on the day `anchor`.

    Raises:
        Unreadable: it has hours, and begins on a day.
    """
    start = anchor or scene.today
    day = months_later(start, length.months) + DAY * length.days
    counted = frozenset[int]()
    if length.workdays:
        last = scene.workdays.after(day, length.workdays)
        counted, day = frozenset(range(day.year, last.year + 1)), last
    if not length.minutes:
        return Lapse(None, day, counted)
    if anchor or length.workdays:
        raise Unreadable(Why.NO_DATE)
    zone = scene.now.tzinfo
    then = datetime.combine(day, scene.now.timetz()).astimezone(UTC) + timedelta(
        minutes=length.minutes
    )
    moment = then.astimezone(zone).replace(second=0, microsecond=0)
    return Lapse(moment, moment.date())


def _length(match: re.Match[str]) -> Length | None:
    """Return the length; None if it is not a definite one."""
    unit = match["unit"]
    if match["half"]:
        return _half(unit)
    if unit == "钟" or (unit in {"月", "季度"} and _is_name(match)):
        return None
    if "." in match["count"]:
        tenths = round(float(match["count"]) * 10) * _HOURS.get(unit, 0)
        return Length(minutes=tenths // 10) if tenths and not tenths % 10 else None
    count = numerals.number(match["count"])
    if not count or count > _MOST or (unit == "年" and count > _MOST_YEARS):
        return None
    halves = _half(unit) if match["more"] or match["half_after"] else Length()
    return _times(count, unit) + halves if halves is not None else None


def _is_name(match: re.Match[str]) -> bool:
    """Return whether it names a month or quarter: 三月, 3月, 三季度, but not 三个月 and 两月."""
    return "个" not in match.group() and match["count"] != "两"


def _times(count: int, unit: str) -> Length:
    if unit in _WORKDAYS:
        return Length(workdays=count)
    if unit in _HOURS:
        return Length(minutes=count * _HOURS[unit])
    if unit in _DAYS:
        return Length(days=count * _DAYS[unit])
    return Length(months=count * _MONTHS[unit])


def _half(unit: str) -> Length | None:
    """Return half a unit, where that is definite."""
    return {
        "年": Length(months=6),
        "月": Length(days=15),
        "小时": Length(minutes=30),
        "钟头": Length(minutes=30),
        "钟": Length(minutes=30),
    }.get(unit)
