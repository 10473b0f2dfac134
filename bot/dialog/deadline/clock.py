"""Times of day: parts of a day, clock times in figures and words, and ranges of them."""

import re
from dataclasses import dataclass
from datetime import time

from bot.dialog.deadline import numerals
from bot.dialog.deadline.result import Unreadable, Why

END_OF_DAY = time(23, 59)
_HOURS = r"(?:\d{1,2}|[零〇一二两三四五六七八九十廿]{1,3})"
_MORNING = [
    "凌晨",
    "清晨",
    "清早",
    "大清早",
    "早晨",
    "早上",
    "一早",
    "一大早",
    "大早",
    "晨",
    "早",
    "上午",
    "午前",
]
_NOON = ["中午", "正午", "晌午", "午间"]
_AFTERNOON = ["下午", "午后"]
_DUSK = ["傍晚", "黄昏"]
_EVENING = ["晚上", "晚间", "晚"]
_NIGHT = ["夜里", "夜间", "深夜", "半夜", "午夜", "夜晚", "夜"]
_PARTS = sorted([*_MORNING, *_NOON, *_AFTERNOON, *_DUSK, *_EVENING, *_NIGHT], key=len, reverse=True)
_ALONE = {"上午": time(12), "午前": time(12), **dict.fromkeys(_NOON, time(12))}
_ALONE |= dict.fromkeys(_AFTERNOON, time(18))
_ALONE |= dict.fromkeys([*_EVENING, "夜里", "夜间", "夜晚", "深夜", "午夜"], END_OF_DAY)
"""What a part of the day means when no hour is named; the others mean nothing definite."""
_PART = re.compile(
    rf"的?(?<![最不更稍太])(?P<part>{'|'.join(_PARTS)})(?![些点于期会饭班餐茶好]|上班)"
)
_OFF_WORK = re.compile(r"的?下班(?:的?时间|时)?(?!后|以后|之后|时?间?后|[了啦路走途吧])")
_FIGURES = re.compile(
    r"(?<![\d:.比])(?<!比[分例率])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?(?![\d:]| ?[ap]\.?m)"
)
_WORDS = re.compile(
    rf"(?<![\d.第])(?:差(?P<to>{_HOURS}分钟?|[一三]刻钟?)(?:到|就)?)?(?P<hour>{_HOURS})"
    rf"(?:点钟|点整|点(?![建要意原内工方击评名心滴子儿点]|上下)|时(?![间限期效候段刻分])整?)"
    rf"(?:(?P<half>半)|过?(?P<quarters>[一三123])刻|差(?P<short>{_HOURS}分|[一三]刻)"
    rf"|过?(?P<minute>{_HOURS})(?:(?P<unit>分)(?!之)(?:钟|整)?(?:{_HOURS}秒)?|(?![\d个项条天日号月年人点时.:%一二三四五六七八九十]))?)?"
)
_DIGITS_HOUR = re.compile(r"0\d")
_BROKEN_OFF = re.compile(
    r"[\d一二两三四五六七八九十]+(?![\d一二两三四五六七八九十个项名家份件条次楼位本起下定并律样般直些块同])"
)
_A_BIT = re.compile(
    r"(?<=[快早慢多少有好差])一点(?![\d一二三四五六七八九十半钟整])|(?<![天日号午晚晨)一二三四五六])一点(?![\d一二三四五六七八九十半钟整差过]|之?前|以前|$|[,。;、!(到至~-])"
)
"""一点 as “a little”, which it is more often than one o'clock."""
_WITH_A_DAY = ("晚", "早", "晨", "夜", "夜里", "夜间", "大早", "一早")
_OF_A_DAY = re.compile(r"[今明后当次昨日号天末)\d一二三四五六]的?$")
_HOUR = 60
_LAST_SMALL, _MIDDAY, _DAY_HOURS = 6, 12, 24


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, with the part of the day as it was told; `off_work` for 下班."""

    at: time
    part: str = ""
    off_work: bool = False


def clock_at(text: str, at: int, told: str = "") -> tuple[Clock, int] | None:
    """Read a time of day; `told` is the part of the day that was told before a range.

    Raises:
        Unreadable: there is no such time, or its hour does not fit its part of the day.
    """
    if match := _OFF_WORK.match(text, at):
        return Clock(time(18), off_work=True), match.end()
    part = ""
    if match := _PART.match(text, at):
        part, at = match["part"], match.end()
    if match := _FIGURES.match(text, at):
        return Clock(_in_figures(match, part, told), part), match.end()
    if (match := _WORDS.match(text, at)) and not (not part and _A_BIT.match(text, at)):
        return Clock(_in_words(match, part or told), part), match.end()
    if not part or (part in _WITH_A_DAY and not _OF_A_DAY.search(text[:at].removesuffix(part))):
        return None
    if part not in _ALONE or _BROKEN_OFF.match(text, at):
        raise Unreadable(Why.NO_DATE)
    return Clock(_ALONE[part], part), at


def _in_figures(match: re.Match[str], part: str, told: str) -> time:
    is_literal = bool(_DIGITS_HOUR.match(match["hour"])) and not part
    hour, minute = int(match["hour"]), int(match["minute"])
    return _time(_minutes(hour, minute, part or told, literal=is_literal))


def _in_words(match: re.Match[str], part: str) -> time:
    hour = numerals.number(match["hour"])
    if hour is None:
        raise Unreadable(Why.IMPOSSIBLE)
    return _time(_minutes(hour, _past(match), part) - _short(match))


def _past(match: re.Match[str]) -> int:
    if match["half"]:
        return 30
    if match["quarters"]:
        return 15 * (numerals.number(match["quarters"]) or 0)
    written = match["minute"]
    minute = numerals.number(written) if written else 0
    is_cut_off = bool(written) and len(written) == 1 and written != "十" and not match["unit"]
    if minute is None or is_cut_off:  # 八点五 is 8:05 to one, and half past to another
        raise Unreadable(Why.IMPOSSIBLE)
    return minute


def _short(match: re.Match[str]) -> int:
    """Return how many minutes it is short of the hour: 差五分, 差一刻."""
    written = match["to"] or match["short"]
    if not written:
        return 0
    count = numerals.number(written[: written.index("分" if "分" in written else "刻")])
    return (count or 0) * (1 if "分" in written else 15)


def _minutes(hour: int, minute: int, part: str, *, literal: bool = False) -> int:
    if minute >= _HOUR or hour > _DAY_HOURS or (hour == _DAY_HOURS and minute):
        raise Unreadable(Why.IMPOSSIBLE)
    if not literal:
        hour = _hour_in(hour, part)
    return hour * _HOUR + minute


def _hour_in(hour: int, part: str) -> int:
    """Return the hour of 24 that is meant by `hour` in a part of the day, `part`.

    Without a part, a small hour is one of the afternoon: nobody sets a deadline for 3 in the morning
    without saying so.
    """
    if not part:
        return hour + _MIDDAY if 1 <= hour <= _LAST_SMALL else hour
    fits = next(hours for parts, hours in _FITTING if part in parts)
    if hour not in fits:
        raise Unreadable(Why.IMPOSSIBLE)
    return fits[hour]


def _both(first: int, last: int) -> dict[int, int]:
    """Return the hours of the second half of the day, told by 12 or by 24."""
    return {told: hour for hour in range(first, last + 1) for told in (hour, hour - _MIDDAY)}


def _plain(first: int, last: int) -> dict[int, int]:
    return {hour: hour for hour in range(first, last + 1)}


_FITTING: list[tuple[list[str], dict[int, int]]] = [
    (["凌晨"], _plain(0, 6) | {12: 0}),
    (["上午", "午前"], _plain(6, 12)),
    (_MORNING, _plain(4, 11)),
    (_NOON, {11: 11, 12: 12, 13: 13, 14: 14, 1: 13, 2: 14}),
    (_AFTERNOON, _both(12, 20) | {12: 12}),
    (_DUSK, _both(16, 20)),
    ([*_EVENING, *_NIGHT], _both(17, 23) | {12: 24, 24: 24, 0: 24}),
]


def _time(minutes: int) -> time:
    """Return the time; midnight at the end of a day is the last minute of that day."""
    if minutes == _DAY_HOURS * _HOUR:
        return END_OF_DAY
    if not 0 <= minutes < _DAY_HOURS * _HOUR:
        raise Unreadable(Why.IMPOSSIBLE)
    return time(*divmod(minutes, _HOUR))
