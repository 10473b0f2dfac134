"""Job 3: looking for rectification items (查找), by a command or in free words."""

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog.item_actions import View
from bot.dialog.items import browse
from bot.dialog.items.asked import item_asked
from bot.dialog.items.detail import ask_to_delete
from bot.dialog.items.item import Item
from bot.dialog.items.search import (
    items_with,
    names_an_item,
    words_of_returned,
    words_sought,
    words_to_delete,
)
from bot.handlers import item as one_item
from bot.handlers import itemlist
from bot.handlers.guards import only_in_private


async def find_command(update: Update, context: BotContext) -> None:
    """Look for items (/find), with the words after the command."""
    unit = context.unit
    if not await only_in_private(unit):
        return
    text = update.message.text if update.message else None
    _command, *rest = (text or "/find").split(maxsplit=1)
    if rest:
        await search(unit, rest[0])
    else:
        await itemlist.ask_words(unit)


async def search(unit: Unit, words: str) -> None:
    """Show the items that have some words; a single one with all that belongs to it."""
    found = await found_with(unit, words)
    if len(found) == 1:
        await one_item.show(unit, found[0][1], anew=True)
    else:
        await unit.reply(browse.found(unit.voice, found, words, unit.when))


async def search_asked(unit: Unit, text: str) -> bool:
    """Look for what a text in free words asks for; return whether it does, and there is such an item."""
    if not unit.is_private:
        return False
    to_delete = words_to_delete(text)
    words = to_delete or words_sought(text)
    if not words:
        return await _returned(unit, text) or await _one_asked(unit, text)
    found = await found_with(unit, words)
    match found:
        case [] if not (to_delete and names_an_item(text)):
            return False
        case [(_, item)] if to_delete:  # by a press, never by words alone
            await unit.reply(ask_to_delete(unit.voice, item))
        case _:
            await search(unit, words)
    return True


async def _one_asked(unit: Unit, text: str) -> bool:
    """Show the one item whose deadline a text asks for; return whether it asks for one."""
    item = item_asked(text, await unit.tx.items.open_items(unit.person.id))
    if item:
        await one_item.show(unit, item, anew=True)
    return item is not None


async def _returned(unit: Unit, text: str) -> bool:
    """Show the item that is said to be returned, to be pressed; return whether there is such an item."""
    words = words_of_returned(text)
    found = await found_with(unit, words) if words else []
    pending = [item for _, item in found if item.is_pending]
    if len(pending) != 1:
        return False
    await one_item.show(unit, pending[0], anew=True)
    return True


async def found_with(unit: Unit, words: str) -> list[tuple[int, Item]]:
    """Return the items with these words and their numbers; what is open first."""
    items = await unit.tx.items.all_items(unit.person.id)
    shown = [
        *browse.numbered(items, View.OPEN, unit.when),
        *browse.numbered(items, View.DONE, unit.when),
    ]
    wanted = {item.id for item in items_with(words, [item for _, item in shown])}
    return [(number, item) for number, item in shown if item.id in wanted]
