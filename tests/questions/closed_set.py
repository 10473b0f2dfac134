"""The closed set of sentences: all that an answer from a pack can consist of.

These are the texts of the pack with names of its own filled in, the clauses, and what the content
says about clauses, topics and gaps. Whatever is not in it was made up, or repeats the asker.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from bot.dialog import sentences as s
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.quoting import place
from bot.dialog.voice import Voice

if TYPE_CHECKING:
    from bot.dialog.content.parts import Bilingual

_PLACE = re.compile(r"\{[a-z_]+\}")


class ClosedSet:
    """All that replies of `pack` can consist of."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        texts = [text for texts in pack.texts.values() for text in texts.values()]
        self._exact = {text.format() for text in texts if not _PLACE.search(text)}
        self._exact |= set(_sentences(pack))
        self._templates = [_pattern(text) for text in texts if _PLACE.search(text)]

    def holds(self, reply: str) -> bool:
        """Return whether `reply` is made of sentences of the set, line upon line, and of nothing else."""
        lines, reached = reply.split("\n"), {0}
        for start in range(len(lines)):
            if start in reached:
                ends = range(start + 1, len(lines) + 1)
                reached |= {end for end in ends if self._has("\n".join(lines[start:end]))}
        return len(lines) in reached and bool(reply)

    def _has(self, sentence: str) -> bool:
        if sentence in self._exact:
            return True
        found = (template.fullmatch(sentence) for template in self._templates)
        return any(all(map(self._fills, match.groups())) for match in found if match)

    def _fills(self, words: str) -> bool:
        """Return whether a place is filled with names of the content, one or several, or a number."""
        return all(line.isdigit() or self._is_list(line) for line in words.split("\n"))

    def _is_list(self, words: str) -> bool:
        """Return whether `words` are names with what stands between the members of a list."""
        if words in self._names:
            return True
        begun = (name for name in self._names if words.startswith(name))
        rests = (words.removeprefix(name) for name in begun)
        return any(
            self._is_list(rest.removeprefix(joint))
            for rest in rests
            for joint in self._joints
            if rest.startswith(joint)
        )

    @cached_property
    def _names(self) -> set[str]:
        measure = self._pack.measure
        named: list[Bilingual | None] = [
            measure.title, measure.example, measure.provenance.source,
            *(section.title for section in measure.sections),
            *(clause.label for clause in measure.clauses.values()),
            *(clause.title for clause in measure.clauses.values()),
            *(rule.title for rule in self._pack.scenarios.scenarios.values()),
            *measure.clauses.values(), *measure.contacts.values(),
            *(gap.title for gap in measure.gaps),
        ]  # fmt: skip
        names = {name for one in named if one for name in (one.zh, one.en)} | set(measure.clauses)
        for voice in (Voice(self._pack, language) for language in Language):
            names |= {
                named(voice, one) for named in (place, Voice.titled) for one in measure.clauses
            }
        return names

    @cached_property
    def _joints(self) -> set[str]:
        keys = (s.LIST_SEPARATOR.key, s.LIST_OR.key)
        return {texts[key] for texts in self._pack.texts.values() for key in keys}


def _sentences(pack: Pack) -> Iterator[str]:
    """Yield what stands in a reply as it stands in the content."""
    measure = pack.measure
    said: list[Bilingual | None] = [measure.title, measure.provenance.source]
    said += [section.title for section in measure.sections]
    said += list(measure.clauses.values())
    said += [clause.plain for clause in measure.clauses.values()]
    said += [*measure.topics, *measure.gaps]
    for one in said:
        if one:
            yield from (one.zh, one.en)


def _pattern(template: str) -> re.Pattern[str]:
    parts = (re.escape(part.format()) for part in _PLACE.split(template))
    return re.compile("(.+?)".join(parts), re.DOTALL)
