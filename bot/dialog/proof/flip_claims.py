"""The claim about flips: each changes the verdict as it says, and no smaller set of answers does."""

from collections.abc import Iterator
from itertools import combinations, product
from random import Random

from bot.dialog.checklist.logic import Truth, Truths
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.proof.assignments import Table
from bot.dialog.proof.claim import Claim, different, told
from bot.dialog.proof.engine import Engine

Changes = frozenset[tuple[str, Truth]]
_TOWARDS = (None, Verdict.LIKELY_FITS)
_ENGINE = "the engine is wrong here: report it, the content is not to blame"


def flip_claim(table: Table, engine: Engine, random: Random, samples: int) -> Claim:
    """Return the claim for one scenario, checked on random assignments by exhaustive search."""
    against: list[str] = []
    for _ in range(samples):
        truths = table.assignments.at(random.randrange(table.assignments.count))
        for towards in _TOWARDS:
            against += _wrong(table, engine, truths, towards)
    says = f"flips are the smallest changes of the verdict ({samples} random assignments)"
    return Claim(table.scenario, says, different(against))


def _wrong(table: Table, engine: Engine, truths: Truths, towards: Verdict | None) -> Iterator[str]:
    flips = engine.flips(table.content, table.scenario, truths, towards)
    found = {frozenset(flip.changes) for flip in flips}
    expected = smallest(table, truths, towards)
    where = f"{told(truths)}: towards {towards or 'any other verdict'}"
    if found != expected:
        yield f"{where}: expected {_told(expected)}, found {_told(found)}: {_ENGINE}"
    for flip in flips:
        verdict = table.verdict({**truths, **dict(flip.changes)})
        if verdict is not flip.verdict:
            changes = _told({frozenset(flip.changes)})
            yield f"{where}: {changes} promises {flip.verdict}, found {verdict}: {_ENGINE}"


def smallest(table: Table, truths: Truths, towards: Verdict | None) -> set[Changes]:
    """Return all smallest sets of definite answers that change the verdict, by trying every one."""
    present = table.verdict(truths)
    if towards is present:
        return set()
    number, step = table.assignments.number(truths), table.assignments.step
    moves = [
        [(name, truth, (truth - truths[name]) * step[name]) for truth in (Truth.NOT_MET, Truth.MET)]
        for name in table.assignments.names
    ]
    useful = [[move for move in of_one if move[2]] for of_one in moves]
    for size in range(1, len(useful) + 1):
        found = {
            frozenset((name, truth) for name, truth, _ in chosen)
            for some in combinations(useful, size)
            for chosen in product(*some)
            if _leads(table.verdict_at(number + sum(move for *_, move in chosen)), present, towards)
        }
        if found:
            return found
    return set()


def _leads(verdict: Verdict, present: Verdict, towards: Verdict | None) -> bool:
    return verdict is towards if towards else verdict is not present


def _told(sets: set[Changes]) -> str:
    ways = sorted(sorted(changes) for changes in sets)
    return " or ".join(told(dict(changes)).removeprefix("with ") for changes in ways) or "no way"
