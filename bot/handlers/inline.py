"""Job 1 in any chat: what was typed after the bot's name is answered with cards.

Nothing about who types is read or kept, nor what they type.
"""

import structlog
from telegram import Update

from bot.context import BotContext
from bot.dialog.inline import cards

log = structlog.get_logger()


async def offer(update: Update, context: BotContext) -> None:
    """Offer the clauses for what was typed so far."""
    unit, typed = context.unit, update.inline_query
    if typed is None:
        return
    unit.cards = cards(unit.library.pack, unit.library.router, typed.query, typed.offset)
    if unit.cards.false:
        log.error("quotation.false", clauses=unit.cards.false)
