"""How a person wants to be reminded, worked out anew and simply: quiet hours quarter by quarter, days one by one."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chinese_calendar import is_workday as known_workday

DAY = timedelta(days=1)
QUARTER = timedelta(minutes=15)
NINE = time(9)
FRIDAY = 4


def is_workday(day: date) -> bool:
    """Return whether people work on `day`, by weekdays where the calendar ends."""
    try:
        return bool(known_workday(day))
    except NotImplementedError:
        return day.weekday() <= FRIDAY


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to be reminded."""

    zone: ZoneInfo
    quiet: tuple[time, time]

    def is_quiet(self, moment: datetime) -> bool:
        """Return whether `moment` is in the quiet hours."""
        shown, (start, end) = moment.astimezone(self.zone).time(), self.quiet
        return start <= shown < end if start <= end else shown >= start or shown < end

    def heard(self, moment: datetime) -> datetime:
        """Return the first quarter of an hour from `moment` on that is not quiet."""
        if not self.is_quiet(moment):
            return moment
        moment = moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)
        while self.is_quiet(moment):
            moment += QUARTER
        return moment

    def at(self, day: date, hour: time) -> datetime:
        """Return a local time in UTC."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def overdue(self, deadline: datetime, after: datetime) -> datetime:
        """Return the next reminder of the overdue after a time."""
        day = deadline.astimezone(self.zone).date() + DAY
        while not is_workday(day) or self.at(day, NINE) <= after:
            day += DAY
        return self.at(day, NINE)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a person wanted to be reminded from a turn on, and what time it was then."""

    turn: int
    now: datetime
    wishes: Wishes
