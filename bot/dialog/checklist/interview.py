"""The course of a self-check: which question comes next, and what an answer does.

A check is a list of answers and nothing else; what it asks and finds follows from them. `step`
grows with every change, so a button of an earlier screen is recognised by its number.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.dialog.actions import Answer
from bot.dialog.checklist.logic import Truth, Truths, evaluate, undecided
from bot.dialog.checklist.verdict import Finding, find
from bot.dialog.content.rules import Element, Scenarios


@dataclass(frozen=True, slots=True)
class Check:
    """A self-check of one scenario or of several, as far as it has come."""

    scenarios: tuple[str, ...]
    content: str
    """The version of the content it runs against."""
    answers: tuple[tuple[str, Answer], ...] = ()
    step: int = 0
    reviewed: bool = False
    """Whether the answers were looked over as they are now, so that the verdict may follow."""
    revised: str = ""
    """The element whose answer is being changed (改答案), if any."""
    kept: int = 0
    """The number under which it is kept, if it is."""
    earlier: int = 0
    """The number of the kept check that it was begun from (再对照一次), if it was."""

    def answered(self, element: str, answer: Answer) -> "Check":
        """Return the check with one more answer, or with another one in the place of the old."""
        answers = tuple((dict(self.answers) | {element: answer}).items())
        return self._with(answers)

    def taken_back(self) -> "Check":
        """Return the check without its last answer."""
        return self._with(self.answers[:-1])

    def restarted(self) -> "Check":
        """Return a new check of the same scenarios; what is kept of this one stays as it is."""
        return Check(self.scenarios, self.content, step=self.step + 1)

    def widened(self, scenario: str) -> "Check":
        """Return the check with one more scenario; what was answered stays answered."""
        scenarios = tuple(dict.fromkeys((*self.scenarios, scenario)))
        return replace(self, scenarios=scenarios, step=self.step + 1)

    def looked_over(self, *, reviewed: bool) -> "Check":
        """Return the check at its verdict, or before it, where its answers are looked over."""
        return replace(self, reviewed=reviewed, revised="", step=self.step + 1)

    def revising(self, element: str) -> "Check":
        """Return the check with the question of `element` opened again; its answer still counts."""
        return replace(self, revised=element, step=self.step + 1)

    @property
    def awaits_review(self) -> bool:
        """Whether its answers are to be looked over before the verdict; a single one need not be."""
        return len(self.answers) > 1 and not self.reviewed

    def _with(self, answers: tuple[tuple[str, Answer], ...]) -> "Check":
        return replace(self, answers=answers, step=self.step + 1, reviewed=False, revised="")


def first_step(running: Check | None) -> int:
    """Return the first step of a check that takes the place of `running`.

    One is left out, so that a button of just one step before is a second tap on the same check.
    """
    return running.step + 2 if running else 0


def truth_of(element: Element, answer: Answer) -> Truth:
    """Return what `answer` to the question of `element` says of it."""
    if answer is Answer.UNCLEAR:
        return Truth.UNDETERMINED
    return Truth.MET if (answer is Answer.YES) == element.met_by else Truth.NOT_MET


def truths(content: Scenarios, check: Check) -> dict[str, Truth]:
    """Return what the answers so far say of the elements."""
    return {name: truth_of(content.elements[name], answer) for name, answer in check.answers}


def remaining(content: Scenarios, check: Check) -> list[str]:
    """Return the elements still to be asked at most, the next one first.

    These are the ones that can still change a verdict: those of the scenarios, then the bottom
    lines that are asked. The list only ever shrinks by answers, so its length is a bound that is
    never exceeded. The one comes first whose answer would settle the most scenarios; of equals
    the one that is read first. An element answered with “不清楚” stays undetermined but is not
    asked again.
    """
    known = truths(content, check)
    open_in = {name: _open(content, name, known) for name in check.scenarios}
    own = {
        element
        for name, elements in open_in.items()
        for element in elements
        if element in content.own[name]
    }
    every = dict.fromkeys(element for elements in open_in.values() for element in elements)

    settled = _settled(content, check.scenarios, known, every)
    return sorted(every, key=lambda element: (element not in own, -settled[element]))


def is_finished(content: Scenarios, check: Check) -> bool:
    """Return whether the check has come to its verdict."""
    return not remaining(content, check) and not check.awaits_review


def findings(content: Scenarios, check: Check) -> tuple[Finding, ...]:
    """Return the verdict on each scenario, by what was answered so far."""
    known = truths(content, check)
    return tuple(find(content, name, known) for name in check.scenarios)


def _open(content: Scenarios, scenario: str, known: Truths) -> tuple[str, ...]:
    """Return the elements not yet answered that can still change the verdict on `scenario`."""
    held = _unasked(content, scenario, known)
    leaves = undecided(content.complete[scenario], held)
    return tuple(dict.fromkeys(name for name in leaves if name not in known))


def _unasked(content: Scenarios, scenario: str, known: Truths) -> Truths:
    """Return `known` with those bottom lines presumed to hold that are not asked."""
    lines = (line for line in content.lines_of[scenario] if not content.bottom_lines[line].asked)
    return {**dict.fromkeys(lines, Truth.MET), **known}


def _settled(
    content: Scenarios, scenarios: Iterable[str], known: Truths, elements: Iterable[str]
) -> dict[str, int]:
    """Return how many of the scenarios “met” or “not met” of each element would settle, added up.

    Those that are settled already count for every element alike.
    """
    counts = dict.fromkeys(elements, 0)
    for name in scenarios:
        held = _unasked(content, name, known)
        is_settled = _settles(content, name, held)
        for element in counts:
            if element in content.own[name] or element in content.bottom_lines:
                counts[element] += _settles(content, name, {**held, element: Truth.MET})
                counts[element] += _settles(content, name, {**held, element: Truth.NOT_MET})
            else:  # nothing it could change
                counts[element] += 2 * is_settled
    return counts


def _settles(content: Scenarios, scenario: str, truths: Truths) -> bool:
    return evaluate(content.complete[scenario], truths) is not Truth.UNDETERMINED
