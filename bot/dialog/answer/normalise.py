"""Bringing what people type into one form, so that width, case, spacing and script do not matter."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_BREAKS = re.compile(r"[\W_]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, as broken software sends it: nothing can be made of it."""


def normalise(text: str) -> str:
    """Return `text` in compatibility form (NFKC), lower case, without spaces and punctuation."""
    return _BREAKS.sub("", _folded(text))


def words_of(text: str) -> str:
    """Return `text` like `normalise`, but with a space where there were spaces and punctuation."""
    return _BREAKS.sub(" ", _folded(text)).strip()


def simplified(text: str) -> str:
    """Return `text` in compatibility form, lower case, traditional characters simplified."""
    return str(_to_simplified().convert(_folded(text)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", _LONE_SURROGATE.sub("", text)).casefold()


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")  # reads its dictionary, which what never asks need not wait for
