"""The verdict (对照结果) of a scenario: never a ruling, and never a premature “no”."""

from dataclasses import dataclass
from enum import StrEnum

from bot.dialog.checklist.logic import Truth, Truths, evaluate
from bot.dialog.content.rules import Scenarios


class Verdict(StrEnum):
    """How a situation compares with the text of a scenario. An interface that tools read."""

    LIKELY_FITS = "likely_fits"
    MISSING_INFORMATION = "missing_information"
    DOES_NOT_FIT = "does_not_fit"


VERDICT_OF = {
    Truth.MET: Verdict.LIKELY_FITS,
    Truth.UNDETERMINED: Verdict.MISSING_INFORMATION,
    Truth.NOT_MET: Verdict.DOES_NOT_FIT,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one scenario, and the bottom lines (底线) that were crossed."""

    scenario: str
    verdict: Verdict
    crossed: tuple[str, ...] = ()


def presumed(content: Scenarios, scenario: str, truths: Truths) -> Truths:
    """Return `truths` with the bottom lines that nothing was said of presumed to hold.

    What the scenario itself asks for is never presumed.
    """
    return {**dict.fromkeys(content.lines_of[scenario], Truth.MET), **truths}


def find(content: Scenarios, scenario: str, truths: Truths) -> Finding:
    """Return how what is known of the elements compares with `scenario`.

    A bottom line that is crossed makes any scenario not fit; one that is undetermined leaves the
    verdict open like any element.
    """
    truth = evaluate(content.complete[scenario], presumed(content, scenario, truths))
    crossed = tuple(line for line in content.bottom_lines if truths.get(line) is Truth.NOT_MET)
    return Finding(scenario, VERDICT_OF[truth], crossed)
