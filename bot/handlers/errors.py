"""The last resort: a handler that raised fails its unit, and `bot.ingest` undoes and reports it."""

from bot.context import BotContext


async def fail_unit(_update: object, context: BotContext) -> None:
    """Note what was raised; python-telegram-bot would otherwise only log it."""
    context.unit.failure = context.error
