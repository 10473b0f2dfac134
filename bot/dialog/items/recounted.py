"""What a person is told when the official calendar has moved deadlines of theirs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialog import sentences as s
from bot.dialog.actions import ShowItems
from bot.dialog.item_actions import OpenItem
from bot.dialog.items.item import Item, shortened
from bot.dialog.items.moments import tell_deadline
from bot.dialog.items.when import When
from bot.dialog.reply import Button, Reply, Text
from bot.dialog.voice import Voice


@dataclass(frozen=True, slots=True)
class Moved:
    """An item as it is now, and the deadline that it had."""

    item: Item
    was: datetime


def recounted(voice: Voice, moved: Sequence[Moved], when: When, *, details: bool) -> Reply:
    """Return the word that deadlines are other ones now.

    Args:
        voice: what to speak with.
        moved: at least one item.
        when: now, for the person.
        details: whether titles may be shown, which a passer-by could read on a locked phone.
    """
    if len(moved) == 1:
        button = Button(voice.say(s.BUTTON_DETAILS), OpenItem(moved[0].item.id))
    else:
        button = Button(voice.say(s.BUTTON_ITEMS), ShowItems())
    return Reply(
        (
            Text(voice.say(s.RECOUNTED, count=len(moved))),
            *_lines(voice, moved, when, details=details),
        ),
        ((button,),),
    )


def recounted_draft(voice: Voice, now: datetime, was: datetime, when: When) -> tuple[Text, Text]:
    """Return the word that an item which is being added has another deadline now."""
    return Text(voice.say(s.RECOUNTED, count=1)), Text(_line(voice, now, was, when))


def _line(voice: Voice, now: datetime, was: datetime, when: When) -> str:
    told = [tell_deadline(voice, moment, when.now, when.zone) for moment in (now, was)]
    return voice.say(s.RECOUNTED_LINE, now=told[0], was=told[1])


def _lines(voice: Voice, moved: Sequence[Moved], when: When, *, details: bool) -> Iterator[Text]:
    for one in moved:
        told = _line(voice, one.item.deadline, one.was, when)
        if details:
            title = shortened(one.item.title)
            told = voice.say(s.RECOUNTED_TITLED, title=title, told=told)
        yield Text(told)
