"""A notice (提醒): what one person is told when stages of theirs are due, and what becomes of these."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.dialog.items.item import Item
from bot.dialog.items.ladder import OVERDUE, Stage
from bot.dialog.items.schedule import Rhythm, State

LATE_AFTER = timedelta(hours=1)
"""A reminder that comes so much later than it should says so."""
_MOST_COUNTED = 400
"""So many missed reminders of one item are counted."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A stage whose time has come, with its item."""

    item: Item
    stage: Stage


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a due stage."""

    item: int
    state: State
    stage: Stage
    told: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """Reminders that did not come when they should have."""

    count: int = 0
    while_down: bool = True
    """Whether the assistant was not running at any of their times."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What to tell a person: nothing if there are no items."""

    items: tuple[Item, ...]
    missed: Missed
    outcomes: tuple[Outcome, ...]


def notice(owed: Sequence[Owed], rhythm: Rhythm, now: datetime, started_at: datetime) -> Notice:
    """Return what to tell of the stages that are due.

    Args:
        owed: of one person.
        rhythm: the person's.
        now: aware.
        started_at: since when the assistant runs.
    """
    until = rhythm.heard(now)
    if until > now:
        later = (Stage(one.stage.rung, one.stage.planned_at, until) for one in owed)
        outcomes = (
            Outcome(one.item.id, State.PENDING, stage)
            for one, stage in zip(owed, later, strict=True)
        )
        return Notice((), Missed(), tuple(outcomes))
    told = [one for one in owed if _is_told(one, rhythm)]
    items = {one.item.id: one.item for one in told}
    return Notice(
        tuple(items.values()),
        _missed(told, rhythm, now, started_at),
        tuple(_outcome(one, rhythm, now) for one in owed),
    )


def _is_told(owed: Owed, rhythm: Rhythm) -> bool:
    """Return whether the person is to hear of it: not of a day that is no workday any more."""
    if not owed.item.is_pending:
        return False
    if owed.stage.rung != OVERDUE or owed.stage.is_taken_back:
        return True
    local = owed.stage.planned_at.astimezone(rhythm.zone)
    is_of_here = local.time() == rhythm.overdue_at  # else it was planned in another zone
    if is_of_here and not rhythm.workdays.is_workday(local.date()):
        return False
    return owed.stage.planned_at > owed.item.deadline


def _outcome(owed: Owed, rhythm: Rhythm, now: datetime) -> Outcome:
    told = _is_told(owed, rhythm)
    if owed.item.is_pending and owed.stage.rung == OVERDUE:
        again = rhythm.stage(OVERDUE, rhythm.next_overdue(owed.item.deadline, now))
        return Outcome(owed.item.id, State.PENDING, again, told=told)
    state = State.QUEUED if told else State.DROPPED
    return Outcome(owed.item.id, state, replace(owed.stage, fire_at=now), told=told)


def _missed(told: Sequence[Owed], rhythm: Rhythm, now: datetime, started_at: datetime) -> Missed:
    late = {
        moment for one in told for moment in _moments(one, rhythm, now) if now - moment > LATE_AFTER
    }
    return Missed(len(late), while_down=all(moment < started_at for moment in late))


def _moments(owed: Owed, rhythm: Rhythm, now: datetime) -> Iterator[datetime]:
    """Yield when the person should have heard of it, more than once if that was on several days."""
    if owed.stage.is_taken_back:
        return
    moment = owed.stage.planned_at
    yield rhythm.heard(moment)
    if owed.stage.rung == OVERDUE:
        for _ in range(_MOST_COUNTED):
            moment = rhythm.next_overdue(owed.item.deadline, moment)
            if moment > now:
                break
            yield rhythm.heard(moment)
