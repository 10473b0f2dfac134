"""The commands (命令): the assistant's own, and those with which a measure opens its sections."""

from collections.abc import Iterator

from bot.dialog import sentences as s
from bot.dialog.voice import Voice

COMMANDS = (
    "check",
    "checks",
    "add",
    "items",
    "find",
    "calendar",
    "today",
    "cancel",
    "measure",
    "sources",
    "settings",
    "language",
    "help",
    "privacy",
)
"""What the command menu offers of the assistant; each has its text in the content pack."""
UNLISTED = ("start", "reload")
"""What Telegram sends by itself, and what only the staff may ask for."""
OWN = frozenset({*COMMANDS, *UNLISTED})
"""No section of a measure may have one of these."""
_READS_ALL = "measure"
"""The sections follow the command that opens them all."""


def menu(voice: Voice) -> Iterator[tuple[str, str]]:
    """Yield each command of the menu and what it is for, in order."""
    for name in COMMANDS:
        yield name, voice.say(s.ALL[f"command.{name}"])
        if name == _READS_ALL:
            for section in voice.pack.measure.sections:
                if section.command:
                    yield section.command, section.title.in_(voice.language)
