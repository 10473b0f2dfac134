"""The matrix clause ↔ scenario, element, gap, cue, answer, test: one row for each clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialog.answer.compose import ask
from bot.dialog.answer.route import Router
from bot.dialog.content.measure import Clause
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.quoting import spans
from bot.dialog.voice import Voice

_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Row:
    """What refers to one clause. What is counted in the table is named here."""

    clause: str
    name: str
    """What a reader is shown for the clause."""
    section: str
    scenario: bool
    elements: tuple[str, ...]
    """The elements with a ground in it, and the bottom lines that quote it."""
    gaps: tuple[str, ...]
    """The gaps that are near it."""
    cues: tuple[str, ...]
    answered: tuple[str, ...]
    """Those of the cues that really lead to an answer which cites it."""
    questions: tuple[str, ...]
    """The questions among the examples that shall cite it."""
    asked: bool
    """Whether one of these questions does."""
    cases: int
    """How many cases among the examples are of the scenario."""
    unquoted: tuple[str, ...]
    """The words of a scenario that no element quotes: for reading, and not wrong as such."""


def rows(pack: Pack, router: Router) -> list[Row]:
    """Return a row for each clause, in the order of the text."""
    asking = _Asking(pack, router)
    return [_row(pack, asking, clause) for clause in pack.measure.clauses.values()]


class _Asking:
    """Puts questions to the assistant that `pack` makes, as a person would."""

    def __init__(self, pack: Pack, router: Router) -> None:
        self._router = router
        self._voice = Voice(pack, Language.CHINESE)

    def cites(self, question: str, clause: str) -> bool:
        """Return whether the answer to `question` cites `clause`."""
        return clause in ask(self._voice, self._router, question).cites


def _row(pack: Pack, asking: _Asking, clause: Clause) -> Row:
    name, content, examples = clause.id, pack.scenarios, pack.examples
    cues = pack.utterances.clauses.get(name, ())
    questions = tuple(one.ask for one in examples.questions if name in one.cites)
    return Row(
        clause=name,
        name=clause.name_in(Language.CHINESE),
        section=pack.measure.section_of[name].id,
        scenario=name in content.scenarios,
        elements=tuple(dict.fromkeys(_elements(pack, name))),
        gaps=tuple(gap.id for gap in pack.measure.gaps if name in gap.near),
        cues=cues,
        answered=tuple(cue for cue in cues if asking.cites(cue, name)),
        questions=questions,
        asked=any(asking.cites(question, name) for question in questions),
        cases=sum(case.scenario == name for case in examples.cases),
        unquoted=_unquoted(pack, clause) if name in content.scenarios else (),
    )


def _elements(pack: Pack, clause: str) -> Iterator[str]:
    content = pack.scenarios
    for name, element in content.elements.items():
        if any(ground.clause == clause for ground in element.grounds):
            yield name
    for name, line in content.bottom_lines.items():
        if line.clause == clause:
            yield name


def _unquoted(pack: Pack, clause: Clause) -> tuple[str, ...]:
    """Return what is left of a clause without the phrases of its elements and the punctuation."""
    left = list(clause.zh)
    for element in pack.scenarios.elements.values():
        for ground in element.grounds:
            if ground.clause == clause.id:
                for start, end in spans(ground.phrase, clause.zh):
                    left[start:end] = " " * (end - start)
    return tuple(_WORDS.findall("".join(left)))
