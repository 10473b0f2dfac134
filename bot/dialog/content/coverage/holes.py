"""The holes: what is missing in a content pack, and where to add it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.dialog.answer.route import Router
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.coverage.matrix import Row, rows
from bot.dialog.content.schema import Pack


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of a pack, and its holes, each in a sentence."""

    rows: tuple[Row, ...]
    holes: tuple[str, ...]


def cover(pack: Pack, router: Router) -> Coverage:
    """Return what of the measure the pack makes use of."""
    matrix = rows(pack, router)
    holes = (
        *_without_a_rule(pack, matrix),
        *_without_a_ground(pack),
        *_without_a_plain_answer(pack),
        *_not_to_be_asked_for(matrix),
        *_without_evidence(pack),
        *_gaps(pack),
        *_verdicts_without_a_case(pack),
    )
    return Coverage(tuple(matrix), holes)


def _without_a_rule(pack: Pack, matrix: Iterable[Row]) -> Iterator[str]:
    """Yield the clauses among scenarios that are none; not their parts, nor a bottom line's."""
    matrix = list(matrix)
    sections = {row.section for row in matrix if row.scenario}
    lines = {line.clause for line in pack.scenarios.bottom_lines.values()}
    for row in matrix:
        part = pack.measure.clauses[row.clause].parent
        if row.section in sections and not (row.scenario or part or row.clause in lines):
            yield (
                f"clause {row.clause} stands among scenarios and has no rule:"
                f" add it to scenarios.yaml under scenarios"
            )


def _without_a_ground(pack: Pack) -> Iterator[str]:
    for name, element in pack.scenarios.elements.items():
        if not element.grounds and name not in pack.scenarios.bottom_lines:
            yield (
                f"element {name} has no ground: quote the clause that names it,"
                f" in scenarios.yaml under elements.{name}.grounds"
            )


def _without_a_plain_answer(pack: Pack) -> Iterator[str]:
    for clause in pack.measure.clauses.values():
        if not clause.plain:
            yield f"clause {clause.id} has no plain answer: add plain in measure.yaml"


def _not_to_be_asked_for(matrix: Iterable[Row]) -> Iterator[str]:
    for row in matrix:
        if not row.answered and not row.asked:
            yield (
                f"clause {row.clause}: nobody can ask for it:"
                f" add lines to utterances.yaml under clauses.{row.clause}"
            )


def _without_evidence(pack: Pack) -> Iterator[str]:
    for name in pack.scenarios.elements:
        if name not in pack.utterances.evidence:
            yield (
                f"element {name} is not seen in what people tell:"
                f" add cues to utterances.yaml under evidence.{name}"
            )


def _gaps(pack: Pack) -> Iterator[str]:
    asked = {question.gap for question in pack.examples.questions}
    for gap in pack.measure.gaps:
        if not pack.utterances.gaps.get(gap.id):
            yield f"gap {gap.id} has no line: add some to utterances.yaml under gaps.{gap.id}"
        if gap.id not in asked:
            yield (
                f"gap {gap.id} has no example: add a question with `gap: {gap.id}`"
                f" to examples.yaml under questions"
            )


def _verdicts_without_a_case(pack: Pack) -> Iterator[str]:
    there = {(case.scenario, case.verdict) for case in pack.examples.cases}
    for scenario in pack.scenarios.scenarios:
        for verdict in Verdict:
            if (scenario, verdict) not in there:
                yield (
                    f"scenario {scenario} has no case of {verdict}:"
                    f" add one to examples.yaml under cases"
                )
