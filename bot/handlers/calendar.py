"""Job 3, handed out: items as a calendar file (日历文件)."""

import asyncio
from datetime import timedelta
from uuid import UUID, uuid4

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.items.agenda import Agenda, agenda
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage
from bot.dialog.items.schedule import to_come
from bot.handlers import itemlist, ledger
from bot.handlers.guards import only_in_private
from bot.sending import File

_ENDED_TOLD = timedelta(days=90)
"""For how long calendars are told that an item is done, cancelled or deleted."""
_INSTALLATION = "installation"


async def command(_update: Update, context: BotContext) -> None:
    """Send all items as a calendar file (/calendar)."""
    if await only_in_private(context.unit):
        await send_all(context.unit)


async def press(unit: Unit, number: int) -> None:
    """Send the item of this number, or as 0 all of them."""
    await (send_one(unit, number) if number else send_all(unit))


async def send_all(unit: Unit) -> None:
    """Send the items that are to be done, and what has come of others of late."""
    pending = await unit.tx.items.open_items(unit.person.id)
    ended = await unit.tx.items.ended(unit.person.id, unit.now - _ENDED_TOLD)
    if not pending and not ended:
        await itemlist.show_list(unit)
        return
    unit.remark = unit.voice.say(s.MEMO_SENT)
    file = await _file(unit, [*pending, *ended])
    await unit.send_file(file, unit.voice.say(s.CALENDAR_CAPTION, count=len(pending)))


async def send_one(unit: Unit, number: int) -> None:
    """Send an item as a calendar file."""
    item = await ledger.there(unit, number)
    if item is None:
        unit.remark = unit.voice.say(s.ITEM_GONE)
        return
    unit.remark = unit.voice.say(s.MEMO_SENT)
    await unit.send_file(await _file(unit, [item]), unit.voice.say(s.CALENDAR_CAPTION_ONE))


async def _file(unit: Unit, items: list[Item]) -> File:
    reminded = [(item, await _reminders(unit, item)) for item in items]
    made = agenda(unit.voice, reminded, await _installation(unit), unit.now, unit.person.zone)
    content = await asyncio.to_thread(_written, made)
    return File(f"{made.file_name}.ics", "text/calendar", content)


async def _reminders(unit: Unit, item: Item) -> tuple[Stage, ...]:
    """Return the reminders that are stored, so that one which was put off is where it is now."""
    if not item.is_pending:
        return ()
    kept = await unit.tx.stages.kept(item.id)
    return to_come((one.stage for one in kept if one.waits), unit.now)


def _written(made: Agenda) -> bytes:
    """Write the file; in a thread, for loading the library takes a moment."""
    from bot.calendar_file import written

    return written(made)


async def _installation(unit: Unit) -> UUID:
    """Return what tells this assistant's items from those of another, for good."""
    known = await unit.tx.facts.read(_INSTALLATION)
    if known is None:
        known = str(uuid4())
        await unit.tx.facts.write(_INSTALLATION, known)
    return UUID(known)
