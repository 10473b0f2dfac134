"""Editing an item by typing (修改): which field is asked for, and what is taken for it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialog import sentences as s
from bot.dialog.item_actions import Field
from bot.dialog.items.draft import PATIENCE, REQUIREMENT_LIMIT, title_in, title_problem
from bot.dialog.items.due import NoDue, read_due
from bot.dialog.items.item import Item
from bot.dialog.items.when import When
from bot.dialog.voice import Voice

ISSUER_LIMIT = 120
"""The longest name of an issuing body, in characters."""
LIMITS = {
    Field.REQUIREMENT: REQUIREMENT_LIMIT,
    Field.NOTES: REQUIREMENT_LIMIT,
    Field.REMARK: REQUIREMENT_LIMIT,
    Field.ISSUER: ISSUER_LIMIT,
}
CLEARABLE = frozenset({Field.REQUIREMENT, Field.ISSUER, Field.NOTES})


@dataclass(frozen=True, slots=True)
class Edit:
    """A field that is asked for; what is typed next is taken for it."""

    field: Field
    item: int = 0
    """Of no item: a search."""
    was: str = ""
    """What the field was when it was asked for."""
    started_at: datetime | None = None

    def is_running(self, now: datetime) -> bool:
        """Return whether what is typed at `now` is still meant for it."""
        return self.started_at is not None and now - self.started_at <= PATIENCE


def value(item: Item, field: Field) -> str:
    """Return what a field holds, as text; a deadline as an ISO time."""
    match field:
        case Field.TITLE:
            return item.title
        case Field.DEADLINE:
            return item.deadline.isoformat()
        case Field.REQUIREMENT:
            return item.requirement
        case Field.ISSUER:
            return item.issuer
        case Field.NOTES | Field.REMARK:
            return item.notes
        case Field.EVIDENCE | Field.SEARCH:
            return ""


def edited(voice: Voice, item: Item, field: Field, text: str, when: When) -> Item | str:
    """Return `item` with what was typed for a field, or a sentence on why it cannot be that."""
    text = text.strip()
    if field is Field.TITLE:
        return title_problem(voice, text) or replace(item, title=title_in(text))
    if field is Field.DEADLINE:
        found = read_due(voice, text, when)
        if isinstance(found, NoDue):
            return found.problem
        return replace(item, deadline=found.moment, counted_from=found.counted_from)
    limit = LIMITS[field]
    if field is Field.REMARK and item.notes:
        text = f"{item.notes}\n{text}"
    if len(text) > limit:
        return voice.say(s.EDIT_TOO_LONG, limit=limit, length=len(text))
    return filled(item, field, text)


def filled(item: Item, field: Field, text: str) -> Item:
    """Return `item` with `text` in one of the fields that may be empty."""
    match field:
        case Field.REQUIREMENT:
            return replace(item, requirement=text)
        case Field.ISSUER:
            return replace(item, issuer=text)
        case Field.NOTES | Field.REMARK:
            return replace(item, notes=text)
        case _:
            return item
