"""A rectification item (整改事项) and its light (红黄绿灯)."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

YELLOW_DAYS = 10
"""An item is yellow from so many days before its deadline on."""
_SHOWN_OF_A_TITLE = 30


class Status(StrEnum):
    """Where an item stands."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Item:
    """A rectification item of one person. Times are aware and in UTC."""

    id: int
    owner: int
    title: str
    deadline: datetime
    status: Status = Status.OPEN


class Light(StrEnum):
    """The traffic light of an item."""

    GREEN = "🟢"
    YELLOW = "🟡"
    RED = "🔴"


def days_left(deadline: datetime, now: datetime, zone: tzinfo) -> int:
    """Return the calendar days from today to the day of the deadline in `zone`.

    Negative once that day is over; 0 on the day itself, before the hour.
    """
    return (deadline.astimezone(zone).date() - now.astimezone(zone).date()).days


def is_overdue(deadline: datetime, now: datetime) -> bool:
    """Return whether the last minute that is in time is over."""
    return now - timedelta(minutes=1) >= deadline


def light(deadline: datetime, now: datetime, zone: tzinfo) -> Light:
    """Return the light of an open item: red overdue, yellow at 10 days or less, else green."""
    if is_overdue(deadline, now):
        return Light.RED
    return Light.YELLOW if days_left(deadline, now, zone) <= YELLOW_DAYS else Light.GREEN


def shortened(title: str) -> str:
    """Return a title for one line among others."""
    return title if len(title) <= _SHOWN_OF_A_TITLE else title[:_SHOWN_OF_A_TITLE] + "…"
