"""Random scenarios that share elements and have bottom lines, and their verdicts worked out again."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.rules import Expression, Scenarios, references
from tests.dialog.expressions import EXPRESSIONS, NAMES, READ_ONCE, Known, kleene
from tests.dialog.packs import content_of

CLAUSES = ("S01", "S02", "S03")
LINES = ("line", "asked")
"""Elements that are bottom lines of every scenario and elements of none."""
ANSWERS = st.lists(st.sampled_from(Answer), min_size=12, max_size=12)
"""More answers than a check of these scenarios has questions."""


@st.composite
def contents(
    draw: st.DrawFn, expressions: st.SearchStrategy[Expression] = EXPRESSIONS, most: int = 3
) -> Scenarios:
    """Return one scenario or several; an element may be a bottom line of the others as well."""
    count = draw(st.integers(1, most))
    requires = {name: draw(expressions) for name in CLAUSES[:count]}
    own = sorted({one for expression in requires.values() for one in references(expression)})
    shared = draw(st.dictionaries(st.sampled_from(own), st.booleans(), max_size=2))
    lines = {
        **shared,
        **draw(
            st.sampled_from([{}, {"line": False}, dict(zip(LINES, (False, True), strict=True))])
        ),
    }
    names = dict.fromkeys((*NAMES, *own, *lines))
    met_by = {name: draw(st.booleans()) for name in names}
    return content_of(requires, met_by, lines)


CONTENTS = contents()
READ_ONCE_CONTENTS = contents(READ_ONCE, most=1)
"""One scenario in which no element stands twice."""


def known_of(content: Scenarios) -> st.SearchStrategy[Known]:
    """Return what may be known of the elements of `content`."""
    return st.dictionaries(st.sampled_from(sorted(content.elements)), st.sampled_from(Truth))


def lines_beside(content: Scenarios, scenario: str) -> list[str]:
    """Return the bottom lines that the scenario does not name itself."""
    named = set(references(content.scenarios[scenario].requires))
    return [line for line in content.bottom_lines if line not in named]


def truth_of_all(content: Scenarios, scenario: str, known: Mapping[str, Truth]) -> Truth:
    """Return whether the scenario applies: the worst of what it requires and its bottom lines."""
    lines = [known.get(line, Truth.MET) for line in lines_beside(content, scenario)]
    return min([kleene(content.scenarios[scenario].requires, known), *lines])


VERDICTS = (Verdict.DOES_NOT_FIT, Verdict.MISSING_INFORMATION, Verdict.LIKELY_FITS)


def verdict_on(content: Scenarios, scenario: str, known: Mapping[str, Truth]) -> Verdict:
    """Return the verdict by the reckoning of this module."""
    return VERDICTS[truth_of_all(content, scenario, known)]


def settled(content: Scenarios, scenario: str, known: Mapping[str, Truth]) -> bool:
    """Return whether no answer is missing for a verdict: bottom lines that are asked count too."""
    asked = {
        line: Truth.UNDETERMINED
        for line in lines_beside(content, scenario)
        if content.bottom_lines[line].asked
    }
    return truth_of_all(content, scenario, {**asked, **known}) is not Truth.UNDETERMINED


def definite(names: Sequence[str]) -> Iterator[Known]:
    """Yield every way in which all of `names` are known."""
    for truths in product((Truth.NOT_MET, Truth.MET), repeat=len(names)):
        yield dict(zip(names, truths, strict=True))


def check_of(content: Scenarios) -> Check:
    """Return a check of all scenarios that has just begun."""
    return Check(tuple(content.scenarios), "abcdef")


def course(
    content: Scenarios, answers: Sequence[Answer], check: Check | None = None
) -> list[Check]:
    """Return the check after each answer, as long as something is asked."""
    checks = [check or check_of(content)]
    for answer in answers:
        left = remaining(content, checks[-1])
        if left:
            checks.append(checks[-1].answered(left[0], answer))
    return checks
