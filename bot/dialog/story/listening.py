"""Listening (听): what each stretch of a story states of an element, by what was learned from sentences.

The classifier is the one of the answers; its targets are an element with what is said of it, or nothing.
Cues (`bot.dialog.story.cues`) find what is said in the author's words, this finds what is said in others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialog.answer.classifier import Classifier
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.schema import Pack
from bot.dialog.story.cues import GAP, Place
from bot.dialog.story.elements import told_elements
from bot.dialog.story.folding import CLAUSE_ENDS, is_latin
from bot.dialog.story.speech import Speech

_NOTHING = ""
"""The target of what states nothing."""
_HOLDS, _FAILS = "+", "-"
_TRUTHS = {_HOLDS: Truth.MET, _FAILS: Truth.NOT_MET}
_CLAUSE = re.compile(f"[^{re.escape(CLAUSE_ENDS)}]+")
_LONG, _SHORTEST = 22, 5
"""A clause of more characters is also read in pieces of so many at least: who dictates has no commas."""
_TURN = re.compile(
    "我们|咱|(?<!我)我|他|后来|结果|但|可(?!能|以)|不过|因为|所以|当时|那时|那会|然后|于是|最后|为了"
    "|也|还|又|就|都|没|才|却|而|这|那|想|让|把|给"
)
"""Words in front of which something else may begin."""
_CLAUSES = 3
"""How many clauses are read together at most: what is said may be spread over them."""
_SPREAD = 0.9
"""What a stretch of several clauses counts against a single one, which can be shown as it is."""
_PIECE = 0.9
"""What a piece of a clause counts against a whole one."""
_FAINT = 0.05
"""Less probable statements are none."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement on an element that was heard somewhere in a story."""

    element: str
    truth: Truth
    probability: float
    """From 0 to 1."""
    place: Place
    """Where: the clause that says it most."""


def statement_lines(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the lines (text, target) to learn from; nothing if the pack has no statements.

    Cues are lines too. What speaks of an element that a story need not state is as good as nothing,
    and so is the id of a clause.
    """
    said = pack.utterances
    if not said.statements:
        return
    told = told_elements(pack.scenarios)
    yield from ((line, _NOTHING) for line in (*said.asides, *pack.measure.clauses))
    for group in (said.statements, said.evidence):
        for element, lines in group.items():
            names = (f"{element}{_HOLDS}", f"{element}{_FAILS}") if element in told else ("", "")
            for name, some in zip(names, (lines.holds, lines.fails), strict=True):
                yield from ((line.replace(GAP, ""), name) for line in some)


def heard(classifier: Classifier, speech: Speech) -> dict[tuple[str, Truth], Heard]:
    """Return what a story states, by element and truth: the most probable of each."""
    found: dict[tuple[str, Truth], Heard] = {}
    for one in _heard(classifier, speech):
        known = found.get((one.element, one.truth))
        if known is None or known.probability < one.probability:
            found[one.element, one.truth] = one
    return found


def _heard(classifier: Classifier, speech: Speech) -> Iterator[Heard]:
    clauses = [
        _Clause(classifier, speech, *one.span()) for one in _CLAUSE.finditer(speech.story.text)
    ]
    for count in range(1, _CLAUSES + 1):
        for first in range(len(clauses) - count + 1):
            part = clauses[first : first + count]
            if any(clause.is_no_fact for clause in part):
                continue
            text = speech.story.text[part[0].place.start : part[-1].place.end]
            stated = part[0].stated if count == 1 else _stated(classifier, text)
            for name, probability in stated.items():
                weight = 1.0 if count == 1 else _SPREAD
                place = _loudest(part, name)
                yield Heard(name[:-1], _TRUTHS[name[-1]], probability * weight, place)
    for clause in clauses:
        if not clause.is_no_fact:
            yield from _heard_in_pieces(classifier, speech, clause.place)


def _heard_in_pieces(classifier: Classifier, speech: Speech, clause: Place) -> Iterator[Heard]:
    """Yield what stretches of a long clause state: it may say several things in one breath."""
    text = speech.story.text
    if clause.end - clause.start <= _LONG or is_latin(text[clause.start]):
        return
    cuts = [clause.start]
    for turn in _TURN.finditer(text, clause.start, clause.end):
        if turn.start() - cuts[-1] >= _SHORTEST <= clause.end - turn.start():
            cuts.append(turn.start())
    cuts.append(clause.end)
    for count in range(1, min(_CLAUSES + 1, len(cuts) - 1)):
        for start, end in zip(cuts, cuts[count:], strict=False):
            for name, probability in _stated(classifier, text[start:end]).items():
                yield Heard(name[:-1], _TRUTHS[name[-1]], probability * _PIECE, Place(start, end))


class _Clause:
    """A clause of a story, and what it states by itself."""

    def __init__(self, classifier: Classifier, speech: Speech, start: int, end: int) -> None:
        self.place = Place(start, end)
        self.is_no_fact = speech.is_no_fact_at_all(self.place)
        """Then nobody asks what it states."""
        text = speech.story.text[start:end]
        self.stated = {} if self.is_no_fact else _stated(classifier, text)


def _loudest(part: list[_Clause], name: str) -> Place:
    return max(part, key=lambda clause: clause.stated.get(name, 0.0)).place


def _stated(classifier: Classifier, text: str) -> dict[str, float]:
    known = classifier.probabilities(text) or {}
    return {name: share for name, share in known.items() if name and share >= _FAINT}
