"""An agenda (日程): what of items a calendar is told, as entries.

It knows what a calendar shows and nothing of its file format. Telephones take in events and mostly
no tasks (VTODO), so an item is an event on its deadline. The person asked for the file themselves,
so its entries have titles, unlike reminders.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from uuid import UUID, uuid5

from bot.dialog import sentences as s
from bot.dialog.content.parts import Language
from bot.dialog.items.item import Item, Status
from bot.dialog.items.ladder import Stage
from bot.dialog.items.moments import END_OF_DAY
from bot.dialog.voice import Voice

_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
"""What RFC 5545 does not let stand in a text, line ends apart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of a calendar."""

    uid: UUID
    """The same at every export, so that a calendar replaces what it has."""
    sequence: int
    """The higher one is newer."""
    starts: date | datetime
    """A day in the person's zone, or a moment in UTC."""
    title: str
    details: str
    alarms: tuple[timedelta, ...]
    """From the start, of a day from its beginning; negative before it."""
    is_cancelled: bool
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    """Entries, how they are called together, and when this was made (UTC)."""

    file_name: str
    title: str
    language: Language
    made_at: datetime
    entries: tuple[Entry, ...]


def agenda(
    voice: Voice,
    items: Sequence[tuple[Item, Sequence[Stage]]],
    installation: UUID,
    now: datetime,
    zone: tzinfo,
) -> Agenda:
    """Return what a calendar is told of items.

    Args:
        voice: what to speak with.
        items: each with its coming reminders; what is done, cancelled or deleted too, so that a
            calendar that has it learns of that.
        installation: tells the items of this assistant from those of another.
        now: aware.
        zone: the person's.
    """
    return Agenda(
        file_name=voice.say(s.CALENDAR_FILE, date=f"{now.astimezone(zone):%Y%m%d}"),
        title=voice.say(s.CALENDAR_TITLE),
        language=voice.language,
        made_at=now,
        entries=tuple(_entry(voice, item, stages, installation, zone) for item, stages in items),
    )


def _entry(
    voice: Voice, item: Item, stages: Iterable[Stage], installation: UUID, zone: tzinfo
) -> Entry:
    starts = _start(item.deadline, zone)
    created = item.created_at or item.deadline
    return Entry(
        uid=uuid5(installation, f"item {item.id}"),
        sequence=item.sequence,
        starts=starts,
        title=_clean(_title(voice, item)),
        details="" if item.deleted_at else _clean("\n".join(_details(voice, item))),
        alarms=tuple(_alarms(starts, stages, zone)) if item.is_pending else (),
        is_cancelled=item.deleted_at is not None or item.status is Status.CANCELLED,
        created_at=created,
        changed_at=item.changed_at or created,
    )


def _start(deadline: datetime, zone: tzinfo) -> date | datetime:
    """Return when it is due: a whole day where no time was said, else the last minute in time."""
    local = deadline.astimezone(zone)
    return local.date() if local.time() == END_OF_DAY else deadline.astimezone(UTC)


def _alarms(starts: date | datetime, stages: Iterable[Stage], zone: tzinfo) -> Iterator[timedelta]:
    """Yield how long from the start each reminder is; a day begins where the calendar is."""
    for stage in stages:
        if isinstance(starts, datetime):
            yield stage.fire_at - starts
        else:
            here = stage.fire_at.astimezone(zone).replace(tzinfo=None)
            yield here - datetime.combine(starts, time())


def _title(voice: Voice, item: Item) -> str:
    if item.deleted_at:
        return voice.say(s.CALENDAR_DELETED)
    match item.status:
        case Status.CANCELLED:
            return voice.say(s.CALENDAR_CANCELLED, title=item.title)
        case Status.CLOSED:
            return voice.say(s.CALENDAR_CLOSED, title=item.title)
        case _:
            return item.title


def _details(voice: Voice, item: Item) -> Iterator[str]:
    kind = voice.pack.ladders.kinds.get(item.kind)
    if kind:
        yield voice.say(s.CALENDAR_KIND, kind=kind.title.in_(voice.language))
    if item.requirement:
        yield voice.say(s.CALENDAR_REQUIREMENT, text=item.requirement)
    if item.issuer:
        yield voice.say(s.CALENDAR_ISSUER, text=item.issuer)
    if item.notes:
        yield voice.say(s.CALENDAR_NOTES, text=item.notes)


def _clean(text: str) -> str:
    return _CONTROL.sub("", _LINE_END.sub("\n", text))
