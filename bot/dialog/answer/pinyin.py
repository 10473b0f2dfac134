"""How Chinese sounds (拼音): of characters, and of what was typed in Latin letters without tones.

People mistype by sound (荣错 for 容错), and some type pinyin. Sounds that many speakers do not tell
apart are one here: zh/ch/sh and z/c/s, -ng and -n.
"""

import re
from array import array
from functools import cache

from bot.dialog.answer.sounds import BY_SOUND

_LONGEST = 6
_FIRST, _LAST = 0x3400, 0x9FFF
"""The characters that are seen as Chinese."""
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


def _sound(character: str) -> str:
    """Return the sound of a character, or the character itself where none is known."""
    place = ord(character) - _FIRST
    known, places = _table()
    sound = places[place] if 0 <= place < len(places) else 0
    return known[sound] or character


@cache
def _table() -> tuple[tuple[str, ...], "array[int]"]:
    """Return the sounds, the first of which is none, and which of them each character has."""
    known, places = [""], array("H", bytes(2 * (_LAST - _FIRST + 1)))
    for number, line in enumerate(BY_SOUND.strip().split("\n"), start=1):
        syllable, _, characters = line.partition(" ")
        known.append(_merged(syllable))
        for character in characters:
            places[ord(character) - _FIRST] = number
    return tuple(known), places


def _merged(sound: str) -> str:
    return _NASAL.sub("n", _CURLED.sub(r"\1", sound))


@cache
def _known_syllables() -> frozenset[str]:
    return frozenset(line.partition(" ")[0] for line in BY_SOUND.strip().split("\n"))
