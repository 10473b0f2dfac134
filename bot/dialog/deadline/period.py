"""What the grammar finds: days and the scene in which they are read. Arithmetic on months."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import IntEnum

from bot.dialog.deadline.result import Unreadable, Why
from bot.dialog.deadline.workdays import Workdays

DAY = timedelta(days=1)
_MONTHS = 12


class Level(IntEnum):
    """How long a period is; a longer one can be narrowed down by a shorter one after it."""

    DAY = 0
    WEEK = 1
    MONTH = 2
    QUARTER = 3
    HALF = 4
    YEAR = 5


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a text is read: now, in the zone of the person, and by which calendar.

    `base` is the day from which a day without a month or a year is the next such one: today, or the
    beginning of a range. This week and next year are those of today, the day after is that of `base`.
    """

    now: datetime
    base: date
    workdays: Workdays

    @property
    def today(self) -> date:
        """The day of `now`."""
        return self.now.date()

    def seen_by(self, word: str) -> date:
        """Return the day from which a word like 下, 本 or 次 counts."""
        return self.base if not word or word[0] in "次翌第隔当" else self.today

    def after(self, base: date) -> "Scene":
        """Return the scene for what stands on the right of a range that begins on `base`."""
        return replace(self, base=base)


@dataclass(frozen=True, slots=True)
class Days:
    """A day, or a period of days.

    Attributes:
        first: its first day.
        last: its last day.
        level: what it is.
        off: first and last day off, of a festival.
        official: whether `off` is what the official calendar says, or would say.
        counted: years of which workdays or days off were counted.
        rolled: no year was named, this year's date is over, and it is the next year's.
        next_such: it was named without a month or a year, and the next such one was taken.
        weekday: a weekday alone was named, which a date beside it may confirm.
    """

    first: date
    last: date
    level: Level
    off: tuple[date, date] | None = None
    official: bool = False
    counted: frozenset[int] = frozenset()
    rolled: bool = False
    next_such: bool = False
    weekday: bool = False


Found = tuple[Days, int] | None
"""Days that were read, and where the text goes on."""


def one_day(day: date, **more: object) -> Days:
    """Return `day` as days."""
    return replace(Days(day, day, Level.DAY), **more)  # type: ignore[arg-type]


def day_of(year: int, month: int, day: int) -> date:
    """Return a day.

    Raises:
        Unreadable: there is no such day.
    """
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(Why.IMPOSSIBLE) from None


def month_of(year: int, month: int) -> Days:
    """Return a month; `month` may lie outside 1 to 12 and is carried over."""
    years, month = divmod(month - 1, _MONTHS)
    first = day_of(year + years, month + 1, 1)
    return Days(first, end_of_month(first), Level.MONTH)


def end_of_month(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day if it has none such."""
    month = month_of(day.year, day.month + months)
    return month.last.replace(day=min(day.day, month.last.day))


def week_of(day: date) -> Days:
    """Return the week of `day`, Monday to Sunday."""
    monday = day - DAY * day.weekday()
    return Days(monday, monday + DAY * 6, Level.WEEK)


def day_in_month(scene: Scene, within: Days | None, month: int, day: int) -> Days:
    """Return a day of the year `within`, or the next such one."""
    if within:
        return one_day(day_of(within.first.year, month, day))
    for year in range(scene.base.year, scene.base.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= scene.base:
            rolled = year > scene.today.year and year > scene.base.year
            return one_day(found, rolled=rolled, next_such=True)
    raise Unreadable(Why.IMPOSSIBLE)


def next_of_year(scene: Scene, within: Days | None, first: int, last: int, level: Level) -> Days:
    """Return the months from `first` to `last` of the year `within`, or the next such ones."""
    if within:
        return months_between(within.first.year, first, last, level)
    days = months_between(scene.base.year, first, last, level)
    if days.last >= scene.base:
        return replace(days, next_such=True)
    following = months_between(scene.base.year + 1, first, last, level)
    return Days(following.first, following.last, level, rolled=True, next_such=True)


def months_between(year: int, first: int, last: int, level: Level) -> Days:
    """Return the period from one month of a year to another; months are carried over."""
    return Days(month_of(year, first).first, month_of(year, last).last, level)
