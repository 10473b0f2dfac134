"""Bringing what people type into one form, so that width, case and spacing do not matter."""

import re
import unicodedata

_BREAKS = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Return `text` in compatibility form (NFKC), lower case, without spaces and punctuation."""
    return _BREAKS.sub("", _folded(text))


def words_of(text: str) -> str:
    """Return `text` like `normalise`, but with a space where there were spaces and punctuation."""
    return _BREAKS.sub(" ", _folded(text)).strip()


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
