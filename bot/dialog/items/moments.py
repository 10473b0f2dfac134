"""How a time is told: in the person's zone, the year only where it differs."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, tzinfo

from bot.dialog import sentences as s
from bot.dialog.items.item import days_left, is_overdue
from bot.dialog.voice import Voice

END_OF_DAY = time(23, 59)
"""What a date without a time means; so it is told without one."""
_NOON = 12


def tell_deadline(voice: Voice, deadline: datetime, now: datetime, zone: tzinfo) -> str:
    """Return the date, weekday and time of `deadline`."""
    weekday = voice.say(s.WEEKDAYS).split("|")[deadline.astimezone(zone).weekday()]
    date = tell_day(voice, deadline, now, zone)
    return _timed(voice, voice.say(s.MOMENT_WEEKDAY, date=date, weekday=weekday), deadline, zone)


def tell_day(voice: Voice, moment: datetime, now: datetime, zone: tzinfo) -> str:
    """Return the date of `moment`."""
    local = moment.astimezone(zone)
    if local.year != now.astimezone(zone).year:
        return tell_date(voice, local)
    return voice.say(s.MOMENT_DAY, month=_month(voice, local), day=local.day)


def tell_days(
    voice: Voice, moments: Sequence[datetime], now: datetime, zone: tzinfo
) -> Iterator[str]:
    """Yield the dates of `moments`, which are in order: each day once, its year and month if they are others."""
    before: date | None = None
    for moment in moments:
        day = moment.astimezone(zone).date()
        if before and (day.year, day.month) == (before.year, before.month):
            told = voice.say(s.MOMENT_DAY_AGAIN, day=day.day)
        else:
            told = tell_day(voice, moment, now, zone)
            now = moment  # a year is told once
        if day != before:
            yield told
        before = day


def tell_date(voice: Voice, day: date) -> str:
    """Return a day with its year."""
    return voice.say(s.MOMENT_DAY_YEAR, year=day.year, month=_month(voice, day), day=day.day)


def _month(voice: Voice, day: date) -> str:
    return voice.say(s.MONTHS).split("|")[day.month - 1]


def tell_hour(voice: Voice, moment: datetime, zone: tzinfo) -> str:
    """Return the time of day of a reminder."""
    local = moment.astimezone(zone)
    if local.hour < _NOON:
        return voice.say(s.MOMENT_MORNING, time=f"{local.hour}:{local:%M}")
    return voice.say(s.MOMENT_AFTERNOON, time=f"{local.hour - _NOON or _NOON}:{local:%M}")


def tell_left(
    voice: Voice,
    deadline: datetime,
    now: datetime,
    zone: tzinfo,
    *,
    days_left_as: s.Sentence = s.ITEM_LEFT,
) -> str:
    """Return how long there is left, or for how long it is overdue, in days.

    `days_left_as` says it of two days and more.
    """
    left = days_left(deadline, now, zone)
    if not is_overdue(deadline, now):
        near = {0: s.ITEM_TODAY, 1: s.ITEM_TOMORROW}.get(left)
        return voice.say(near) if near else voice.say(days_left_as, days=left)
    match -left:
        case 0:
            return voice.say(s.ITEM_OVERDUE_TODAY, time=f"{deadline.astimezone(zone):%H:%M}")
        case 1:
            return voice.say(s.ITEM_OVERDUE_ONE)
        case days:
            return voice.say(s.ITEM_OVERDUE, days=days)


def _timed(voice: Voice, date: str, moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    if local.time() == END_OF_DAY:
        return date
    return voice.say(s.MOMENT_TIME, date=date, time=f"{local:%H:%M}")
