"""What is settled before any other handler: edited messages, groups, and what is not text.

They stand in a group of their own in front of the others, so buttons pass them as well.
"""

from telegram import Bot, Message, MessageEntity, Update
from telegram.ext import ApplicationHandlerStop

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.reply import Reply, Text

TEXT_LIMIT = 1_000
"""The longest text that is read, in characters."""


async def guard(update: Update, context: BotContext) -> None:
    """Answer what no handler should see, and stop there."""
    unit = context.unit
    if update.edited_message:
        if unit.is_private:
            await tell(unit, s.GUARD_EDITED)
        raise ApplicationHandlerStop
    message = update.message
    if message and not unit.is_private and not _is_for_us(message, context.bot):
        raise ApplicationHandlerStop
    text = message.text if message else None
    if text and len(text) > TEXT_LIMIT:
        await tell(unit, s.GUARD_TOO_LONG, limit=TEXT_LIMIT, length=len(text))
        raise ApplicationHandlerStop


def _is_for_us(message: Message, bot: Bot) -> bool:
    """Return whether a message in a group is a command, mentions the bot or replies to it."""
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == bot.id:
        return True
    entities = message.parse_entities([MessageEntity.MENTION, MessageEntity.BOT_COMMAND])
    return any(
        entity.type == MessageEntity.BOT_COMMAND
        or words.casefold() == f"@{bot.username}".casefold()
        for entity, words in entities.items()
    )


async def not_text(_update: Update, context: BotContext) -> None:
    """Say that only text is understood (a sticker, a voice message, a photo)."""
    if context.unit.is_private:
        await tell(context.unit, s.GUARD_NOT_TEXT)


async def unknown_command(_update: Update, context: BotContext) -> None:
    """Say that there is no such command; in a group it may be meant for another bot."""
    if context.unit.is_private:
        await tell(context.unit, s.GUARD_UNKNOWN_COMMAND)


async def tell(unit: Unit, sentence: s.Sentence, **values: str | int) -> None:
    """Reply with one sentence."""
    await unit.reply(Reply((Text(unit.voice.say(sentence, **values)),)))


async def only_in_private(unit: Unit) -> bool:
    """Return whether nobody reads along; else say that this is not for a group."""
    if not unit.is_private:
        await tell(unit, s.GUARD_GROUP)
    return unit.is_private
