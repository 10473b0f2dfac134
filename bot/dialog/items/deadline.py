"""Reading a deadline (期限) from what a person typed: an ISO date, with or without a time.

A date without a time ends at 23:59 of that day, in the person's zone. What stands beside the date
and looks like a time that was not read is a mistake, never silently left to be 23:59.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

FAR_YEARS = 3
"""A deadline further ahead than this is more likely a slip of the finger."""
_DATE = re.compile(
    r"(?<!\d)(?P<date>(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2}))"
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2}))?(?!\d)"
)
_HOUR = r"(?:\d{1,2}|[零一二三四五六七八九十两]{1,3})"
_CLOCK = r"点钟|点半|点整(?![改治])|点(?![要建意整治原内工方])|时(?![间限期效候])"
_TIME = (
    r"(?:凌晨|清晨|早上|早晨|上午|中午|正午|下午|傍晚|晚上|午夜|半夜|下班前?"
    rf"|{_HOUR}\s*(?:{_CLOCK})(?:{_HOUR}分?|一刻|三刻)?"
    r"|(?:at\s+)?\d{1,2}(?:\s*:\s*\d{1,2}(?!\d))+|:\s*\d{1,2}(?!\d)"
    r"|(?:at\s+)?\d{1,2}\s*(?:[ap]\.?m\.?|o'?clock|h)(?![a-z])|(?:at\s+)?(?:noon|midnight)(?![a-z])|at\s+\d{1,2}(?!\d)"
    r"|(?:北京|当地|东八区|本地)时间|(?<=\d)Z(?![a-z])|[ap]m(?![a-z])|[+-]\d{2}:?\d{2}(?!\d)"
    r"|(?:UTC|GMT|CST|BJT)(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?(?![a-z]))"
)
# Possessive, so that a long run of such words cannot take long to be refused.
_TIMES_AFTER = re.compile(rf"\s*(?:{_TIME}\s*){{1,4}}+前?", re.IGNORECASE)
_TIMES_BEFORE = re.compile(rf"(?:(?<![a-z\d]){_TIME}\s*){{1,4}}+(?:on\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\s*(?:之前|以前|前(?![期置后往任台言景提列进来去三两几])|(?:or )?before\b)")
_UNTIL = re.compile(r"(?<![a-z])(?:by|before|until|till|due)\s*$", re.IGNORECASE)


class Mistake(StrEnum):
    """Why no deadline could be read."""

    NO_DATE = "no_date"
    IMPOSSIBLE = "impossible"
    PAST = "past"
    UNREAD_TIME = "unread_time"
    TWO_DATES = "two_dates"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline that was read: the last minute in time (UTC), and the text around the date."""

    moment: datetime
    rest: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A deadline that could not be read: the words or the moment at fault, and the text around."""

    mistake: Mistake
    words: str = ""
    rest: str = ""
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a date, and whether a time beside it was not read."""

    rest: str
    has_time: bool


def read_deadline(text: str, now: datetime, zone: tzinfo) -> Deadline | Unread:
    """Return the deadline in `text`; `now` is aware, `zone` the person's."""
    narrow = _narrow(text)
    found = _DATE.search(narrow)
    if not found:
        return Unread(Mistake.NO_DATE)
    around = _around(text, narrow, found)
    moment = _moment(found, zone)
    if moment is None:
        return Unread(Mistake.IMPOSSIBLE, found.group(), around.rest)
    if around.has_time:
        return Unread(Mistake.UNREAD_TIME, found["date"], around.rest)
    if other := _DATE.search(_narrow(around.rest)):
        rest = "" if other.group() == _narrow(around.rest) else around.rest
        return Unread(Mistake.TWO_DATES, found["date"], rest)
    if is_past(moment, now):
        return Unread(Mistake.PAST, found.group(), around.rest, moment)
    if years_ahead(moment, now, zone) >= FAR_YEARS:
        return Unread(Mistake.FAR, found.group(), around.rest, moment)
    return Deadline(moment, around.rest)


def is_past(moment: datetime, now: datetime) -> bool:
    """Return whether the last minute in time is over."""
    return moment <= now - timedelta(minutes=1)


def years_ahead(moment: datetime, now: datetime, zone: tzinfo) -> int:
    """Return how many whole years lie between today and the day of `moment`, without that day."""
    day, today = moment.astimezone(zone), now.astimezone(zone)
    return day.year - today.year - ((day.month, day.day) <= (today.month, today.day))


def _moment(found: re.Match[str], zone: tzinfo) -> datetime | None:
    """Return the last minute in time (UTC); none if there is no such day or time."""
    hour, minute = int(found["hour"] or 23), int(found["minute"] or 59)
    if (hour, minute) == (24, 0):
        hour, minute = 23, 59  # the end of the day, as people write it
    try:
        day = datetime(int(found["year"]), int(found["month"]), int(found["day"]), tzinfo=zone)
        return day.replace(hour=hour, minute=minute).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _around(text: str, narrow: str, found: re.Match[str]) -> _Around:
    """Return the text around a date, without “前” and times that were not read."""
    start, end = found.span()
    before, after = _TIMES_BEFORE.search(narrow[:start]), _TIMES_AFTER.match(narrow, end)
    by = _BY.match(narrow, after.end() if after else end)
    until = _UNTIL.search(narrow, 0, before.start() if before else start)
    head = text[: until.start() if until else before.start() if before else start].strip()
    tail = text[by.end() if by else after.end() if after else end :].strip()
    return _Around(f"{head} {tail}".strip(), has_time=bool(before or after))


def _narrow(text: str) -> str:
    """Return `text` with full-width characters made narrow; each keeps its place."""
    narrow = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(one if len(one) == 1 else char for one, char in zip(narrow, text, strict=True))
