"""The official calendar (放假安排) of more years, as an operator writes it down from the notice.

A line is a day or a span and what it is; the rest of a line after # is a remark:

    2027-01-01 休
    2027-02-05..2027-02-12 休    # 春节
    2027-02-20 班                # a Saturday that is worked
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from bot.dialog.content.problem import Problem
from bot.dialog.deadline.workdays import OfficialYear

_LINE = re.compile(
    r"(?P<first>\d{4}-\d\d-\d\d)(?:\s*(?:\.\.|至|~)\s*(?P<last>\d{4}-\d\d-\d\d))?\s*(?P<what>\S+)"
)
_OFF, _WORKED = {"休", "放假", "off"}, {"班", "上班", "worked"}
_DAY = timedelta(days=1)
_LONGEST = 20
"""Days of a span; a longer one has a slip of the finger in it."""
_FRIDAY = 4
_ALWAYS_OFF = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
"""A year without these was not written down to its end: it would be counted wrongly, and in silence."""
_FEWEST = 20
"""No year has had fewer days off since 2004, weekends within holidays included."""


_Stated = dict[date, int]
"""Days, and the line in which each stands."""


def read_years(text: str, file: str) -> dict[int, OfficialYear] | list[Problem]:
    """Return the years that a file has, or what is wrong with it.

    Args:
        text: what stands in the file.
        file: its name, for the problems.
    """
    off: _Stated = {}
    worked: _Stated = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        stated = line.partition("#")[0].strip()
        if stated:
            problem = _take(stated, number, off, worked)
            if problem:
                problems.append(Problem(file, number, "", problem))
    years = _years(off, worked)
    for year, one in years.items():
        problems += [Problem(file, 0, str(year), message) for message in _flaws(year, one)]
    return sorted(problems) or years


def _take(line: str, number: int, off: _Stated, worked: _Stated) -> str | None:
    """Take a line; return what is wrong with it."""
    found = _LINE.fullmatch(line)
    if found is None or found["what"] not in _OFF | _WORKED:
        return f"“{line}” cannot be read: write a day or a span and 休 or 班, like 2027-02-05..2027-02-12 休"
    try:
        first, last = (
            date.fromisoformat(found[one] or found["first"]) for one in ("first", "last")
        )
    except ValueError:
        return f"“{line}” names a day that does not exist: correct it"
    if not first <= last <= first + _DAY * _LONGEST:
        return f"“{line}” is no span of days: write the first day, then the last"
    into, other = (off, worked) if found["what"] in _OFF else (worked, off)
    for day in _days(first, last):
        if day in off or day in worked:
            before = other.get(day) or into[day]
            return f"{day} is stated already, in line {before}: keep one of them"
        into[day] = number
        if into is worked and day.weekday() <= _FRIDAY:
            return f"{day} is no Saturday or Sunday: only these are worked instead"
    return None


def _days(first: date, last: date) -> Iterator[date]:
    for step in range((last - first).days + 1):
        yield first + _DAY * step


def _years(off: _Stated, worked: _Stated) -> dict[int, OfficialYear]:
    by_year: defaultdict[int, tuple[set[date], set[date]]] = defaultdict(lambda: (set(), set()))
    for place, days in enumerate((off, worked)):
        for day in days:
            by_year[day.year][place].add(day)
    return {
        year: OfficialYear(frozenset(rest), frozenset(instead))
        for year, (rest, instead) in sorted(by_year.items())
    }


def _flaws(year: int, one: OfficialYear) -> Iterator[str]:
    missing = [day for month, of in _ALWAYS_OFF if (day := date(year, month, of)) not in one.off]
    if missing:
        listed = ", ".join(map(str, missing))
        yield f"{listed} must be off: write down the whole year, or leave it out"
    elif len(one.off) < _FEWEST:
        yield f"only {len(one.off)} days off: write down the whole year, weekends within holidays too"
