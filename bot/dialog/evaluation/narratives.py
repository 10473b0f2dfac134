"""Scoring what is read in stories of a case: scenarios, facts, verdicts.

The rules are those published with the evaluation set: a story names its scenarios, best first, or
none; the elements clearly said to hold or to fail; and the verdict that follows from them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.rules import Scenarios
from bot.dialog.story.reading import Reading

NONE = "none"
"""What stands for a verdict where no scenario fits."""
_PROPOSED = 2
"""How many scenarios may be proposed for one of them to be right."""


class Narrative(BaseModel):
    """A line of the set."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    gold_scenarios: tuple[str, ...] = ()
    stated_true: frozenset[str] = frozenset()
    stated_false: frozenset[str] = frozenset()
    red_flags: tuple[str, ...] = ()
    expected: Verdict | Literal["none"]


def row_of(narrative: Narrative, reading: Reading) -> dict[str, Any]:
    """Return what was read, as it is printed."""
    return {
        "id": narrative.id,
        "scenarios": list(reading.scenarios),
        "true": _elements(reading, Truth.MET),
        "false": _elements(reading, Truth.NOT_MET),
        "verdict": reading.verdict or NONE,
    }


def summarise(
    content: Scenarios, narratives: Sequence[Narrative], readings: Mapping[str, Reading]
) -> dict[str, Any]:
    """Return the figures of a set: shares as right and all, facts as counts and rates.

    Args:
        content: the scenarios.
        narratives: the set.
        readings: what was read, by the id of the narrative.
    """
    pairs = [(one, readings[one.id]) for one in narratives]
    fitting = [(one, read) for one, read in pairs if one.gold_scenarios]
    others = [read for one, read in pairs if not one.gold_scenarios]
    return {
        "scenario_first": _share([_is_among(one, read, 1) for one, read in fitting]),
        "scenario_among_two": _share([_is_among(one, read, _PROPOSED) for one, read in fitting]),
        "none_recognised": _share([not read.scenarios for read in others]),
        "facts": _facts(content, pairs),
        "verdict": _share([one.expected == (read.verdict or NONE) for one, read in pairs]),
        "denied_but_taken_for_fitting": _share(
            [
                read.verdict is Verdict.LIKELY_FITS
                for one, read in pairs
                if one.expected == Verdict.DOES_NOT_FIT
            ]
        ),
        "red_flag_taken_for_fitting": _share(
            [read.verdict is Verdict.LIKELY_FITS for one, read in pairs if one.red_flags]
        ),
    }


def _elements(reading: Reading, truth: Truth) -> list[str]:
    return sorted(fact.element for fact in reading.facts if fact.truth is truth)


def _share(marks: Sequence[bool]) -> dict[str, int]:
    return {"right": sum(marks), "all": len(marks)}


def _is_among(narrative: Narrative, reading: Reading, count: int) -> bool:
    return narrative.gold_scenarios[0] in reading.scenarios[:count]


def _said(narrative: Narrative) -> set[tuple[str, Truth]]:
    said = {(name, Truth.MET) for name in narrative.stated_true}
    return said | {(name, Truth.NOT_MET) for name in narrative.stated_false}


def _counted(content: Scenarios, narrative: Narrative, reading: Reading) -> set[tuple[str, Truth]]:
    """Return the facts of a reading that the labels of a narrative say something about."""
    labelled = narrative.stated_true | narrative.stated_false
    labelled |= {name for one in narrative.gold_scenarios for name in content.own[one]}
    return {(fact.element, fact.truth) for fact in reading.facts if fact.element in labelled}


def _facts(
    content: Scenarios, pairs: Sequence[tuple[Narrative, Reading]]
) -> dict[str, int | float]:
    """Return how many facts were said, proposed, right and of the wrong polarity, and the rates."""
    said = [_said(one) for one, _ in pairs]
    proposed = [_counted(content, one, read) for one, read in pairs]
    right = sum(len(told & found) for told, found in zip(said, proposed, strict=True))
    turned = sum(
        (name, Truth(Truth.MET - truth)) in told
        for told, found in zip(said, proposed, strict=True)
        for name, truth in found
    )
    all_said, all_proposed = sum(map(len, said)), sum(map(len, proposed))
    return {
        "wrong_polarity": turned,
        "said": all_said,
        "proposed": all_proposed,
        "right": right,
        "precision": _rate(right, all_proposed),
        "recall": _rate(right, all_said),
        "f1": _rate(2 * right, all_said + all_proposed),
    }


def _rate(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0
