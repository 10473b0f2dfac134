"""Job 3: rectification items (整改事项): adding, listing, closing."""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.actions import CloseItem, CloseListed, ReopenItem
from bot.dialog.items import draft as drafting
from bot.dialog.items.asked import asked_list, done_asked, snooze_asked
from bot.dialog.items.draft import Asked, Complete, Draft
from bot.dialog.items.item import Item, shortened
from bot.dialog.items.lifecycle import Move
from bot.dialog.items.request import title_asked_for
from bot.dialog.items.screens import added, after_closing, closed, item_list, page_of, reopened
from bot.dialog.reply import Reply, Text
from bot.handlers import keeping, ledger, story
from bot.handlers.guards import only_in_private, tell


async def list_command(_update: Update, context: BotContext) -> None:
    """Show the open items (/items)."""
    if await only_in_private(context.unit):
        await show_list(context.unit)


async def add_command(update: Update, context: BotContext) -> None:
    """Add an item (/add), with what was typed after the command."""
    if await only_in_private(context.unit):
        text = update.message.text if update.message else None
        _command, *rest = (text or "/add").split(maxsplit=1)
        await begin_draft(context.unit, "".join(rest))


async def show_list(unit: Unit, page: int = 0) -> None:
    """Show the open items in a new message, or another page of them in its place."""
    if page:
        await unit.show(await _list(unit, page))
    else:
        await unit.reply(await _list(unit))


async def show_asked(unit: Unit, text: str) -> None:
    """Show the open items that are asked for in free words."""
    items = await unit.tx.items.open_items(unit.person.id)
    await unit.reply(asked_list(unit.voice, text, items, unit.now, unit.person.zone))


async def offer_done(unit: Unit, text: str) -> None:
    """Show the item that is said to be done; a press closes it, never the words alone."""
    items = await unit.tx.items.open_items(unit.person.id)
    await unit.reply(done_asked(unit.voice, text, items, unit.now, unit.person.zone))


async def decline_snooze(unit: Unit) -> None:
    """Say that reminders cannot be put off, and show the list."""
    items = await unit.tx.items.open_items(unit.person.id)
    await unit.reply(snooze_asked(unit.voice, items, unit.now, unit.person.zone))


async def begin_asked(unit: Unit, text: str) -> None:
    """Begin an item with what a request in free words names."""
    await begin_draft(unit, title_asked_for(unit.library.pack.utterances.lead_ins, text))


async def begin_draft(unit: Unit, text: str) -> None:
    """Begin an item with what is known of it; one that was begun before is dropped with a word."""
    before = await running_draft(unit)
    outcome = drafting.begin(unit.voice, text, unit.now, unit.person.zone)
    await _go_on(unit, outcome, dropped=before.title if before else "")


async def begin_titled(unit: Unit, title: str) -> None:
    """Begin an item that a check names; where it is begun or recorded already, say so."""
    before = await running_draft(unit)
    if before and before.title == title:
        await unit.reply(drafting.waiting(unit.voice, before))
        return
    pending = await unit.tx.items.open_items(unit.person.id)
    if any(item.title == title for item in pending):
        unit.remark = unit.voice.say(s.RECTIFY_NOTED)
        await unit.reply(await _list(unit))
        return
    outcome = drafting.begin_titled(unit.voice, title, unit.now)
    await _go_on(unit, outcome, dropped=before.title if before else "")


async def running_draft(unit: Unit) -> Draft | None:
    """Return the draft that what is typed now is meant for; one left lying is dropped."""
    draft = unit.person.dialogs.draft if unit.is_private else None
    if draft is None or draft.is_running(unit.now):
        return draft
    await unit.save(replace(unit.person.dialogs, draft=None))
    return None


async def continue_draft(unit: Unit, draft: Draft, text: str) -> None:
    """Take a text as the next piece of the draft."""
    await _go_on(unit, drafting.tell(unit.voice, draft, text, unit.now, unit.person.zone))


async def cancel_draft(unit: Unit) -> None:
    """Drop the draft (不记了)."""
    running = unit.person.dialogs.draft is not None
    await unit.save(replace(unit.person.dialogs, draft=None))
    words = unit.voice.say(s.ADD_CANCELLED if running else s.ADD_NOTHING_RUNNING)
    await unit.show(Reply((Text(words),)))


async def cancel_command(_update: Update, context: BotContext) -> None:
    """Drop the draft, and what was told of one's own case (/cancel); a check stays."""
    unit = context.unit
    if not await only_in_private(unit):
        return
    forgotten = await story.forget(unit)
    if unit.person.dialogs.draft is None and forgotten:
        await story.tell_forgotten(unit)
    elif unit.person.dialogs.draft is None and keeping.is_under_way(unit):
        await tell(unit, s.CHECK_STAYS)
    else:
        await cancel_draft(unit)


async def close(unit: Unit, action: CloseItem) -> None:
    """Close an item (销号); pressing twice closes once."""
    item = await ledger.take_step(unit, action.item, Move.CLOSE)
    if item is None:
        await _explain(unit, action.item)
        return
    await unit.show(closed(unit.voice, item))


async def close_listed(unit: Unit, action: CloseListed) -> None:
    """Close an item in the list, which is shown again; pressing twice closes once."""
    closed_now = await ledger.take_step(unit, action.item, Move.CLOSE)
    item = closed_now or await unit.tx.items.find(action.item, unit.person.id)
    if closed_now is None:
        await _explain(unit, action.item)
    left = await unit.tx.items.open_items(unit.person.id)
    page = page_of(left, item) if item else 1
    listed = await _list(unit, page)
    await unit.show(after_closing(unit.voice, listed, closed_now) if closed_now else listed)


async def reopen(unit: Unit, action: ReopenItem) -> None:
    """Take the closing of an item back; its reminders start again from now."""
    item = await ledger.take_step(unit, action.item, Move.REOPEN)
    if item is None:
        if await unit.tx.items.find(action.item, unit.person.id) is None:
            unit.remark = unit.voice.say(s.ITEM_GONE)
        await unit.show(await _list(unit))
        return
    reminded, zone = bool(ledger.coming(unit, item)), unit.person.zone
    unit.remark = reopened(unit.voice, item, reminded=reminded, now=unit.now, zone=zone)
    items = await unit.tx.items.open_items(unit.person.id)
    await unit.show(await _list(unit, page_of(items, item)))


async def _explain(unit: Unit, number: int) -> None:
    """Say why a button about an item does nothing."""
    known = await unit.tx.items.find(number, unit.person.id)
    unit.remark = unit.voice.say(s.ITEM_CLOSED_ALREADY if known else s.ITEM_GONE)


async def _list(unit: Unit, page: int = 1) -> Reply:
    items = await unit.tx.items.open_items(unit.person.id)
    return item_list(unit.voice, items, unit.now, unit.person.zone, page)


async def _go_on(unit: Unit, outcome: Asked | Complete, dropped: str = "") -> None:
    """Keep what was told and say what is next, after a word on a draft that was `dropped`."""
    if dropped:
        await tell(unit, s.ADD_REPLACED, title=shortened(dropped))
    match outcome:
        case Asked(draft=draft, reply=reply):
            await unit.save(replace(unit.person.dialogs, draft=draft))
            await unit.reply(reply)
        case Complete(title=title, deadline=deadline):
            await unit.save(replace(unit.person.dialogs, draft=None))
            new = Item(0, unit.person.id, title, deadline)
            item, rungs = await ledger.add(unit, new)
            await unit.reply(added(unit.voice, item, rungs, unit.now, unit.person.zone))
