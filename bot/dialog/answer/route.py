"""Deciding where a question leads, before any clause is looked for.

What is asked *about* a clause decides, not how much a question resembles it: “how many days do I
have to remedy a loss” resembles a clause and yet is not answered by it. So what is not stated, what
is declined and what starts a function are targets like the clauses, and the classifier learns all of
them from the lines of the pack. Only what needs no guess is settled before it: the words of a clause,
and a line that the author wrote.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from bot.dialog.answer.classifier import Classifier
from bot.dialog.answer.normalise import normalise, words_of
from bot.dialog.answer.result import Function, Kind
from bot.dialog.answer.subject import scenario_meant
from bot.dialog.answer.targets import Target, lines_of, targets_of
from bot.dialog.content.measure import Clause
from bot.dialog.content.schema import Pack

_SURE = 0.15
"""So probable is the best target at least, where a question is understood at all."""
_CERTAIN = 0.7
"""So probable is a target that outweighs the id of a clause in the question (“who decides on” it)."""
_OUTWEIGHS = {Kind.OUT_OF_SCOPE: 0.15}
"""What is to be declined outweighs an id sooner: an id makes a demand no better."""
_RELATED = 0.05
"""A clause at least this probable is shown beside the one that answers: to one in fifteen answers.

Where nothing is sure, it is offered to be read.
"""
_MOST_RELATED = 2
_WORD = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"\d+")
_REMEMBERED = 100
"""Of so many texts the ranks are kept: who reads an update asks for them several times."""
_PIECES = 12
"""How many reasons are given."""


class Ground(StrEnum):
    """Why a question leads where it does."""

    ID = "id"
    """The id of a clause stands in it."""
    LINE = "line"
    """It is a line that the author wrote, or the words of a clause."""
    LEARNED = "learned"
    """The classifier takes it for the most probable."""
    UNSURE = "unsure"
    """No target is probable: what is meant has to be asked."""
    NOTHING = "nothing"
    """Nothing in it is known."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question leads."""

    kind: Kind
    target: str = ""
    """The id of the clause, topic, gap, function, remark or refusal; empty if nothing is known.

    Empty and not stated: a clause is asked for by an id that none has.
    """
    clauses: tuple[str, ...] = ()
    """What an answer quotes; with a function or a gap, the clauses that the question names."""
    related: tuple[str, ...] = ()
    """Clauses that may be meant as well, or instead where it is unsure; best first."""


class Ranked(NamedTuple):
    """A target and how probable it is, from 0 to 1."""

    target: Target
    score: float


@dataclass(frozen=True, slots=True)
class Explained:
    """A route with its reasons."""

    route: Route
    ground: Ground
    ranked: tuple[Ranked, ...] = ()
    """All targets, the most probable first; nothing if the classifier was not asked."""


