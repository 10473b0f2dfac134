"""Festivals (节日): which day they are, and which days off the law gives them."""

import re
from calendar import SUNDAY, THURSDAY
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.dialog.deadline import lunar
from bot.dialog.deadline.result import Unreadable, Why
from bot.dialog.deadline.workdays import Workdays

_DAY = timedelta(days=1)
_Finding = Callable[[int], date | None]


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival.

    Attributes:
        day_in: returns its day in a solar year; None where that is not known.
        law: days off by law, from and to so many days after that day; None for no day off.
    """

    day_in: _Finding
    law: tuple[int, int] | None = None

    def days_off(self, day: date, workdays: Workdays) -> tuple[date, date]:
        """Return the first and last day off around its `day`: as published, or by the law.

        A weekend beside it belongs to it.
        """
        if self.law is None:
            return day, day
        if workdays.knows(day.year):
            return workdays.run_of(day)
        first, last = day + self.law[0] * _DAY, day + self.law[1] * _DAY
        return workdays.off_before(first), workdays.off_after(last)


def _fixed(month: int, day: int) -> _Finding:
    return lambda year: date(year, month, day)


def _lunar(month: int, day: int) -> _Finding:
    return lambda year: lunar.solar(year, month, day)


def _nth(month: int, weekday: int, count: int) -> _Finding:
    def find(year: int) -> date:
        first = date(year, month, 1)
        return first + _DAY * ((weekday - first.weekday()) % 7 + 7 * (count - 1))

    return find


def _term(name: str) -> _Finding:
    return lambda year: lunar.term(year, name)


_OFFICIAL = {
    "元旦节|元旦|阳历年": Festival(_fixed(1, 1), (0, 0)),
    "春节|大年初一|年初一|新春佳节|过年|农历新年|农历年(?![底末终])|农历春节": Festival(
        _lunar(1, 1), (-1, 2)
    ),
    "除夕夜|除夕|大年三十|年三十|大年夜": Festival(lunar.new_year_eve, (0, 3)),
    "清明节|清明": Festival(_term("清明"), (0, 0)),
    "五一国际劳动节|国际劳动节|五一劳动节|劳动节|五一节|五一(?![路村号广街社小大公])|5[.·]1节|五·一": Festival(
        _fixed(5, 1), (0, 1)
    ),
    "端午节|端午": Festival(_lunar(5, 5), (0, 0)),
    "中秋节|中秋": Festival(_lunar(8, 15), (0, 0)),
    "十一国庆节|十一国庆|国庆节|国庆|十一节|十·一|十一(?=之?前|以前|期间|假期|长假|小长假|黄金周|放假|后第|节后|当天|那天)": Festival(
        _fixed(10, 1), (0, 2)
    ),
}
_PLAIN = {
    "元宵节|元宵|上元节": _lunar(1, 15),
    "龙抬头": _lunar(2, 2),
    "七夕节|七夕": _lunar(7, 7),
    "中元节": _lunar(7, 15),
    "重阳节|重阳|老年节": _lunar(9, 9),
    "情人节": _fixed(2, 14),
    "三八妇女节|三八国际妇女节|三八节|国际妇女节|妇女节|三八(?![线路红])": _fixed(3, 8),
    "植树节": _fixed(3, 12),
    "消费者权益日|三一五": _fixed(3, 15),
    "愚人节": _fixed(4, 1),
    "五四青年节|青年节|五四(?![路运广街])": _fixed(5, 4),
    "六一国际儿童节|六一儿童节|国际儿童节|儿童节|六一节|六一(?![路小])": _fixed(6, 1),
    "七一建党节|建党节|七一(?![路村广街勋讲])": _fixed(7, 1),
    "八一建军节|建军节|八一(?![路村广街小大])": _fixed(8, 1),
    "教师节": _fixed(9, 10),
    "万圣节": _fixed(10, 31),
    "记者节": _fixed(11, 8),
    "双十一|双11": _fixed(11, 11),
    "国家宪法日|宪法日": _fixed(12, 4),
    "国际反腐败日": _fixed(12, 9),
    "双十二|双12": _fixed(12, 12),
    "平安夜": _fixed(12, 24),
    "圣诞节|圣诞": _fixed(12, 25),
    "母亲节": _nth(5, SUNDAY, 2),
    "父亲节": _nth(6, SUNDAY, 3),
    "感恩节": _nth(11, THURSDAY, 4),
    "腊八节|腊八": lambda year: lunar.solar(year - 1, 12, 8),
}
_AS_A_TERM = dict.fromkeys(
    ["雨水", "大雪", "小雪", "大寒", "白露"], "(?=$|节|之?前|以前|当天|那天)"
)
"""What else these words mean is commoner."""
_LISTED: list[tuple[re.Pattern[str], Festival]] = [
    (re.compile(names), festival) for names, festival in _OFFICIAL.items()
]
_LISTED += [(re.compile(names), Festival(day_in)) for names, day_in in _PLAIN.items()]
_LISTED += [
    (re.compile(name + _AS_A_TERM.get(name, "")), Festival(_term(name)))
    for name in lunar.TERMS
    if name != "清明"
]
_NAMES = "|".join(f"(?:{pattern.pattern})" for pattern, _ in _LISTED)
NAMED = re.compile(
    rf"(?<![零一二三四五六七八九十廿卅第])(?:{_NAMES})(?![月号时分零一二三四五六七八九])"
)
OFFICIAL = tuple(festival for festival in _OFFICIAL.values())


def festival_named(name: str) -> Festival:
    """Return the festival that was matched by `NAMED`."""
    return next(festival for pattern, festival in _LISTED if pattern.fullmatch(_bare(name)))


def _bare(name: str) -> str:
    return "十一节" if name == "十一" else name


def next_days_off(today: date, workdays: Workdays) -> tuple[date, date]:
    """Return the first and last day off of the next official holiday, or of the one going on.

    Raises:
        Unreadable: none is known.
    """
    for year in (today.year, today.year + 1):
        days = (festival.day_in(year) for festival in OFFICIAL)
        found = (
            one.days_off(day, workdays) for one, day in zip(OFFICIAL, days, strict=True) if day
        )
        if runs := [(first, last) for first, last in found if last >= today]:
            return min(runs)
    raise Unreadable(Why.IMPOSSIBLE)  # at the end of what the lunar calendar knows
