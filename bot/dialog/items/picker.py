"""Picking a day (选日期): a month in seven columns, from Monday, with the days off marked.

One picker serves several purposes; it knows neither items nor drafts, only their numbers.
"""

from calendar import monthcalendar
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.calendar_actions import Blank, OpenPicker, PickDay, Purpose
from bot.dialog.deadline.workdays import Workdays
from bot.dialog.items.moments import END_OF_DAY
from bot.dialog.reply import Button, Heading, Note, Reply, Row
from bot.dialog.voice import Voice

_MONTHS_AHEAD = {
    Purpose.DRAFT: 36,  # a deadline further ahead is rather typed than leafed to
    Purpose.DEADLINE: 36,
    Purpose.SNOOZE: 11,  # nothing is put off for more than a year
    Purpose.REMINDED: 11,
}
_IN_A_YEAR = 12
_EMPTY = "\u2800"
"""Telegram takes no button without a character to show; this one looks like none."""
_ASKED = {
    Purpose.DRAFT: s.PICK_DEADLINE,
    Purpose.DEADLINE: s.PICK_DEADLINE,
    Purpose.SNOOZE: s.PICK_SNOOZE,
    Purpose.REMINDED: s.PICK_SNOOZE,
}


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def numbered(cls, number: int) -> "Month | None":
        """Return the month that a button names, if there is one."""
        year, month = divmod(number, 100)
        return cls(year, month) if 1 <= month <= _IN_A_YEAR else None

    @property
    def number(self) -> int:
        """The month as a button names it."""
        return self.year * 100 + self.month

    def later(self, months: int) -> "Month":
        """Return the month so many months later, or earlier if negative."""
        year, month = divmod(self.year * _IN_A_YEAR + self.month - 1 + months, _IN_A_YEAR)
        return Month(year, month + 1)


def picker(
    voice: Voice,
    asked: OpenPicker,
    *,
    first: date,
    chosen: date | None,
    workdays: Workdays,
    ways_out: Row = (),
) -> Reply:
    """Return a month to pick a day from.

    Args:
        voice: what to speak with.
        asked: what for, and which month; of one that cannot be shown, the nearest is.
        first: the first day that can be picked; earlier ones are no buttons.
        chosen: the day that counts until now.
        workdays: which days are off.
        ways_out: buttons below the month.
    """
    earliest = Month.of(first)
    last = earliest.later(_MONTHS_AHEAD[asked.purpose])
    wanted = Month.numbered(asked.month) or Month.of(chosen or first)
    month = min(max(wanted, earliest), last)
    notes = [Note(voice.say(s.PICK_LEGEND))]
    if chosen and chosen >= first and Month.of(chosen) == month:
        notes.append(Note(voice.say(s.PICK_CHOSEN)))
    if not workdays.knows(month.year):
        notes.append(Note(voice.say(s.PICK_UNKNOWN_YEAR, year=month.year)))
    head = tuple(Button(name, Blank()) for name in voice.say(s.PICK_WEEKDAYS).split("|"))
    weeks = [
        tuple(_cell(day, asked, first, chosen, workdays) for day in week)
        for week in _weeks(month)
        if week[-1] is None or week[-1] >= first
    ]
    turning = tuple(
        Button(voice.say(sentence, month=_named(voice, to)), _turned(asked, to))
        for sentence, to in ((s.PICK_EARLIER, month.later(-1)), (s.PICK_LATER, month.later(1)))
        if earliest <= to <= last
    )
    title = voice.say(s.PICK_MONTH, year=month.year, month=_named(voice, month))
    return Reply(
        (Heading(voice.say(_ASKED[asked.purpose])), Heading(title), *notes),
        tuple(row for row in (head, *weeks, turning, ways_out) if row),
    )


def day_of(action: PickDay, first: date) -> date | None:
    """Return the day that a button names; None if there is none, or it can be picked no more."""
    month, day = divmod(action.day, 100)
    try:
        picked = date(*divmod(month, 100), day)
    except (ValueError, OverflowError):
        return None
    return picked if picked >= first else None


def words_for(day: date, deadline: datetime | None, zone: tzinfo) -> str:
    """Return what would be typed for `day`, with the time of day that the deadline has until now."""
    time = deadline.astimezone(zone).time() if deadline else END_OF_DAY
    return f"{day}" if time == END_OF_DAY else f"{day} {time:%H:%M}"


def _weeks(month: Month) -> list[list[date | None]]:
    return [
        [date(month.year, month.month, day) if day else None for day in week]
        for week in monthcalendar(month.year, month.month)
    ]


def _cell(
    day: date | None, asked: OpenPicker, first: date, chosen: date | None, workdays: Workdays
) -> Button:
    if day is None or day < first:
        return Button(_EMPTY, Blank())
    # One mark at most: seven columns leave little room.
    label = (
        f"✓{day.day}" if day == chosen else f"{day.day}{'' if workdays.is_workday(day) else '·'}"
    )
    number = Month.of(day).number * 100 + day.day
    return Button(label, PickDay(asked.purpose, asked.subject, number))


def _turned(asked: OpenPicker, month: Month) -> OpenPicker:
    return OpenPicker(asked.purpose, asked.subject, month.number)


def _named(voice: Voice, month: Month) -> str:
    return voice.say(s.MONTHS).split("|")[month.month - 1]
