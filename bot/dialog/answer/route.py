"""Deciding what kind of question it is, before any clause is looked for.

What is asked *about* a clause decides, not how much a question resembles it: “how many days do I
have to remedy a loss” resembles a clause and yet is not answered by it. So the cues of the pack are
read first, and retrieval is the last resort.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Kind
from bot.dialog.answer.retrieve import Index
from bot.dialog.content.schema import Cues, Pack

_CLEAR_MATCH = 0.12
"""Below this cosine a question and a clause share a common pair of characters, not a subject."""
_GREETING_SLACK = 4
"""A greeting in front of a longer text is politeness, not the subject."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question goes: the kind, and the id of the clause, gap, function or remark."""

    kind: Kind
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Cue:
    words: str
    route: Route


# Where cues of several kinds are found, the first of these is taken.
_PRECEDENCE = (Kind.OUT_OF_SCOPE, Kind.INTENT, Kind.NOT_STATED, Kind.ANSWER)


class Router:
    """Routes questions by the cues of a content pack."""

    def __init__(self, pack: Pack) -> None:
        said = pack.utterances
        self._chitchat = list(_cues(Kind.CHITCHAT, said.chitchat))
        self._cues = {
            Kind.OUT_OF_SCOPE: list(_cues(Kind.OUT_OF_SCOPE, said.refusals)),
            Kind.INTENT: list(_cues(Kind.INTENT, said.functions)),
            Kind.NOT_STATED: list(_cues(Kind.NOT_STATED, said.gaps)),
            Kind.ANSWER: list(_cues(Kind.ANSWER, said.clauses)),
        }
        clauses = pack.measure.clauses
        self._index = Index({name: clause.zh for name, clause in clauses.items()})
        self._exact = {normalise(clause.zh): name for name, clause in clauses.items()}
        self._exact |= {normalise(name): name for name in clauses}

    def route(self, question: str) -> Route:
        """Return where `question` goes."""
        text = normalise(question)
        if text in self._exact:
            return Route(Kind.ANSWER, self._exact[text])
        remark = _longest(self._chitchat, text)
        if remark and len(text) <= len(remark.words) + _GREETING_SLACK:
            return remark.route
        for kind in _PRECEDENCE:
            cue = _longest(self._cues[kind], text)
            if cue:
                return cue.route
        matches = self._index.search(question)
        if matches and matches[0].score >= _CLEAR_MATCH:
            return Route(Kind.ANSWER, matches[0].id)
        return remark.route if remark else Route(Kind.NOT_STATED)


def _cues(kind: Kind, group: Mapping[str, Cues]) -> Iterator[_Cue]:
    for target, cues in group.items():
        for cue in cues:
            yield _Cue(normalise(cue), Route(kind, target))


def _longest(cues: list[_Cue], text: str) -> _Cue | None:
    found = [cue for cue in cues if cue.words in text]
    return max(found, key=lambda cue: len(cue.words), default=None)
