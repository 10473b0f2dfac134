"""What is due at once or never: the reaction of a pressed button, the cards for what is being typed.

Every process reacts to what it was given itself. Nothing of it is kept, for later is of no use.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.dialog.inline import Cards
from bot.sending import show_cards
from bot.trouble import Harmless, classify

log = structlog.get_logger()

_LAST_CALL_SECONDS = 1


class Reactions:
    """Answers queries of the Bot API, each at most once and without being waited for."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()

    def acknowledge(self, query: str, remark: str | None) -> None:
        """Let a pressed button react."""
        self._start(self._bot.answer_callback_query(query, text=remark), "button.not_answered")

    def offer(self, query: str, cards: Cards) -> None:
        """Show the cards for what is being typed."""
        self._start(show_cards(self._bot, query, cards), "inline.not_answered")

    async def finish(self) -> None:
        """Let what is under way come to its end, within a moment."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_LAST_CALL_SECONDS)

    def _start(self, answering: Coroutine[Any, Any, object], failed: str) -> None:
        task = asyncio.create_task(_try_once(answering, failed))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)


async def _try_once(answering: Coroutine[Any, Any, object], failed: str) -> None:
    """Answer a query; a late answer harms nobody, and of any other trouble the log tells."""
    try:
        await answering
    except TelegramError as error:
        if not isinstance(classify(error), Harmless):
            log.warning(failed, trouble=type(classify(error)).__name__)
