"""Job 3: editing a rectification item: its fields by typing, its kind and its reminders by pressing."""

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.context import Unit
from bot.dialog import sentences as s
from bot.dialog.item_actions import (
    ClearField,
    EditAction,
    EditField,
    EditItem,
    Field,
    ResetRungs,
    SetHour,
    SetKind,
    ShowDraft,
    ShowKinds,
    ShowRungs,
    StopEditing,
    SubjectAction,
    TurnRung,
)
from bot.dialog.items import card, detail, rungs
from bot.dialog.items.chronicle import KIND, LADDER, Change
from bot.dialog.items.draft import Draft, item_of
from bot.dialog.items.due import NoDue, read_due
from bot.dialog.items.edit import CLEARABLE, Edit, edited, filled, value
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import ladder_of
from bot.dialog.items.moving import moved_deadline
from bot.dialog.reply import Button, Reply, Text
from bot.handlers import item as one_item
from bot.handlers import items, ledger, search
from bot.handlers.guards import tell

if TYPE_CHECKING:
    from bot.dialog.content.schema import Ladder


async def running_edit(unit: Unit) -> Edit | None:
    """Return the field that what is typed now is meant for; one left lying is dropped."""
    edit = unit.person.dialogs.edit if unit.is_private else None
    if edit is None or edit.is_running(unit.now):
        return edit
    await _stop(unit)
    return None


async def press(unit: Unit, action: EditAction) -> None:
    """Carry out a button about the fields of an item."""
    if isinstance(action, StopEditing):
        await leave(unit)
        return
    item = await one_item.reached(unit, action.item)
    if item is None:
        return
    match action:
        case EditItem():
            await unit.show(detail.edit_menu(unit.voice, item))
        case EditField(field=Field.SEARCH):
            unit.remark = unit.voice.say(s.GUARD_OLD_BUTTON)
        case EditField(field=field):
            edit = Edit(field, item.id, value(item, field), unit.now)
            await unit.save(replace(unit.person.dialogs, edit=edit))
            await unit.reply(detail.ask_field(unit.voice, item, field, unit.when))
        case ClearField(sequence=sequence, field=field):
            await _clear(unit, item, sequence, field)
        case unknown:
            assert_never(unknown)


async def leave(unit: Unit) -> None:
    """Leave the field that was asked for as it is."""
    edit = unit.person.dialogs.edit
    await _stop(unit)
    item = await unit.tx.items.find(edit.item, unit.person.id) if edit and edit.item else None
    unit.remark = unit.voice.say(s.EDIT_LEFT)
    if item:
        await one_item.show(unit, item)
    else:
        await unit.show(detail.left_alone(unit.voice))


async def take(unit: Unit, edit: Edit, text: str) -> bool:
    """Take a text for the field that was asked for; return whether it was meant for it."""
    if edit.field is Field.EVIDENCE:  # a file is asked for, so a text is meant otherwise
        return False
    if edit.field is Field.SEARCH:
        await _stop(unit)
        await search.search(unit, text)
        return True
    item = await ledger.there(unit, edit.item)
    if item is None:
        await _stop(unit)
        await tell(unit, s.EDIT_GONE)
    elif value(item, edit.field) != edit.was:
        now = value(item, edit.field)
        await unit.save(replace(unit.person.dialogs, edit=replace(edit, was=now)))
        await unit.reply(_conflict(unit, item, edit.field, text))
    else:
        await _store(unit, item, edit.field, text)
    return True


def is_without_date(unit: Unit, edit: Edit, text: str) -> bool:
    """Return whether a deadline is asked for and `text` has nothing like one."""
    if edit.field is not Field.DEADLINE:
        return False
    found = read_due(unit.voice, text, unit.when)
    return isinstance(found, NoDue) and not found.words


async def press_subject(unit: Unit, action: SubjectAction) -> None:
    """Carry out a button that an item and one that is being added have in common."""
    if action.subject:
        item = await one_item.reached(unit, action.subject)
        if item and item.sequence != action.version:
            await one_item.show_present(unit, item)
        elif item:
            await _press_item(unit, item, action)
        return
    draft = items.draft_at(unit, action.version)
    if draft is None:
        unit.remark = unit.voice.say(s.ADD_CHANGED)
        if unit.person.dialogs.draft:
            await items.show(unit, unit.person.dialogs.draft)
        return
    await _press_draft(unit, draft, action)


