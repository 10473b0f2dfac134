"""The bot's commands, name, descriptions and menu buttons."""

import re
from collections.abc import Awaitable, Callable

from bot.sandbox.backend import Backend
from bot.sandbox.errors import bad_request
from bot.sandbox.methods.signature import Method
from bot.sandbox.profile import ProfileText
from bot.sandbox.text import units
from bot.sandbox.wire import Call, Object

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_MOST_DESCRIPTION = 256
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_MOST_UNITS: dict[ProfileText, int] = {"name": 64, "description": 512, "short_description": 120}
_BUTTONS = frozenset({"default", "commands", "web_app"})


async def set_my_commands(backend: Backend, call: Call) -> object:
    given = call.decoded("commands", "commands")
    if not isinstance(given, list):
        raise bad_request("can't parse commands: Array expected")
    if len(given) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(command) for command in given]
    backend.profile.commands[_scope(call), _language(call)] = commands
    return _announced(backend)


async def get_my_commands(backend: Backend, call: Call) -> object:
    return backend.profile.commands.get((_scope(call), _language(call)), [])


async def delete_my_commands(backend: Backend, call: Call) -> object:
    backend.profile.commands.pop((_scope(call), _language(call)), None)
    return _announced(backend)


async def set_chat_menu_button(backend: Backend, call: Call) -> object:
    match call.decoded("menu_button", "menu button") or {"type": "default"}:
        case {"type": str(kind), **more} if kind in _BUTTONS:
            button = {"type": kind, **{str(key): value for key, value in more.items()}}
            backend.profile.menu_buttons[_menu_chat(backend, call)] = button
            return True
        case _:
            raise bad_request("can't parse menu button: invalid type")


async def get_chat_menu_button(backend: Backend, call: Call) -> object:
    buttons = backend.profile.menu_buttons
    default = buttons.get(0, {"type": "commands"})
    return buttons.get(_menu_chat(backend, call), default)


def _menu_chat(backend: Backend, call: Call) -> int:
    chat = call.integer("chat_id")
    if chat and chat not in backend.world.people:
        raise bad_request("chat not found")
    return chat


def _setter(kind: ProfileText) -> Callable[[Backend, Call], Awaitable[object]]:
    async def set_text(backend: Backend, call: Call) -> object:
        text = call.text(kind)
        if units(text) > _MOST_UNITS[kind]:
            raise bad_request(f"{kind.replace('_', ' ')} is too long")
        backend.profile.texts[kind, _language(call)] = text
        return _announced(backend)

    return set_text


def _getter(kind: ProfileText) -> Callable[[Backend, Call], Awaitable[object]]:
    async def get_text(backend: Backend, call: Call) -> object:
        return {kind: backend.profile.text(kind, _language(call))}

    return get_text


def _announced(backend: Backend) -> bool:
    backend.feed.publish("bot", bot=backend.profile.page_texts(backend.world.bot))
    return True


def _command(given: object) -> Object:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    fields = Call(given)
    name = fields.text("command").removeprefix("/")
    description = fields.text("description").strip()
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= units(description) <= _MOST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def _scope(call: Call) -> str:
    given = call.decoded("scope", "BotCommandScope") or {"type": "default"}
    match given:
        case {"type": str(kind), **more} if kind in _SCOPES:
            scope = Call({"type": kind, **{str(key): value for key, value in more.items()}})
        case _:
            raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    parts = [scope.text(name) for name in ("type", *_SCOPES[kind])]
    if not all(parts):
        raise bad_request("can't parse BotCommandScope: chat_id is empty")
    return ":".join(parts)


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
}
