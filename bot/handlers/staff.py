"""What only the staff (组织人事、纪检监察) may ask for."""

from telegram import Update

from bot.context import BotContext
from bot.handlers.guards import only_in_private


async def reload(_update: Update, context: BotContext) -> None:
    """Have the content read anew (/reload); what came of it is told when it is done."""
    if await only_in_private(context.unit):
        context.unit.wants_reload = True
