"""A deadline (期限) in what was typed: understood, or a sentence that says why not."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.dialog import sentences as s
from bot.dialog.deadline.normalise import normalise
from bot.dialog.deadline.numerals import NUMERAL, number
from bot.dialog.deadline.result import Misunderstood, Span, Understood, Why
from bot.dialog.deadline.understanding import understand
from bot.dialog.items.counted import counted_from
from bot.dialog.items.item import is_overdue, shortened
from bot.dialog.items.moments import tell_day, tell_deadline
from bot.dialog.items.when import When
from bot.dialog.voice import Voice

FAR_YEARS = 3
"""A deadline so many years ahead may be a slip of the finger: that is said, and it is taken."""
_EXAMPLE = timedelta(days=14)
_MONTHS = 12
_LEAP_YEAR = 2000
_MARKS = " \t\r\n,，、;；:：。"
_BEFORE = re.compile(r"(?:截止到?|截至|最迟|不迟于|定于|定在|期限[为是:：]?|[于在到至])\s*$")
_AFTER = re.compile(r"^[\s,，、:：;；。]*(?:之前|以前|前)?[\s,，、:：;；。]*(?:by|before|due)?\s*")
_START = re.compile(
    r"^(?:请|务必|必须|记得|需要?|要|得|把|将)+(?=.{2})|(?<![a-z])(?:by|before|due)\s*$",
    re.IGNORECASE,
)
_LIKE_A_DATE = re.compile(
    r"\d+\s*[年月日号/.\-:点]|[一二三四五六七八九十]+[月日号点]|周[一二三四五六日天末]|星期|礼拜"
    r"|[今明后]天|[本这上下]个?[周月]|[月年][初中底末]|下班|工作日|节[前后]"
    r"|\b(?:today|tomorrow|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_AT_FAULT = re.compile(
    r"(?:(?:每|隔|逢|今天?|明天?|后天?|大后天|昨天?|前天|去年|上个?|下个?|本|这个?|周|星期|礼拜|[年月日号点时分半:：/.\-]|上午|下午|中午|晚上|早上|凌晨"
    r"|初|底|末|或者?|[(（)）]|\s|\d|[零〇一二两三四五六七八九十廿卅天]){2,})(?:之前|以前|前|内)?"
    r"|(?:\b(?:every|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|[\d,:\s])+",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(rf"(?P<month>{NUMERAL})月份?(?:的)?(?P<day>{NUMERAL})[日号]?")
_ISO = re.compile(r"\d{4}[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that was understood."""

    moment: datetime
    """The last minute in time, in UTC."""
    rest: str
    """What stands around it."""
    counted_from: str = ""
    """What was typed and when, where it was counted in a year without an official calendar."""
    rolled: bool = False
    """Whether it is the next year's, because this year's is over and none was named."""


@dataclass(frozen=True, slots=True)
class NoDue:
    """No deadline could be understood."""

    words: str
    """What is at fault, as it was typed; empty where there is nothing like a date."""
    rest: str
    """What stands around it."""
    problem: str
    """It, as a sentence."""
    is_absent: bool = False
    """Whether there is no date at all, or none that is understood."""


def read_due(voice: Voice, text: str, when: When) -> Due | NoDue:
    """Return the deadline in `text`, or what to say of it."""
    match understand(text, when.local, when.workdays):
        case Understood(deadline=deadline, span=span, unknown_years=years, next_year=rolled):
            kept = counted_from(text, when.now) if years else ""
            return Due(deadline.astimezone(UTC), around(text, span), kept, rolled)
        case Misunderstood(why=Why.NO_DATE):
            like = text.strip() if _LIKE_A_DATE.search(text) else ""
            told = voice.say(
                s.DEADLINE_NO_DATE, text=shortened(text.strip()), example=_soon(voice, when)
            )
            return NoDue(like, text.strip(), told, is_absent=True)
        case Misunderstood(why=why, span=span):
            span = span or _at_fault(text)
            words = span.of(text).strip() or text.strip()
            return NoDue(words, around(text, span), _problem(voice, why, shortened(words), when))


def past(voice: Voice, moment: datetime, when: When) -> str | None:
    """Return what to say of a deadline that is over; None of one that is not."""
    if not is_overdue(moment, when.now):
        return None
    told = tell_deadline(voice, moment, when.now, when.zone)
    return voice.say(s.DEADLINE_PAST, text=told, example=_soon(voice, when))


def is_far(moment: datetime, when: When) -> bool:
    """Return whether the year may be a slip of the finger."""
    return moment.astimezone(when.zone).year - when.local.year >= FAR_YEARS


def around(text: str, span: Span) -> str:
    """Return what stands before and after a date, without the words that lead to it."""
    head = _BEFORE.sub("", text[: span.start].rstrip(_MARKS)).rstrip(_MARKS)
    tail = _AFTER.sub("", text[span.end :])
    gap = " " if head and tail and (head[-1].isascii() or tail[0].isascii()) else ""
    return bare(f"{_START.sub('', head)}{gap}{tail}")


def bare(text: str) -> str:
    """Return what is to be done, without the words that ask for it."""
    return _START.sub("", text.strip(_MARKS)).strip(_MARKS)


def _at_fault(text: str) -> Span:
    """Return the longest run in `text` that is made of times alone."""
    runs = [(match.end() - match.start(), match) for match in _AT_FAULT.finditer(text)]
    if not runs:
        return Span(0, len(text))
    _, longest = max(runs, key=lambda one: one[0])
    return Span(*longest.span())


def _problem(voice: Voice, why: Why, words: str, when: When) -> str:
    example = _soon(voice, when)
    if why is Why.PAST:
        return voice.say(s.DEADLINE_PAST, text=words, example=example)
    if why is Why.NOT_SINGLE:
        return voice.say(s.DEADLINE_NOT_SINGLE, text=words, example=example)
    found = _DAY_OF_MONTH.search(normalise(words).text) or _ISO.search(normalise(words).text)
    month, day = (number(found["month"]), number(found["day"])) if found else (None, None)
    last = monthrange(_LEAP_YEAR, month)[1] if month and month <= _MONTHS else 0
    if not month or not day or not last or day <= last:
        return voice.say(s.DEADLINE_IMPOSSIBLE, text=words, example=example)
    end = _last_of(month, when)
    told = tell_day(voice, end, when.now, when.zone)
    return voice.say(s.DEADLINE_NO_SUCH_DAY, text=words, month=month, day=day, example=told)


def _last_of(month: int, when: When) -> datetime:
    """Return the last day of the next such month."""
    today = when.local.date()
    year = today.year + (month < today.month)
    return datetime.combine(
        date(year, month, monthrange(year, month)[1]), when.local.time(), when.zone
    )


def _soon(voice: Voice, when: When) -> str:
    """Return a date as an example of how to write one."""
    return tell_day(voice, when.now + _EXAMPLE, when.now, when.zone)
