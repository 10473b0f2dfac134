"""Scoring deadlines in plain words: what counts as right, and the table of figures.

A case counts when the deadline is right to the minute, or when an error was due and any was given.
Beside that stands how often the error was the right one, and how often a wrong date was given, which
is worse than none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict

from bot.dialog.deadline.result import Misunderstood, Understood, Why

Outcome = Understood | Misunderstood


class Refusal(BaseModel):
    """That no deadline may be set, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    error: Why


class Case(BaseModel):
    """A line of the set: what was typed and when, and what it means."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    now: AwareDatetime
    deadline: AwareDatetime | Refusal | None = None
    """None where it is not told what is right; such a line is read, and not scored."""
    kind: str = "-"


def row_of(case: Case, outcome: Outcome) -> dict[str, Any]:
    """Return what was understood, as it is printed."""
    if isinstance(outcome, Understood):
        told = outcome.deadline.strftime("%Y-%m-%dT%H:%M")
        return {"id": case.id, "deadline": told, "error": None}
    return {"id": case.id, "deadline": None, "error": outcome.why}


def is_right(case: Case, outcome: Outcome) -> bool:
    """Return whether `outcome` counts."""
    if isinstance(case.deadline, Refusal):
        return isinstance(outcome, Misunderstood)
    if case.deadline is None or isinstance(outcome, Misunderstood):
        return False
    return abs(outcome.deadline - case.deadline) < timedelta(minutes=1)


def is_wrong_date(case: Case, outcome: Outcome) -> bool:
    """Return whether a date was given that is not the right one."""
    return isinstance(outcome, Understood) and not is_right(case, outcome)


def summarise(cases: Iterable[Case], outcomes: Mapping[str, Outcome]) -> dict[str, dict[str, int]]:
    """Return how many of all are right, as a whole and by kind, and what is wrong of the others."""
    marks: defaultdict[str, list[bool]] = defaultdict(list)
    for case in cases:
        if case.deadline is None:
            continue
        outcome = outcomes[case.id]
        marks["exact"].append(is_right(case, outcome))
        marks[f"exact, {case.kind}"].append(is_right(case, outcome))
        marks["wrong_date"].append(is_wrong_date(case, outcome))
        if isinstance(case.deadline, Refusal):
            right = isinstance(outcome, Misunderstood) and outcome.why is case.deadline.error
            marks["error_class"].append(right)
    return {
        name: {"count" if name == "wrong_date" else "right": sum(found), "all": len(found)}
        for name, found in sorted(marks.items())
    }
