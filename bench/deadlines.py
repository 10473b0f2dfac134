"""The deadlines part of the benchmark: how many are right, and the time of one text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.processes import ROOT
from bench.report import Aim, aimed, table
from bench.series import Series, percentile
from bench.shares import Share
from bot.cli.eval import read_cases
from bot.dialog.deadline.official import official_workdays
from bot.dialog.deadline.understanding import understand
from bot.dialog.evaluation.deadlines import Case, summarise

HELD_BACK = ROOT / "tests" / "deadlines" / "held_back.jsonl"
_HELD_BACK = "held back"
_TIMES = 5
"""How often a text is read in a round; the fastest counts, as nothing else ran meanwhile."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Everything that was found, by the name of the set.

    Attributes:
        exact: right to the minute, or rightly refused.
        wrong_dates: given, and not the right ones.
        mean: microseconds of a text, a value a round.
        p99: likewise, of the slowest hundredth.
    """

    exact: dict[str, Share]
    wrong_dates: dict[str, int]
    mean: dict[str, Series]
    p99: dict[str, Series]

    def text(self) -> str:
        """Return it for people to read."""
        rows = [("deadlines in plain words", *self.exact)]
        rows.append(("exact", *map(str, self.exact.values())))
        rows.append(("wrong dates", *map(str, self.wrong_dates.values())))
        rows.append(("a text, mean, µs", *map(str, self.mean.values())))
        rows.append(("a text, p99, µs", *map(str, self.p99.values())))
        return f"{table(rows)}\n\n{aimed(self.aims())}"

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return {
            name: {
                "exact": share.value,
                "all": share.total,
                "wrong_dates": self.wrong_dates[name],
                "mean_us": self.mean[name].values,
                "p99_us": self.p99[name].values,
            }
            for name, share in self.exact.items()
        }

    def aims(self) -> list[Aim]:
        """Return what we want beside what was found."""
        right, wrong = self.exact[_HELD_BACK], self.wrong_dates[_HELD_BACK]
        return [
            Aim("exact, at least 98 %", Series((100 * right.value,)), 98, at_least=True),
            Aim("wrong dates, under 0.5 %", Series((100 * wrong / right.total,)), 0.5),
            Aim("a text under 200 µs", self.mean[_HELD_BACK], 200),
        ]


def run_deadlines(also: Path | None, rounds: int) -> Deadlines:
    """Measure on the held-back set, and on one more.

    Raises:
        BadExamples: a set cannot be read.
    """
    files = {_HELD_BACK: HELD_BACK, **({also.name: also} if also else {})}
    found = Deadlines({}, {}, {}, {})
    for name, file in files.items():
        cases = read_cases(file)
        outcomes = {case.id: understand(case.text, case.now, official_workdays()) for case in cases}
        figures = summarise(cases, outcomes)
        found.exact[name] = Share(figures["exact"]["right"], figures["exact"]["all"])
        found.wrong_dates[name] = figures["wrong_date"]["count"]
        times = [_times(cases) for _ in range(rounds)]
        found.mean[name] = Series(tuple(sum(one) / len(one) for one in times))
        found.p99[name] = Series(tuple(percentile(one, 99) for one in times))
    return found


def _times(cases: Sequence[Case]) -> list[float]:
    """Return the microseconds of each text."""
    workdays = official_workdays()
    fastest = []
    for case in cases:
        spent = []
        for _ in range(_TIMES):
            started = perf_counter()
            understand(case.text, case.now, workdays)
            spent.append(perf_counter() - started)
        fastest.append(1e6 * min(spent))
    return fastest
