"""Putting reminders off (晚点提醒): from the button of a reminder, or in free words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.context import Unit
from bot.dialog import sentences as s
from bot.dialog.calendar_actions import OpenPicker
from bot.dialog.items.due import Due, read_due
from bot.dialog.items.item import Item
from bot.dialog.items.meant import items_meant
from bot.dialog.items.moments import END_OF_DAY
from bot.dialog.items.reminding import moment_of, number_of
from bot.dialog.items.screens import in_order, item_list
from bot.dialog.items.snooze import (
    Snoozing,
    ask_date,
    choices,
    meant,
    meant_at_once,
    meant_by,
    picking_for,
    put_off,
    typed_until,
    until,
    which,
)
from bot.dialog.reminder_actions import OfferSnooze, PutOff, Snooze, SnoozeAction
from bot.dialog.reply import Reply, Text
from bot.handlers import ledger

_MOST = 8
"""So many items at most are offered by their numbers."""


async def press(unit: Unit, action: SnoozeAction) -> None:
    """Carry out a button that puts off."""
    items = await _items(unit, action.told, action.item)
    if not items:
        unit.remark = unit.voice.say(s.REMINDED_NONE_SHORT)
        return
    match action:
        case OfferSnooze(told=told, item=item):
            await unit.show(_offer(unit, items, told, item))
        case PutOff(told=told, item=item, until=Snooze.DATE):
            await show_month(unit, picking_for(told, item))
        case PutOff(told=told, item=item, until=choice):
            moment = until(choice, unit.now, ledger.rhythm_of(unit, unit.person))
            if moment is None:  # the afternoon is over
                unit.remark = unit.voice.say(s.SNOOZE_OVER)
                await unit.show(_offer(unit, items, told, item))
            else:
                await unit.show(await _put_off(unit, items, told, moment))


async def running(unit: Unit) -> Snoozing | None:
    """Return the question for a day that what is typed now may answer; an old one is dropped."""
    asked = unit.person.dialogs.snoozing if unit.is_private else None
    if asked is None or asked.is_running(unit.now):
        return asked
    await unit.save(replace(unit.person.dialogs, snoozing=None))
    return None


async def take(unit: Unit, asked: Snoozing, text: str) -> bool:
    """Take a text for the day that was asked for; return whether it was meant for it."""
    rhythm = ledger.rhythm_of(unit, unit.person)
    found = read_due(unit.voice, text, unit.when)
    choice = meant(text)
    if not isinstance(found, Due) and not found.words and not choice:
        return False  # nothing like a day: it asks something else
    moment = until(choice, unit.now, rhythm) if choice else None
    if isinstance(found, Due):
        moment = typed_until(found.moment, unit.now, rhythm)
    items = await _items(unit, asked.told, asked.item)
    if moment is None and items:
        await unit.reply(Reply((Text(unit.voice.say(s.SNOOZE_NO_DATE)),)))
        return True
    await unit.save(replace(unit.person.dialogs, snoozing=None))
    if moment is None:
        await unit.reply(Reply((Text(unit.voice.say(s.REMINDED_NONE)),)))
    else:
        await unit.reply(await _put_off(unit, items, asked.told, moment))
    return True


async def show_month(unit: Unit, asked: OpenPicker) -> None:
    """Show a month to pick the day from; one that is typed instead is meant for the same."""
    told, item = meant_by(asked.purpose, asked.subject)
    await unit.save(replace(unit.person.dialogs, snoozing=Snoozing(told, item, unit.now)))
    await unit.show(ask_date(unit.voice, asked, unit.workdays, unit.when.local.date()))


async def pick_day(unit: Unit, told: int, item: int, day: date) -> None:
    """Put an item, or all of a reminder, off until the morning of a day that was picked."""
    items = await _items(unit, told, item)
    rhythm = ledger.rhythm_of(unit, unit.person)
    moment = typed_until(rhythm.at(day, END_OF_DAY), unit.now, rhythm)
    if not items or moment is None:
        unit.remark = unit.voice.say(s.REMINDED_NONE_SHORT if not items else s.SNOOZE_OVER)
        return
    await unit.save(replace(unit.person.dialogs, snoozing=None))
    await unit.show(await _put_off(unit, items, told, moment))


async def begin(unit: Unit, text: str) -> None:
    """Put off what was reminded of last, or what the text names: until when it says, or is chosen."""
    every = in_order(await unit.tx.items.open_items(unit.person.id))
    last = await unit.tx.stages.last_told(unit.person.id)
    told = number_of(last) if last else 0
    named = items_meant(text, every) if every else None
    items: Sequence[Item] = await _items(unit, told, 0) if told else ()
    if named and named.is_named and len(named.items) == 1:
        items, told = named.items, 0
    if not items and len(every) == 1:
        items, told = every, 0
    at_once = meant_at_once(text)
    is_clear = at_once and (not at_once[1] or items is (named.items if named else None))
    moment = until(at_once[0], unit.now, ledger.rhythm_of(unit, unit.person)) if at_once else None
    if items and moment and is_clear:
        await unit.reply(await _put_off(unit, items, told, moment))
    elif items:
        item = items[0].id if len(items) == 1 else 0
        await unit.reply(_offer(unit, items, told, item))
    elif every:
        await unit.reply(which(unit.voice, every[:_MOST], 0))
    else:
        await unit.reply(item_list(unit.voice, every, unit.now, unit.person.zone))


def _offer(unit: Unit, items: Sequence[Item], told: int, item: int) -> Reply:
    rhythm = ledger.rhythm_of(unit, unit.person)
    return choices(unit.voice, items, told, item, unit.now, rhythm)


async def _put_off(unit: Unit, items: Sequence[Item], told: int, moment: datetime) -> Reply:
    for item in items:
        await ledger.snooze(unit, item.id, moment, moment_of(told) if told else None)
    rhythm = ledger.rhythm_of(unit, unit.person)
    return put_off(unit.voice, items, moment, told, rhythm, unit.now)


async def _items(unit: Unit, told: int, item: int) -> list[Item]:
    """Return the items that a button means and that are still to be done."""
    return await ledger.pending(unit, [item] if item else await ledger.told(unit, told))
