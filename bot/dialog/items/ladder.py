"""The ladder of reminders (提醒阶梯): when a person is reminded of an item, by the days alone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.dialog.answer.normalise import normalise
from bot.dialog.content.schema import Ladder, Ladders
from bot.dialog.items.item import Item

OVERDUE = "overdue"
"""The rung of an item that is overdue: every workday, until it is done."""
SNOOZE = "snooze"
"""The rung of an item that was put off (晚点提醒)."""

AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
"""The moment of what was told in a reminder that never went: always over, whatever the clock says."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One rung of an item, and its moments in UTC."""

    rung: str
    """Days from the day of the deadline as a number in decimals, negative; or a name."""
    planned_at: datetime
    """By the ladder alone."""
    fire_at: datetime
    """When the person is reminded: after their quiet hours."""

    @property
    def is_taken_back(self) -> bool:
        """Whether it was told in a reminder that never went, and has no moment of its own any more."""
        return self.planned_at == AT_ONCE


def kind_told(ladders: Ladders, title: str) -> str:
    """Return the kind that the `title` of an item tells, or the default one."""
    said = normalise(title)
    for name, kind in ladders.kinds.items():
        if any(normalise(word) in said for word in kind.words):
            return name
    return ladders.default


def ladder_of(ladders: Ladders, item: Item) -> Ladder:
    """Return when to remind of `item`: its own ladder, else that of its kind."""
    return item.ladder or ladders.kinds.get(item.kind) or ladders.kinds[ladders.default]


def rungs(ladder: Ladder, deadline: datetime, zone: tzinfo) -> dict[str, datetime]:
    """Return the moment of every rung of the ladder, the earliest first."""
    day = deadline.astimezone(zone).date()
    hour = time.fromisoformat(ladder.at)
    moments = {days: _on(day, days, hour, zone) for days in sorted(set(ladder.days))}
    return {str(days): moment for days, moment in moments.items() if moment}


def _on(day: date, days: int, hour: time, zone: tzinfo) -> datetime | None:
    try:
        return datetime.combine(day + timedelta(days=days), hour, zone).astimezone(UTC)
    except OverflowError:
        return None  # the calendar has no such day