async def _press_item(unit: Unit, item: Item, action: SubjectAction) -> None:
    changed = _changed(unit, item, action)
    if isinstance(changed, Change):
        after = _with(unit, item, action)
        stored = await ledger.revise(unit, after, changed.words)
        item = stored or item
    if isinstance(action, SetKind):
        unit.remark = unit.remark or unit.voice.say(s.EDIT_DONE)
        await one_item.show(unit, item)
        return
    back = detail.back_to(unit.voice, item)
    await unit.show(_choices(unit, item, action, back))


async def _press_draft(unit: Unit, draft: Draft, action: SubjectAction) -> None:
    item = item_of(draft, unit.person.id, unit.library.pack.ladders)
    if item is None:
        await items.show(unit, draft)
        return
    if _changed(unit, item, action):
        after = _with(unit, item, action)
        draft = replace(draft, kind=after.kind, ladder=after.ladder)
        draft = await items.keep_draft(unit, draft)
        item = replace(after, sequence=draft.step)
    if isinstance(action, SetKind):
        await items.show(unit, draft)
        return
    back = Button(unit.voice.say(s.BUTTON_BACK), ShowDraft(draft.number))
    await unit.show(_choices(unit, item, action, back))


def _choices(unit: Unit, item: Item, action: SubjectAction, back: Button) -> Reply:
    if isinstance(action, ShowKinds | SetKind):
        return card.kinds(unit.voice, item, back)
    return rungs.screen(unit.voice, item, ledger.coming(unit, item), unit.when, back)


def _changed(unit: Unit, item: Item, action: SubjectAction) -> Change | None:
    """Return what a button changes; None where it changes nothing."""
    after = _with(unit, item, action)
    if after == item:
        if isinstance(action, TurnRung):
            unit.remark = unit.voice.say(s.RUNGS_NONE_LEFT)
        return None
    if after.kind != item.kind:
        return Change(KIND, item.kind)
    return Change(LADDER, rungs.ladder_told(unit.voice, item))


def _with(unit: Unit, item: Item, action: SubjectAction) -> Item:
    """Return `item` as a button wants it; the same where it wants nothing that can be."""
    ladder = ladder_of(unit.library.pack.ladders, item)
    wanted: Ladder | None
    match action:
        case SetKind(kind=mark):
            return replace(item, kind=card.kind_marked(unit.voice, mark) or item.kind)
        case TurnRung(before=before):
            wanted = rungs.turned(ladder, before)
        case SetHour(minute=minute):
            wanted = rungs.at_minute(ladder, minute)
        case ResetRungs():
            return replace(item, ladder=None)
        case ShowKinds() | ShowRungs():
            return item
    return replace(item, ladder=wanted) if wanted and wanted != ladder else item


async def _clear(unit: Unit, item: Item, sequence: int, field: Field) -> None:
    if item.sequence != sequence or field not in CLEARABLE:
        await one_item.show_present(unit, item)
        return
    await _stop(unit)
    change = Change(field, value(item, field))
    stored = await ledger.revise(unit, filled(item, field, ""), change.words)
    unit.remark = unit.voice.say(s.EDIT_DONE)
    await one_item.show(unit, stored or item)


async def _store(unit: Unit, item: Item, field: Field, text: str) -> None:
    after = edited(unit.voice, item, field, text, unit.when)
    if isinstance(after, str):
        words = unit.voice.say(s.EDIT_STILL, problem=after)
        asked = detail.ask_field(unit.voice, item, field, unit.when)
        await unit.reply(replace(asked, blocks=(Text(words),)))
        return
    before = await one_item.known(unit, item)
    was = text.strip() if field is Field.REMARK else value(item, field)
    stored = await ledger.revise(unit, after, Change(field, was).words)
    await _stop(unit)
    if stored is None:  # only by another transaction, and there is one at a time
        await one_item.tell_gone(unit)
    elif field is Field.DEADLINE:
        now = await one_item.known(unit, stored)
        await unit.reply(moved_deadline(unit.voice, before, now, unit.when))
    else:
        await one_item.show(unit, stored, anew=True)


def _conflict(unit: Unit, item: Item, field: Field, text: str) -> Reply:
    """Return the word that a field was changed meanwhile, with what was typed, so that nothing is lost."""
    now = detail.shown(unit.voice, item, field, unit.when)
    return _asked_again(unit, unit.voice.say(s.EDIT_CONFLICT, now=now, text=card.cut(text)))


def _asked_again(unit: Unit, words: str) -> Reply:
    leave = Button(unit.voice.say(s.BUTTON_LEAVE_FIELD), StopEditing())
    return Reply((Text(words),), ((leave,),))


async def _stop(unit: Unit) -> None:
    await unit.save(replace(unit.person.dialogs, edit=None))
