"""What was found, how it is, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import AssistantError, reader_language

Words = Mapping[str, Mapping[str, str]]
"""The sentences of a part by language, `zh` or `en`, and name."""


class Health(StrEnum):
    """How something is."""

    OK = "ok"
    WARNING = "warn"
    """It works; but not as well as it could, or not for long."""
    FAILURE = "fail"
    """The assistant cannot start, or cannot do its work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do."""

    health: Health
    words: str


def fine(words: Words, name: str, /, **facts: object) -> Finding:
    """Return that something is as it should be."""
    return Finding(Health.OK, words[reader_language()][name].format(**facts))


def warning(words: Words, name: str, /, **facts: object) -> Finding:
    """Return that something could be better, and how."""
    return Finding(Health.WARNING, words[reader_language()][name].format(**facts))


def failure(words: Words, name: str, /, **facts: object) -> Finding:
    """Return that something is not as it has to be, and what to do."""
    return Finding(Health.FAILURE, words[reader_language()][name].format(**facts))


def refused(error: AssistantError) -> Finding:
    """Return what a start would end with."""
    return Finding(Health.FAILURE, error.sentence(reader_language()))
