"""The reminders of one item: how they are told, and the screen on which they are changed (改提醒)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.dialog import sentences as s
from bot.dialog.content.schema import Ladder
from bot.dialog.item_actions import ResetRungs, SetHour, ShowRungs, Small, TurnRung
from bot.dialog.items.item import Item, is_overdue
from bot.dialog.items.ladder import OVERDUE, Stage, ladder_of
from bot.dialog.items.moments import tell_days, tell_hour
from bot.dialog.items.when import When
from bot.dialog.reply import Button, Heading, Note, Reply, Text, in_rows
from bot.dialog.voice import Voice

_BEFORE = (30, 20, 15, 10, 7, 5, 3, 2, 1, 0)
_HOURS = ("08:30", "09:00", "14:30")
_MINUTES = 60
_A_DAY = 24 * _MINUTES


def told(voice: Voice, item: Item, coming: Sequence[Stage], when: When) -> Iterator[str]:
    """Yield when there will be reminders, and whether they all come too late to be of use."""
    days = [stage for stage in coming if stage.rung != OVERDUE]
    if len(days) == len(coming):
        yield from [_days(voice, days, when)] if days else []
    elif days:
        yield voice.say(s.ITEM_REMINDERS_OVERDUE, reminders=_days(voice, days, when))
    else:
        yield voice.say(s.ITEM_REMINDERS_ONLY_OVERDUE)
    late = all(stage.fire_at >= item.deadline for stage in days)
    if late and not is_overdue(item.deadline, when.now):
        yield voice.say(s.ITEM_NO_REMINDER_BEFORE)


def _days(voice: Voice, coming: Sequence[Stage], when: When) -> str:
    """Return the days of reminders; the time of day is that of the first."""
    listed = voice.say(s.LIST_SEPARATOR).join(
        tell_days(voice, [stage.fire_at for stage in coming], when.now, when.zone)
    )
    hour = tell_hour(voice, coming[0].fire_at, when.zone)
    return voice.say(s.ITEM_REMINDERS, days=listed, time=hour)


def ladder_told(voice: Voice, item: Item) -> str:
    """Return the days of the ladder of an item, and its time of day."""
    ladder = ladder_of(voice.pack.ladders, item)
    days = [_rung(voice, -day) for day in sorted(ladder.days) if day <= 0]
    listed = voice.say(s.LIST_SEPARATOR).join(days)
    return voice.say(s.RUNGS_LADDER, days=listed, time=_hour(voice, ladder.at))


def screen(voice: Voice, item: Item, coming: Sequence[Stage], when: When, back: Button) -> Reply:
    """Return the screen on which the reminders of an item, or of one being added, are changed."""
    ladder = ladder_of(voice.pack.ladders, item)
    offered = sorted({*_BEFORE, *(-day for day in ladder.days if day <= 0)}, reverse=True)
    turning = [
        Button(
            _marked(voice, _rung(voice, before), on=-before in ladder.days),
            TurnRung(item.id, item.sequence, Small(before)),
        )
        for before in offered
    ]
    hours = [
        Button(
            _marked(voice, at, on=at == ladder.at),
            SetHour(item.id, item.sequence, Small(minute_of(at))),
        )
        for at in sorted({*_HOURS, ladder.at})
    ]
    own = (Button(voice.say(s.BUTTON_RUNGS_RESET), ResetRungs(item.id, item.sequence)),)
    words = [Text(one) for one in told(voice, item, coming, when)]
    return Reply(
        (Heading(voice.say(s.RUNGS_HEADING)), *words, Note(voice.say(s.RUNGS_HINT))),
        (*in_rows(turning), *in_rows(hours), *((own,) if item.ladder else ()), (back,)),
    )


def turned(ladder: Ladder, before: int) -> Ladder | None:
    """Return a ladder with the rung so many days before added or left out; None if none is left."""
    days = set(ladder.days) ^ {-before}
    if not any(day <= 0 for day in days):
        return None
    return Ladder(days=tuple(sorted(days)), at=ladder.at)


def at_minute(ladder: Ladder, minute: int) -> Ladder | None:
    """Return a ladder at another time of day, in minutes from midnight; None if there is none such."""
    if minute >= _A_DAY:
        return None
    return Ladder(days=ladder.days, at=f"{minute // _MINUTES:02d}:{minute % _MINUTES:02d}")


def minute_of(at: str) -> int:
    """Return a time of day in minutes from midnight."""
    hour, minute = at.split(":")
    return int(hour) * _MINUTES + int(minute)


def way_in(voice: Voice, item: Item) -> Button:
    """Return the button that opens the screen."""
    return Button(voice.say(s.BUTTON_CHANGE_REMINDERS), ShowRungs(item.id, item.sequence))


def _rung(voice: Voice, before: int) -> str:
    return voice.say(s.RUNG_BEFORE, days=before) if before else voice.say(s.RUNG_ON_THE_DAY)


def _hour(voice: Voice, at: str) -> str:
    moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minute_of(at))
    return tell_hour(voice, moment, UTC)


def _marked(voice: Voice, label: str, *, on: bool) -> str:
    return voice.say(s.BUTTON_CHOSEN, label=label) if on else label
