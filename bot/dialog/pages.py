"""The measure as pages (页) to turn: which clauses stand together on one screen, and what is next.

A page is never longer than one message, since turning it edits that message in its place.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.content.measure import Measure, Section
from bot.dialog.quoting import quote_under_heading
from bot.dialog.render import render
from bot.dialog.reply import Block, Heading, Reply
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


def page_of(pages: Iterable[Page], measure: Measure, clause: str) -> Page:
    """Return the page that a clause stands on, by itself or within the clause it is a part of."""
    names = {clause, measure.clauses[clause].parent}
    return next(page for page in pages if names.intersection(page.clauses))


def page_blocks(voice: Voice, page: Page) -> tuple[Block, ...]:
    """Return what a page shows: the name of the section, and each clause exactly as it stands."""
    title = page.section.title.in_(voice.language)
    if page.count > 1:
        title = voice.say(s.READ_PAGE, title=title, page=page.number, pages=page.count)
    return (Heading(title), *(quote_under_heading(voice, clause) for clause in page.clauses))


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


def _pages(voice: Voice, section: Section) -> Iterator[Page]:
    """Yield the fewest pages that fit, of about the same number of clauses."""
    names = standing_alone((clause.id for clause in section.clauses), voice.pack.measure)
    for count in range(math.ceil(len(names) / _MOST_CLAUSES), len(names) + 1):
        size = math.ceil(len(names) / count)
        parts = [names[start : start + size] for start in range(0, len(names), size)]
        found = [Page(section, number, len(parts), part) for number, part in enumerate(parts, 1)]
        if size == 1 or all(_fits(voice, page) for page in found):
            yield from found
            return


def _fits(voice: Voice, page: Page) -> bool:
    return len(render(Reply(page_blocks(voice, page)), voice.pack.version)) == 1
