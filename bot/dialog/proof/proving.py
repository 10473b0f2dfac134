"""Everything that is claimed of a pack, in the order in which it is proven.

A proof goes over all assignments of every scenario, so it says of these pieces of data what tests
can only say of some. What hangs together for all scenarios is sampled, by a seed that repeats it.
"""

from collections.abc import Iterator
from random import Random

from bot.dialog.answer.route import Router
from bot.dialog.content.rules import Scenarios
from bot.dialog.content.schema import Pack
from bot.dialog.proof.asking_claims import asking_claims, together_claim
from bot.dialog.proof.assignments import Assignments, names_of, tabulate
from bot.dialog.proof.claim import Claim
from bot.dialog.proof.conversation_claims import conversation_claim
from bot.dialog.proof.engine import Engine, Tick
from bot.dialog.proof.example_claims import example_claims
from bot.dialog.proof.flip_claims import flip_claim
from bot.dialog.proof.verdict_claims import verdict_claims

COURSES = 20
"""Random courses for all scenarios together."""
SAMPLES = 10
"""Random assignments of each scenario whose flips are searched for exhaustively."""


def prove(
    pack: Pack, router: Router, *, seed: int, tick: Tick, engine: Engine | None = None
) -> Iterator[Claim]:
    """Yield every claim about `pack`, each with its counterexamples.

    Args:
        pack: a pack that passes the check.
        router: leads the questions of its examples to their answers.
        seed: of what is drawn at random.
        tick: is told of assignments that are done; there are `assignments_of` in all.
        engine: what is proven; the assistant's own if None.
    """
    engine = engine or Engine()
    random = Random(seed)  # noqa: S311 - to draw the same again, not to keep a secret
    content = pack.scenarios
    for scenario in content.scenarios:
        table = tabulate(content, scenario, engine, tick)
        yield from verdict_claims(table, engine)
        yield from asking_claims(table, engine)
        yield conversation_claim(pack, table, engine)
        yield flip_claim(table, engine, random, SAMPLES)
    yield together_claim(content, engine, random, COURSES)
    yield from example_claims(pack, router, engine)


def assignments_of(content: Scenarios) -> int:
    """Return how many assignments a proof goes over."""
    return sum(Assignments(names_of(content, name)).count for name in content.scenarios)
