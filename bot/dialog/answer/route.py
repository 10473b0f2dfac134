"""Deciding what kind of question it is, before any clause is looked for.

What is asked *about* a clause decides, not how much a question resembles it: “how many days do I
have to remedy a loss” resembles a clause and yet is not answered by it. So the cues of the pack are
read first, and retrieval is the last resort.
"""

from dataclasses import dataclass

from bot.dialog.answer.cues import cues_of, longest
from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.result import Kind
from bot.dialog.answer.retrieve import Index
from bot.dialog.content.schema import Pack

_CLEAR_MATCH = 0.12
"""Below this cosine a question and a clause share a common pair of characters, not a subject."""
_GREETING_SLACK = 4
"""A greeting in front of a longer text is politeness, not the subject."""
_LATIN_SLACK = 8
"""Words of Latin letters take more room; but what else is said comes first."""
_ABOUT = "about"
"""A question about the assistant is one in a longer text as well."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question goes: the kind, and the id of the clause, gap, function or remark."""

    kind: Kind
    target: str = ""


# Where cues of several kinds are found, the first of these is taken.
_PRECEDENCE = (Kind.OUT_OF_SCOPE, Kind.INTENT, Kind.NOT_STATED, Kind.ANSWER)


class Router:
    """Routes questions by the cues of a content pack."""

    def __init__(self, pack: Pack) -> None:
        said = pack.utterances
        self._chitchat = list(cues_of(said.chitchat))
        self._cues = {
            Kind.OUT_OF_SCOPE: list(cues_of(said.refusals)),
            Kind.INTENT: list(cues_of(said.functions)),
            Kind.NOT_STATED: list(cues_of(said.gaps)),
            Kind.ANSWER: list(cues_of(said.clauses)),
        }
        self._cancel = {normalise(cue) for cue in said.cancel}
        clauses = pack.measure.clauses
        self._index = Index({name: clause.zh for name, clause in clauses.items()})
        self._exact = {normalise(clause.zh): name for name, clause in clauses.items()}
        self._exact |= {normalise(name): name for name in clauses}

    def route(self, question: str) -> Route:
        """Return where `question` goes."""
        text = normalise(question)
        if text in self._exact:
            return Route(Kind.ANSWER, self._exact[text])
        remark = longest(self._chitchat, question)
        if remark and len(text) <= len(remark.words) + _GREETING_SLACK:
            return Route(Kind.CHITCHAT, remark.target)
        for kind in _PRECEDENCE:
            cue = longest(self._cues[kind], question)
            if cue:
                return Route(kind, cue.target)
        if remark and text.isascii() and len(text) <= len(remark.words) + _LATIN_SLACK:
            return Route(Kind.CHITCHAT, remark.target)
        matches = self._index.search(question)
        if matches and matches[0].score >= _CLEAR_MATCH:
            return Route(Kind.ANSWER, matches[0].id)
        asked = remark and remark.target == _ABOUT
        return Route(Kind.CHITCHAT, _ABOUT) if asked else Route(Kind.NOT_STATED)

    def gives_up(self, text: str) -> bool:
        """Return whether `text` drops what is being recorded, and says nothing else."""
        return normalise(text) in self._cancel

    def without_function(self, text: str) -> str:
        """Return `text` without the words that asked for a function."""
        cue = longest(self._cues[Kind.INTENT], text)
        return cue.taken_out(text) if cue else text
