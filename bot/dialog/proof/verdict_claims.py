"""Claims about the verdicts on one scenario, over all of its assignments."""

from collections import Counter
from collections.abc import Iterator

from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import VERDICT_OF, Verdict
from bot.dialog.content.rules import references
from bot.dialog.proof import brute_force
from bot.dialog.proof.assignments import Assignments, Table, positions
from bot.dialog.proof.claim import Claim, different, listed, told
from bot.dialog.proof.engine import Engine

_BUG = "the engine is wrong here: report it, the content is not to blame"


def verdict_claims(table: Table, engine: Engine) -> Iterator[Claim]:
    """Yield every claim about the verdicts."""
    for says, against in (
        ("every verdict can be reached", _unreachable(table)),
        ("learning more never overturns a definite verdict", _overturned(table)),
        ("every element matters", _idle(table)),
        (f"brute force agrees on {table.assignments.count:,} assignments", _disputed(table)),
        ("a crossed bottom line never fits", _forgiven(table)),
        ("only other bottom lines are presumed to hold", _presumed_wrongly(table, engine)),
    ):
        yield Claim(table.scenario, says, different(list(against)))


def _unreachable(table: Table) -> Iterator[str]:
    """Crossed bottom lines aside: these would hide an expression that is always true."""
    lines_hold = table.assignments.all_where(table.lines_held())
    for verdict, some in table.sets.items():
        if not some & lines_hold:
            yield (
                f"expected an assignment that gives {verdict}, found none while the bottom lines "
                "hold: change `requires`, where something and its opposite decide each other"
            )


def _overturned(table: Table) -> Iterator[str]:
    every = table.assignments
    for verdict, some in table.sets.items():
        if verdict is Verdict.MISSING_INFORMATION:
            continue
        for name in every.names:
            settled = some & every.where(name, Truth.UNDETERMINED)
            step = every.step[name]
            for truth, kept in ((Truth.NOT_MET, some << step), (Truth.MET, some >> step)):
                if lost := settled & ~kept:
                    before = every.first(lost)
                    after = before | {name: truth}
                    yield (
                        f"{told(before)}: found {verdict}, and {table.verdict(after)} once "
                        f"{name} is {_word(truth)}: {_BUG}"
                    )


def _word(truth: Truth) -> str:
    return "met" if truth is Truth.MET else "not met"


def _idle(table: Table) -> Iterator[str]:
    every = table.assignments
    definite = every.definite()
    fits = table.sets[Verdict.LIKELY_FITS] & definite
    for name in every.names:
        without = fits & every.where(name, Truth.NOT_MET)
        with_it = (fits & every.where(name, Truth.MET)) >> (2 * every.step[name])
        if not without ^ with_it:
            yield (
                f"{name}: expected an assignment in which it alone changes the verdict, found none "
                f"among {1 << len(every.names):,}: take it out of `requires`, or correct where it "
                "stands"
            )


def _disputed(table: Table) -> Iterator[str]:
    every = table.assignments
    expression = table.content.complete[table.scenario]
    expected = brute_force.verdicts(expression, every.names)
    twice = [name for name, count in Counter(references(expression)).items() if count > 1]
    for truth in Truth:
        right = positions(expected, truth)
        for verdict, some in table.sets.items():
            wrong = some & right if verdict is not VERDICT_OF[truth] else 0
            if not wrong:
                continue
            number = f"{wrong.bit_count():,} assignments, the first {told(every.first(wrong))}"
            yield f"{number}: expected {VERDICT_OF[truth]}, found {verdict}: " + (
                "undetermined though every completion agrees. `requires` names "
                f"{listed(twice)} twice: write it so that each element stands in one place"
                if verdict is Verdict.MISSING_INFORMATION and twice
                else _BUG
            )


def _forgiven(table: Table) -> Iterator[str]:
    every = table.assignments
    for line in table.content.bottom_lines:
        crossed = every.where(line, Truth.NOT_MET)
        if forgiven := crossed & ~table.sets[Verdict.DOES_NOT_FIT]:
            truths = every.first(forgiven)
            yield (
                f"{told(truths)}: expected {Verdict.DOES_NOT_FIT} as {line} is crossed, found "
                f"{table.verdict(truths)}: name it directly under the outermost `all`, or not at all"
            )


def _presumed_wrongly(table: Table, engine: Engine) -> Iterator[str]:
    """What nothing was said of: an element of the scenario stays open, a bottom line holds."""
    for truths in Assignments(table.own):
        said = {name: truth for name, truth in truths.items() if truth is not Truth.UNDETERMINED}
        expected = table.verdict(truths | table.lines_held())
        found = engine.find(table.content, table.scenario, said).verdict
        if found is not expected:
            yield f"{told(said)} and nothing else said: expected {expected}, found {found}: {_BUG}"
