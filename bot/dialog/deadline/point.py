"""A time that was read, with the day, the time of day, and whether it is a limit."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.dialog.deadline.clock import END_OF_DAY, Clock, clock_at
from bot.dialog.deadline.durations import Lapse
from bot.dialog.deadline.period import Days, Level, Scene, one_day
from bot.dialog.deadline.result import Unreadable, Why

_JOINT = re.compile(r"(?P<itself>当天|当日|那一?天|这一?天)?[ t,]?")


@dataclass(frozen=True, slots=True)
class Point:
    """A time that was read.

    Attributes:
        end: where the text goes on.
        days: the days it names; None if it is a clock time alone.
        moment: if it was told in hours from now.
        clock: the time of day.
        marked: whether it says itself that it is a limit: before, until, within.
        spans: whether it was told by both ends: from, to; or as days around a festival.
        open: whether it only says when something begins: from, after.
    """

    end: int
    days: Days | None = None
    moment: datetime | None = None
    clock: Clock | None = None
    marked: bool = False
    spans: bool = False
    open: bool = False

    def deadline(self, scene: Scene) -> datetime:
        """Return the last minute of it."""
        if self.moment:
            return self.moment
        days = self.days or one_day(scene.today)
        at: time = self.clock.at if self.clock else END_OF_DAY
        return datetime.combine(days.last, at, scene.now.tzinfo)


def lapsed(lapse: Lapse, end: int) -> Point:
    """Return a duration that was read as the limit that it is."""
    return Point(end, one_day(lapse.day, counted=lapse.counted), lapse.moment, marked=True)


def counted_from(point: Point, anchor: Days) -> Point:
    """Return `point`, whose days were counted from `anchor`."""
    days = point.days
    return replace(point, days=days and replace(days, counted=days.counted | anchor.counted))


def timed(text: str, end: int, days: Days) -> Point:
    """Return `days` with the time of day that follows."""
    if joint := _JOINT.match(text, end):
        end = joint.end("itself") if joint["itself"] else end
    clock = clock_at(text, joint.end() if joint else end)
    if clock is None:
        return Point(end, days)
    if days.level is not Level.DAY and not clock[0].off_work:
        raise Unreadable(Why.NO_DATE)
    return Point(clock[1], days, clock=clock[0])
