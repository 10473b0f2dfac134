"""The list of items (清单): all that is open, or some of it, or what is done; sorted, in pages."""

import math
from collections.abc import Sequence

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem
from bot.dialog.calendar_actions import ExportCalendar
from bot.dialog.item_actions import BrowseItems, OpenItem, PickKind, SearchItems, Small, View
from bot.dialog.items.card import kind_marked, kind_title, mark_of
from bot.dialog.items.detail import STATES
from bot.dialog.items.item import Item, days_left, is_overdue, shortened
from bot.dialog.items.lifecycle import DELETED_KEPT
from bot.dialog.items.moments import tell_day
from bot.dialog.items.screens import PAGE, in_order, line
from bot.dialog.items.when import When
from bot.dialog.reply import Button, Heading, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

SOON_DAYS = 7
_HEADINGS = {
    View.OPEN: s.ITEMS_HEADING,
    View.OVERDUE: s.LIST_OVERDUE,
    View.SOON: s.LIST_SOON,
    View.DONE: s.LIST_DONE,
    View.DELETED: s.LIST_DELETED,
}
_EMPTY = {
    View.OPEN: s.ITEMS_NONE,
    View.OVERDUE: s.ITEMS_NONE_OVERDUE,
    View.SOON: s.LIST_NONE_SOON,
    View.DONE: s.LIST_NONE_DONE,
    View.DELETED: s.LIST_NONE_DELETED,
}
_BUTTONS = {
    View.OPEN: s.BUTTON_ALL_ITEMS,
    View.OVERDUE: s.BUTTON_OVERDUE,
    View.SOON: s.BUTTON_SOON,
    View.DONE: s.BUTTON_CLOSED,
    View.DELETED: s.BUTTON_DELETED,
}


def browse(
    voice: Voice, items: Sequence[Item], view: View, when: When, *, kind: int = 0, page: int = 1
) -> Reply:
    """Return a page of some items.

    Args:
        voice: what to speak with.
        items: all of the person.
        view: which of them.
        when: now.
        kind: of this kind alone, by its mark; 0 for all.
        page: counts from 1; of a page that is no more, the last is shown instead.
    """
    name = kind_marked(voice, kind)
    shown = [
        one for one in numbered(items, view, when) if not name or _kind_of(voice, one[1]) == name
    ]
    days = DELETED_KEPT.days if view is View.DELETED else SOON_DAYS
    heading = voice.say(_HEADINGS[view], count=len(shown), days=days)
    if name:
        heading = voice.say(s.LIST_OF_KIND, heading=heading, kind=kind_title(voice, name))
    if not shown:
        empty = voice.say(_EMPTY[view], days=SOON_DAYS)
        return Reply((Text(empty),), _ways(voice, items, view, kind, when))
    pages = math.ceil(len(shown) / PAGE)
    page = min(max(1, page), pages)
    lines, opening = lined(voice, shown[(page - 1) * PAGE : page * PAGE], when)
    turning = _turning(voice, view, kind, page, pages)
    rows = (*opening, *((turning,) if turning else ()), *_ways(voice, items, view, kind, when))
    return Reply((Heading(heading), *lines), rows)


def numbered(items: Sequence[Item], view: View, when: When) -> list[tuple[int, Item]]:
    """Return the items of a view; what is open has its number among all that is open."""
    if view is View.DELETED:
        gone = [(one.deleted_at, one) for one in items if one.deleted_at]
        return list(
            enumerate((one for _, one in sorted(gone, key=lambda two: two[0], reverse=True)), 1)
        )
    if view is View.DONE:
        done = [(one.closed_at, one) for one in items if one.closed_at and not one.deleted_at]
        return list(
            enumerate((one for _, one in sorted(done, key=lambda two: two[0], reverse=True)), 1)
        )
    pending = enumerate(in_order(one for one in items if one.is_pending), 1)
    return [(number, one) for number, one in pending if _is_in(view, one, when)]


def lined(
    voice: Voice, shown: Sequence[tuple[int, Item]], when: When
) -> tuple[list[Text], tuple[Row, ...]]:
    """Return the lines of items that have these numbers, and the buttons that open them."""
    lines = [Text(_line(voice, number, item, when)) for number, item in shown]
    buttons = [
        Button(voice.say(s.BUTTON_KEPT, number=number), OpenItem(item.id)) for number, item in shown
    ]
    return lines, in_rows(buttons)


