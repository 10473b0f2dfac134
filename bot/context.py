"""What a handler is given: one typed unit of work for one update."""

from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Self

from telegram import Chat, Message, Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.dialog import sentences as s
from bot.dialog.actions import Action, OpenPrivateChat
from bot.dialog.callbacks import decode
from bot.dialog.content.parts import Language
from bot.dialog.deadline.workdays import Workdays
from bot.dialog.inline import Cards
from bot.dialog.items.evidence import Evidence
from bot.dialog.items.when import When
from bot.dialog.person import Dialogs, Person
from bot.dialog.reply import Button, Reply
from bot.dialog.voice import Voice
from bot.library import Library
from bot.metrics import Metrics
from bot.sending import File, evidence_letter, file_letter, letters
from storage.database import Transaction


@dataclass(slots=True)
class Shelf:
    """Holds what is live; another takes its place between two updates."""

    library: Library
    workdays: Workdays
    """The official calendar."""


@dataclass(slots=True)
class Unit:
    """One update being processed: what it may read, write and say, all in one transaction."""

    update: Update
    tx: Transaction
    person: Person
    library: Library
    workdays: Workdays
    metrics: Metrics
    now: datetime
    remark: str | None = None
    """What to show for a moment where a button was pressed."""
    cards: Cards | None = None
    """What to offer where an inline query is being typed."""
    wants_reload: bool = False
    """Whether the content shall be read anew once this is committed."""
    failure: Exception | None = field(default=None, repr=False)

    @property
    def voice(self) -> Voice:
        """What to speak with."""
        return Voice(self.library.pack, self.person.language)

    @property
    def case_voice(self) -> Voice:
        """What to speak with of the person's own case: in the language in which it was told."""
        return Voice(self.library.pack, self.person.dialogs.told_in or self.person.language)

    @property
    def when(self) -> When:
        """What time it is for the person."""
        return When(self.now, self.person.zone, self.workdays)

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads along."""
        chat = self.update.effective_chat
        return chat is not None and chat.type == Chat.PRIVATE

    @property
    def pressed_keyboard(self) -> tuple[Action, ...]:
        """What the buttons of the message ask for whose button was pressed."""
        query = self.update.callback_query
        message = query.message if query else None
        keyboard = message.reply_markup if isinstance(message, Message) else None
        rows = keyboard.inline_keyboard if keyboard else ()
        data = (str(button.callback_data) for row in rows for button in row)
        return tuple(pressed.action for one in data if (pressed := decode(one)))

    async def save(self, dialogs: Dialogs) -> None:
        """Keep where the person's dialogs stand now."""
        self.person = replace(self.person, dialogs=dialogs)
        await self.tx.people.save_dialogs(self.person.id, dialogs)

    async def speak(self, language: Language) -> None:
        """Speak `language` with the person from now on."""
        self.person = replace(self.person, language=language)
        await self.tx.people.set_language(self.person.id, language)

    async def reply(self, reply: Reply) -> None:
        """Send `reply` as a new message."""
        await self._put(reply)

    async def show(self, reply: Reply) -> None:
        """Put `reply` in the place of the message whose button was pressed; else send it."""
        query = self.update.callback_query
        pressed = query.message.message_id if query and query.message else None
        await self._put(reply, edit=pressed)

    async def send_file(self, file: File, caption: str) -> None:
        """Send `file` as a new message."""
        chat = self.update.effective_chat
        if chat is not None:
            await self.tx.outbox.put(file_letter(chat.id, file, caption, self.voice), self.now)

    async def send_evidence(self, evidence: Evidence) -> None:
        """Send a file that lies with the messenger again."""
        chat = self.update.effective_chat
        if chat is not None:
            await self.tx.outbox.put(evidence_letter(chat.id, evidence, self.voice), self.now)

    async def _put(self, reply: Reply, edit: int | None = None) -> None:
        chat, message = self.update.effective_chat, self.update.effective_message
        if chat is None:
            return
        answered = message.message_id if message and not self.is_private else None
        if not self.is_private:
            way_out = Button(self.voice.say(s.BUTTON_PRIVATE), OpenPrivateChat())
            reply = reply.for_everyone(instead=way_out)
        for letter in letters(chat.id, reply, self.voice, edit=edit, reply_to=answered):
            await self.tx.outbox.put(letter, self.now)


current_unit: ContextVar[Unit] = ContextVar("current_unit")
"""The unit of the update that the running task processes; set by `bot.ingest`."""


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """The context of a handler: `unit` is all it needs."""

    unit: Unit

    @classmethod
    def from_update(
        cls, update: object, application: "Application[Any, Self, Any, Any, Any, Any]"
    ) -> Self:
        """Make the context of an update; called by python-telegram-bot."""
        context = super().from_update(update, application)
        context.unit = current_unit.get()
        return context


App = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], dict[Any, Any], None]
"""python-telegram-bot's application, which dispatches updates to our handlers."""
