"""A rectification item (整改事项) and its light (红黄绿灯)."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from bot.dialog.content.schema import Ladder

YELLOW_DAYS = 10
"""An item is yellow from so many days before its deadline on."""
_SHOWN_OF_A_TITLE = 30


class Status(StrEnum):
    """Where an item stands (状态)."""

    OPEN = "open"
    SUBMITTED = "submitted"
    """What was done was handed in (已上报); whoever issued the item has not confirmed it."""
    RETURNED = "returned"
    """It was handed in and came back (退回): something is missing."""
    CLOSED = "closed"
    """Done and confirmed (销号)."""
    CANCELLED = "cancelled"
    """Not to be done any more (撤销)."""


PENDING = frozenset({Status.OPEN, Status.SUBMITTED, Status.RETURNED})
"""The states of an item that is still reminded of."""


@dataclass(frozen=True, slots=True)
class Item:
    """A rectification item of one person. Times are aware and in UTC."""

    id: int
    owner: int
    title: str
    deadline: datetime
    status: Status = Status.OPEN
    kind: str = ""
    """Its kind in the content pack; of one that is there no more, the default counts."""
    requirement: str = ""
    """What is required (整改要求)."""
    issuer: str = ""
    """Who issued it (发出单位)."""
    notes: str = ""
    counted_from: str = ""
    """What was typed for the deadline, where it was counted in a year the official calendar did not know."""
    ladder: Ladder | None = None
    """The reminders of this item alone; None: those of its kind."""
    sequence: int = 0
    """How often it was changed."""
    created_at: datetime | None = None
    changed_at: datetime | None = None
    closed_at: datetime | None = None
    """When it was closed or cancelled."""
    deleted_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """Whether there is still something to be done."""
        return self.status in PENDING and self.deleted_at is None


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
