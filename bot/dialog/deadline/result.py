"""What came of reading a text for its deadline (期限)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Why(StrEnum):
    """Why a text gives no deadline."""

    NO_DATE = "no_date"
    """No date, only vague words, or something about time that is not understood."""
    IMPOSSIBLE = "impossible"
    """No such date or time, or it contradicts itself."""
    PAST = "past"
    """Clearly named and already over."""
    NOT_SINGLE = "not_single"
    """Recurring, or a choice of dates."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, by the places of its characters: `text[span.start : span.end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Understood:
    """A deadline.

    Attributes:
        deadline: the last minute that is in time, aware, in the zone of `now`.
        span: the words that say it.
        unknown_years: years that mattered and that the official calendar does not know; in these,
            workdays were counted by weekdays and days off taken from the law.
        next_year: whether no year was named and this year's date is over, so that it is the next one's.
    """

    deadline: datetime
    span: Span
    unknown_years: tuple[int, ...] = ()
    next_year: bool = False


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """No deadline: why, and the words at fault, if there are any."""

    why: Why
    span: Span | None = None


class Unreadable(Exception):
    """Raised inside the grammar where words name a date that cannot be a deadline."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why
