"""The official calendar as the package `chinesecalendar` has it: no network, no file, only a table."""

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from chinese_calendar.constants import holidays, workdays

from bot.dialog.deadline.workdays import OfficialYear, Workdays

if TYPE_CHECKING:
    from datetime import date


@cache
def official_workdays() -> Workdays:
    """Return the years that the package knows."""
    off: defaultdict[int, set[date]] = defaultdict(set)
    worked: defaultdict[int, set[date]] = defaultdict(set)
    for day in holidays:
        off[day.year].add(day)
    for day in workdays:
        worked[day.year].add(day)
    return Workdays(
        {year: OfficialYear(frozenset(off[year]), frozenset(worked[year])) for year in sorted(off)}
    )
