"""What is settled before any other handler: edited messages, groups, and what is not text.

They stand in a group of their own in front of the others, so buttons pass them as well.
"""

import re
from dataclasses import replace

from telegram import Bot, Message, MessageEntity, Update
from telegram.ext import ApplicationHandlerStop

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.actions import OpenPrivateChat
from bot.dialog.reply import Button, Reply, Text

TEXT_LIMIT = 1_000
"""The longest text that is read, in characters."""
_CALLS: list[str | None] = [
    MessageEntity.MENTION,
    MessageEntity.TEXT_MENTION,
    MessageEntity.BOT_COMMAND,
]
_MENTION = re.compile(r"@\w+")


async def guard(update: Update, context: BotContext) -> None:
    """Answer what no handler should see, and stop there."""
    unit = context.unit
    if update.edited_message:
        if unit.is_private:
            await tell(unit, s.GUARD_EDITED)
        raise ApplicationHandlerStop
    message = update.message
    if message and unit.is_private and unit.person.dialogs.tapped:
        await unit.save(replace(unit.person.dialogs, tapped=None))  # what is pressed now is meant
    if message and message.via_bot and message.via_bot.id == context.bot.id:
        raise ApplicationHandlerStop  # a card of ours, posted by a person: it asks nothing
    if message and not unit.is_private and not _is_for_us(message, context.bot):
        raise ApplicationHandlerStop
    text = message.text if message else None
    if message and message.forward_origin and unit.is_private:
        return  # an official notice may be as long as Telegram lets it be
    if text and len(text) > TEXT_LIMIT:
        await tell(unit, s.GUARD_TOO_LONG, limit=TEXT_LIMIT, length=len(text))
        raise ApplicationHandlerStop


def _is_for_us(message: Message, bot: Bot) -> bool:
    """Return whether a message in a group is a command, mentions the bot or replies to it."""
    sender = message.from_user
    # Anonymous admins and channels write as a bot, but for a chat; other bots could go on for ever.
    by_a_machine = bool(sender and sender.is_bot and not message.sender_chat)
    if by_a_machine or message.is_automatic_forward:
        return False
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == bot.id:
        return True
    calls = message.parse_entities(_CALLS) | message.parse_caption_entities(_CALLS)
    return any(_calls(bot, entity, words) for entity, words in calls.items())


def _calls(bot: Bot, entity: MessageEntity, words: str) -> bool:
    """Return whether an entity means the bot: its name, or a command to it or to whom it may concern."""
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    _, _, called = words.casefold().partition("@")
    to_anyone = entity.type == MessageEntity.BOT_COMMAND and not called and entity.offset == 0
    return to_anyone or called == bot.username.casefold()


def without_address(message: Message, bot: Bot) -> str:
    """Return the text of a message without the names by which it calls the bot and others."""
    text = message.text or ""
    for entity, name in message.parse_entities([MessageEntity.TEXT_MENTION]).items():
        if _calls(bot, entity, name):
            text = text.replace(name, "", 1)
    return _MENTION.sub("", text)


async def not_text(update: Update, context: BotContext) -> None:
    """Say that only text is understood (a sticker, a voice message, a photo).

    In a group a picture or a sticker may be a mere reaction; one with words for us is not.
    """
    message = update.message
    if context.unit.is_private or (message and message.caption):
        await tell(context.unit, s.GUARD_NOT_TEXT)


async def unknown_command(_update: Update, context: BotContext) -> None:
    """Say that there is no such command; in a group it may be meant for another bot."""
    if context.unit.is_private:
        await tell(context.unit, s.GUARD_UNKNOWN_COMMAND)


async def tell(unit: Unit, sentence: s.Sentence, **values: str | int) -> None:
    """Reply with one sentence."""
    await unit.reply(Reply((Text(unit.voice.say(sentence, **values)),)))


async def only_in_private(unit: Unit) -> bool:
    """Return whether nobody reads along; else say that this is not for a group, and where it is."""
    if not unit.is_private:
        way = Button(unit.voice.say(s.BUTTON_PRIVATE), OpenPrivateChat())
        await unit.reply(Reply((Text(unit.voice.say(s.GUARD_GROUP)),), ((way,),)))
    return unit.is_private
