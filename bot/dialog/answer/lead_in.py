"""Lead-ins (引导语): what stands before the thing to be recorded, and is no part of its title."""

import re
from collections.abc import Iterable

from bot.dialog.answer.normalise import normalise

_LATIN = "a-z0-9\u00c0-\u024f"
_BREAK = r"[\W_]*"
_PUNCTUATION = " ,.:;\uff0c\u3002\uff1a"


def without_lead_in(lead_ins: Iterable[str], text: str) -> str:
    """Return `text` as it was typed, without the longest lead-in that stands in it."""
    for lead_in in sorted(lead_ins, key=len, reverse=True):
        found = _pattern(lead_in).search(text)
        if found:
            before, after = text[: found.start()], text[found.end() :].lstrip(_PUNCTUATION)
            return f"{before.strip()} {after.strip()}".strip()
    return text.strip()


def _pattern(lead_in: str) -> re.Pattern[str]:
    """Return a lead-in between spaces and punctuation; a Latin letter at its end ends a word."""
    words = normalise(lead_in)
    letters = map(re.escape, words)
    before = f"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", words) else ""
    after = f"(?![{_LATIN}])" if re.search(f"[{_LATIN}]$", words) else ""
    return re.compile(before + _BREAK.join(letters) + after, re.IGNORECASE)
