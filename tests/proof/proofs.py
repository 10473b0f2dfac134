"""Proofs of small packs, by the engine or by a broken one."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.dialog.content.parts import Language
from bot.dialog.content.rules import Expression
from bot.dialog.content.schema import Case, Examples, Pack, Question
from bot.dialog.proof.claim import Claim
from bot.dialog.proof.engine import Engine
from bot.dialog.proof.proving import prove
from tests.dialog.packs import PACK, ROUTER, pack_of

NO_LINES: Mapping[str, bool] = MappingProxyType({})
RIGHT = Question(ask=PACK.measure.clauses["P1"].zh, cites=("P1",))


def small_pack(
    requires: Mapping[str, Expression],
    lines: Mapping[str, bool] = NO_LINES,
    *,
    cases: tuple[Case, ...] = (),
    questions: tuple[Question, ...] = (RIGHT,),
) -> Pack:
    """Return a pack over the elements a to d; `lines` are bottom lines, and whether asked."""
    met_by = dict.fromkeys("abcd", True) | dict.fromkeys(lines, True)
    examples = Examples(questions=questions, cases=cases)
    return pack_of(requires, met_by, lines).model_copy(update={"examples": examples})


def claims_of(pack: Pack, engine: Engine | None = None) -> list[Claim]:
    return list(prove(pack, ROUTER, seed=1, tick=lambda _: None, engine=engine))


def refuted(pack: Pack, engine: Engine | None = None) -> dict[str, str]:
    """Return the claims that do not hold, each with its counterexamples as one text."""
    return {
        f"{claim.about}: {claim.says}": "\n".join(claim.counterexamples)
        for claim in claims_of(pack, engine)
        if not claim.holds
    }


def gap_text(name: str) -> str:
    return next(gap.in_(Language.CHINESE) for gap in PACK.measure.gaps if gap.id == name)
