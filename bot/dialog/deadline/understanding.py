"""Understanding a text as a deadline: the way into this package."""

import re
from datetime import datetime

from bot.dialog.deadline.choosing import Told, chosen
from bot.dialog.deadline.english import english_at
from bot.dialog.deadline.expression import expression_at
from bot.dialog.deadline.normalise import Normal, normalise
from bot.dialog.deadline.period import Scene
from bot.dialog.deadline.point import Point
from bot.dialog.deadline.result import Misunderstood, Span, Understood, Unreadable, Why
from bot.dialog.deadline.roles import role_of
from bot.dialog.deadline.slips import mended
from bot.dialog.deadline.workdays import Workdays

_LONGEST = 2_000
"""A deadline stands in a line or two; a longer text is not searched for one."""
_MOST = 20
"""A sentence has fewer times."""
_START = re.compile(
    r"\d|[零〇一二两三四五六七八九十廿卅半今明后当次翌昨前大本这下上隔去来年岁月季第首周星礼元新春过除清劳国端中五六七八十三双妇青儿建军教宪平圣母父感腊"
    r"冬正闰农阴旧夏重情植消愚万记龙小立雨惊谷芒处白秋寒霜节假长放即不最至从自由于现限期时整未接往此再给预为还之剩只凌早晨午正晌傍黄晚夜深下差全q]"
)
_ENGLISH = re.compile(r"[a-z]{2}")
_ENGLISH_START = re.compile(r"(?<![a-z])[a-z]|(?<![\d.:])\d(?=[^月年日号点时]*[a-z])")
_ANY_START = re.compile(rf"{_START.pattern}|(?<![a-z])[a-z]")
_GAP = "\0"


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
        read = mended(normal.text)
        told, rest = _times(read, scene)
        the_one = chosen(read, told, rest, scene)
    except Unreadable as unreadable:
        return Misunderstood(unreadable.why)
    except OverflowError:
        return Misunderstood(Why.IMPOSSIBLE)
    if len(text) > _LONGEST:
        return Misunderstood(Why.NO_DATE)
    return _result(the_one, normal, scene)


def _result(told: Told, normal: Normal, scene: Scene) -> Understood | Misunderstood:
    span = Span(*normal.place(told.start, told.point.end))
    if told.moment <= scene.now:
        return Misunderstood(Why.PAST, span)
    days = told.point.days
    years = sorted(days.counted) if days else []
    unknown = tuple(year for year in years if not scene.workdays.knows(year))
    return Understood(told.moment, span, unknown, next_year=bool(days and days.rolled))


def _times(text: str, scene: Scene) -> tuple[list[Told], str]:
    """Return the times in `text`, and the text with gaps for them."""
    found: list[Told] = []
    rest: list[str] = []
    at = ended = 0
    start_of = _ANY_START if _ENGLISH.search(text) else _START
    while match := start_of.search(text, at):
        start = match.start()
        rest.append(text[at:start])
        point = _point_at(text, start, scene, ended)
        if point:
            found.append(Told(start, point, point.deadline(scene), role_of(text, start, point)))
        rest.append(_GAP if point else text[start])
        at = point.end if point else start + 1
        if len(found) > _MOST:
            raise Unreadable(Why.NOT_SINGLE)
        ended = point.end if point else ended
    return found, "".join(rest) + text[at:]


def _point_at(text: str, at: int, scene: Scene, ended: int) -> Point | None:
    if _ENGLISH_START.match(text, at) and (point := english_at(text, at, scene)):
        return point
    return expression_at(text, at, scene, ended)
