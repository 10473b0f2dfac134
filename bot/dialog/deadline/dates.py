"""Single days: dates in figures, a day of this month, today and its neighbours."""

import re
from datetime import date

from bot.dialog.deadline import numerals
from bot.dialog.deadline.numerals import NUMERAL
from bot.dialog.deadline.period import DAY, Found, Scene, day_in_month, day_of, month_of, one_day
from bot.dialog.deadline.result import Unreadable, Why

_ISO = re.compile(
    r"(?<![\da-z.])(?P<year>(?:19|20|21)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d%])(?!(?P=sep)\d)[日号]?"
)
_MONTH_OF_YEAR = re.compile(
    r"(?<![\da-z.])(?P<year>20\d\d)(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2])(?=之?前|以前|底|末)[底末]?"
)
_COMPACT = re.compile(
    r"(?<![\da-z.号码第])(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)"
    r"(?=之?前|以前|[日止,，。;；(（周星]|截止|$| \d\d?:|[上下中]午|晚)"
)
_SHORT = re.compile(
    r"(?<![\da-z.第:/\-~年])(?P<month>\d{1,2})(?P<sep>[-/.])(?P<day>\d{1,2})(?![\d%:/\-月])(?!\.\d)"
    r"(?![万亿千百元个项条倍吨公平米分份折版级层亩度年天周小点寸%kgmb])(?P<mark>[日号](?![楼线车店库房]))?"
)
_WORDS = {
    "大大后天": 4, "大后天": 3, "大后日": 3, "后天": 2, "后日": 2, "后儿": 2, "明天": 1, "明日": 1, "明儿": 1, "次日": 1,
    "翌日": 1, "今天": 0, "今日": 0, "今儿": 0, "当天": 0, "当日": 0, "本日": 0, "昨天": -1, "昨日": -1,
    "昨儿": -1, "前天": -2, "前日": -2, "大前天": -3,
}  # fmt: skip
_SHORTS = {"今": 0, "明": 1, "后": 2, "当": 0, "次": 1, "昨": -1, "前": -2}
_WORD = re.compile(
    rf"(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})个?|(?P<short>[今明后当次昨])(?=[早晚夜晨]|中午|下午|上午|下班)"
)
_NOW = re.compile(r"(?:即日|现在|即刻|即时|目前|此刻)(?=起|开始|到|至|-|~)")
_DAY = re.compile(
    rf"(?<![\d.第〕\])/号a-z])(?<![a-z]-)(?:(?P<from>{NUMERAL})(?:-|~|到|至))?"
    rf"(?P<day>{NUMERAL})(?P<mark>[日号])(?![楼线令文院门机厅会房车店桌柜仓坑井馆桥厂站台船卡人件工事行字机])"
)
_LAST_SMALL = 10


def date_at(text: str, at: int, scene: Scene) -> Found:
    """Read a date in figures."""
    if match := _ISO.match(text, at) or _COMPACT.match(text, at):
        day = day_of(int(match["year"]), int(match["month"]), int(match["day"]))
        return one_day(day), match.end()
    if match := _MONTH_OF_YEAR.match(text, at):
        return month_of(int(match["year"]), int(match["month"])), match.end()
    if (match := _SHORT.match(text, at)) and _is_date(text, match):
        month, day_number = int(match["month"]), int(match["day"])
        return day_in_month(scene, None, month, day_number), match.end()
    return None


_BESIDE = re.compile(
    r"之?前|以前|[止,，。;；、!！?？)）(（周星礼上下中晚早之到至]|截止|完|交|报|$| ?\d\d?[:点时]|是|就|开|提|给|发|送|反|要|内"
)
_BEFORE = re.compile(r"(?:^|[于在到至前是为,，。;；:( 从自])$")


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Return whether two numbers are a date, and not an amount or a share."""
    if match["mark"]:
        return match["sep"] != "-"  # 5-8号 is a range of days
    if not _BESIDE.match(text, match.end()):
        return False
    return bool(_BEFORE.search(text[: match.start()])) or bool(
        re.compile(r"之?前|以前|截止|[周星礼(（上下晚]").match(text, match.end())
    )


def word_at(text: str, at: int, scene: Scene) -> Found:
    """Read today, tomorrow and the like."""
    if match := _NOW.match(text, at):
        return one_day(scene.today), match.end()
    if not (match := _WORD.match(text, at)):
        return None
    steps = _WORDS[match["word"]] if match["word"] else _SHORTS[match["short"]]
    return one_day(scene.seen_by(match.group()) + DAY * steps), match.end()


def number_at(text: str, at: int, scene: Scene) -> Found:
    """Read a day of the month alone: the next such one."""
    if not (match := _DAY.match(text, at)):
        return None
    day = numerals.number(match["day"])
    is_small = not match["day"].isdecimal() and (day or 0) <= _LAST_SMALL
    if match["mark"] == "日" and is_small and text[at - 1 : at] not in {"至", "到", "-", "~"}:
        return None  # 三日前 is three days ago to one, and the third of the month to another
    end = next_such(day, scene.base)
    if match["from"]:
        start = next_such(numerals.number(match["from"]), scene.base)
        later = next_such(day, start)
        end = end if end - (later - start) <= scene.base <= end else later
    return one_day(end, next_such=True), match.end()


def next_such(number: int | None, base: date) -> date:
    """Return the next day of a month with that `number`, `base` included."""
    if number is None or not 1 <= number <= 31:  # noqa: PLR2004
        raise Unreadable(Why.IMPOSSIBLE)
    month = month_of(base.year, base.month)
    while month.last.day < number or month.first.replace(day=number) < base:
        month = month_of(month.first.year, month.first.month + 1)
    return month.first.replace(day=number)
