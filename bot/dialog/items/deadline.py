"""Reading a deadline (期限) from what a person typed: an ISO date, with or without a time.

A date without a time ends at 23:59 of that day, in the person's zone.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

_DATE = re.compile(
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[ T]+(?P<hour>\d{1,2}):(?P<minute>\d{2}))?(?!\d)"
)


class Mistake(StrEnum):
    """Why no deadline could be read."""

    NO_DATE = "no_date"
    IMPOSSIBLE = "impossible"
    PAST = "past"


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


def read_deadline(text: str, now: datetime, zone: tzinfo) -> Deadline | Unread:
    """Return the deadline in `text`; `now` is aware, `zone` the person's."""
    found = _DATE.search(_narrow(text))
    if not found:
        return Unread(Mistake.NO_DATE)
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    rest = f"{before} {after}".strip()
    part = found.groupdict()
    hour, minute = (part["hour"], part["minute"]) if part["hour"] else ("23", "59")
    try:
        local = datetime(
            int(part["year"]),
            int(part["month"]),
            int(part["day"]),
            int(hour),
            int(minute),
            tzinfo=zone,
        )
        moment = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return Unread(Mistake.IMPOSSIBLE, found.group(), rest)
    if moment <= now - timedelta(minutes=1):
        return Unread(Mistake.PAST, found.group(), rest, moment)
    return Deadline(moment, rest)


def _narrow(text: str) -> str:
    """Return `text` with full-width characters made narrow; each keeps its place."""
    narrow = (unicodedata.normalize("NFKC", char) for char in text)
    return "".join(one if len(one) == 1 else char for one, char in zip(narrow, text, strict=True))
