"""What the items show: the list, one item, and a reminder.

A reminder is discreet: the light and the days, never the title, which a passer-by could read on a
locked phone.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, CloseItem, ReopenItem, ShowItems
from bot.dialog.items.item import Item, Light, light
from bot.dialog.items.ladder import Stage
from bot.dialog.items.moments import tell_deadline, tell_left, tell_moment
from bot.dialog.reply import Button, Heading, Note, Reply, Text
from bot.dialog.voice import Voice

_BUTTONS_PER_ROW = 3
LISTED = 20
"""How many items one list shows; the nearest deadlines come first."""


def item_list(voice: Voice, items: Sequence[Item], now: datetime, zone: tzinfo) -> Reply:
    """Return the open items, the nearest deadline first, with a button to close each."""
    add = (Button(voice.say(s.BUTTON_ADD), AddItem()),)
    if not items:
        return Reply((Text(voice.say(s.ITEMS_NONE)),), (add,))
    shown = sorted(items, key=lambda item: (item.deadline, item.id))[:LISTED]
    lines = [
        Text(
            voice.say(
                s.ITEM_LINE,
                number=number,
                light=light(item.deadline, now, zone),
                title=item.title,
                deadline=tell_deadline(voice, item.deadline, now, zone),
                left=tell_left(voice, item.deadline, now, zone),
            )
        )
        for number, item in enumerate(shown, 1)
    ]
    buttons = [
        Button(voice.say(s.BUTTON_DONE_ITEM, number=number), CloseItem(item.id))
        for number, item in enumerate(shown, 1)
    ]
    rows = range(0, len(buttons), _BUTTONS_PER_ROW)
    return Reply(
        (Heading(voice.say(s.ITEMS_HEADING, count=len(items))), *lines),
        (*(tuple(buttons[row : row + _BUTTONS_PER_ROW]) for row in rows), add),
    )


def added(
    voice: Voice, item: Item, reminders: Sequence[Stage], now: datetime, zone: tzinfo
) -> Reply:
    """Return the echo of an item that was just stored: the understood date and the reminders."""
    moments = voice.say(s.ITEM_MOMENT_SEPARATOR).join(
        tell_moment(voice, stage.fire_at, zone) for stage in reminders
    )
    deadline = tell_deadline(voice, item.deadline, now, zone)
    left = tell_left(voice, item.deadline, now, zone)
    return Reply(
        (
            Text(voice.say(s.ADD_DONE)),
            Heading(item.title),
            Text(voice.say(s.ITEM_CARD, deadline=deadline, left=left)),
            *([Note(voice.say(s.ITEM_REMINDERS, moments=moments))] if reminders else []),
        ),
        (
            (
                Button(voice.say(s.BUTTON_DONE), CloseItem(item.id)),
                Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
            ),
        ),
    )


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
