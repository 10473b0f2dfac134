"""What the bot says of itself: commands, name, descriptions and menu buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.wire import Object

ProfileText = Literal["name", "description", "short_description"]

_PAGE_SCOPES = ("all_private_chats", "default")
"""Where Telegram looks for the commands of a private chat, in this order."""
_PAGE_LANGUAGES = ("zh", "")


@dataclass(slots=True)
class Profile:
    """The bot's texts by language code ("" for everyone), its commands also by scope.

    Attributes:
        name: the name at the start.
    """

    name: str
    texts: dict[tuple[ProfileText, str], str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Object]] = field(default_factory=dict)
    menu_buttons: dict[int, Object] = field(default_factory=dict)

    def text(self, kind: ProfileText, language: str) -> str:
        """Return the text for a language; the name for everyone is never empty."""
        default = self.name if kind == "name" else ""
        return self.texts.get((kind, language)) or self.texts.get((kind, "")) or default

    def page_texts(self, bot: Mapping[str, object]) -> Object:
        """Return the `bot` object of the page, as a user with Chinese set sees it."""
        places = [(scope, code) for scope in _PAGE_SCOPES for code in _PAGE_LANGUAGES]
        commands = next((self.commands[place] for place in places if place in self.commands), [])
        return {
            "id": bot["id"],
            "username": bot["username"],
            "first_name": self.text("name", "zh"),
            "commands": commands,
            "description": self.text("description", "zh"),
            "short_description": self.text("short_description", "zh"),
        }
