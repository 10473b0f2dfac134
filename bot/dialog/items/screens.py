"""What the items show: the list, one item, and a reminder.

A reminder is discreet: the light and the days, never the title, which a passer-by could read on a
locked phone.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, CloseItem, CloseListed, ReopenItem, ShowItems
from bot.dialog.items.item import Item, Light, is_overdue, light, shortened
from bot.dialog.items.ladder import Stage
from bot.dialog.items.moments import (
    tell_day,
    tell_deadline,
    tell_deadline_briefly,
    tell_hour,
    tell_left,
)
from bot.dialog.reply import Button, Heading, Note, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

PAGE = 6
"""How many items one page of the list shows; the nearest deadlines come first."""


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
    lines = [Text(_line(voice, number, item, now, zone)) for number, item in numbered]
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


def _line(voice: Voice, number: int, item: Item, now: datetime, zone: tzinfo) -> str:
    return voice.say(
        s.ITEM_LINE,
        number=number,
        light=light(item.deadline, now, zone),
        title=shortened(item.title),
        deadline=tell_deadline_briefly(voice, item.deadline, now, zone),
        left=tell_left(voice, item.deadline, now, zone),
    )


def added(
    voice: Voice, item: Item, reminders: Sequence[Stage], now: datetime, zone: tzinfo
) -> Reply:
    """Return the echo of an item that was just stored: the understood date and the reminders."""
    deadline = tell_deadline(voice, item.deadline, now, zone)
    left = tell_left(voice, item.deadline, now, zone, days_left_as=s.ITEM_LEFT_ON_CARD)
    return Reply(
        (
            Text(voice.say(s.ADD_DONE)),
            Heading(item.title),
            Text(voice.say(s.ITEM_CARD, deadline=deadline, left=left)),
            *_reminders(voice, item, reminders, now, zone),
        ),
        (
            (
                Button(voice.say(s.BUTTON_DONE), CloseItem(item.id)),
                Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
            ),
        ),
    )


def _reminders(
    voice: Voice, item: Item, reminders: Sequence[Stage], now: datetime, zone: tzinfo
) -> Iterator[Note]:
    """Yield when there will be reminders, and whether they all come too late to be of use."""
    if reminders:
        yield Note(_days_of(voice, reminders, now, zone))
    if all(stage.fire_at >= item.deadline for stage in reminders):
        yield Note(voice.say(s.ITEM_NO_REMINDER_BEFORE))


def _days_of(voice: Voice, reminders: Sequence[Stage], now: datetime, zone: tzinfo) -> str:
    """Return the days of reminders, which are all at the same time of day."""
    days = [tell_day(voice, stage.fire_at, now, zone) for stage in reminders]
    listed = voice.say(s.LIST_SEPARATOR).join(days)
    return voice.say(
        s.ITEM_REMINDERS, days=listed, time=tell_hour(voice, reminders[0].fire_at, zone)
    )


def reopened(voice: Voice, item: Item, *, reminded: bool, now: datetime, zone: tzinfo) -> str:
    """Return the remark that an item is open again; without its title, which may be too long."""
    if reminded or not is_overdue(item.deadline, now):
        return voice.say(s.ITEM_REOPENED)
    return voice.say(s.ITEM_REOPENED_SILENT, left=tell_left(voice, item.deadline, now, zone))


def closed(voice: Voice, item: Item) -> Reply:
    """Return the confirmation that an item was closed (销号), with a way back."""
    return Reply(
        (Text(voice.say(s.ITEM_CLOSED, title=item.title)),),
        (
            (
                Button(voice.say(s.BUTTON_REOPEN), ReopenItem(item.id)),
                Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
            ),
        ),
    )


def reminder(
    voice: Voice, items: Sequence[Item], now: datetime, zone: tzinfo, *, late: bool
) -> Reply:
    """Return the reminder of one or several items that are due at the same time.

    Args:
        voice: what to speak with.
        items: at least one open item.
        now: aware.
        zone: the person's.
        late: whether it should have come earlier, while the assistant was not running.
    """
    if len(items) == 1:
        (item,) = items
        left = tell_left(voice, item.deadline, now, zone)
        words = voice.say(s.REMINDER_ONE, light=light(item.deadline, now, zone), left=left)
        buttons = [Button(voice.say(s.BUTTON_DONE), CloseItem(item.id))]
    else:
        words = voice.say(
            s.REMINDER_MANY, count=len(items), lights=_lights(voice, items, now, zone)
        )
        buttons = []
    remark = (Note(voice.say(s.REMINDER_LATE)),) if late else ()
    buttons.append(Button(voice.say(s.BUTTON_ITEMS), ShowItems()))
    return Reply((Text(words), *remark), (tuple(buttons),))


def _lights(voice: Voice, items: Sequence[Item], now: datetime, zone: tzinfo) -> str:
    counts = Counter(light(item.deadline, now, zone) for item in items)
    return " ".join(
        voice.say(s.REMINDER_LIGHT, light=one, count=counts[one])
        for one in (Light.RED, Light.YELLOW, Light.GREEN)
        if counts[one]
    )
