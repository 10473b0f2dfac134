"""`ask`: one question, one answer, without a chat."""

import json
from itertools import islice

from bot.cli.shelf import the_library
from bot.dialog.answer.compose import ask
from bot.dialog.answer.route import Router
from bot.dialog.content.parts import Language
from bot.dialog.voice import Voice

_RUNNERS_UP = 8


def ask_once(text: str, *, as_json: bool, english: bool, explain: bool) -> None:
    """Print the answer to `text`; with `explain`, why it is this one and what was close to it.

    Raises:
        AssistantError: the content cannot be used.
    """
    library = the_library()
    voice = Voice(library.pack, Language.ENGLISH if english else Language.CHINESE)
    result = ask(voice, library.router, text)
    if as_json:
        answer = {
            "kind": result.kind,
            "cites": result.cites,
            "intent": result.intent,
            "text": result.reply.plain(),
        }
        print(json.dumps(answer, ensure_ascii=False))
        return
    print(result.reply.plain())
    if explain:
        print(*_reasons(library.router, text), sep="\n")


def _reasons(router: Router, text: str) -> list[str]:
    explained = router.explain(text)
    route = explained.route
    lines = ["", f"route    {route.kind} {route.target}".rstrip(), f"because  {explained.ground}"]
    if route.clauses or route.related:
        lines.append(
            f"clauses  {' '.join(route.clauses)}  beside  {' '.join(route.related) or '-'}"
        )
    lines += [
        f"{one.score:8.3f}  {one.target.kind} {one.target.name}"
        for one in islice(explained.ranked, _RUNNERS_UP)
    ]
    told = router.pieces(text, route)
    return [*lines, *([f"pieces   {'  '.join(told)}"] if told else [])]
