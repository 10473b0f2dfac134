"""The ladder of reminders (提醒阶梯): when a person is reminded of an item."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.dialog.answer.normalise import normalise
from bot.dialog.content.schema import Kind, Ladder, Ladders


@dataclass(frozen=True, slots=True)
class Stage:
    """One rung: days from the day of the deadline (negative: before), and its moment in UTC."""

    days: int
    fire_at: datetime


def ladder_for(ladders: Ladders, title: str) -> Kind:
    """Return the preset of the kind that the `title` of an item tells, or the default one."""
    said = normalise(title)
    told = (
        kind for kind in ladders.kinds.values() if any(normalise(w) in said for w in kind.words)
    )
    return next(told, ladders.kinds[ladders.default])


def stages(ladder: Ladder, deadline: datetime, now: datetime, zone: tzinfo) -> tuple[Stage, ...]:
    """Return the rungs that are still to come, the earliest first."""
    day = deadline.astimezone(zone).date()
    hour = time.fromisoformat(ladder.at)
    rungs = []
    for days in sorted(set(ladder.days)):
        try:
            local = datetime.combine(day + timedelta(days=days), hour, zone)
            fire_at = local.astimezone(UTC)
        except OverflowError:
            continue  # a deadline at the end of the calendar has no day after it
        if fire_at > now:
            rungs.append(Stage(days, fire_at))
    return tuple(rungs)
