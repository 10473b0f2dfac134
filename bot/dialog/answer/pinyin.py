"""How Chinese sounds (拼音): of characters, and of what was typed in Latin letters without tones.

People mistype by sound (荣错 for 容错), and some type pinyin. Sounds that many speakers do not tell
apart are one here: zh/ch/sh and z/c/s, -ng and -n.
"""

import re
import unicodedata
from functools import cache

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

_LONGEST = 6
_CURLED = re.compile("^([zcs])h")
_NASAL = re.compile("ng$")


def sounds(characters: str) -> list[str]:
    """Return the sound of each of the Chinese characters."""
    return [_sound(character) for character in characters]


def syllables(word: str) -> list[str] | None:
    """Return the sounds that a word of Latin letters spells, as few as possible; else None."""
    known = _known_syllables()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before = best[start]
            if before is None or word[start:end] not in known:
                continue
            found = (*before, word[start:end])
            shortest = best[end]
            if shortest is None or len(found) < len(shortest):
                best[end] = found
    spelt = best[len(word)]
    return None if spelt is None else [_merged(one) for one in spelt]


@cache
def _sound(character: str) -> str:
    [sound] = lazy_pinyin(character)
    return _merged(sound)


def _merged(sound: str) -> str:
    return _NASAL.sub("n", _CURLED.sub(r"\1", sound))


@cache
def _known_syllables() -> frozenset[str]:
    toned = {one for readings in PINYIN_DICT.values() for one in readings.split(",")}
    return frozenset(
        plain
        for plain in map(_without_tone, toned)
        if plain.isascii() and plain.isalpha() and len(plain) <= _LONGEST
    )


def _without_tone(syllable: str) -> str:
    """Return a syllable as it is typed: without the tone, and v for ü."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
