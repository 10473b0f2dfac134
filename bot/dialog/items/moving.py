"""Moving the deadline of an item (改期限): asked for in free words, and what it changes."""

from dataclasses import replace
from datetime import datetime

from bot.dialog import sentences as s
from bot.dialog.calendar_actions import PickDay, Purpose
from bot.dialog.item_actions import EditField, Field, OpenItem
from bot.dialog.items import rungs
from bot.dialog.items.card import deadline_told, left_told, unknown_years
from bot.dialog.items.detail import Known
from bot.dialog.items.item import Item, shortened
from bot.dialog.items.moments import tell_deadline
from bot.dialog.items.when import When
from bot.dialog.reply import Button, Heading, Note, Reply, Text
from bot.dialog.voice import Voice


def ask_to_move(voice: Voice, item: Item, to: datetime, when: When) -> Reply:
    """Return the question whether the deadline of an item shall be on the day of `to`.

    The time of day stays.
    """
    day = to.astimezone(when.zone)
    hour = item.deadline.astimezone(when.zone).time()
    after = replace(item, deadline=datetime.combine(day.date(), hour, when.zone))
    told = voice.say(
        s.EDIT_MOVE,
        title=shortened(item.title),
        was=tell_deadline(voice, item.deadline, when.now, when.zone),
        day=tell_deadline(voice, after.deadline, when.now, when.zone),
        left=left_told(voice, after, when),
    )
    number = day.year * 10_000 + day.month * 100 + day.day
    return Reply(
        (Text(told), *map(Note, unknown_years(voice, after, when))),
        (
            (
                Button(voice.say(s.BUTTON_MOVE), PickDay(Purpose.DEADLINE, item.id, number)),
                Button(voice.say(s.BUTTON_DETAILS), OpenItem(item.id)),
            ),
        ),
    )


def moved_deadline(voice: Voice, before: Known, after: Known, when: When) -> Reply:
    """Return the word that a deadline was moved, with the reminders before and after."""
    return Reply(
        (
            Text(voice.say(s.EDIT_DEADLINE_MOVED)),
            Heading(shortened(after.item.title)),
            Text(voice.say(s.EDIT_BEFORE, text=_times(voice, before, when))),
            Text(voice.say(s.EDIT_AFTER, text=_times(voice, after, when))),
            *map(Note, list(deadline_told(voice, after.item, when))[1:]),
        ),
        (
            (
                Button(voice.say(s.BUTTON_DETAILS), OpenItem(after.item.id)),
                Button(voice.say(s.BUTTON_CHANGE_DATE), EditField(after.item.id, Field.DEADLINE)),
            ),
        ),
    )


def _times(voice: Voice, known: Known, when: When) -> str:
    """Return the deadline of an item and its reminders."""
    deadline = tell_deadline(voice, known.item.deadline, when.now, when.zone)
    told = list(rungs.told(voice, known.item, known.coming, when))
    return "\n".join([deadline, *told])
