"""Understanding a text as a deadline: the way into this package."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from bot.dialog.deadline import leftover
from bot.dialog.deadline.english import english_at
from bot.dialog.deadline.expression import expression_at
from bot.dialog.deadline.normalise import Normal, normalise
from bot.dialog.deadline.period import Scene
from bot.dialog.deadline.point import Point
from bot.dialog.deadline.result import Misunderstood, Span, Understood, Unreadable, Why
from bot.dialog.deadline.roles import Role, is_only_background, role_of
from bot.dialog.deadline.workdays import Workdays

_LONGEST = 2_000
"""A deadline stands in a line or two; a longer text is not searched for one."""
_START = re.compile(
    r"\d|[零〇一二两三四五六七八九十廿卅半今明后当次翌昨前大本这下上隔去来年岁月季第首周星礼元新春过除清劳国端中五六七八十三双妇青儿建军教宪平圣母父感腊"
    r"冬正闰农阴旧夏重情植消愚万记龙小立雨惊谷芒处白秋寒霜节假长放即从自由于现限期时整未接往此再给预为还之剩只凌早晨午正晌傍黄晚夜深下差全q]"
)
_ENGLISH_START = re.compile(r"(?<![a-z])[a-z]|(?<![\d.:])\d")
_BETWEEN = re.compile(r"[,()\[\]「」【】]*(?:即|也就是|就是|是)?[,()\[\]「」【】]*")
_LIST = re.compile(r"[,]?(?:和|与|及|以及|、|/|&|跟|同|and)(?:是|在|于)?")
_GAP = "\0"


@dataclass(frozen=True, slots=True)
class _Told:
    start: int
    point: Point
    moment: datetime
    role: Role


def understand(text: str, now: datetime, calendar: Workdays) -> Understood | Misunderstood:
    """Return the deadline that `text` names.

    Args:
        text: what a person typed: an expression, or a sentence with one.
        now: aware, in the zone of the person.
        calendar: the workdays.
    """
    normal = normalise(text[:_LONGEST])
    scene = Scene(now, now.date(), calendar)
    try:
        told, rest = _times(normal.text, scene)
        chosen = _chosen(normal.text, told, rest, now)
    except Unreadable as unreadable:
        return Misunderstood(unreadable.why)
    except OverflowError:
        return Misunderstood(Why.IMPOSSIBLE)
    if len(text) > _LONGEST:
        return Misunderstood(Why.NO_DATE)
    return _result(chosen, normal, scene)


def _result(told: _Told, normal: Normal, scene: Scene) -> Understood | Misunderstood:
    span = Span(*normal.place(told.start, told.point.end))
    if told.moment <= scene.now:
        return Misunderstood(Why.PAST, span)
    days = told.point.days
    years = sorted(days.counted) if days else []
    unknown = tuple(year for year in years if not scene.workdays.knows(year))
    return Understood(told.moment, span, unknown, next_year=bool(days and days.rolled))


def _times(text: str, scene: Scene) -> tuple[list[_Told], str]:
    """Return the times in `text`, and the text with gaps for them."""
    found: list[_Told] = []
    rest: list[str] = []
    at = 0
    reads = (english_at, expression_at) if re.search("[a-z]{2}|[ap]m", text) else (expression_at,)
    while match := _START.search(text, at) if len(reads) == 1 else _either(text, at):
        start = match.start()
        rest.append(text[at:start])
        point = next((one for read in reads if (one := read(text, start, scene))), None)
        if point:
            found.append(_Told(start, point, point.deadline(scene), role_of(text, start, point)))
            rest.append(_GAP)
            at = point.end
        else:
            rest.append(text[start])
            at = start + 1
    return found, "".join(rest) + text[at:]


def _either(text: str, at: int) -> re.Match[str] | None:
    found = [match for match in (_START.search(text, at), _ENGLISH_START.search(text, at)) if match]
    return min(found, key=lambda match: match.start(), default=None)


def _chosen(text: str, told: list[_Told], rest: str, now: datetime) -> _Told:
    """Return the one time that is the deadline.

    Raises:
        Unreadable: there is none, or not one.
    """
    if leftover.recurs(rest) or leftover.recurs(text):
        raise Unreadable(Why.NOT_SINGLE)
    told = _merged(text, told)
    if not told:
        raise Unreadable(Why.NO_DATE)
    if leftover.timely(rest):
        raise Unreadable(Why.NO_DATE)
    live = [one for one in told if one.role is not Role.BACKGROUND]
    pairs = pairwise(told)
    between = [text[left.point.end : right.start] for left, right in pairs]
    if any(leftover.CHOICE.search(one) for one in between) or (
        len(live) > 1 and leftover.CHOICE.search(text)
    ):
        raise Unreadable(Why.NOT_SINGLE)
    if len(told) == 1:
        return _alone(text, told[0])
    if not live:
        raise Unreadable(Why.NO_DATE)
    clearest = max(one.role for one in live)
    best = [one for one in live if one.role is clearest]
    if len({one.moment for one in best}) > 1:
        best = [one for one in best if one.moment > now]
    if len({one.moment for one in best}) != 1 or _listed(text, told):
        raise Unreadable(Why.NOT_SINGLE)
    return best[0]


def _alone(text: str, told: _Told) -> _Told:
    if is_only_background(text, told.start, told.point):
        raise Unreadable(Why.NO_DATE)
    if told.role is Role.BACKGROUND and leftover.VAGUE.search(text):
        raise Unreadable(Why.NO_DATE)
    return told


def _listed(text: str, told: list[_Told]) -> bool:
    """Return whether two times are members of a list."""
    pairs = pairwise(told)
    return any(_LIST.fullmatch(text[left.point.end : right.start]) for left, right in pairs)


def _merged(text: str, told: list[_Told]) -> list[_Told]:
    """Return the times, those made one that stand together and say the same.

    Raises:
        Unreadable: they stand together and contradict each other.
    """
    merged: list[_Told] = []
    for one in told:
        last = merged[-1] if merged else None
        between = text[last.point.end : one.start] if last else ""
        if last is None or not (between == "的" or _BETWEEN.fullmatch(between)):
            merged.append(one)
        elif between == "的":  # 下个月的今天
            raise Unreadable(Why.NO_DATE)
        elif _same(last, one):
            merged[-1] = _joined(last, one)
        elif between in {"", "("} or "是" in between or "即" in between:
            raise Unreadable(Why.IMPOSSIBLE if between else Why.NOT_SINGLE)
        else:
            merged.append(one)
    return merged


def _same(left: _Told, right: _Told) -> bool:
    """Return whether two times name the same day, the first without a time of day."""
    if not left.point.days or not right.point.days or left.point.clock:
        return left.moment == right.moment
    if left.point.days.weekday and left.point.days.last != right.point.days.last:
        return left.point.days.last.weekday() == right.point.days.last.weekday()
    return left.point.days.last == right.point.days.last


def _joined(left: _Told, right: _Told) -> _Told:
    return _Told(left.start, right.point, right.moment, max(left.role, right.role))
