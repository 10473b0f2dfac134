"""Leaving what is being written (/cancel): an item, a field of one, what was told of one's own case."""

from dataclasses import replace

from telegram import Update

from bot.context import BotContext
from bot.dialog import sentences as s
from bot.dialog.items.detail import left_alone
from bot.handlers import items, keeping, story
from bot.handlers.guards import only_in_private, tell


async def command(_update: Update, context: BotContext) -> None:
    """Drop the draft, and what was told of one's own case (/cancel); a check stays."""
    unit = context.unit
    if not await only_in_private(unit):
        return
    forgotten = await story.forget(unit)
    editing = unit.person.dialogs.edit is not None
    await unit.save(replace(unit.person.dialogs, edit=None))
    if unit.person.dialogs.draft is None and forgotten:
        await story.tell_forgotten(unit)
    elif unit.person.dialogs.draft is None and editing:
        await unit.reply(left_alone(unit.voice))
    elif unit.person.dialogs.draft is None and keeping.is_under_way(unit):
        await tell(unit, s.CHECK_STAYS)
    else:
        await items.cancel_draft(unit)
