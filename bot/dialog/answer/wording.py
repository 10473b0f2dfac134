"""The wording (说法) of a question, as it may be kept: one form, and nothing that leads to a person.

Questions that differ in case, width, spaces and punctuation only have one wording. Numbers of five
digits and more, names with @ and addresses are masked: what looks like a telephone, an identity
card or an account. A name in plain words cannot be told from other words; it stays.
"""

import re
import unicodedata

LONGEST = 200
"""Of a longer question only the beginning is kept, in characters."""
MASK = "■"

# Folded text is matched: width and case are gone. Spelt out, digits are as telling as in figures.
_DIGIT = r"[\d零〇一二三四五六七八九幺]"
_MASKED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:https?://|www\.|t\.me/)[!-~]+",
        r"[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+",
        r"[\w.+-]+@\w+(?:\.\w+)+",  # in other scripts, where it may take in the words before it
        r"@[a-z0-9_]+|@\w{1,4}",
        rf"{_DIGIT}(?:[\W_]{{0,3}}{_DIGIT}){{4,}}x?",
    )
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_BREAKS = re.compile(rf"[^\w{MASK}]+")


def wording(question: str) -> str:
    """Return the wording of `question`; empty if it has no words."""
    seen = _INVISIBLE.sub("", question)  # between two digits it would hide a number
    words = _folded(seen)
    for pattern in _MASKED:
        words = pattern.sub(f" {MASK} ", words)
    # A mask at either end says nothing; in a group it is the mention of the bot.
    return _BREAKS.sub(" ", words).strip(f"{MASK} ")[:LONGEST].strip()


def _folded(text: str) -> str:
    """Return `text` in compatibility form without case; a second time, as case may undo the form."""
    for _ in range(2):
        text = unicodedata.normalize("NFKC", text).casefold()
    return text
