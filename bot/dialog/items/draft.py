"""Adding an item in conversation: title, then deadline; or both in one line."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from bot.dialog import sentences as s
from bot.dialog.actions import CancelDraft
from bot.dialog.items.deadline import (
    Deadline,
    Mistake,
    Unread,
    is_past,
    read_deadline,
    years_ahead,
)
from bot.dialog.items.item import shortened
from bot.dialog.items.moments import tell_deadline
from bot.dialog.reply import Button, Reply, Text
from bot.dialog.voice import Voice

TITLE_LIMIT = 120
"""The longest title, in characters."""
PATIENCE = timedelta(hours=1)
"""How long what is typed is taken as a piece of the item that was begun."""
_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_LIKE_A_DATE = re.compile(
    r"\d+\s*[年月日号/.\-:]|[一二三四五六七八九十]+[月日号]|周[一二三四五六日天末]|星期|礼拜"
    r"|[今明后]天|[本这上下]个?[周月]|[月年][初中底末]|下班"
    r"|\b(?:today|tomorrow|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An item that is being added, as far as it has been told."""

    title: str = ""
    deadline: datetime | None = None
    started_at: datetime | None = None
    """When it was begun, in UTC."""

    def is_running(self, now: datetime) -> bool:
        """Return whether what is typed at `now` is still meant for it."""
        return self.started_at is not None and now - self.started_at <= PATIENCE

    def is_waiting_for_date(self, text: str) -> bool:
        """Return whether only the deadline is missing and `text` has nothing like one."""
        return bool(self.title and not self.deadline and not _LIKE_A_DATE.search(text))


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
    draft = Draft(started_at=now)
    if not text.strip():
        return Asked(draft, _ask(voice, voice.say(s.ADD_ASK_TITLE)))
    match read_deadline(text, now, zone):
        case Deadline(rest=rest, moment=moment) if not _title(rest):
            return Asked(replace(draft, deadline=moment), _ask(voice, voice.say(s.ADD_ASK_TITLE)))
        case Deadline(rest=rest, moment=moment):
            return _titled(voice, replace(draft, deadline=moment), rest, now, zone)
        case Unread(mistake=Mistake.NO_DATE):
            return _titled(voice, draft, text, now, zone)
        case Unread(rest=rest) if len(_title(rest)) > TITLE_LIMIT:
            return _titled(voice, draft, rest, now, zone)
        case Unread(rest=rest) as unread:
            draft = replace(draft, title=_title(rest))
            return Asked(draft, _ask(voice, _correction(voice, draft, unread, now, zone)))


def begin_titled(voice: Voice, title: str, now: datetime) -> Asked:
    """Begin an item whose title is known: no date is read out of it, only asked for."""
    words = voice.say(s.ADD_ASK_DEADLINE, title=title)
    return Asked(Draft(title, started_at=now), _ask(voice, words))


def tell(voice: Voice, draft: Draft, text: str, now: datetime, zone: tzinfo) -> Asked | Complete:
    """Take `text` as the next thing the draft needs."""
    if not draft.title and not draft.deadline:
        return begin(voice, text, now, zone)
    if not draft.title:
        return _titled(voice, draft, text, now, zone)
    match read_deadline(text, now, zone):
        case Deadline(moment=moment):
            return Complete(draft.title, moment)
        case Unread() as unread:
            return Asked(draft, _ask(voice, _correction(voice, draft, unread, now, zone)))


def waiting(voice: Voice, draft: Draft) -> Reply:
    """Return the reminder that the deadline is still missing, after something else was answered."""
    return _ask(voice, voice.say(s.ADD_WAITING, title=shortened(draft.title)))


def _title(text: str) -> str:
    """Return the title in `text`, on one line; empty if there is no letter or digit in it."""
    line = _LINE_BREAKS.sub(" ", text.strip())
    return line if any(char.isalnum() for char in line) else ""


def _titled(voice: Voice, draft: Draft, text: str, now: datetime, zone: tzinfo) -> Asked | Complete:
    title, deadline = _title(text), draft.deadline
    if not title:
        sentence = s.ADD_TITLE_UNREADABLE if text.strip() else s.ADD_ASK_TITLE
        return Asked(draft, _ask(voice, voice.say(sentence)))
    if len(title) > TITLE_LIMIT:
        words = voice.say(s.ADD_TITLE_TOO_LONG, limit=TITLE_LIMIT, length=len(title))
        return Asked(draft, _ask(voice, words))
    if deadline is None:
        words = voice.say(s.ADD_ASK_DEADLINE, title=title)
        return Asked(replace(draft, title=title), _ask(voice, words))
    if is_past(deadline, now):  # it was not yet when it was told
        draft = replace(draft, title=title, deadline=None)
        unread = Unread(Mistake.PAST, moment=deadline)
        return Asked(draft, _ask(voice, _correction(voice, draft, unread, now, zone)))
    return Complete(title, deadline)


def _correction(voice: Voice, draft: Draft, unread: Unread, now: datetime, zone: tzinfo) -> str:
    match unread:
        case Unread(mistake=Mistake.PAST, moment=moment) if moment:
            return voice.say(s.DEADLINE_PAST, deadline=tell_deadline(voice, moment, now, zone))
        case Unread(mistake=Mistake.FAR, moment=moment) if moment:
            years = years_ahead(moment, now, zone)
            told = tell_deadline(voice, moment, now, zone)
            return voice.say(s.DEADLINE_FAR, deadline=told, years=years)
        case Unread(mistake=Mistake.IMPOSSIBLE, words=words):
            return voice.say(s.DEADLINE_IMPOSSIBLE, text=words)
        case Unread(mistake=Mistake.UNREAD_TIME, words=date):
            return voice.say(s.DEADLINE_UNREAD_TIME, date=date)
        case Unread(mistake=Mistake.TWO_DATES, words=date):
            return voice.say(s.DEADLINE_TWO_DATES, date=date)
        case _:
            return voice.say(s.DEADLINE_NO_DATE, title=shortened(draft.title))


def _ask(voice: Voice, words: str) -> Reply:
    return Reply((Text(words),), ((Button(voice.say(s.BUTTON_CANCEL), CancelDraft()),),))
