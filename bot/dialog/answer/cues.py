"""Cues (说法): how a piece of text is found in what a person typed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.dialog.answer.normalise import normalise, words_of
from bot.dialog.content.parts import Cues

_LATIN = "a-z0-9\u00c0-\u024f"
_BREAK = r"[\W_]*"


@dataclass(frozen=True)
class Cue:
    """A piece of text that leads to `target`."""

    said: str
    target: str

    @cached_property
    def words(self) -> str:
        """The cue as it is compared: without case, width, spaces and punctuation."""
        return normalise(self.said)

    @cached_property
    def _is_latin(self) -> bool:
        """Whether a word may go on where the cue begins or ends."""
        return bool(re.match(f"[{_LATIN}]|.*[{_LATIN}]$", self.words))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The cue between spaces and punctuation; a Latin letter at its end ends a word."""
        letters = [re.escape(char) for char in self.words]
        before = f"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", self.words) else ""
        after = f"(?![{_LATIN}])" if re.search(f"[{_LATIN}]$", self.words) else ""
        return re.compile(before + _BREAK.join(letters) + after, re.IGNORECASE)

    def is_in(self, normal: str, words: str) -> bool:
        """Return whether the cue is said in a text, given without and with its spaces."""
        return self.words in normal and (not self._is_latin or bool(self._pattern.search(words)))

    def taken_out(self, text: str) -> str:
        """Return `text` as it was typed, without the cue and the punctuation around it."""
        found = self._pattern.search(text)
        if not found:
            return text.strip()
        before, after = text[: found.start()], text[found.end() :].lstrip(" ,.:;\uff0c\u3002\uff1a")
        return f"{before.strip()} {after.strip()}".strip()


def cues_of(group: Mapping[str, Cues]) -> Iterator[Cue]:
    """Yield the cues of a group of the content pack."""
    for target, said in group.items():
        for cue in said:
            yield Cue(cue, target)


def longest(cues: Iterable[Cue], text: str) -> Cue | None:
    """Return the longest of the cues that are said in `text`."""
    normal, words = normalise(text), words_of(text)
    found = (cue for cue in cues if cue.is_in(normal, words))
    return max(found, key=lambda cue: len(cue.words), default=None)
