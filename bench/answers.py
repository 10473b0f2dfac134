"""How good the answers are: the same rules on every set, and two common searches beside.

The lines of the content pack are measured twice: as they were learned (recall, with the look-up of
whole lines taken out), and by cross-validation, each fifth of them by a classifier that learned from
the other four. Sets that nobody learned from come as files.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.baselines import Search, bm25, tf_idf
from bench.shares import Share
from bot.dialog.answer.compose import ask
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.answer.route import Router
from bot.dialog.answer.targets import Target, lines_of, targets_of
from bot.dialog.answer.training import train
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.evaluation.questions import Question, scorer_of
from bot.dialog.reply import Reply
from bot.dialog.voice import Voice

OURS = "assistant"
Making = Callable[[Mapping[str, Sequence[str]]], Search]
SEARCHES: dict[str, Making] = {"BM25": bm25, "TF-IDF": tf_idf}
_GROUPS = ("chitchat", "functions", "refusals", "gaps", "topics", "clauses")
_SEED = 20261123
_Line = tuple[str, str]
_Answering = Callable[[str], Result]


@dataclass(frozen=True, slots=True)
class Quality:
    """What was right of a set.

    Attributes:
        kinds: by kind of question, of the assistant.
        clause: of the answerable ones, those whose first clause is right, by who answered. The
            searches choose among the clauses; the assistant may also decline, which counts as wrong.
        every: of all, by who answered, when the searches have a document for every target.
    """

    kinds: dict[str, Share]
    clause: dict[str, Share]
    every: dict[str, Share]


@dataclass(frozen=True, slots=True)
class _Answered:
    question: Question
    results: dict[str, Result]
    clauses: dict[str, str]
    """The first clause, by who answered."""


class Panel:
    """The assistant and the searches, having learned the same lines.

    Args:
        pack: the content.
        router: of the assistant.
        lines: the lines (text, path of the target) that the searches get.
    """

    def __init__(self, pack: Pack, router: Router, lines: Iterable[_Line]) -> None:
        voice = Voice(pack, Language.CHINESE)
        documents: defaultdict[str, list[str]] = defaultdict(list)
        for text, path in lines:
            documents[path].append(text)
        clauses = {name: documents[f"clauses.{name}"] for name in pack.measure.clauses}
        targets = targets_of(pack)
        self.ours: _Answering = lambda question: ask(voice, router, question)
        self.searches = {name: make(clauses) for name, make in SEARCHES.items()}
        self._every = {name: make(documents) for name, make in SEARCHES.items()}
        self._results = {path: _shown(targets[path]) for path in documents}

    def answered(self, questions: Iterable[Question]) -> Iterator[_Answered]:
        """Yield what each of them answers."""
        for question in questions:
            ours = self.ours(question.q)
            results = {name: self._results[find(question.q)] for name, find in self._every.items()}
            clauses = {name: find(question.q) for name, find in self.searches.items()}
            clauses[OURS] = next(iter(ours.cites), "")
            yield _Answered(question, {OURS: ours, **results}, clauses)


def quality_of(pack: Pack, answered: Iterable[_Answered]) -> Quality:
    """Return what is right in `answered`."""
    scorer = scorer_of(pack)
    kinds: defaultdict[str, list[bool]] = defaultdict(list)
    clause: defaultdict[str, list[bool]] = defaultdict(list)
    every: defaultdict[str, list[bool]] = defaultdict(list)
    for one in answered:
        for name, result in one.results.items():
            every[name].append(scorer.is_right(one.question, result))
        kinds[one.question.kind].append(every[OURS][-1])
        if one.question.kind == "answerable":
            for name, first in one.clauses.items():
                clause[name].append(first in one.question.gold)
    return Quality(_shares(kinds), _shares(clause), _shares(every))


def recall(pack: Pack) -> Quality:
    """Return what is right of the lines that were learned, without looking them up."""
    lines = list(lines_of(pack))
    panel = Panel(pack, Router(_without_lines(pack), train(lines)), lines)
    return quality_of(pack, panel.answered(question for question, _ in questions_of(pack)))


def cross_validated(pack: Pack, folds: int) -> Quality:
    """Return what is right of the lines, each answered by what learned from the other folds."""
    bare = _without_lines(pack)
    answered: list[_Answered] = []
    parts = folds_of(questions_of(pack), folds)
    for part in parts:
        rest = [(one.q, path) for other in parts if other is not part for one, path in other]
        lines = [*rest, *lines_of(bare)]
        panel = Panel(pack, Router(bare, train(lines)), lines)
        answered += panel.answered(question for question, _ in part)
    return quality_of(pack, answered)


def questions_of(pack: Pack) -> Iterator[tuple[Question, str]]:
    """Yield the lines that the author wrote as questions, each with the path of its target."""
    targets = targets_of(pack)
    for group in _GROUPS:
        for name, lines in getattr(pack.utterances, group).items():
            path = f"{group}.{name}"
            for number, line in enumerate(lines):
                yield _question(f"{path}.{number}", line, targets[path]), path


def _question(number: str, line: str, target: Target) -> Question:
    """Return a line as a question; of a topic the whole list is the answer."""
    match target.kind:
        case Kind.ANSWER:
            note = "list" if len(target.clauses) > 1 else ""
            return Question(id=number, q=line, kind="answerable", gold=target.clauses, note=note)
        case Kind.NOT_STATED:
            return Question(id=number, q=line, kind="unanswerable")
        case Kind.INTENT:
            return Question(id=number, q=line, kind="intent", gold=(target.name,))
        case Kind.CHITCHAT:
            return Question(id=number, q=line, kind="chitchat")
        case Kind.OUT_OF_SCOPE:
            return Question(id=number, q=line, kind="out_of_scope")


def _shown(target: Target) -> Result:
    """Return what leads to `target`, for the scorer: what it shows does not count."""
    intent = Function(target.name) if target.kind is Kind.INTENT else None
    return Result(target.kind, Reply(()), target.clauses, intent)


def _without_lines(pack: Pack) -> Pack:
    """Return `pack` with every target and none of its lines, so that none is looked up."""
    said = pack.utterances
    bare = {group: dict.fromkeys(getattr(said, group), ()) for group in _GROUPS}
    return pack.model_copy(update={"utterances": said.model_copy(update=bare)})


def folds_of(
    questions: Iterable[tuple[Question, str]], number: int
) -> list[list[tuple[Question, str]]]:
    """Deal the questions of each target out to `number` folds, in an order that is always the same."""
    chance = random.Random(_SEED)
    by_target: defaultdict[str, list[tuple[Question, str]]] = defaultdict(list)
    for question, path in questions:
        by_target[path].append((question, path))
    dealt: list[tuple[Question, str]] = []
    for some in by_target.values():
        chance.shuffle(some)
        dealt += some
    return [dealt[place::number] for place in range(number)]


def _shares(marks: Mapping[str, list[bool]]) -> dict[str, Share]:
    return {name: Share.of(seen) for name, seen in marks.items()}
