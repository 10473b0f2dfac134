"""What happened to an item on the screen (经过): each change with its time, the newest first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.dialog import sentences as s
from bot.dialog.item_actions import Field, ShowHistory
from bot.dialog.items.card import cut, kind_title
from bot.dialog.items.detail import back_to
from bot.dialog.items.history import Event, Happening
from bot.dialog.items.item import Item, shortened
from bot.dialog.items.moments import tell_day, tell_deadline
from bot.dialog.items.when import When
from bot.dialog.reply import Button, Heading, Reply, Text
from bot.dialog.voice import Voice

PAGE = 10
KIND, LADDER, FILE = "kind", "ladder", "file"
"""What of an item is changed by pressing, as it is named in the words of an event."""
_HAPPENED = {
    Happening.ADDED: s.HISTORY_ADDED,
    Happening.SUBMITTED: s.HISTORY_SUBMITTED,
    Happening.RETURNED: s.HISTORY_RETURNED,
    Happening.CLOSED: s.HISTORY_CLOSED,
    Happening.REOPENED: s.HISTORY_REOPENED,
    Happening.CANCELLED: s.HISTORY_CANCELLED,
    Happening.DELETED: s.HISTORY_DELETED,
    Happening.RESTORED: s.HISTORY_RESTORED,
    Happening.SNOOZED: s.HISTORY_SNOOZED,
    Happening.EVIDENCE: s.HISTORY_EVIDENCE,
}
_CHANGED = {
    Field.TITLE: s.HISTORY_TITLE,
    Field.DEADLINE: s.HISTORY_DEADLINE,
    Field.REQUIREMENT: s.HISTORY_REQUIREMENT,
    Field.ISSUER: s.HISTORY_ISSUER,
    Field.NOTES: s.HISTORY_NOTES,
    Field.REMARK: s.HISTORY_REMARK,
    KIND: s.HISTORY_KIND,
    LADDER: s.HISTORY_LADDER,
    FILE: s.HISTORY_FILE,
}
_BARE = {Field.REQUIREMENT, Field.ISSUER, Field.NOTES}
"""Where it was empty before, there is nothing to say of how it was."""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, and what it was before."""

    what: str
    was: str

    @property
    def words(self) -> str:
        """It as the words of an event."""
        return f"{self.what}:{self.was}"


def chronicle(
    voice: Voice, item: Item, events: Sequence[Event], when: When, page: int = 1
) -> Reply:
    """Return a page of what happened to an item; pages count from 1."""
    lines = [_line(voice, event, when) for event in reversed(_gathered(events))]
    pages = max(1, math.ceil(len(lines) / PAGE))
    page = min(max(1, page), pages)
    turning = (
        *(
            [Button(voice.say(s.BUTTON_PREVIOUS), ShowHistory(item.id, page - 1))]
            if page > 1
            else ()
        ),
        *(
            [Button(voice.say(s.BUTTON_NEXT), ShowHistory(item.id, page + 1))]
            if page < pages
            else ()
        ),
    )
    return Reply(
        (
            Heading(voice.say(s.HISTORY_HEADING, title=shortened(item.title))),
            *map(Text, lines[(page - 1) * PAGE : page * PAGE]),
        ),
        (*((turning,) if turning else ()), (back_to(voice, item),)),
    )


def _gathered(events: Sequence[Event]) -> list[Event]:
    """Return the events; of several presses in a row that set the reminders, the first."""
    gathered: list[Event] = []
    for (what, about), some in groupby(events, lambda one: (one.what, _about(one))):
        first, *others = some
        alone = what is Happening.CHANGED and about == LADDER
        gathered += [first] if alone else [first, *others]
    return gathered


def _about(event: Event) -> str:
    return event.words.partition(":")[0]


def _line(voice: Voice, event: Event, when: When) -> str:
    day = tell_day(voice, event.at, when.now, when.zone)
    told = voice.say(s.MOMENT_TIME, date=day, time=f"{event.at.astimezone(when.zone):%H:%M}")
    return voice.say(s.HISTORY_LINE, moment=told, what=_what(voice, event, when))


def _what(voice: Voice, event: Event, when: When) -> str:
    if event.what is not Happening.CHANGED:
        words = voice.say(_HAPPENED[event.what])
        return (
            voice.say(s.HISTORY_WITH, what=words, words=cut(event.words)) if event.words else words
        )
    about, _, was = event.words.partition(":")
    sentence = _CHANGED.get(about)
    if sentence is None:
        return voice.say(s.HISTORY_CHANGED)
    if about in _BARE and not was:
        return voice.say(sentence, was=voice.say(s.HISTORY_EMPTY))
    return voice.say(sentence, was=_was(voice, about, was, when))


def _was(voice: Voice, about: str, was: str, when: When) -> str:
    if about == Field.DEADLINE:
        return tell_deadline(voice, datetime.fromisoformat(was), when.now, when.zone)
    return kind_title(voice, was) if about == KIND else cut(was)
