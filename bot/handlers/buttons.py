"""Buttons: from the data of a pressed button to the handler of its action.

In a group any member can press any button, so those of personal functions act only in a private
chat; there the person who pressed is the person concerned.
"""

from dataclasses import replace
from typing import assert_never

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import actions as a
from bot.dialog import sentences as s
from bot.dialog.calendar_actions import ExportCalendar, PickerAction
from bot.dialog.callbacks import Pressed, decode
from bot.dialog.item_actions import (
    DraftAction,
    EditAction,
    EvidenceAction,
    ListAction,
    OneItemAction,
    SubjectAction,
)
from bot.dialog.reminder_actions import OfferSnooze, PutOff, ReminderAction, ShowReminded, ShowToday
from bot.dialog.tap import Tap, is_meant_once
from bot.handlers import (
    calendar,
    checklist,
    checks,
    edits,
    evidence,
    export,
    item,
    itemlist,
    items,
    picking,
    reading,
    rectifying,
    reminded,
    snoozing,
    start,
    story,
)


async def press(update: Update, context: BotContext) -> None:
    """Carry out a pressed button."""
    unit, query = context.unit, update.callback_query
    pressed = decode(query.data) if query and query.data else None
    if pressed is None:
        unit.remark = unit.voice.say(s.GUARD_OLD_BUTTON)
        if unit.is_private:
            await start.help_text(unit)
        return
    if not unit.is_private and not isinstance(pressed.action, a.ReadingAction):
        unit.remark = unit.voice.say(s.GUARD_GROUP)
        return
    if await _is_tapped_again(unit, pressed.action):
        return
    await _carry_out(unit, pressed)


async def _is_tapped_again(unit: Unit, action: a.Action) -> bool:
    """Return whether the button was pressed just before, and does its work already."""
    query, before = unit.update.callback_query, unit.person.dialogs.tapped
    if not unit.is_private or not query or not query.message or not query.data:
        return False
    tap = Tap(query.message.message_id, query.data, unit.now)
    if before and before.is_of(tap):
        return True
    now = tap if is_meant_once(action) else None
    if now != before:
        await unit.save(replace(unit.person.dialogs, tapped=now))
    return False


async def _carry_out(unit: Unit, pressed: Pressed) -> None:
    match pressed.action:
        case action if isinstance(action, a.CheckAction):
            await _carry_out_on_checks(unit, pressed, action)
        case a.OpenPrivateChat():
            await start.help_text(unit)  # a link: a press of it only comes from elsewhere
        case a.SetLanguage() as action:
            await start.set_language(unit, action)
        case ExportCalendar(item=item):
            await calendar.press(unit, item)
        case action if isinstance(action, PickerAction):
            await picking.press(unit, action)
        case action if isinstance(action, ReminderAction):
            await _carry_out_on_reminders(unit, action)
        case action if isinstance(action, a.ReadingAction):
            await reading.press(unit, action)
        case action:
            await _carry_out_on_items(unit, action)


async def _carry_out_on_checks(unit: Unit, pressed: Pressed, action: a.CheckAction) -> None:
    match action:
        case a.StartCheck(scenario=scenario):
            await checklist.start(unit, scenario)
        case a.ExportCheck(form=form):
            await export.press(unit, pressed, form)
        case a.RectifyCheck():
            await rectifying.press(unit, pressed)
        case action if isinstance(action, a.FactAction):
            await story.press(unit, pressed)
        case action if isinstance(action, a.KeptAction):
            await checks.press(unit, action)
        case _:
            await checklist.press(unit, pressed)


async def _carry_out_on_reminders(unit: Unit, action: ReminderAction) -> None:
    match action:
        case ShowReminded(told=told):
            await reminded.show_details(unit, told)
        case ShowToday():
            await reminded.show_today(unit)
        case OfferSnooze() | PutOff():
            await snoozing.press(unit, action)
        case action:
            await reminded.press(unit, action)


async def _carry_out_on_items(unit: Unit, action: a.ItemAction) -> None:
    match action:
        case a.ShowItems(page=page):
            await itemlist.show_list(unit, page)
        case a.AddItem():
            await items.begin_draft(unit, "")
        case a.CloseItem() as action:
            await item.close(unit, action)
        case a.CloseListed() as action:
            await item.close_listed(unit, action)
        case a.ReopenItem() as action:
            await item.reopen(unit, action)
        case action if isinstance(action, ListAction):
            await itemlist.press(unit, action)
        case action if isinstance(action, OneItemAction):
            await item.press(unit, action)
        case action if isinstance(action, DraftAction):
            await items.press(unit, action)
        case action if isinstance(action, SubjectAction):
            await edits.press_subject(unit, action)
        case action if isinstance(action, EditAction):
            await edits.press(unit, action)
        case action if isinstance(action, EvidenceAction):
            await evidence.press(unit, action)
        case unknown:
            assert_never(unknown)
