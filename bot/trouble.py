"""What an error of the Bot API means for us: the only module that reads `telegram.error`.

The classes overlap (`BadRequest` and `TimedOut` are both `NetworkError`), so the order matters, and
some cases differ only in Telegram's wording.
"""

import os
from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

# python-telegram-bot's way to say that we expect a timedelta, as its next version gives.
os.environ.setdefault("PTB_TIMEDELTA", "1")


class NotSent(NetworkError):
    """A request that never reached the server."""


_HARMLESS = (
    "message is not modified",  # a button was pressed twice
    "query is too old",  # the person has stopped waiting for the button to react
)
_MESSAGE_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_PERSON_GONE = ("chat not found", "user is deactivated", "user not found")


@dataclass(frozen=True, slots=True)
class Harmless:
    """What was wanted is so already, or no longer matters."""


@dataclass(frozen=True, slots=True)
class Passing:
    """It may work later.

    `after` is how long Telegram asks us to wait, if it does. `doubtful`: the call may have been
    carried out, since only its answer is missing. `counted`: it reached the server, which failed
    over it, so there is a limit to trying again; what could not be sent at all waits for ever.
    """

    after: timedelta | None = None
    doubtful: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class MessageGone:
    """The message that was to be changed is there no longer."""


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """The group became a supergroup, which has another number."""

    to: int


@dataclass(frozen=True, slots=True)
class PersonGone:
    """They never started the bot, have blocked it, or have left."""


@dataclass(frozen=True, slots=True)
class TokenBad:
    """The Bot API does not know the token."""


@dataclass(frozen=True, slots=True)
class OtherPoller:
    """Another process polls with the same token, or a webhook is set."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """It will never work: the request itself is wrong."""


Trouble = (
    Harmless | Passing | MessageGone | ChatMoved | PersonGone | TokenBad | OtherPoller | Lasting
)


def classify(error: TelegramError) -> Trouble:
    """Return what `error` means."""
    match error:
        case RetryAfter():
            return Passing(after=_wait(error))
        case ChatMigrated(new_chat_id=chat):
            return ChatMoved(chat)
        case Forbidden():
            return PersonGone()
        case InvalidToken():
            return TokenBad()
        case Conflict():
            return OtherPoller()
        case TimedOut():
            return Passing(doubtful=True, counted=True)
        case BadRequest():
            return _refusal(error.message.casefold())
        case NotSent():
            return Passing()
        case NetworkError():
            return Passing(counted=True)
        case _:
            return Lasting()


def _refusal(words: str) -> Trouble:
    """Return what is meant by a request that was refused; only the words tell."""
    if any(known in words for known in _HARMLESS):
        return Harmless()
    if any(known in words for known in _MESSAGE_GONE):
        return MessageGone()
    if any(known in words for known in _PERSON_GONE):
        return PersonGone()
    return Lasting()


def _wait(error: RetryAfter) -> timedelta:
    after = error.retry_after
    return after if isinstance(after, timedelta) else timedelta(seconds=after)
