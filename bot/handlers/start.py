"""The first words, help, privacy, and the language."""

from telegram import Update

from bot.context import BotContext, Unit
from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, SetLanguage, ShowItems, StartCheck
from bot.dialog.answer.compose import help_words
from bot.dialog.content.parts import Language
from bot.dialog.reply import Button, Note, Reply, Row, Text
from bot.dialog.voice import Voice
from bot.handlers import keeping
from bot.handlers.guards import only_in_private


async def welcome(_update: Update, context: BotContext) -> None:
    """Greet (/start)."""
    unit = context.unit
    if not await only_in_private(unit):
        return
    voice = unit.voice
    measure = unit.library.pack.measure.title.in_(voice.language)
    await unit.reply(
        Reply(
            (
                Text(voice.say(s.WELCOME, measure=measure)),
                Note(voice.say(s.WELCOME_PRIVACY)),
            ),
            _ways_in(voice),
        )
    )


def _ways_in(voice: Voice) -> tuple[Row, ...]:
    """Return the buttons of what there is to begin with."""
    return (
        (Button(voice.say(s.BUTTON_CHECK), StartCheck()),),
        (
            Button(voice.say(s.BUTTON_ADD), AddItem()),
            Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
        ),
    )


async def help_command(_update: Update, context: BotContext) -> None:
    """Say what there is (/help)."""
    await help_text(context.unit)


async def help_text(unit: Unit) -> None:
    """Say what there is; in a group that is less."""
    words = help_words(unit.voice) if unit.is_private else unit.voice.say(s.HELP_GROUP)
    await unit.reply(Reply((Text(words),)))


async def privacy(_update: Update, context: BotContext) -> None:
    """Say what is kept and what must not be typed (/privacy)."""
    unit = context.unit
    questions = s.PRIVACY_DECLINED if unit.tx.declined.is_on else s.PRIVACY_QUESTIONS
    words = (Text(unit.voice.say(sentence)) for sentence in (s.PRIVACY, questions))
    await unit.reply(Reply(tuple(words)))


async def language(_update: Update, context: BotContext) -> None:
    """Offer the languages (/language)."""
    unit = context.unit
    if not await only_in_private(unit):
        return
    voice = unit.voice
    await unit.reply(
        Reply(
            (Text(voice.say(s.LANGUAGE_ASK)),),
            (
                (
                    Button(voice.say(s.LANGUAGE_CHINESE), SetLanguage(Language.CHINESE)),
                    Button(voice.say(s.LANGUAGE_ENGLISH), SetLanguage(Language.ENGLISH)),
                ),
            ),
        )
    )


async def set_language(unit: Unit, action: SetLanguage) -> None:
    """Speak the chosen language from now on."""
    await unit.speak(action.language)
    await keeping.speak_as_usual(unit)
    await unit.show(Reply((Text(unit.voice.say(s.LANGUAGE_SET)),), _ways_in(unit.voice)))


async def membership(update: Update, context: BotContext) -> None:
    """Note that a person blocked the bot or let it in again."""
    change = update.my_chat_member
    unit = context.unit
    if change is None or not unit.is_private:
        return
    reachable = change.new_chat_member.status == change.new_chat_member.MEMBER
    await unit.tx.set_reachable(unit.person.id, reachable=reachable)
