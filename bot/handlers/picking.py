"""Picking a day (选日期) from a month, for whatever a day is asked for."""

from datetime import date, datetime, timedelta
from typing import assert_never

from bot.context import Unit
from bot.dialog import sentences as s
from bot.dialog.calendar_actions import Blank, OpenPicker, PickDay, PickerAction, Purpose
from bot.dialog.item_actions import Field, OpenItem, ShowDraft
from bot.dialog.items.edit import Edit, value
from bot.dialog.items.picker import day_of, picker, words_for
from bot.dialog.items.snooze import meant_by
from bot.dialog.reply import Button
from bot.handlers import edits, items, snoozing
from bot.handlers import item as one_item

_DAY = timedelta(days=1)
_SNOOZES = (Purpose.SNOOZE, Purpose.REMINDED)


async def press(unit: Unit, action: PickerAction) -> None:
    """Show another month, or take the day that was picked."""
    match action:
        case OpenPicker():
            await _show(unit, action)
        case PickDay(purpose=purpose, subject=subject):
            today = unit.when.local.date()
            day = day_of(action, today + _DAY if purpose in _SNOOZES else today)
            if day is None:
                unit.remark = unit.voice.say(s.GUARD_OLD_BUTTON)
                await _show(unit, OpenPicker(purpose, subject))
            elif purpose in _SNOOZES:
                await snoozing.pick_day(unit, *meant_by(purpose, subject), day)
            else:
                await picked(unit, purpose, subject, day)
        case Blank():
            pass
        case unknown:
            assert_never(unknown)


async def picked(unit: Unit, purpose: Purpose, subject: int, day: date) -> None:
    """Take a day for a deadline, as if it had been typed."""
    deadline = await _deadline(unit, purpose, subject)
    words = words_for(day, deadline, unit.person.zone)
    if purpose is Purpose.DRAFT:
        await items.date_draft(unit, subject, words)
        return
    item = await unit.tx.items.find(subject, unit.person.id)
    if item is None or not item.is_pending:
        await one_item.tell_gone(unit)
    else:
        field = Field.DEADLINE
        await edits.take(unit, Edit(field, item.id, value(item, field), unit.now), words)


async def _deadline(unit: Unit, purpose: Purpose, subject: int) -> datetime | None:
    if purpose is Purpose.DRAFT:
        draft = items.draft_numbered(unit, subject)
        return draft.deadline if draft else None
    item = await unit.tx.items.find(subject, unit.person.id)
    return item.deadline if item else None


async def _show(unit: Unit, asked: OpenPicker) -> None:
    if asked.purpose in _SNOOZES:
        await snoozing.show_month(unit, asked)
        return
    deadline = await _deadline(unit, asked.purpose, asked.subject)
    chosen = deadline.astimezone(unit.person.zone).date() if deadline else None
    back = ShowDraft if asked.purpose is Purpose.DRAFT else OpenItem
    await unit.show(
        picker(
            unit.voice,
            asked,
            first=unit.when.local.date(),
            chosen=chosen,
            workdays=unit.workdays,
            ways_out=(Button(unit.voice.say(s.BUTTON_BACK), back(asked.subject)),),
        )
    )
