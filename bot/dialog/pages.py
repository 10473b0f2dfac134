"""The measure as pages (页) to turn: which clauses stand together on one screen, and what is next.

A page is never longer than one message, since turning it edits that message in its place.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.content.measure import Measure, Section
from bot.dialog.quoting import quote_under_heading
from bot.dialog.render import ROOM_UNITS, room_of
from bot.dialog.reply import Block, Heading
from bot.dialog.voice import Voice

_MOST_CLAUSES = 12
"""A page has a button for each of its clauses: four rows of three."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some clauses of a section, and how many pages that section has; `number` counts from 1."""

    section: Section
    number: int
    count: int
    clauses: tuple[str, ...]


def pages(voice: Voice) -> tuple[Page, ...]:
    """Return the pages of the whole measure, in order."""
    return tuple(page for section in voice.pack.measure.sections for page in _pages(voice, section))


def page_of(voice: Voice, clause: str) -> Page:
    """Return the page that a clause stands on, by itself or within the clause it is a part of."""
    measure = voice.pack.measure
    names = {clause, measure.clauses[clause].parent}
    section = measure.section_of[clause]
    return next(page for page in _pages(voice, section) if names.intersection(page.clauses))


def page_blocks(voice: Voice, page: Page) -> tuple[Block, ...]:
    """Return what a page shows: the name of the section, and each clause exactly as it stands."""
    heading = _heading(voice, page.section, page.number, page.count)
    return (heading, *(quote_under_heading(voice, clause) for clause in page.clauses))


def _heading(voice: Voice, section: Section, number: int, count: int) -> Heading:
    title = section.title.in_(voice.language)
    numbered = voice.say(s.READ_PAGE, title=title, page=number, pages=count)
    return Heading(numbered if count > 1 else title)


def neighbours(measure: Measure, clause: str) -> tuple[str | None, str | None]:
    """Return the clauses before and after one; a part has the other parts beside it."""
    alone = standing_alone(measure.clauses, measure)
    order = alone if clause in alone else tuple(measure.clauses)
    place = order.index(clause)
    before = order[place - 1] if place else None
    return before, order[place + 1] if place + 1 < len(order) else None


def standing_alone(names: Iterable[str], measure: Measure) -> tuple[str, ...]:
    """Return the clauses of `names` that are not shown within another one as its parts."""
    alone: dict[str, None] = {}
    for name in names:
        if measure.clauses[name].parent not in alone:
            alone[name] = None
    return tuple(alone)


def _pages(voice: Voice, section: Section) -> tuple[Page, ...]:
    """Return the fewest pages that fit, of about the same number of clauses."""
    names = standing_alone((clause.id for clause in section.clauses), voice.pack.measure)
    takes = [room_of(quote_under_heading(voice, name)) for name in names]
    room = ROOM_UNITS - room_of(_heading(voice, section, len(names), len(names)))
    for count in range(math.ceil(len(names) / _MOST_CLAUSES), len(names) + 1):
        size = math.ceil(len(names) / count)
        starts = range(0, len(names), size)
        if all(sum(takes[start : start + size]) <= room for start in starts):
            break
    return tuple(
        Page(section, number, len(starts), names[start : start + size])
        for number, start in enumerate(starts, 1)
    )
