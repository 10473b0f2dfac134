"""The calendar of workdays (工作日): days off, days worked instead, and the years it knows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)
_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class OfficialYear:
    """What the State Council published for a year (放假安排).

    Attributes:
        off: the days off, weekends within a holiday included.
        worked: the Saturdays and Sundays that are workdays instead (调休上班).
    """

    off: frozenset[date]
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Workdays:
    """Tells workdays. A year that it does not know is counted by weekdays.

    Attributes:
        years: what is known, by year.
    """

    years: Mapping[int, OfficialYear] = field(default_factory=dict)
    _off: Collection[date] = field(init=False, repr=False)
    _worked: Collection[date] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = self.years.values()
        object.__setattr__(self, "_off", frozenset().union(*(one.off for one in known)))
        object.__setattr__(self, "_worked", frozenset().union(*(one.worked for one in known)))

    @property
    def reach(self) -> tuple[int, int] | None:
        """The first and the last year known without a gap up to the last; None if none is."""
        if not self.years:
            return None
        first = last = max(self.years)
        while first - 1 in self.years:
            first -= 1
        return first, last

    def knows(self, year: int) -> bool:
        """Return whether the official calendar of `year` is known."""
        return year in self.years

    def with_years(self, years: Mapping[int, OfficialYear]) -> "Workdays":
        """Return this calendar with more `years`, which stand in for those it has."""
        return Workdays({**self.years, **years})

    def is_workday(self, day: date) -> bool:
        """Return whether people work on `day`."""
        return day in self._worked or (day.weekday() <= _FRIDAY and day not in self._off)

    def after(self, day: date, count: int) -> date:
        """Return the `count`-th workday after `day`."""
        while count:
            day += _DAY
            count -= self.is_workday(day)
        return day

    def before(self, day: date, count: int) -> date:
        """Return the `count`-th workday before `day`."""
        while count:
            day -= _DAY
            count -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many workdays there are after `first` up to and with `last`."""
        days = (first + _DAY * step for step in range(1, (last - first).days + 1))
        return sum(map(self.is_workday, days))

    def run_of(self, day: date) -> tuple[date, date]:
        """Return the first and last day of the days off around `day`; itself where it is worked."""
        return (day, day) if self.is_workday(day) else (self.off_before(day), self.off_after(day))

    def off_before(self, day: date) -> date:
        """Return the first of the days off that lead up to `day`, which counts as one."""
        while not self.is_workday(day - _DAY):
            day -= _DAY
        return day

    def off_after(self, day: date) -> date:
        """Return the last of the days off that follow `day`, which counts as one."""
        while not self.is_workday(day + _DAY):
            day += _DAY
        return day
