"""Write `bot/dialog/answer/sounds.py` anew, from the readings that pypinyin has.

`.venv/bin/python scripts/sounds.py`; a test says where the file no longer says what pypinyin says.
"""

import unicodedata
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

TARGET = Path(__file__).parent.parent / "bot" / "dialog" / "answer" / "sounds.py"
FIRST, LAST = 0x3400, 0x9FFF
"""The characters of which a text is seen as Chinese."""
_LONGEST = 6
_HEAD = '''"""How each Chinese character sounds, without its tone; written by `scripts/sounds.py`.

A line is a syllable and the characters whose first reading it is; of some syllables there is none.
From pypinyin (MIT), which has them from Unihan. To import it would take 10 MiB of memory and more time
than all the rest of the answers, for readings and phrases that nobody asks for here.
"""

BY_SOUND = """
'''


def without_tone(syllable: str) -> str:
    """Return a syllable as it is typed: without the tone, and v for ü."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def readings() -> dict[str, str]:
    """Return the syllables, and the characters whose first reading each is."""
    found: defaultdict[str, str] = defaultdict(str)
    for every in PINYIN_DICT.values():
        for reading in map(without_tone, every.split(",")):
            if reading.isascii() and reading.isalpha() and len(reading) <= _LONGEST:
                found[reading] += ""
    for number in range(FIRST, LAST + 1):
        [[sound]] = pinyin(chr(number), style=Style.NORMAL)
        if sound != chr(number):
            found[sound] += chr(number)
    return dict(sorted(found.items()))


def module() -> str:
    """Return the text of the file."""
    lines = (f"{sound} {characters}".rstrip() for sound, characters in readings().items())
    return _HEAD + "\n".join(lines) + '\n"""\n'


if __name__ == "__main__":
    TARGET.write_text(module(), encoding="utf-8")