def kinds_of(voice: Voice, items: Sequence[Item], view: View, when: When) -> Reply:
    """Return the kinds that the items of a view have, to choose from."""
    some = [item for _, item in numbered(items, view, when)]
    offered = []
    for name in voice.pack.ladders.kinds:
        count = sum(_kind_of(voice, item) == name for item in some)
        if count:
            title = kind_title(voice, name)
            label = voice.say(s.BUTTON_OF_KIND, kind=title, count=count)
            offered.append(Button(label, BrowseItems(view, mark_of(name), 1)))
    every = Button(voice.say(_BUTTONS[view], count=len(some)), BrowseItems(view, Small(0), 1))
    return Reply((Text(voice.say(s.LIST_PICK_KIND)),), (*in_rows(offered, 2), (every,)))


def found(voice: Voice, items: Sequence[tuple[int, Item]], words: str, when: When) -> Reply:
    """Return the items that have some words, with their numbers in the list."""
    again = (
        Button(voice.say(s.BUTTON_SEARCH), SearchItems()),
        Button(voice.say(s.BUTTON_ITEMS), BrowseItems(View.OPEN, Small(0), 1)),
    )
    if not items:
        return Reply((Text(voice.say(s.FOUND_NONE, words=shortened(words))),), (again,))
    heading = voice.say(s.FOUND_HEADING, words=shortened(words), count=len(items))
    lines, opening = lined(voice, items[:PAGE], when)
    more = len(items) - PAGE
    rest = [Text(voice.say(s.FOUND_MORE, count=more))] if more > 0 else []
    return Reply((Heading(heading), *lines, *rest), (*opening, again))


def _is_in(view: View, item: Item, when: When) -> bool:
    over = is_overdue(item.deadline, when.now)
    if view is View.OVERDUE:
        return over
    if view is View.SOON:
        return not over and days_left(item.deadline, when.now, when.zone) <= SOON_DAYS
    return True


def _kind_of(voice: Voice, item: Item) -> str:
    """Return the kind of an item; of one that is there no more, the default."""
    ladders = voice.pack.ladders
    return item.kind if item.kind in ladders.kinds else ladders.default


def _line(voice: Voice, number: int, item: Item, when: When) -> str:
    if item.is_pending:
        return line(voice, number, item, when.now, when.zone)
    title = shortened(item.title)
    status = voice.say(s.STATUS_DELETED if item.deleted_at else STATES[item.status])
    ended = item.deleted_at or item.closed_at or when.now
    day = tell_day(voice, ended.astimezone(when.zone), when.now, when.zone)
    return voice.say(s.LIST_LINE_DONE, number=number, title=title, status=status, day=day)


def _turning(voice: Voice, view: View, kind: int, page: int, pages: int) -> Row:
    buttons = []
    if page > 1:
        to = BrowseItems(view, Small(kind), page - 1)
        buttons.append(Button(voice.say(s.BUTTON_PREVIOUS), to))
    if page < pages:
        to = BrowseItems(view, Small(kind), page + 1)
        buttons.append(Button(voice.say(s.BUTTON_NEXT), to))
    return tuple(buttons)


def _ways(
    voice: Voice, items: Sequence[Item], view: View, kind: int, when: When
) -> tuple[Row, ...]:
    """Return the ways to other lists, where there is something in them, and to a new item."""
    counts = {one: len(numbered(items, one, when)) for one in View}
    others = [
        Button(
            voice.say(_BUTTONS[one], count=counts[one], days=SOON_DAYS),
            BrowseItems(one, Small(0), 1),
        )
        for one in View
        if counts[one]
        and (one is not view or kind)
        # What is all of the list anyway needs no list of its own.
        and (one not in (View.OVERDUE, View.SOON) or counts[one] < counts[View.OPEN])
    ]
    kinds = {_kind_of(voice, item) for _, item in numbered(items, view, when)}
    if len(kinds) > 1 and not kind:
        others.append(Button(voice.say(s.BUTTON_BY_KIND), PickKind(view)))
    if counts[View.OPEN] + counts[View.DONE] > PAGE:
        others.append(Button(voice.say(s.BUTTON_SEARCH), SearchItems()))
    add = Button(voice.say(s.BUTTON_ADD), AddItem())
    calendar = Button(voice.say(s.BUTTON_CALENDAR), ExportCalendar())
    return (*in_rows(others), (add, calendar) if counts[View.OPEN] else (add,))
