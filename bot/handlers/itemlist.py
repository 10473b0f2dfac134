"""Job 3: the lists of rectification items: all that is open, parts of it, what is done."""

import re
from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog.answer.normalise import simplified
from bot.dialog.item_actions import BrowseItems, Field, ListAction, PickKind, SearchItems, View
from bot.dialog.items import browse, detail
from bot.dialog.items.asked import asked_list, done_asked
from bot.dialog.items.edit import Edit
from bot.dialog.items.meant import lights_meant
from bot.dialog.reply import Reply
from bot.handlers.guards import only_in_private

_DONE = re.compile(
    r"(?:办结|办完|做完|完成|销号|关闭)(?:了|过)?的|已(?:经)?(?:办结|完成|销号|办完)|\b(?:done|closed|finished)\b"
)
_NOT_DONE = re.compile(r"[没未](?:有)?(?:办|做|完|销|关|结)|\bnot (?:done|finished|closed)\b")
_DELETED = re.compile(r"(?:删除|删掉|删)(?:了|过)?的|\bdeleted\b")


async def list_command(_update: Update, context: BotContext) -> None:
    """Show the open items (/items)."""
    if await only_in_private(context.unit):
        await show_list(context.unit)


async def show_list(unit: Unit, page: int = 0) -> None:
    """Show the open items in a new message, or another page of them in its place."""
    reply = await listed(unit, page=page or 1)
    await (unit.show(reply) if page else unit.reply(reply))


async def show_asked(unit: Unit, text: str) -> None:
    """Show the items that are asked for in free words."""
    said = simplified(text)
    if lights_meant(text):
        items = await unit.tx.items.open_items(unit.person.id)
        await unit.reply(asked_list(unit.voice, text, items, unit.now, unit.person.zone))
    elif _DELETED.search(said):
        await unit.reply(await listed(unit, View.DELETED))
    elif _DONE.search(said) and not _NOT_DONE.search(said):
        await unit.reply(await listed(unit, View.DONE))
    else:
        await show_list(unit)


async def offer_done(unit: Unit, text: str) -> None:
    """Show the item that is said to be done; a press closes it, never the words alone."""
    items = await unit.tx.items.open_items(unit.person.id)
    await unit.reply(done_asked(unit.voice, text, items, unit.now, unit.person.zone))


async def listed(unit: Unit, view: View = View.OPEN, *, kind: int = 0, page: int = 1) -> Reply:
    """Return a page of a list."""
    items = await unit.tx.items.all_items(unit.person.id)
    return browse.browse(unit.voice, items, view, unit.when, kind=kind, page=page)


async def press(unit: Unit, action: ListAction) -> None:
    """Carry out a button of a list, in its own message."""
    match action:
        case BrowseItems(view=view, kind=kind, page=page):
            await unit.show(await listed(unit, view, kind=kind, page=page))
        case PickKind(view=view):
            items = await unit.tx.items.all_items(unit.person.id)
            await unit.show(browse.kinds_of(unit.voice, items, view, unit.when))
        case SearchItems():
            await ask_words(unit)


async def ask_words(unit: Unit) -> None:
    """Ask what to look for."""
    edit = Edit(Field.SEARCH, started_at=unit.now)
    await unit.save(replace(unit.person.dialogs, edit=edit))
    await unit.reply(detail.ask_search(unit.voice))
