"""The group of a town, and what may arrive from it that nobody of its people can type."""

from collections.abc import Mapping
from typing import Any

from bot.sandbox.world import World
from tests.e2e.town import GROUP, STAFF, Message, Town

NAME = "rongcuo_trial_bot"
ADMIN = 1003


def arrives(
    town: Town, content: Mapping[str, Any], *, sender: Mapping[str, Any] | None = None
) -> Message:
    """Let a message arrive from the group as Telegram may send it; return it."""
    world = world_of(town)
    message = world.post(GROUP, dict(sender or world.users[STAFF]), dict(content))
    town.sandbox.people._backend.updates.push("message", message, GROUP)
    return message


def world_of(town: Town) -> World:
    return town.sandbox.world


def mention(words: str = f"@{NAME}", at: int = 0, **more: object) -> dict[str, object]:
    """Return the entity of a mention."""
    return {"type": "mention", "offset": at, "length": len(words), **more}


async def says_nothing(town: Town) -> None:
    """Make sure that the group heard nothing from the bot."""
    await town.applied()
    assert [one["text"] for one in town.shown(GROUP).messages] == []


def command(text: str, at: int = 0) -> dict[str, object]:
    """Return the entity of a command."""
    return {"type": "bot_command", "offset": at, "length": len(text[at:].split(maxsplit=1)[0])}
