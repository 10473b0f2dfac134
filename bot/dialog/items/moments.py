"""How a time is told: in the person's zone, with its weekday, the year only where it differs."""

from datetime import datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.items.item import days_left, is_overdue
from bot.dialog.voice import Voice


def tell_deadline(voice: Voice, deadline: datetime, now: datetime, zone: tzinfo) -> str:
    """Return the date, weekday and time of `deadline`."""
    local = deadline.astimezone(zone)
    weekday = voice.say(s.WEEKDAYS).split("|")[local.weekday()]
    parts: dict[str, str | int] = {
        "month": local.month,
        "day": local.day,
        "weekday": weekday,
        "time": f"{local:%H:%M}",
    }
    if local.year == now.astimezone(zone).year:
        return voice.say(s.DEADLINE_SHOWN, **parts)
    return voice.say(s.DEADLINE_SHOWN_YEAR, year=local.year, **parts)


def tell_left(voice: Voice, deadline: datetime, now: datetime, zone: tzinfo) -> str:
    """Return how long there is left, or for how long it is overdue, in days."""
    left = days_left(deadline, now, zone)
    if is_overdue(deadline, now):
        return voice.say(s.ITEM_OVERDUE, days=max(1, -left))
    return voice.say(s.ITEM_LEFT, days=left) if left else voice.say(s.ITEM_TODAY)


def tell_moment(voice: Voice, moment: datetime, zone: tzinfo) -> str:
    """Return the day and time of a reminder."""
    local = moment.astimezone(zone)
    return voice.say(s.ITEM_MOMENT, month=local.month, day=local.day, time=f"{local:%H:%M}")
