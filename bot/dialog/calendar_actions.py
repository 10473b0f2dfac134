"""What the buttons around calendars can ask for: files for other programs, and picking a day (选日期).

A day is written as a number, 20261204, and a month as 202612; `subject` is the number of the item
or draft that the day is for, or the moment of a reminder as in `bot.dialog.reminder_actions`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a day is picked for."""

    DRAFT = "n"
    """The deadline of the item that is being added."""
    DEADLINE = "d"
    """Another deadline of an item."""
    SNOOZE = "z"
    """When to remind of an item again."""
    REMINDED = "r"
    """When to remind again of all that a reminder told."""


@dataclass(frozen=True, slots=True)
class ExportCalendar:
    """Send an item, or as 0 all of them, as a calendar file (日历文件)."""

    item: int = 0


@dataclass(frozen=True, slots=True)
class OpenPicker:
    """Show a month to pick a day from, in the place of another; as 0 the first that has one."""

    purpose: Purpose
    subject: int
    month: int = 0


@dataclass(frozen=True, slots=True)
class PickDay:
    """Take this day."""

    purpose: Purpose
    subject: int
    day: int


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing: a place in the grid of a month that is no button, which Telegram cannot show."""


PickerAction = OpenPicker | PickDay | Blank
CalendarAction = ExportCalendar | PickerAction
