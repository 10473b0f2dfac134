"""What is due at once or never: the reaction of a pressed button, the cards for what is being typed.

Every process reacts to what it was given itself. Nothing of it is kept, for later is of no use.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.dialog.inline import Cards
from bot.sending import show_cards
from bot.trouble import Harmless, classify

log = structlog.get_logger()

_AT_ONCE = 16
"""More would take the connections of replies where the Bot API hangs."""
_OF_USE_SECONDS = 10
_LAST_CALL_SECONDS = 1


class Reactions:
    """Answers queries of the Bot API, each at most once and without being waited for."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(_AT_ONCE)

    def acknowledge(self, query: str, remark: str | None) -> None:
        """Let a pressed button react."""
        answer = partial(self._bot.answer_callback_query, query, text=remark)
        self._start(answer, "button.not_answered")

    def offer(self, query: str, cards: Cards) -> None:
        """Show the cards for what is being typed."""
        self._start(partial(show_cards, self._bot, query, cards), "inline.not_answered")

    async def finish(self) -> None:
        """Let what is under way come to its end, within a moment."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=_LAST_CALL_SECONDS)

    def _start(self, answer: Callable[[], Awaitable[object]], failed: str) -> None:
        task = asyncio.create_task(self._try_once(answer, failed))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _try_once(self, answer: Callable[[], Awaitable[object]], failed: str) -> None:
        """Answer a query; a late answer harms nobody, and of any other trouble the log tells."""
        try:
            async with asyncio.timeout(_OF_USE_SECONDS), self._room:
                await answer()
        except TimeoutError:
            log.warning(failed, trouble="NoAnswer")
        except TelegramError as error:
            if not isinstance(classify(error), Harmless):
                log.warning(failed, trouble=type(classify(error)).__name__)
