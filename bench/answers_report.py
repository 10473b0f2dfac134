"""The answers part of the benchmark: the sets side by side, the costs, and the aims."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.answers import OURS, SEARCHES, Panel, Quality, cross_validated, quality_of, recall
from bench.costs import Costs, run_costs
from bench.processes import ROOT
from bench.report import Aim, Comparison, Figure, aimed, table
from bench.series import Series
from bench.shares import Share
from bot.cli.eval import read_questions
from bot.content_folder import load_pack
from bot.dialog.answer.normalise import normalise
from bot.dialog.answer.targets import lines_of
from bot.dialog.content.schema import Pack
from bot.dialog.evaluation.questions import Question
from bot.library import open_library

HELD_BACK = ROOT / "tests" / "questions" / "held_back.jsonl"
_HELD_BACK = "held back"
_KINDS = ("answerable", "unanswerable", "out_of_scope", "chitchat", "intent")
_AIMS = {"answerable": 97, "unanswerable": 95, "out_of_scope": 98, "chitchat": 100, "intent": 97}
"""Per cent that are right, at least."""
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Answers:
    """Everything that was found.

    Attributes:
        sets: the quality on each set, by its name.
        costs: of the shipped content.
    """

    sets: dict[str, Quality]
    costs: Costs

    def text(self) -> str:
        """Return it for people to read."""
        rows = [
            self._row("right, by kind", list(self.sets)),
            *(self._row(kind, [one.kinds.get(kind) for one in self._found]) for kind in _KINDS),
            self._row("first clause, of the answerable", [""] * len(self.sets)),
            *self._beside([one.clause for one in self._found]),
            self._row("right of all kinds, a document for each target", [""] * len(self.sets)),
            *self._beside([one.every for one in self._found]),
        ]
        parts = [table(rows), *(one.text() for one in self._comparisons()), aimed(self.aims())]
        return "\n\n".join(parts)

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return asdict(self)

    def aims(self) -> list[Aim]:
        """Return what we want beside what was found."""
        costs, kinds = self.costs, self.sets[_HELD_BACK].kinds
        return [
            *(
                Aim(
                    f"{kind}, held back, at least {aim} %",
                    _per_cent(kinds[kind]),
                    aim,
                    at_least=True,
                )
                for kind, aim in _AIMS.items()
            ),
            Aim("p99 of an answer under 5 ms", Series.of(costs.latency[OURS].p99), 5),
            Aim("first answer from the kept model under 1 s", Series.of(costs.load), 1),
            Aim("under 60 MiB more than the content", Series.of(costs.memory), 60),
            Aim("learning all lines under 10 s of a core", Series.of([costs.training]), 10),
        ]

    @property
    def _found(self) -> list[Quality]:
        return list(self.sets.values())

    def _row(self, name: str, cells: Sequence[object]) -> tuple[str, ...]:
        return (name, *("–" if cell is None else str(cell) for cell in cells))

    def _beside(self, shares: Sequence[dict[str, Share]]) -> list[tuple[str, ...]]:
        rows = [self._row(f"  {name}", [one[name] for one in shares]) for name in (OURS, *SEARCHES)]
        for name in SEARCHES:
            ratios = [f"{one[OURS].value / one[name].value:.3f}" for one in shares]
            rows.append(self._row(f"  {OURS} over {name}", ratios))
        return rows

    def _comparisons(self) -> list[Comparison]:
        ours = self.costs.latency[OURS]
        return [
            Comparison(
                name,
                [
                    Figure("a question, p50, ms", Series.of(ours.p50), Series.of(theirs.p50)),
                    Figure("a question, p99, ms", Series.of(ours.p99), Series.of(theirs.p99)),
                ],
            )
            for name, theirs in self.costs.latency.items()
            if name != OURS
        ]


def run_answers(folder: Path, also: Path | None, rounds: int) -> Answers:
    """Measure the shipped content.

    Args:
        folder: where the model is kept.
        also: another set of questions, if there is one.
        rounds: how often what takes time is measured.

    Raises:
        Broken: a fresh process failed.
        BadExamples: a set cannot be read.
    """
    pack = load_pack(None)
    files = {_HELD_BACK: HELD_BACK, **({also.name: also} if also else {})}
    unseen = {name: read_questions(file) for name, file in files.items()}
    unseen[_HELD_BACK] = _without_learned(unseen[_HELD_BACK], pack)
    asked = [question.q for question in unseen[_HELD_BACK]]
    costs = run_costs(pack, asked, folder, rounds)
    panel = Panel(pack, open_library(pack, folder).router, lines_of(pack))
    sets = {"learned lines": recall(pack), f"{_FOLDS}-fold": cross_validated(pack, _FOLDS)}
    for name, questions in unseen.items():
        sets[name] = quality_of(pack, panel.answered(questions))
    return Answers(sets, costs)


def _without_learned(questions: Sequence[Question], pack: Pack) -> list[Question]:
    """Return `questions` without those that the author happened to write word for word."""
    learned = {normalise(line) for line, _ in lines_of(pack)}
    return [question for question in questions if normalise(question.q) not in learned]


def _per_cent(share: Share) -> Series:
    return Series((100 * share.value,))
