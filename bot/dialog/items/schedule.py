"""The schedule (提醒安排): when a person really is reminded of an item, and how it is brought up to date.

A rung belongs to a moment by the ladder (`planned_at`); quiet hours only move when it comes
(`fire_at`). So an edit can tell the rungs that stay from those that are new, and neither forgets a
rung whose time has come nor repeats one that was told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from bot.dialog.content.schema import Ladder
from bot.dialog.deadline.workdays import Workdays
from bot.dialog.items.ladder import OVERDUE, SNOOZE, Stage, rungs
from bot.dialog.items.quiet import QuietHours

_DAY = timedelta(days=1)


class State(StrEnum):
    """What is the matter with a stage."""

    PENDING = "pending"
    PAUSED = "paused"
    """The person cannot be reached."""
    QUEUED = "queued"
    """It was told."""
    DROPPED = "dropped"


class Moved(StrEnum):
    """What a change has moved."""

    NOTHING = "nothing"
    LADDER = "ladder"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Kept:
    """A stage as it is stored."""

    stage: Stage
    state: State

    @property
    def waits(self) -> bool:
        """Whether it is still to be told."""
        return self.state in (State.PENDING, State.PAUSED)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What of a person decides when they are reminded."""

    zone: tzinfo
    quiet: QuietHours
    workdays: Workdays
    overdue_at: time
    """The time of day at which those are reminded who are overdue."""

    def heard(self, moment: datetime) -> datetime:
        """Return when something of `moment` reaches them: not in their quiet hours."""
        return self.quiet.over(moment, self.zone)

    def stage(self, rung: str, planned_at: datetime) -> Stage:
        """Return a rung with both its moments."""
        return Stage(rung, planned_at, self.heard(planned_at))

    def at(self, day: date, hour: time) -> datetime:
        """Return a local time in UTC."""
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def overdue_on(self, day: date) -> datetime:
        """Return when the overdue are reminded on the first workday from `day` on."""
        while not self.workdays.is_workday(day):
            day += _DAY
        return self.at(day, self.overdue_at)

    def next_overdue(self, deadline: datetime, after: datetime) -> datetime:
        """Return the first reminder that is after `after` and after the day of the deadline."""
        after_deadline = deadline.astimezone(self.zone).date() + _DAY
        moment = self.overdue_on(max(after_deadline, after.astimezone(self.zone).date()))
        while moment <= after:
            moment = self.overdue_on(moment.astimezone(self.zone).date() + _DAY)
        return moment

    def next_digest(self, digest_at: time | None, after: datetime) -> datetime | None:
        """Return when the first morning digest (晨报) after `after` comes; None without one."""
        if digest_at is None:
            return None
        day = after.astimezone(self.zone).date()
        while (moment := self.heard(self.at(day, digest_at))) <= after:
            day += _DAY
        return moment


@dataclass(frozen=True, slots=True)
class Change:
    """What has to be stored so that the stages of an item are right again."""

    drop: tuple[str, ...]
    """Rungs."""
    set: tuple[Stage, ...]
    is_fresh: bool = False
    """Whether what was told of them before was of another deadline."""


def planned(ladder: Ladder, deadline: datetime, rhythm: Rhythm, now: datetime) -> list[Stage]:
    """Return every rung of an item, also those that are over, and the next of the overdue ones."""
    stages = [rhythm.stage(rung, at) for rung, at in rungs(ladder, deadline, rhythm.zone).items()]
    try:
        overdue = rhythm.next_overdue(deadline, now)
    except OverflowError:
        return stages  # the calendar ends with the deadline
    return [*stages, rhythm.stage(OVERDUE, overdue)]


def to_come(stages: Iterable[Stage], now: datetime) -> tuple[Stage, ...]:
    """Return the stages that are not over, the earliest first."""
    return tuple(sorted((one for one in stages if one.fire_at > now), key=lambda one: one.fire_at))


