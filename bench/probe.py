"""`python -m bench.probe CACHE [QUESTIONS]`: one fresh process, measured from within; prints JSON.

Without questions only the content is loaded; with them (a file, one a line) the library is opened
too, from the model that is kept in CACHE, and asked.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from bench.processes import memory_of
from bot.content_folder import load_pack
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.voice import Voice


def main(cache: Path, questions: Path | None) -> None:
    """Measure, and print what was found."""
    pack = load_pack(None)
    seconds = _opened_and_asked(pack, cache, questions) if questions else 0.0
    memory = memory_of("self")
    print(json.dumps({"seconds": seconds, "mib": memory.now if memory else None}))


def _opened_and_asked(pack: Pack, cache: Path, questions: Path) -> float:
    """Return the seconds to the first answer: imports, the model, the dictionaries."""
    asked = questions.read_text(encoding="utf-8").splitlines()
    started = perf_counter()
    # What only an answer needs is loaded here, so that its time and its memory are counted.
    from bot.dialog.answer.compose import ask
    from bot.library import open_library

    router = open_library(pack, cache).router
    voice = Voice(pack, Language.CHINESE)
    ask(voice, router, asked[0])
    seconds = perf_counter() - started
    for question in asked[1:]:
        ask(voice, router, question)
    return seconds


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
