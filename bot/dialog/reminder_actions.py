"""What the buttons of reminders and settings can ask for. `bot.dialog.actions` has them among all others.

`told` says which reminder is meant, by its moment in milliseconds since 1970, and 0 means none;
`item` says which item, and 0 all those of the reminder.
"""

from dataclasses import dataclass
from enum import StrEnum


class Snooze(StrEnum):
    """Until when to be left alone (晚点提醒)."""

    HOUR = "h"
    AFTERNOON = "a"
    TOMORROW = "m"
    WORKDAY = "w"
    DATE = "d"
    """A day that is typed."""


class Habit(StrEnum):
    """What of the reminders is chosen from a list."""

    ZONE = "z"
    QUIET = "q"
    DIGEST = "d"


@dataclass(frozen=True, slots=True)
class ShowReminded:
    """Show the items that a reminder told (看详情)."""

    told: int


@dataclass(frozen=True, slots=True)
class OfferSnooze:
    """Offer until when to put items off (晚点提醒)."""

    told: int
    item: int = 0


@dataclass(frozen=True, slots=True)
class PutOff:
    """Put items off until a time."""

    told: int
    item: int
    until: Snooze


@dataclass(frozen=True, slots=True)
class ShowToday:
    """Show what is due today, overdue and due this week (今日)."""


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """Show how the person is reminded (设置)."""


@dataclass(frozen=True, slots=True)
class OfferHabit:
    """Offer the choices of a setting."""

    habit: Habit


@dataclass(frozen=True, slots=True)
class SetZone:
    """Live in this time zone."""

    zone: str


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Be left alone between these times, in minutes from midnight; both the same: never."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SetDigest:
    """Get the morning digest (晨报) at this time, in minutes from midnight; 1440: never."""

    minute: int


@dataclass(frozen=True, slots=True)
class TurnDetails:
    """Let reminders name the items, or no more."""


SnoozeAction = OfferSnooze | PutOff
SettingsAction = ShowSettings | OfferHabit | SetZone | SetQuiet | SetDigest | TurnDetails
ReminderAction = ShowReminded | ShowToday | SnoozeAction | SettingsAction
