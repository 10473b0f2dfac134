"""The course of a self-check: which question comes next, and what an answer does.

A check is a list of answers and nothing else; what it asks and finds follows from them. `step`
grows with every change, so a button of an earlier screen is recognised by its number.
"""

from dataclasses import dataclass, replace

from bot.dialog.actions import Answer
from bot.dialog.checklist.logic import Truth, evaluate, undecided
from bot.dialog.content.schema import Element, Scenario, Scenarios


@dataclass(frozen=True, slots=True)
class Check:
    """A self-check of one scenario, as far as it has come."""

    scenario: str
    content: str
    """The version of the content it runs against."""
    answers: tuple[tuple[str, Answer], ...] = ()
    step: int = 0

    def answered(self, element: str, answer: Answer) -> "Check":
        """Return the check with one more answer."""
        return replace(self, answers=(*self.answers, (element, answer)), step=self.step + 1)

    def taken_back(self) -> "Check":
        """Return the check without its last answer."""
        return replace(self, answers=self.answers[:-1], step=self.step + 1)

    def restarted(self) -> "Check":
        """Return the check without its answers."""
        return replace(self, answers=(), step=self.step + 1)


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

    An element answered with “不清楚” stays undetermined but is not asked again.
    """
    open_now = undecided(_scenario(content, check).requires, truths(content, check))
    asked = {name for name, _ in check.answers}
    return [name for name in dict.fromkeys(open_now) if name not in asked]


def verdict(content: Scenarios, check: Check) -> Truth:
    """Return whether the text of the scenario fits what was answered."""
    return evaluate(_scenario(content, check).requires, truths(content, check))


def _scenario(content: Scenarios, check: Check) -> Scenario:
    return content.scenarios[check.scenario]
