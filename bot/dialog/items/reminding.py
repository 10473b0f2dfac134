"""What a reminder (提醒) and the morning digest (晨报) say, and what is due today.

A reminder is discreet: the lights and the days, never a title, which a passer-by could read on a
locked phone; unless the person chose to be told.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from bot.dialog import sentences as s
from bot.dialog.actions import CloseItem, ShowItems
from bot.dialog.item_actions import OpenItem
from bot.dialog.items.item import Item, Light, days_left, is_overdue, light, shortened
from bot.dialog.items.moments import tell_left
from bot.dialog.items.notice import Missed, Notice
from bot.dialog.items.schedule import Rhythm
from bot.dialog.items.screens import in_order, line, with_state
from bot.dialog.reminder_actions import OfferSnooze, ShowReminded, ShowToday
from bot.dialog.reply import Button, Heading, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

_MOST_LINES = 10
_MOST_GROUPS = 4
_SUNDAY = 6


def number_of(told_at: datetime) -> int:
    """Return the number by which buttons name the reminder of a moment."""
    return round(told_at.timestamp() * 1000)


def moment_of(told: int) -> datetime | None:
    """Return the moment of a reminder; None of a number that is none."""
    try:
        return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=told)
    except OverflowError:
        return None


def reminder(voice: Voice, due: Notice, now: datetime, rhythm: Rhythm, *, details: bool) -> Reply:
    """Return the reminder of all that is due for a person.

    Args:
        voice: what to speak with.
        due: at least one open item.
        now: aware; it names the reminder.
        rhythm: the person's.
        details: whether it may name the items.
    """
    told = number_of(now)
    later = Button(voice.say(s.BUTTON_LATER), OfferSnooze(told))
    seen = Button(voice.say(s.BUTTON_SEE), ShowReminded(told))
    row: Row = (seen, later)
    if len(due.items) == 1:
        row = (seen, Button(voice.say(s.BUTTON_IS_DONE), CloseItem(due.items[0].id)), later)
    return Reply(_blocks(voice, due, now, rhythm, details=details), (row,))


def digest(
    voice: Voice,
    items: Sequence[Item],
    due: Notice,
    now: datetime,
    rhythm: Rhythm,
    *,
    details: bool,
) -> Reply | None:
    """Return the morning digest; None if there is nothing to tell on such a day.

    Args:
        voice: what to speak with.
        items: all open ones.
        due: what else is to be told at this moment.
        now: aware.
        rhythm: the person's.
        details: whether it may name the items.
    """
    groups = _by_day(items, now, rhythm)
    is_workday = rhythm.workdays.is_workday(now.astimezone(rhythm.zone).date())
    if not any(groups.values()) or not (is_workday or groups[s.TODAY_DUE]):
        return None
    if {one.id for some in groups.values() for one in some} <= {one.id for one in due.items}:
        return reminder(voice, due, now, rhythm, details=details)  # it tells all of it already
    counts = [voice.say(_COUNTED[name], count=len(some)) for name, some in groups.items() if some]
    words = voice.say(s.DIGEST, counts=voice.say(s.REMINDER_SEPARATOR).join(counts))
    due_now = {one.id for one in due.items}
    others = [
        one for some in groups.values() for one in some if not (details and one.id in due_now)
    ]
    named = _named(voice, others, now, rhythm)
    more = _blocks(voice, due, now, rhythm, details=details) if due.items else ()
    row: Row = (Button(voice.say(s.BUTTON_SEE), ShowToday()),)
    if due.items:
        row = (*row, Button(voice.say(s.BUTTON_LATER), OfferSnooze(number_of(now))))
    return Reply((Text(words), *(named if details else ()), *more), (row,))


def today(voice: Voice, items: Sequence[Item], now: datetime, rhythm: Rhythm) -> Reply:
    """Return what is overdue, due today and due this week (/today)."""
    groups = _by_day(items, now, rhythm)
    everything = (Button(voice.say(s.BUTTON_ALL_ITEMS, count=len(items)), ShowItems(0)),)
    if not any(groups.values()):
        ahead = in_order(one for one in items)[:1]
        words = voice.say(s.TODAY_NONE)
        return Reply(
            (Text(words), *_named(voice, ahead, now, rhythm)), (everything,) if items else ()
        )
    blocks: list[Heading | Text] = []
    buttons: list[Button] = []
    for heading, some in groups.items():
        if not some:
            continue
        blocks.append(Heading(voice.say(heading, count=len(some))))
        for item in some[:_MOST_LINES]:
            number = len(buttons) + 1
            blocks.append(Text(line(voice, number, item, now, rhythm.zone)))
            buttons.append(Button(voice.say(s.BUTTON_KEPT, number=number), OpenItem(item.id)))
        if len(some) > _MOST_LINES:
            blocks.append(Text(voice.say(s.REMINDER_MORE, count=len(some) - _MOST_LINES)))
    return Reply(tuple(blocks), (*in_rows(buttons), everything))


def reminded(
    voice: Voice, items: Sequence[Item], told: int, now: datetime, rhythm: Rhythm
) -> Reply:
    """Return the items that a reminder told, with their titles (看详情)."""
    if not items:
        every = (Button(voice.say(s.BUTTON_ITEMS), ShowItems()),)
        return Reply((Text(voice.say(s.REMINDED_NONE)),), (every,))
    shown = in_order(items)[:_MOST_LINES]
    lines = [
        Text(line(voice, number, one, now, rhythm.zone)) for number, one in enumerate(shown, 1)
    ]
    if len(items) > len(shown):
        lines.append(Text(voice.say(s.REMINDER_MORE, count=len(items) - len(shown))))
    if len(shown) == 1:
        item = shown[0]
        opens = [Button(voice.say(s.BUTTON_OPEN), OpenItem(item.id))]
        opens.append(Button(voice.say(s.BUTTON_IS_DONE), CloseItem(item.id)))
    else:
        opens = [
            Button(voice.say(s.BUTTON_KEPT, number=number), OpenItem(one.id))
            for number, one in enumerate(shown, 1)
        ]
    later = Button(voice.say(s.BUTTON_LATER), OfferSnooze(told))
    return Reply(tuple(lines), (*in_rows(opens), (later,)))


def _blocks(
    voice: Voice, due: Notice, now: datetime, rhythm: Rhythm, *, details: bool
) -> tuple[Text, ...]:
    """Return the words on what is due, after one on what was missed."""
    missed = _missed_words(voice, due.missed)
    if details:
        return (*missed, *_named(voice, in_order(due.items), now, rhythm))
    words = _summary(voice, due.items, now, rhythm)
    if missed:
        return (Text(missed[0].text + words),)
    if len(due.items) == 1:
        item = due.items[0]
        left = tell_left(voice, item.deadline, now, rhythm.zone)
        colour = light(item.deadline, now, rhythm.zone)
        return (Text(voice.say(s.REMINDER_ONE, light=colour, left=left)),)
    return (Text(voice.say(s.REMINDER_MANY, count=len(due.items), lights=words)),)


def _missed_words(voice: Voice, missed: Missed) -> tuple[Text, ...]:
    if not missed.count:
        return ()
    sentence = s.REMINDER_MISSED_DOWN if missed.while_down else s.REMINDER_MISSED
    return (Text(voice.say(sentence, count=missed.count)),)


def _summary(voice: Voice, items: Sequence[Item], now: datetime, rhythm: Rhythm) -> str:
    """Return how many items have how many days left; of many different, the lights alone."""
    late = [-days for one in items if (days := days_left(one.deadline, now, rhythm.zone)) < 0]
    are_alike = len(set(late)) <= 1
    groups = Counter(
        (light(one.deadline, now, rhythm.zone), tell_left(voice, one.deadline, now, rhythm.zone))
        for one in in_order(items)
        if are_alike or days_left(one.deadline, now, rhythm.zone) >= 0
    )
    told = [
        voice.say(s.REMINDER_GROUP, light=colour, count=count, left=left)
        for (colour, left), count in groups.items()
    ]
    if not are_alike:
        span = {"count": len(late), "least": min(late), "most": max(late)}
        told.insert(0, voice.say(s.REMINDER_OVERDUE, light=Light.RED, **span))
    separator = voice.say(s.REMINDER_SEPARATOR)
    if len(told) <= _MOST_GROUPS:
        return separator.join(told)
    lights = Counter(light(one.deadline, now, rhythm.zone) for one in in_order(items))
    return separator.join(
        voice.say(s.REMINDER_LIGHT, light=colour, count=count) for colour, count in lights.items()
    )


def _named(voice: Voice, items: Sequence[Item], now: datetime, rhythm: Rhythm) -> Iterator[Text]:
    """Yield a line for each item, as many as a phone shows at once."""
    for item in items[:_MOST_LINES]:
        left = tell_left(voice, item.deadline, now, rhythm.zone)
        colour = light(item.deadline, now, rhythm.zone)
        title = shortened(item.title)
        told = voice.say(s.REMINDER_NAMED, light=colour, title=title, left=left)
        yield Text(with_state(voice, item, told))
    if len(items) > _MOST_LINES:
        yield Text(voice.say(s.REMINDER_MORE, count=len(items) - _MOST_LINES))


_COUNTED = {
    s.TODAY_OVERDUE: s.DIGEST_OVERDUE,
    s.TODAY_DUE: s.DIGEST_DUE,
    s.TODAY_WEEK: s.DIGEST_WEEK,
}


def _by_day(items: Iterable[Item], now: datetime, rhythm: Rhythm) -> dict[s.Sentence, list[Item]]:
    """Return the items that are overdue, due today, and due until Sunday."""
    groups: dict[s.Sentence, list[Item]] = {name: [] for name in _COUNTED}
    until_sunday = _SUNDAY - now.astimezone(rhythm.zone).weekday()
    for item in in_order(items):
        left = days_left(item.deadline, now, rhythm.zone)
        if is_overdue(item.deadline, now):
            groups[s.TODAY_OVERDUE].append(item)
        elif left == 0:
            groups[s.TODAY_DUE].append(item)
        elif left <= until_sunday:
            groups[s.TODAY_WEEK].append(item)
    return groups