class Router:
    """Routes questions by a content pack and what a classifier learned from it.

    Args:
        pack: the content.
        classifier: what was learned from `lines_of(pack)`.
    """

    def __init__(self, pack: Pack, classifier: Classifier) -> None:
        clauses = pack.measure.clauses
        self._pack, self._classifier = pack, classifier
        self._targets = targets_of(pack)
        self._cancel = {normalise(cue) for cue in pack.utterances.cancel}
        self._scenarios = [f"clauses.{name}" for name in pack.scenarios.scenarios]
        self._ids = {normalise(name): name for name in clauses if not clauses[name].label}
        self.rank = lru_cache(_REMEMBERED)(self._rank)
        """Returns the targets, the most probable first; nothing if nothing in the text is known."""

    @cached_property
    def _lines(self) -> dict[str, Target]:
        """What leads somewhere word for word; made for the first question, as a start need not wait for it."""
        targets = self._targets
        said = {normalise(line): targets[path] for line, path in lines_of(self._pack)}
        return said | {
            normalise(name): targets[f"clauses.{clause.id}"]
            for clause in self._pack.measure.clauses.values()
            for name in _names(clause)
        }

    def route(self, question: str) -> Route:
        """Return where `question` leads."""
        return self.explain(question).route

    def explain(self, question: str) -> Explained:
        """Return where `question` leads, and why."""
        text = normalise(question)
        named = self._named(question)
        known = self._lines.get(text)
        if known:
            named = named or self._subject(known, question)
            return Explained(_straight(known, named), Ground.LINE)
        if named and text == "".join(map(normalise, named)):
            return Explained(Route(Kind.ANSWER, named[0], named), Ground.ID)
        ranked = self.rank(question)
        if not ranked:
            return Explained(Route(Kind.OUT_OF_SCOPE), Ground.NOTHING)
        best, score = ranked[0].target, ranked[0].score
        if best.kind is Kind.ANSWER or score < _OUTWEIGHS.get(best.kind, _CERTAIN):
            if named:
                return Explained(Route(Kind.ANSWER, named[0], named), Ground.ID, ranked)
            if self._names_none(question):
                return Explained(Route(Kind.NOT_STATED), Ground.ID, ranked)
        if score < _SURE:
            near = Route(Kind.OUT_OF_SCOPE, related=_probable(ranked))
            return Explained(near, Ground.UNSURE, ranked)
        named = named or self._subject(best, question)
        route = Route(best.kind, best.name, best.clauses or named, _related(best, ranked))
        return Explained(route, Ground.LEARNED, ranked)

    def _rank(self, question: str) -> tuple[Ranked, ...]:
        scores = self._classifier.probabilities(question) or {}
        ordered = sorted(scores.items(), key=itemgetter(1), reverse=True)
        return tuple(Ranked(self._targets[path], score) for path, score in ordered)

    def pieces(self, question: str, route: Route) -> list[str]:
        """Return the pieces of `question` that speak most for where it leads, the strongest first."""
        path = next((path for path, one in self._targets.items() if _leads(route, one)), None)
        if path is None:
            return []
        told = self._classifier.shares(question, path)
        return sorted(told, key=lambda piece: -told[piece])[:_PIECES]

    def gives_up(self, text: str) -> bool:
        """Return whether `text` drops what is being recorded, and says nothing else."""
        return normalise(text) in self._cancel

    def _named(self, question: str) -> tuple[str, ...]:
        """Return the clauses whose ids stand in `question` as words."""
        words = _WORD.findall(words_of(question))
        return tuple(dict.fromkeys(self._ids[word] for word in words if word in self._ids))

    def _subject(self, asked: Target, question: str) -> tuple[str, ...]:
        """Return the scenario that a request for a self-check speaks of without naming its id."""
        if (asked.kind, asked.name) != (Kind.INTENT, Function.CHECKLIST):
            return ()
        scores = self._classifier.probabilities(question) or {}
        meant = scenario_meant(scores, self._scenarios)
        return (self._targets[meant].name,) if meant else ()

    def _names_none(self, question: str) -> bool:
        """Return whether a word of `question` has the form of an id, but no clause has that id."""
        forms = {_NUMBER.sub("0", name) for name in self._ids if _NUMBER.search(name)}
        words = _WORD.findall(words_of(question))
        return any(_NUMBER.sub("0", word) in forms and word not in self._ids for word in words)


def _leads(route: Route, target: Target) -> bool:
    return (route.kind, route.target) == (target.kind, target.name)


def _names(clause: Clause) -> tuple[str, ...]:
    """Return what a clause is called."""
    label = clause.label
    return (clause.id, label.zh, label.en) if label else (clause.id,)


def _straight(target: Target, named: tuple[str, ...]) -> Route:
    return Route(target.kind, target.name, target.clauses or named)


def _related(best: Target, ranked: tuple[Ranked, ...]) -> tuple[str, ...]:
    """Return what is probable beside an answer, but never beside a whole list."""
    if best.kind is not Kind.ANSWER or len(best.clauses) > _MOST_RELATED + 1:
        return ()
    return _probable(ranked[1:], best.clauses)


def _probable(ranked: tuple[Ranked, ...], known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the clauses that may be meant, beside those that are known to be."""
    others = (
        name
        for one in ranked
        if one.score >= _RELATED and one.target.kind is Kind.ANSWER
        for name in one.target.clauses
        if name not in known
    )
    return tuple(dict.fromkeys(others))[:_MOST_RELATED]
