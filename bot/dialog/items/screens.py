"""The open items to choose from (清单), with a button to close each, and what closing leaves to say."""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, CloseListed, ReopenItem, ShowItems
from bot.dialog.items.item import Item, Status, is_overdue, light, shortened
from bot.dialog.items.moments import tell_deadline, tell_left
from bot.dialog.reply import Button, Heading, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

PAGE = 6
"""How many items one page of the list shows; the nearest deadlines come first."""
_STATES = {
    Status.SUBMITTED: s.BUTTON_SUBMIT,
    Status.RETURNED: s.BUTTON_RETURN,
}


def item_list(
    voice: Voice, items: Sequence[Item], now: datetime, zone: tzinfo, page: int = 1
) -> Reply:
    """Return a page of the open items, the nearest deadline first, with a button to close each.

    Pages count from 1; of a page that is no more, the last is shown instead.
    """
    add = (Button(voice.say(s.BUTTON_ADD), AddItem()),)
    if not items:
        return Reply((Text(voice.say(s.ITEMS_NONE)),), (add,))
    pages = math.ceil(len(items) / PAGE)
    page = min(max(1, page), pages)
    first = (page - 1) * PAGE
    shown = list(enumerate(in_order(items)[first : first + PAGE], first + 1))
    lines, closing = listed(voice, shown, now, zone)
    rows = (*closing, _turning(voice, page, pages), add)
    return Reply(
        (Heading(voice.say(s.ITEMS_HEADING, count=len(items))), *lines),
        tuple(row for row in rows if row),
    )


def listed(
    voice: Voice, numbered: Sequence[tuple[int, Item]], now: datetime, zone: tzinfo
) -> tuple[list[Text], tuple[Row, ...]]:
    """Return the lines of items that have these numbers, and the buttons that close them."""
    lines = [Text(line(voice, number, item, now, zone)) for number, item in numbered]
    buttons = [
        Button(voice.say(s.BUTTON_DONE_ITEM, number=number), CloseListed(item.id))
        for number, item in numbered
    ]
    return lines, in_rows(buttons)


def after_closing(voice: Voice, listed: Reply, item: Item) -> Reply:
    """Return the list after `item` was closed from it: with a word on that and a way back."""
    told = Text(voice.say(s.ITEM_CLOSED_IN_LIST, title=shortened(item.title)))
    back = (Button(voice.say(s.BUTTON_REOPEN), ReopenItem(item.id)),)
    return Reply((told, *listed.blocks), (back, *listed.keyboard))


def in_order(items: Iterable[Item]) -> list[Item]:
    """Return items in the order of the list: the nearest deadline first."""
    return sorted(items, key=lambda item: (item.deadline, item.id))


def page_of(items: Iterable[Item], item: Item) -> int:
    """Return the page of the list on which `item` stands, or would stand if it were open."""
    before = sum((one.deadline, one.id) < (item.deadline, item.id) for one in items)
    return before // PAGE + 1


def _turning(voice: Voice, page: int, pages: int) -> tuple[Button, ...]:
    buttons = []
    if page > 1:
        buttons.append(Button(voice.say(s.BUTTON_PREVIOUS), ShowItems(page - 1)))
    if page < pages:
        buttons.append(Button(voice.say(s.BUTTON_NEXT), ShowItems(page + 1)))
    return tuple(buttons)


def line(voice: Voice, number: int, item: Item, now: datetime, zone: tzinfo) -> str:
    """Return an item that is to be done, as every list tells it."""
    told = voice.say(
        s.ITEM_LINE,
        number=number,
        light=light(item.deadline, now, zone),
        title=shortened(item.title),
        deadline=tell_deadline(voice, item.deadline, now, zone),
        left=tell_left(voice, item.deadline, now, zone),
    )
    return with_state(voice, item, told)


def with_state(voice: Voice, item: Item, told: str) -> str:
    """Return what is told of an item with its state, where it is more than to be done (待办)."""
    state = _STATES.get(item.status)
    return voice.say(s.ITEM_LINE_STATE, line=told, status=voice.say(state)) if state else told


def reopened(voice: Voice, item: Item, *, reminded: bool, now: datetime, zone: tzinfo) -> str:
    """Return the remark that an item is open again; without its title, which may be too long."""
    if reminded or not is_overdue(item.deadline, now):
        return voice.say(s.ITEM_REOPENED)
    return voice.say(s.ITEM_REOPENED_SILENT, left=tell_left(voice, item.deadline, now, zone))
