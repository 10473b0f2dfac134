"""A person who talks to the assistant, and where their dialogs stand."""

from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from bot.dialog.checklist.interview import Check
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Ladders
from bot.dialog.deadline.workdays import Workdays
from bot.dialog.items.draft import Draft
from bot.dialog.items.edit import Edit
from bot.dialog.items.evidence import Evidence
from bot.dialog.items.opened import Opened
from bot.dialog.items.quiet import USUAL_HOURS, QuietHours
from bot.dialog.items.schedule import Rhythm
from bot.dialog.items.snooze import Snoozing
from bot.dialog.story.told import Told
from bot.dialog.tap import Tap

DEFAULT_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Dialogs:
    """The dialogs a person is in; a check and a draft do not disturb each other."""

    check: Check | None = None
    draft: Draft | None = None
    told: Told | None = None
    """What was told of one's own case, until it is confirmed or dropped."""
    told_in: Language | None = None
    """In which language one's own case was told, and is spoken of; None: in that of the chat."""
    checked_at: datetime | None = None
    """When the check was last gone on with, in UTC; None once it was left (结束)."""
    aside: tuple[Draft, ...] = ()
    """Items that were begun before the one that is being added now."""
    edit: Edit | None = None
    """The field of an item that is asked for."""
    opened: Opened | None = None
    files: tuple[Evidence, ...] = ()
    """Files that were sent while no item was open, until it is said what they are for."""
    snoozing: Snoozing | None = None
    """The day that is asked for, to remind again."""
    tapped: Tap | None = None
    """The last button whose work is not to be done twice."""


_CODEC = TypeAdapter(Dialogs)


def encode_dialogs(dialogs: Dialogs) -> str:
    """Return `dialogs` as JSON."""
    return _CODEC.dump_json(dialogs, exclude_defaults=True).decode()


def decode_dialogs(text: str) -> Dialogs:
    """Return what `encode_dialogs` wrote.

    Text of another shape, as an older version may have left, is read as no dialog at all.
    """
    try:
        return _CODEC.validate_json(text)
    except ValidationError:
        return Dialogs()


@dataclass(frozen=True)
class Person:
    """A person (用户), known by the number that the messenger gives them; no name is kept."""

    id: int
    language: Language
    zone_name: str
    reachable: bool
    dialogs: Dialogs
    quiet: QuietHours = USUAL_HOURS
    digest_at: time | None = None
    """When they get the morning digest (晨报), in their zone."""
    details: bool = False
    """Whether reminders name the items."""

    @cached_property
    def zone(self) -> ZoneInfo:
        """The person's time zone."""
        return ZoneInfo(self.zone_name)

    def rhythm(self, ladders: Ladders, workdays: Workdays) -> Rhythm:
        """Return what decides when they are reminded."""
        return Rhythm(self.zone, self.quiet, workdays, time.fromisoformat(ladders.overdue_at))
