"""What reminders lead to, and the day (今日): details on tap, /today, and the settings of reminders."""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.items import habits
from bot.dialog.items.quiet import QuietHours
from bot.dialog.items.reminding import reminded, today
from bot.dialog.person import Person
from bot.dialog.reminder_actions import (
    OfferHabit,
    SetDigest,
    SetQuiet,
    SettingsAction,
    SetZone,
    ShowSettings,
    TurnDetails,
)
from bot.handlers import ledger
from bot.handlers.guards import only_in_private


async def today_command(_update: Update, context: BotContext) -> None:
    """Show what is due today, overdue and due this week (/today)."""
    if await only_in_private(context.unit):
        await show_today(context.unit)


async def show_today(unit: Unit) -> None:
    """Show what is due today in a new message."""
    items = await unit.tx.items.open_items(unit.person.id)
    await unit.reply(today(unit.voice, items, unit.now, ledger.rhythm_of(unit, unit.person)))


async def show_details(unit: Unit, told: int) -> None:
    """Show what a reminder was about (看详情): a new message, for the reminder stays discreet."""
    items = await ledger.pending(unit, await ledger.told(unit, told))
    rhythm = ledger.rhythm_of(unit, unit.person)
    await unit.reply(reminded(unit.voice, items, told, unit.now, rhythm))


async def settings_command(update: Update, context: BotContext) -> None:
    """Show how the person is reminded (/settings); a zone typed after the command is taken."""
    unit = context.unit
    if not await only_in_private(unit):
        return
    text = update.message.text if update.message else None
    _command, *rest = (text or "").split(maxsplit=1)
    zone = habits.zone_named(rest[0]) if rest else None
    if zone:
        await ledger.accustom(unit, replace(unit.person, zone_name=zone))
    await unit.reply(habits.screen(unit.voice, unit.person))


async def press(unit: Unit, action: SettingsAction) -> None:
    """Carry out a button of the settings."""
    if isinstance(action, OfferHabit):
        await unit.show(habits.offer(unit.voice, unit.person, action.habit))
        return
    changed = _changed(unit.person, action)
    if changed is None:
        unit.remark = unit.voice.say(s.GUARD_OLD_BUTTON)
    elif changed != unit.person:
        await ledger.accustom(unit, changed)
        unit.remark = unit.voice.say(s.SETTINGS_SAVED)
    await unit.show(habits.screen(unit.voice, unit.person))


def _changed(person: Person, action: SettingsAction) -> Person | None:
    """Return the person with what a button chose; None if there is no such choice."""
    match action:
        case SetZone(zone=name):
            zone = habits.zone_named(name)
            return replace(person, zone_name=zone) if zone else None
        case SetQuiet(start=start, end=end):
            first, last = habits.hour_of(start), habits.hour_of(end)
            if first is None or last is None:
                return None
            return replace(person, quiet=QuietHours(first, last))
        case SetDigest(minute=minute):
            return replace(person, digest_at=habits.hour_of(minute))
        case TurnDetails():
            return replace(person, details=not person.details)
        case ShowSettings() | OfferHabit():
            return person
