"""`ask`: one question, one answer, without a chat."""

import json

from bot.content_folder import load_pack
from bot.dialog.answer.compose import ask
from bot.dialog.answer.route import Router
from bot.dialog.content.parts import Language
from bot.dialog.voice import Voice
from bot.settings import load_settings


def ask_once(text: str, *, as_json: bool, english: bool) -> None:
    """Print the answer to `text`.

    Raises:
        AssistantError: the content cannot be used.
    """
    pack = load_pack(load_settings().content_dir)
    voice = Voice(pack, Language.ENGLISH if english else Language.CHINESE)
    result = ask(voice, Router(pack), text)
    if not as_json:
        print(result.reply.plain())
        return
    answer = {
        "kind": result.kind,
        "cites": result.cites,
        "intent": result.intent,
        "text": result.reply.plain(),
    }
    print(json.dumps(answer, ensure_ascii=False))