def brought_up_to_date(
    kept: Sequence[Kept], plan: Sequence[Stage], rhythm: Rhythm, now: datetime, *, moved: Moved
) -> Change:
    """Return what to change so that `kept` follows `plan`.

    Args:
        kept: the stages that the item has.
        plan: what `planned` says now.
        rhythm: of the person, as it is now.
        now: aware.
        moved: what is another. Rungs that it moves are dropped if their new moment is over; of the
            others whatever was due and not told yet still is, and what was told stays told.
    """
    known = {one.stage.rung: one for one in kept}
    wanted = [
        stage
        for one in plan
        if (stage := _wanted(known.get(one.rung), one, rhythm, now, moved=moved))
    ]
    snoozed = known.get(SNOOZE)
    if snoozed and snoozed.waits:
        wanted.append(
            _still(snoozed.stage, rhythm.stage(SNOOZE, snoozed.stage.planned_at), rhythm, now)
        )
    stay = {stage.rung for stage in wanted}
    drop = tuple(rung for rung, one in known.items() if one.waits and rung not in stay)
    new = tuple(stage for stage in wanted if _is_new(known.get(stage.rung), stage))
    return Change(drop, new, is_fresh=moved is not Moved.NOTHING)


def _wanted(
    old: Kept | None, new: Stage, rhythm: Rhythm, now: datetime, *, moved: Moved
) -> Stage | None:
    """Return a rung as it has to be from now on; None if it is over or was told."""
    is_moved = moved is Moved.DEADLINE or (moved is Moved.LADDER and new.rung != OVERDUE)
    if old and old.waits and not (is_moved and old.stage.planned_at != new.planned_at):
        if new.rung == OVERDUE and not old.stage.is_taken_back:
            new = _same_day(old.stage, new, rhythm)
        return _still(old.stage, new, rhythm, now)
    if new.fire_at <= now:
        return None
    if old and old.state is State.QUEUED and not is_moved:
        return None
    if old and old.state is State.QUEUED and old.stage.planned_at == new.planned_at:
        return None
    return new


def _still(old: Stage, new: Stage, rhythm: Rhythm, now: datetime) -> Stage:
    """Return a stage that is still to be told: as soon as can be, if it is over already."""
    if old.fire_at <= now:
        return old
    if old.planned_at <= now:  # quiet hours put it off
        return replace(old, fire_at=rhythm.heard(now))
    return replace(new, fire_at=max(new.fire_at, now))


def _same_day(old: Stage, next_one: Stage, rhythm: Rhythm) -> Stage:
    """Return a reminder of the overdue on the day on which it is, or the first workday after."""
    day = old.planned_at.astimezone(rhythm.zone).date()
    moment = rhythm.overdue_on(day)
    return next_one if moment < next_one.planned_at else rhythm.stage(OVERDUE, moment)


def _is_new(old: Kept | None, stage: Stage) -> bool:
    return old is None or not old.waits or old.stage != stage


def put_off(
    kept: Sequence[Kept],
    until: datetime,
    deadline: datetime,
    rhythm: Rhythm,
    *,
    is_on_its_way: bool = False,
) -> Change:
    """Return how an item is put off (晚点提醒) until a time: the rungs of its ladder stay.

    Overdue, it is silent until then and comes up again on the workday after. Its rung is set anew as
    well while a reminder is on its way: if that were taken back, it would be told before its time.
    """
    stages = [rhythm.stage(SNOOZE, until)]
    overdue = next((one for one in kept if one.stage.rung == OVERDUE and one.waits), None)
    if overdue and overdue.stage.planned_at <= stages[0].fire_at:
        after = rhythm.next_overdue(deadline, stages[0].fire_at)
        stages.append(rhythm.stage(OVERDUE, after))
    elif overdue and is_on_its_way:
        stages.append(rhythm.stage(OVERDUE, overdue.stage.planned_at))
    return Change((), tuple(stages), is_fresh=True)
