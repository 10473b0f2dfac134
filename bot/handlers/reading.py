"""Reading (通读): the text of the measure, page by page, and where it comes from."""

from telegram import Bot, Message, MessageEntity, Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.actions import ReadingAction, TurnAction
from bot.dialog.reading import read, show_measure, show_section, show_sources
from bot.handlers.guards import unknown_command


async def measure(_update: Update, context: BotContext) -> None:
    """Open the table of contents (/measure)."""
    await context.unit.reply(show_measure(context.unit.voice))


async def section(update: Update, context: BotContext) -> None:
    """Open the section whose command was sent; any other command is unknown."""
    unit = context.unit
    name = _command(update.message, context.bot) if update.message else None
    found = unit.library.pack.measure.section_by_command.get(name or "")
    reply = show_section(unit.voice, found.id) if found else None
    if reply is None:
        await unknown_command(update, context)
        return
    await unit.reply(reply)


async def sources(_update: Update, context: BotContext) -> None:
    """Say where the text comes from (/sources)."""
    await context.unit.reply(show_sources(context.unit.voice))


async def press(unit: Unit, action: ReadingAction) -> None:
    """Show what a button of reading asks for; what is there no more gives way to the contents."""
    reply = read(unit.voice, action)
    if reply is None:
        unit.remark = unit.voice.say(s.READ_GONE)
        reply = show_measure(unit.voice)
    await (unit.show(reply) if isinstance(action, TurnAction) else unit.reply(reply))


def _command(message: Message, bot: Bot) -> str | None:
    """Return the command that a message begins with, unless it is for another bot."""
    entities = message.parse_entities([MessageEntity.BOT_COMMAND])
    written = next(words for entity, words in entities.items() if entity.offset == 0)
    name, _, addressee = written.removeprefix("/").casefold().partition("@")
    return name if addressee in ("", bot.username.casefold()) else None
