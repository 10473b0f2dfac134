"""Job 3: evidence (佐证): photos and documents for an item, kept by the number the messenger gives a file."""

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Message, Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.callbacks import decode
from bot.dialog.item_actions import (
    DropEvidence,
    EvidenceAction,
    Field,
    ForgetFiles,
    ListEvidence,
    PutEvidence,
    SendEvidence,
)
from bot.dialog.items import files
from bot.dialog.items.chronicle import FILE, Change
from bot.dialog.items.evidence import Evidence, Form
from bot.dialog.items.item import Item
from bot.handlers import edits, guards, ledger
from bot.handlers import item as one_item

_MOST_FILES = 10
"""So many files may wait until it is said what they are for."""
_NAME_LIMIT = 60


async def received(update: Update, context: BotContext) -> None:
    """Take a photo or document for evidence of the item that it is meant for, or ask for which."""
    unit, message = context.unit, update.message
    evidence = _evidence_in(message) if message else None
    if message is None or evidence is None:
        return
    item = await _meant(unit, message)
    if item:
        await _attach(unit, item, (evidence,))
        return
    items = await unit.tx.items.open_items(unit.person.id)
    if not items:
        await guards.not_text(update, context)
        return
    held = (*unit.person.dialogs.files, evidence)[-_MOST_FILES:]
    await unit.save(replace(unit.person.dialogs, files=held))
    await unit.reply(files.ask_whose(unit.voice, items, len(held)))


async def press(unit: Unit, action: EvidenceAction) -> None:
    """Carry out a button about the files of an item."""
    if isinstance(action, ForgetFiles):
        await unit.save(replace(unit.person.dialogs, files=()))
        await unit.show(files.forgotten(unit.voice))
        return
    item = await one_item.reached(unit, action.item)
    if item is None:
        return
    match action:
        case ListEvidence():
            await _show(unit, item)
        case SendEvidence():
            for evidence in await unit.tx.items.evidence(item):
                await unit.send_evidence(evidence)
        case DropEvidence(evidence=number):
            await _drop(unit, item, number)
        case PutEvidence():
            await _put(unit, item)


async def _attach(unit: Unit, item: Item, some: tuple[Evidence, ...]) -> None:
    stored = await ledger.attach(unit, item, some)
    count = len(await unit.tx.items.evidence(stored))
    await unit.reply(files.taken(unit.voice, stored, count))


async def _put(unit: Unit, item: Item) -> None:
    """Take the files that wait for evidence of an item."""
    held = unit.person.dialogs.files
    await unit.save(replace(unit.person.dialogs, files=()))
    if held:
        stored = await ledger.attach(unit, item, held)
        count = len(await unit.tx.items.evidence(stored))
        await unit.show(files.taken(unit.voice, stored, count))
    else:  # pressed twice
        await one_item.show(unit, item)


async def _drop(unit: Unit, item: Item, number: int) -> None:
    known = await unit.tx.items.evidence(item)
    gone = next((one for one in known if one.id == number), None)
    if gone:
        item = await ledger.detach(unit, item, gone, Change(FILE, gone.name).words)
        unit.remark = unit.voice.say(s.EVIDENCE_DROPPED)
    await _show(unit, item)


async def _show(unit: Unit, item: Item) -> None:
    known = await unit.tx.items.evidence(item)
    await unit.show(files.listed(unit.voice, item, known, unit.when))


async def _meant(unit: Unit, message: Message) -> Item | None:
    """Return the item that a file is meant for: answered, asked for, or open on the screen."""
    answered = message.reply_to_message
    number = _item_of(answered.reply_markup) if answered else 0
    edit, opened = await edits.running_edit(unit), unit.person.dialogs.opened
    if not number and edit and edit.field is Field.EVIDENCE:
        number = edit.item
    if not number and opened and opened.is_there(unit.now):
        number = opened.item
    return await ledger.there(unit, number) if number else None


def _item_of(keyboard: InlineKeyboardMarkup | None) -> int:
    """Return the item that all buttons of a message that concern an item are about; 0 for none."""
    rows = keyboard.inline_keyboard if keyboard else ()
    data = [button.callback_data for row in rows for button in row]
    pressed = [decode(one) for one in data if isinstance(one, str)]
    numbers = {getattr(one.action, "item", 0) for one in pressed if one} - {0}
    return numbers.pop() if len(numbers) == 1 else 0


def _evidence_in(message: Message) -> Evidence | None:
    caption = (message.caption or "").strip()
    if message.document:
        name = caption or message.document.file_name or ""
        return Evidence(Form.DOCUMENT, message.document.file_id, name[:_NAME_LIMIT])
    if message.photo:
        return Evidence(Form.PHOTO, message.photo[-1].file_id, caption[:_NAME_LIMIT])
    return None
