"""The ladder of reminders (提醒阶梯): when a person is reminded of an item."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from bot.dialog.answer.normalise import normalise
from bot.dialog.content.schema import Ladder, Ladders
from bot.dialog.items.item import Item


@dataclass(frozen=True, slots=True)
class Stage:
    """One rung of an item, and its moment in UTC."""

    rung: str
    """Days from the day of the deadline, negative before it, as a number in decimals."""
    fire_at: datetime


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
            rungs.append(Stage(str(days), fire_at))
    return tuple(rungs)
