"""What one part of the program tells another, in this process or in one beside it: look again."""

import asyncio
from enum import StrEnum


class News(StrEnum):
    """What there is to look at."""

    OUTBOX = "outbox"
    """Something is to be sent."""
    STAGES = "stages"
    """A reminder may be due earlier than was known."""
    CONTENT = "content"
    """Another process was asked to read its content anew."""


class Bells:
    """A bell for each kind of news: whoever waits for it clears it and then looks."""

    def __init__(self) -> None:
        self._bells = {news: asyncio.Event() for news in News}

    def __getitem__(self, news: News) -> asyncio.Event:
        return self._bells[news]

    def ring(self, *all_news: News) -> None:
        """Let those look again who wait for any of these."""
        for news in all_news:
            self._bells[news].set()
