"""In which language a question is asked."""

import re

from bot.dialog.answer.normalise import simplified
from bot.dialog.answer.pinyin import syllables
from bot.dialog.content.parts import Language

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z]+")
_ENOUGH_LETTERS = 8
"""Fewer are a greeting or an abbreviation, which people of both languages type."""
_SHARE = 0.3
"""How much of an English text at least spells no Chinese syllables; of pinyin hardly anything."""


def language_of(text: str) -> Language | None:
    """Return the language of `text`; None where it could be either."""
    text = simplified(text)
    if _CHINESE.search(text):
        return Language.CHINESE
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if letters < _ENOUGH_LETTERS:
        return None
    foreign = sum(len(word) for word in words if syllables(word) is None)
    return Language.ENGLISH if foreign >= _SHARE * letters else Language.CHINESE
