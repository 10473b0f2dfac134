"""Commands, profile texts and menu buttons."""

from typing import Any

import pytest
import telegram

from tests.sandbox.served import RefusedError, Site


async def test_commands_by_scope_and_language(bot: telegram.Bot, site: Site) -> None:
    assert await bot.get_my_commands() == ()
    await bot.set_my_commands([("start", "Start")])
    await bot.set_my_commands([("start", "开始")], language_code="zh")
    private = telegram.BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("items", "整改事项")], scope=private)
    chat = telegram.BotCommandScopeChat(1001)
    await bot.set_my_commands([("ask", "提问")], scope=chat)
    assert (await bot.get_my_commands())[0].description == "Start"
    assert (await bot.get_my_commands(language_code="zh"))[0].description == "开始"
    assert (await bot.get_my_commands(scope=chat))[0].command == "ask"
    assert (await site.state())["bot"]["commands"][0]["command"] == "items"
    await bot.delete_my_commands(scope=private)
    assert (await site.state())["bot"]["commands"][0]["description"] == "开始"


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"commands": {}}, "Array expected"),
        ({"commands": [1]}, "expected an Object"),
        ({"commands": [{"command": "Start", "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a" * 33, "description": "a"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": " "}]}, "DESCRIPTION_INVALID"),
        ({"commands": [{"command": "a", "description": "字" * 257}]}, "DESCRIPTION_INVALID"),
        ({"commands": [{"command": "a", "description": "a"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [], "language_code": "zh-hans"}, "invalid language code specified"),
        ({"commands": [], "scope": {"type": "world"}}, "Unsupported type specified"),
        ({"commands": [], "scope": [1]}, "Unsupported type specified"),
        ({"commands": [], "scope": {"type": "chat"}}, "chat_id is empty"),
    ],
)
async def test_wrong_commands(site: Site, params: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RefusedError, match=sentence):
        await site.call("setMyCommands", **params)


async def test_profile_texts(bot: telegram.Bot, site: Site) -> None:
    assert (await bot.get_my_name()).name == "容错纠错助手（试用）"
    assert not (await bot.get_my_description()).description
    await bot.set_my_name("Assistant", language_code="en")
    await bot.set_my_description("说明")
    await bot.set_my_short_description("短说明", language_code="zh")
    assert (await bot.get_my_name(language_code="en")).name == "Assistant"
    assert (await bot.get_my_description(language_code="zh")).description == "说明"
    assert not (await bot.get_my_short_description()).short_description
    shown = (await site.state())["bot"]
    assert (shown["description"], shown["short_description"]) == ("说明", "短说明")
    for method, most in (("Name", 64), ("Description", 512), ("ShortDescription", 120)):
        name = {"ShortDescription": "short_description"}.get(method, method.lower())
        with pytest.raises(RefusedError, match="is too long"):
            await site.call(f"setMy{method}", **{name: "字" * (most + 1)})


async def test_menu_buttons(bot: telegram.Bot) -> None:
    assert (await bot.get_chat_menu_button()).type == "commands"
    await bot.set_chat_menu_button(menu_button=telegram.MenuButtonDefault())
    await bot.set_chat_menu_button(chat_id=1001, menu_button=telegram.MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "default"
    assert (await bot.get_chat_menu_button(1001)).type == "commands"
    assert (await bot.get_chat_menu_button(1002)).type == "default"


async def test_wrong_menu_buttons(site: Site) -> None:
    with pytest.raises(RefusedError, match="chat not found"):
        await site.call("setChatMenuButton", chat_id=9)
    with pytest.raises(RefusedError, match="invalid type"):
        await site.call("setChatMenuButton", menu_button={"type": "x"})
