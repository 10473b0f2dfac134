"""Adding an item in conversation: title, then deadline; or both in one line."""

from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.actions import CancelDraft
from bot.dialog.items.deadline import Deadline, Mistake, Unread, read_deadline
from bot.dialog.items.moments import tell_deadline
from bot.dialog.reply import Button, Reply, Text
from bot.dialog.voice import Voice

TITLE_LIMIT = 120
"""The longest title, in characters."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An item that is being added, as far as it has been told."""

    title: str = ""
    deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The draft as it is now, and what to ask or correct."""

    draft: Draft
    reply: Reply


@dataclass(frozen=True, slots=True)
class Complete:
    """Everything that an item needs; the deadline in UTC."""

    title: str
    deadline: datetime


def begin(voice: Voice, text: str, now: datetime, zone: tzinfo) -> Asked | Complete:
    """Begin an item with what was typed after the command: nothing, a title, a date, or both."""
    if not text.strip():
        return Asked(Draft(), _ask_title(voice))
    match read_deadline(text, now, zone):
        case Deadline(rest="", moment=moment):
            return Asked(Draft(deadline=moment), _ask_title(voice))
        case Deadline(rest=title, moment=moment):
            return _titled(voice, Draft(deadline=moment), title)
        case Unread(mistake=Mistake.NO_DATE):
            return _titled(voice, Draft(), text.strip())
        case Unread(rest=title) if len(title) > TITLE_LIMIT:
            return _titled(voice, Draft(), title)
        case Unread(rest=title) as unread:
            return Asked(Draft(title), _ask(voice, _correction(voice, unread, now, zone)))


def tell(voice: Voice, draft: Draft, text: str, now: datetime, zone: tzinfo) -> Asked | Complete:
    """Take `text` as the next thing the draft needs."""
    if not draft.title and not draft.deadline:
        return begin(voice, text, now, zone)
    if not draft.title:
        title = text.strip()
        return _titled(voice, draft, title) if title else Asked(draft, _ask_title(voice))
    match read_deadline(text, now, zone):
        case Deadline(moment=moment):
            return Complete(draft.title, moment)
        case Unread() as unread:
            return Asked(draft, _ask(voice, _correction(voice, unread, now, zone)))


def _titled(voice: Voice, draft: Draft, title: str) -> Asked | Complete:
    if len(title) > TITLE_LIMIT:
        words = voice.say(s.ADD_TITLE_TOO_LONG, limit=TITLE_LIMIT, length=len(title))
        return Asked(draft, _ask(voice, words))
    if draft.deadline:
        return Complete(title, draft.deadline)
    words = voice.say(s.ADD_ASK_DEADLINE, title=title)
    return Asked(replace(draft, title=title), _ask(voice, words))


def _correction(voice: Voice, unread: Unread, now: datetime, zone: tzinfo) -> str:
    match unread:
        case Unread(mistake=Mistake.PAST, moment=moment) if moment:
            return voice.say(s.DEADLINE_PAST, deadline=tell_deadline(voice, moment, now, zone))
        case Unread(mistake=Mistake.IMPOSSIBLE, words=words):
            return voice.say(s.DEADLINE_IMPOSSIBLE, text=words)
        case _:
            return voice.say(s.DEADLINE_NO_DATE)


def _ask_title(voice: Voice) -> Reply:
    return _ask(voice, voice.say(s.ADD_ASK_TITLE))


def _ask(voice: Voice, words: str) -> Reply:
    return Reply((Text(words),), ((Button(voice.say(s.BUTTON_CANCEL), CancelDraft()),),))
