"""Scoring answers to questions: what counts as right, and the table of shares.

The rules are those published with the evaluation set. A question is `answerable` (by the clauses in
`gold`), `unanswerable` (the text does not state it), `out_of_scope`, `chitchat`, or an `intent` (`gold`
names the function).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from bot.dialog.answer.result import Kind, Result
from bot.dialog.content.schema import Pack

_MOST_BESIDES = 2
"""How many clauses may be cited besides the right ones."""
_LIST_NOTE = "list"


class Question(BaseModel):
    """A line of the set; `note` is the style or the topic."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    q: str
    kind: Literal["answerable", "unanswerable", "out_of_scope", "chitchat", "intent"]
    gold: tuple[str, ...] = ()
    note: str = ""


def row_of(question: Question, result: Result) -> dict[str, Any]:
    """Return what was answered, as it is printed."""
    return {
        "id": question.id,
        "kind": result.kind,
        "cites": list(result.cites),
        "intent": result.intent,
    }


class Scorer:
    """Says what is right.

    Args:
        parts: the clauses that a clause consists of, by its id.
        scenarios: the ids of all scenarios.
    """

    def __init__(self, parts: Mapping[str, Sequence[str]], scenarios: Sequence[str]) -> None:
        self._parts = {whole: frozenset(items) for whole, items in parts.items()}
        self._whole = {item: whole for whole, items in parts.items() for item in items}
        self._scenarios = frozenset(scenarios)

    def is_right(self, question: Question, result: Result) -> bool:
        """Return whether `result` is a right answer to `question`."""
        match question.kind:
            case "answerable":
                return result.kind is Kind.ANSWER and self._cites(question, set(result.cites))
            case "unanswerable":
                return result.kind is Kind.NOT_STATED
            case "out_of_scope":
                return result.kind is Kind.OUT_OF_SCOPE
            case "chitchat":
                return result.kind is Kind.CHITCHAT or result.intent == "help"
            case "intent":
                return self._starts(question.gold[0], result)

    def _cites(self, question: Question, cited: set[str]) -> bool:
        gold = set(question.gold)
        if question.note.endswith(_LIST_NOTE):
            return self._folded(cited) == self._folded(gold)
        missing = {name for name in gold - cited if self._whole.get(name) not in cited}
        return not missing and len(self._folded(cited) - self._folded(gold)) <= _MOST_BESIDES

    def _folded(self, clauses: set[str]) -> set[str]:
        """Take a clause and its parts for the same: all of them, or the whole alone."""
        return {self._whole.get(name, name) for name in clauses}

    def _starts(self, function: str, result: Result) -> bool:
        if result.intent == function:
            return True
        if function == "help":
            return result.kind is Kind.CHITCHAT
        return function == "list_scenarios" and self._scenarios <= set(result.cites)


def scorer_of(pack: Pack) -> Scorer:
    """Return what scores answers from `pack`."""
    parts_of = pack.measure.parts_of.items()
    parts = {name: [part.id for part in parts] for name, parts in parts_of if parts}
    sections = [pack.measure.section_of[name] for name in pack.scenarios.scenarios]
    return Scorer(parts, [clause.id for section in sections for clause in section.clauses])


def summarise(
    questions: Iterable[Question], right: Callable[[Question], bool]
) -> dict[str, dict[str, Any]]:
    """Return, for each kind and each note within it, how many were right of how many."""
    counts: defaultdict[str, defaultdict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for question in questions:
        counts[question.kind][question.note or "-"].append(right(question))
    return {
        kind: {
            "right": sum(sum(marks) for marks in notes.values()),
            "all": sum(len(marks) for marks in notes.values()),
            "by_note": {note: [sum(marks), len(marks)] for note, marks in sorted(notes.items())},
        }
        for kind, notes in sorted(counts.items())
    }
