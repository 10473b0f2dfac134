"""Job 3: one rectification item: on the screen, and each step in its life."""

from dataclasses import replace

from bot.context import Unit
from bot.dialog import sentences as s
from bot.dialog.actions import CloseItem, CloseListed, ReopenItem
from bot.dialog.item_actions import OneItemAction, OpenItem, ShowHistory, StepItem
from bot.dialog.items import detail as screens
from bot.dialog.items.chronicle import chronicle
from bot.dialog.items.detail import Known
from bot.dialog.items.item import Item, Status
from bot.dialog.items.lifecycle import DELETED_KEPT, Move, moves
from bot.dialog.items.opened import Opened
from bot.dialog.items.screens import after_closing, page_of, reopened
from bot.handlers import itemlist, ledger


async def press(unit: Unit, action: OneItemAction) -> None:
    """Carry out a button of one item."""
    item = await unit.tx.items.find(action.item, unit.person.id)
    if item is None:
        await tell_gone(unit)
        return
    match action:
        case OpenItem():
            await show(unit, item)
        case ShowHistory(page=page):
            events = await unit.tx.items.history(item)
            await unit.show(chronicle(unit.voice, item, events, unit.when, page))
        case StepItem(sequence=sequence, move=move):
            await _step(unit, item, sequence, move)


async def known(unit: Unit, item: Item) -> Known:
    """Return an item with what is kept beside it."""
    coming = ledger.coming(unit, item) if item.is_pending else ()
    evidence = await unit.tx.items.evidence(item)
    return Known(item, coming, len(evidence))


async def show(unit: Unit, item: Item, *, anew: bool = False) -> None:
    """Show an item, in place or `anew`; files that are sent next are taken for its evidence."""
    if not item.deleted_at:
        opened = Opened(item.id, unit.now)
        await unit.save(replace(unit.person.dialogs, opened=opened))
    reply = screens.detail(unit.voice, await known(unit, item), unit.when)
    await (unit.reply(reply) if anew else unit.show(reply))


async def show_present(unit: Unit, item: Item) -> None:
    """Say that an item has changed since its button was made, and show how it is now."""
    unit.remark = unit.voice.say(s.ITEM_CHANGED)
    await show(unit, item)


async def reached(unit: Unit, number: int) -> Item | None:
    """Return the item that a button is about; of one that is gone or deleted, say so and return None."""
    item = await ledger.there(unit, number)
    if item is None:
        await tell_gone(unit)
    return item


async def tell_gone(unit: Unit) -> None:
    """Say that there is no such item, and show the list."""
    unit.remark = unit.voice.say(s.ITEM_GONE)
    await itemlist.show_list(unit, 1)


async def close(unit: Unit, action: CloseItem) -> None:
    """Close an item (销号); pressing twice closes once."""
    item = await ledger.take_step(unit, action.item, Move.CLOSE)
    if item is None:
        await _explain(unit, action.item)
        return
    await unit.show(screens.closed(unit.voice, item))


async def close_listed(unit: Unit, action: CloseListed) -> None:
    """Close an item in the list, which is shown again; pressing twice closes once."""
    closed_now = await ledger.take_step(unit, action.item, Move.CLOSE)
    item = closed_now or await unit.tx.items.find(action.item, unit.person.id)
    if closed_now is None:
        await _explain(unit, action.item)
    left = await unit.tx.items.open_items(unit.person.id)
    listed = await itemlist.listed(unit, page=page_of(left, item) if item else 1)
    await unit.show(after_closing(unit.voice, listed, closed_now) if closed_now else listed)


async def reopen(unit: Unit, action: ReopenItem) -> None:
    """Take the closing of an item back; its reminders start again from now."""
    item = await ledger.take_step(unit, action.item, Move.REOPEN)
    if item is None:
        if await unit.tx.items.find(action.item, unit.person.id) is None:
            unit.remark = unit.voice.say(s.ITEM_GONE)
        await unit.show(await itemlist.listed(unit))
        return
    unit.remark = _opened_again(unit, item)
    items = await unit.tx.items.open_items(unit.person.id)
    await unit.show(await itemlist.listed(unit, page=page_of(items, item)))


async def _step(unit: Unit, item: Item, sequence: int, move: Move) -> None:
    """Take a step from where the button was made; from elsewhere, show how the item is now."""
    if item.sequence != sequence or move not in moves(item):
        await show_present(unit, item)
        if item.status is Status.CLOSED and move is Move.CLOSE:
            unit.remark = unit.voice.say(s.ITEM_CLOSED_ALREADY)
        return
    after = await ledger.take_step(unit, item.id, move)
    if after is None:
        await tell_gone(unit)
    elif move is Move.CLOSE:
        await unit.show(screens.closed(unit.voice, after))
    elif move is Move.DELETE:
        await unit.show(screens.deleted(unit.voice, after, DELETED_KEPT.days))
    else:
        again = move is Move.REOPEN
        unit.remark = _opened_again(unit, after) if again else unit.voice.say(remark_on(move))
        await show(unit, after)


def remark_on(move: Move) -> s.Sentence:
    """Return what is said of a step that leaves the item on the screen."""
    match move:
        case Move.SUBMIT:
            return s.ITEM_SUBMITTED
        case Move.RETURN:
            return s.ITEM_RETURNED
        case Move.CANCEL:
            return s.ITEM_CANCELLED
        case _:
            return s.ITEM_RESTORED


def _opened_again(unit: Unit, item: Item) -> str:
    reminded, zone = bool(ledger.coming(unit, item)), unit.person.zone
    return reopened(unit.voice, item, reminded=reminded, now=unit.now, zone=zone)


async def _explain(unit: Unit, number: int) -> None:
    """Say why a button about an item does nothing."""
    found = await unit.tx.items.find(number, unit.person.id)
    unit.remark = unit.voice.say(s.ITEM_CLOSED_ALREADY if found else s.ITEM_GONE)
