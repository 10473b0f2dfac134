"""Job 3: rectification items (整改事项): adding, listing, closing."""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.actions import CloseItem, ReopenItem
from bot.dialog.items import draft as drafting
from bot.dialog.items.draft import Asked, Complete
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import Stage, stages
from bot.dialog.items.screens import added, closed, item_list
from bot.dialog.reply import Reply, Text
from bot.handlers.guards import only_in_private


async def list_command(_update: Update, context: BotContext) -> None:
    """Show the open items (/items)."""
    if await only_in_private(context.unit):
        await show_list(context.unit)


async def add_command(update: Update, context: BotContext) -> None:
    """Add an item (/add), with what was typed after the command."""
    if await only_in_private(context.unit):
        text = update.message.text if update.message else None
        _, _, rest = (text or "").partition(" ")
        await begin_draft(context.unit, rest)


async def show_list(unit: Unit) -> None:
    """Show the open items in a new message."""
    await unit.reply(await _list(unit))


async def begin_draft(unit: Unit, text: str) -> None:
    """Begin an item with what is known of it."""
    await _go_on(unit, drafting.begin(unit.voice, text, unit.now, unit.person.zone))


async def continue_draft(unit: Unit, text: str) -> None:
    """Take a text as the next piece of the draft."""
    draft = unit.person.dialogs.draft
    if draft is not None:
        await _go_on(unit, drafting.tell(unit.voice, draft, text, unit.now, unit.person.zone))


async def cancel_draft(unit: Unit) -> None:
    """Drop the draft (不记了)."""
    running = unit.person.dialogs.draft is not None
    await unit.save(replace(unit.person.dialogs, draft=None))
    words = unit.voice.say(s.ADD_CANCELLED if running else s.ADD_NOTHING_RUNNING)
    await unit.show(Reply((Text(words),)))


async def cancel_command(_update: Update, context: BotContext) -> None:
    """Drop the draft (/cancel)."""
    if await only_in_private(context.unit):
        await cancel_draft(context.unit)


async def close(unit: Unit, action: CloseItem) -> None:
    """Close an item (销号); pressing twice closes once."""
    item = await unit.tx.items.close(action.item, unit.person.id, unit.now)
    if item is None:
        await _explain(unit, action.item)
        return
    await unit.show(closed(unit.voice, item))


async def reopen(unit: Unit, action: ReopenItem) -> None:
    """Take the closing of an item back; its reminders start again from now."""
    item = await unit.tx.items.reopen(action.item, unit.person.id)
    if item is None:
        await _explain(unit, action.item)
        return
    await _set_stages(unit, item)
    unit.remark = unit.voice.say(s.ITEM_REOPENED, title=item.title)
    await unit.show(await _list(unit))


async def _explain(unit: Unit, number: int) -> None:
    """Say why a button about an item does nothing, and show the list as it is."""
    known = await unit.tx.items.find(number, unit.person.id)
    unit.remark = unit.voice.say(s.ITEM_CLOSED_ALREADY if known else s.ITEM_GONE)


async def _list(unit: Unit) -> Reply:
    items = await unit.tx.items.open_items(unit.person.id)
    return item_list(unit.voice, items, unit.now, unit.person.zone)


async def _go_on(unit: Unit, outcome: Asked | Complete) -> None:
    match outcome:
        case Asked(draft=draft, reply=reply):
            await unit.save(replace(unit.person.dialogs, draft=draft))
            await unit.reply(reply)
        case Complete(title=title, deadline=deadline):
            await unit.save(replace(unit.person.dialogs, draft=None))
            item = await unit.tx.items.add(unit.person.id, title, deadline, unit.now)
            rungs = await _set_stages(unit, item)
            await unit.reply(added(unit.voice, item, rungs, unit.now, unit.person.zone))


async def _set_stages(unit: Unit, item: Item) -> tuple[Stage, ...]:
    ladder = unit.library.pack.ladders.default
    rungs = stages(ladder, item.deadline, unit.now, unit.person.zone)
    await unit.tx.items.set_stages(item.id, unit.person.id, rungs)
    unit.items_changed = True
    return rungs
