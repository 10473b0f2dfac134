"""Choosing among the times of a text the one that is the deadline, if there is one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from bot.dialog.deadline import leftover
from bot.dialog.deadline.period import Level, Scene
from bot.dialog.deadline.point import Point
from bot.dialog.deadline.result import Unreadable, Why
from bot.dialog.deadline.roles import Role, is_only_backdrop

_BETWEEN = re.compile(r"[ ,()\[\]「」【】]*(?:即|也就是|就是|是)?[ ,()\[\]「」【】]*")
_BEIJING = timedelta(hours=8)
_LIST = re.compile(r"[,]?(?:和|与|及|以及|、|/|&|跟|同|and)(?:是|在|于)?")


@dataclass(frozen=True, slots=True)
class Told:
    """A time in a text: where, when, and what it is there."""

    start: int
    point: Point
    moment: datetime
    role: Role

    @property
    def is_clock(self) -> bool:
        """Whether it is a time of day alone."""
        return self.point.days is None and self.point.moment is None


def chosen(text: str, told: Sequence[Told], rest: str, scene: Scene) -> Told:
    """Return the one time that is the deadline; `rest` is what they leave of the text.

    Raises:
        Unreadable: there is none, or not one.
    """
    if leftover.recurs(text):
        raise Unreadable(Why.NOT_SINGLE)
    told = _merged(text, told, scene)
    if not told or leftover.timely(rest) or _is_of_another_zone(text, scene):
        raise Unreadable(Why.NO_DATE)
    if _is_choice(text, told):
        raise Unreadable(Why.NOT_SINGLE)
    if len(told) == 1:
        return _alone(text, told[0])
    found = _clearest(told, scene.now)
    if found.is_clock and any(
        one.moment > scene.now and not _is_over(one) for one in told if one is not found
    ):
        raise Unreadable(Why.NO_DATE)  # of which day?
    return found


def _is_of_another_zone(text: str, scene: Scene) -> bool:
    return "北京时间" in text and scene.now.utcoffset() != _BEIJING


def _is_over(told: Told) -> bool:
    """Return whether a backdrop is of the past, as its year was not named."""
    return told.role is Role.BACKDROP and bool(told.point.days and told.point.days.rolled)


def _clearest(told: Sequence[Told], now: datetime) -> Told:
    live = [one for one in told if one.role is not Role.BACKDROP]
    if not live:
        raise Unreadable(Why.NO_DATE)
    clearest = max(one.role for one in live)
    best = [one for one in live if one.role is clearest]
    if len({one.moment for one in best}) > 1:
        best = [one for one in best if one.moment > now]
    if len({one.moment for one in best}) != 1:
        raise Unreadable(Why.NOT_SINGLE)
    return best[0]


def _alone(text: str, told: Told) -> Told:
    if is_only_backdrop(text, told.start, told.point):
        raise Unreadable(Why.NO_DATE)
    if told.role is Role.BACKDROP and leftover.VAGUE.search(text):
        raise Unreadable(Why.NO_DATE)
    return told


def _is_choice(text: str, told: Sequence[Told]) -> bool:
    """Return whether two times are offered, or are members of a list."""
    backdrop = Role.BACKDROP
    pairs = [pair for pair in pairwise(told) if {one.role for one in pair} != {backdrop}]
    between = [text[left.point.end : right.start] for left, right in pairs]
    if any(leftover.CHOICE.search(one) or _LIST.fullmatch(one) for one in between):
        return True
    live = [one for one in told if one.role is not Role.BACKDROP]
    return len(live) > 1 and bool(leftover.CHOICE.search(text))


def _merged(text: str, told: Sequence[Told], scene: Scene) -> list[Told]:
    """Return the times, those made one that stand together and say the same.

    Raises:
        Unreadable: they stand together and contradict each other.
    """
    merged: list[Told] = []
    for one in told:
        last = merged[-1] if merged else None
        between = text[last.point.end : one.start] if last else ""
        if last is None or last.point.open or not (between == "的" or _BETWEEN.fullmatch(between)):
            merged.append(one)
        elif between == "的" and not one.is_clock:  # 下个月的今天
            raise Unreadable(Why.NO_DATE)
        elif joined := _joined(last, one, scene):
            merged[-1] = joined
        elif last.role is not Role.BACKDROP and (
            between in {"", "("} or "是" in between or "即" in between
        ):
            raise Unreadable(Why.IMPOSSIBLE if between else Why.NOT_SINGLE)
        elif between == "," and one.point.days and Role.BACKDROP not in {last.role, one.role}:
            raise Unreadable(Why.NOT_SINGLE)  # 下周二，12月2日前: which of both?
        else:
            merged.append(one)
    return merged


def _joined(left: Told, right: Told, scene: Scene) -> Told | None:
    """Return two times beside each other as one; None if they are not."""
    day, point, role = left.point.days, right.point, max(left.role, right.role)
    if right.is_clock and day and day.level is Level.DAY and not left.point.clock:
        point = replace(point, days=day)
        return Told(left.start, point, point.deadline(scene), role)
    if left.point.clock and day and not right.point.clock and _same_day(right, left):
        ended = replace(left.point, end=right.point.end)  # 12月4日17:00（周五）
        return Told(left.start, ended, left.moment, role)
    return Told(left.start, point, right.moment, role) if _same(left, right) else None


def _same(left: Told, right: Told) -> bool:
    """Return whether two times name the same day, the first without a time of day."""
    if not left.point.days or not right.point.days or left.point.clock:
        return left.moment == right.moment
    return _same_day(left, right)


def _same_day(left: Told, right: Told) -> bool:
    """Return whether two times name the same day; a weekday at the left is any such one."""
    day, other = left.point.days, right.point.days
    if not day or not other:
        return False
    if day.weekday and day.last != other.last:
        return day.last.weekday() == other.last.weekday()
    return day.last == other.last
