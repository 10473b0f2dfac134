"""The closed set of sentences: all that an answer from a pack can consist of.

These are the texts of the pack with names of its own filled in, the clauses, and what the content
says about clauses, topics and gaps. Whatever is not in it was made up, or repeats the asker.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.dialog import sentences as s
from bot.dialog.content.schema import Pack

if TYPE_CHECKING:
    from bot.dialog.content.parts import Bilingual

_PLACE = re.compile(r"\{[a-z_]+\}")
_NUMBER = r"\d+"


def closed_set(pack: Pack) -> re.Pattern[str]:
    """Return what matches the whole of a reply of `pack`, and nothing else."""
    filled = _filled(pack)
    templates = (text for texts in pack.texts.values() for text in texts.values())
    sentences = [_with_places(template, filled) for template in templates]
    sentences += map(re.escape, _sentences(pack))
    one = _any_of(sentences)
    return re.compile(rf"{one}(?:\n{one})*")


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


def _filled(pack: Pack) -> str:
    """Return what a place in a text can be filled with: names of the content, joined, and numbers."""
    measure = pack.measure
    named: list[Bilingual | None] = [measure.title, measure.example, measure.provenance.source]
    named += [section.title for section in measure.sections]
    named += [clause.label for clause in measure.clauses.values()]
    named += [*measure.clauses.values(), *measure.contacts.values()]
    named += [gap.title for gap in measure.gaps]
    names = [name for one in named if one for name in (one.zh, one.en)]
    name = _any_of([*map(re.escape, (*names, *measure.clauses)), _NUMBER])
    places = [_with_places(texts[s.CLAUSE_PLACE.key], name) for texts in pack.texts.values()]
    joints = ["\n"]
    for texts in pack.texts.values():
        joints += [texts[s.LIST_SEPARATOR.key], texts[s.LIST_OR.key]]
    piece = _any_of([*places, name])
    return rf"{piece}(?:{_any_of(map(re.escape, joints))}{piece})*"


def _with_places(template: str, filled: str) -> str:
    parts = (re.escape(part.format()) for part in _PLACE.split(template))
    return f"(?:{filled})".join(parts)


def _any_of(patterns: Iterable[str]) -> str:
    """Return an alternative of all, the longest first: a name may begin with another."""
    return f"(?:{'|'.join(sorted(set(patterns), key=len, reverse=True))})"
