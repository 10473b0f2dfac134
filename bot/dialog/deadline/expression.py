"""An expression: everything that stands together and names one time, with “before” and ranges."""

from dataclasses import replace
from datetime import datetime

from bot.dialog.deadline.clock import Clock, clock_at
from bot.dialog.deadline.days import confirmed, days_at, nth_workday
from bot.dialog.deadline.durations import lapse_at
from bot.dialog.deadline.holidays import around_feast
from bot.dialog.deadline.marks import (
    AFTER,
    ANCHOR,
    APPROX,
    BEFORE,
    BROKEN,
    EVENT,
    OFFSET,
    TO,
    UNSURE,
)
from bot.dialog.deadline.period import Days, Scene
from bot.dialog.deadline.point import Point, counted_from, lapsed, timed
from bot.dialog.deadline.result import Unreadable, Why


def expression_at(text: str, at: int, scene: Scene, after: int = 0) -> Point | None:
    """Read the expression that begins at a place in `text`; None if none does.

    `after` is where the one before it ended.

    Raises:
        Unreadable: it names no possible time, or nothing definite.
    """
    if at > after and BROKEN.match(text, at):
        return None
    point = _point_at(text, at, scene)
    if point is None:
        return None
    if UNSURE.search(text[max(0, at - 14) : at]):
        raise Unreadable(Why.NO_DATE)
    if not point.marked and (right := _right_of_range(text, point, scene)):
        point = right
    return _marked(text, _in_zone(text, point, scene))


def _in_zone(text: str, point: Point, scene: Scene) -> Point:
    """Return `point` without the offset of its zone, which has to be that of the person.

    Raises:
        Unreadable: it is another.
    """
    match = OFFSET.match(text, point.end) if point.clock else None
    if match is None:
        return point
    told = datetime.strptime(match.group().upper().replace(" ", ""), "%z").utcoffset()
    if point.deadline(scene).utcoffset() != told:
        raise Unreadable(Why.NO_DATE)
    return replace(point, end=match.end())


def _marked(text: str, point: Point) -> Point:
    if APPROX.match(text, point.end):
        raise Unreadable(Why.NO_DATE)
    if match := BEFORE.match(text, point.end):
        return replace(point, end=match.end(), marked=True)
    if not point.marked and (match := AFTER.match(text, point.end)):
        return replace(point, end=match.end(), open=True)
    if not point.marked and not point.spans and EVENT.match(text, point.end):
        raise Unreadable(Why.NO_DATE)
    return point


def _right_of_range(text: str, left: Point, scene: Scene) -> Point | None:
    """Return what ends a range that begins with `left`."""
    match = TO.match(text, left.end)
    if match is None or left.moment:
        return None
    base = left.days.first if left.days else scene.base
    if left.clock and (clock := _clock_of_range(text, match.end(), left.clock.part)):
        return replace(left, clock=clock[0], end=clock[1], spans=True)
    right = _point_at(text, match.end(), scene.after(base))
    if right is None or right.days is None:
        return None
    if right.days.last < base:
        raise Unreadable(Why.IMPOSSIBLE)
    if left.days and left.days.next_such and right.days.next_such:
        right = _of_the_one_going_on(text, match.end(), scene, left.days, right)
    return replace(right, spans=True)


def _of_the_one_going_on(text: str, at: int, scene: Scene, left: Days, right: Point) -> Point:
    """Return the end of a range of which today is one of the days, or else `right`.

    On the 23rd, 20号到25号 is not the next such range, but the one that has begun.
    """
    sooner = _point_at(text, at, scene)
    if sooner is None or sooner.days is None or right.days is None or left.first <= scene.today:
        return right
    length = right.days.last - left.first
    return sooner if sooner.days.last - length <= scene.today <= sooner.days.last else right


def _clock_of_range(text: str, at: int, told: str) -> tuple[Clock, int] | None:
    try:
        return clock_at(text, at, told)
    except Unreadable:
        return clock_at(text, at)  # 上午九点到五点: the part of the day is that of the beginning


def _point_at(text: str, at: int, scene: Scene) -> Point | None:
    if lapse := lapse_at(text, at, scene):
        if ANCHOR.search(text[max(0, at - 4) : at]):
            raise Unreadable(Why.NO_DATE)  # it counts from something whose day is not told
        return lapsed(*lapse)
    found = days_at(text, at, scene)
    if found is None:
        clock = clock_at(text, at)
        return Point(clock[1], clock=clock[0]) if clock else None
    days, end = found
    if days.off and (feast := around_feast(text, end, days, scene)):
        return feast
    if (match := AFTER.match(text, end)) and (
        lapse := lapse_at(text, match.end(), scene, days.last)
    ):
        return counted_from(lapsed(*lapse), days)
    days, end = nth_workday(text, end, days, scene)
    days, end = confirmed(text, end, days)
    return timed(text, end, days)
