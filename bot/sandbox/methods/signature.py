"""What every Bot API method looks like."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.sandbox.backend import Backend
from bot.sandbox.wire import Call

Method = Callable[[Backend, Call], Awaitable[object]]
"""Carries out a call and returns its `result`; raises `ApiError` when Telegram would refuse."""


@dataclass(frozen=True, slots=True)
class Described:
    """A result that Telegram sends with a sentence."""

    result: object
    description: str
