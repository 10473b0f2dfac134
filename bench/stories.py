"""The stories part of the benchmark: how well they are read beside two searches, and the time of one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.answers import SEARCHES
from bench.baselines import Search
from bench.processes import ROOT
from bench.report import Aim, aimed, table
from bench.series import Series, percentile
from bench.shares import Share
from bot.cli.eval import read_narratives
from bot.content_folder import load_pack
from bot.dialog.answer.targets import lines_of
from bot.dialog.content.schema import Pack
from bot.dialog.evaluation.narratives import Narrative, summarise
from bot.library import Library, open_library

SETS = ROOT / "tests" / "questions"
_HELD_BACK = "held back"
_FILES = {
    "tuned": "narratives_tuned",
    "fresh": "narratives_fresh",
    _HELD_BACK: "narratives_held_back",
}
_SHARES = {
    "first scenario": "scenario_first",
    "among the first two": "scenario_among_two",
    "fits none, seen": "none_recognised",
    "verdict": "verdict",
    "denied, taken for fitting": "denied_but_taken_for_fitting",
    "red flag, taken for fitting": "red_flag_taken_for_fitting",
}
_TIMES = 3
"""How often a story is read in a round; the fastest counts, as nothing else ran meanwhile."""


@dataclass(frozen=True, slots=True)
class Stories:
    """Everything that was found, by the name of the set.

    Attributes:
        summaries: of the evaluation.
        searched: those whose first scenario each search finds; it always names one.
        mean: milliseconds of a story, a value a round.
        p99: likewise, of the slowest hundredth.
    """

    summaries: dict[str, dict[str, Any]]
    searched: dict[str, dict[str, Share]]
    mean: dict[str, Series]
    p99: dict[str, Series]

    def text(self) -> str:
        """Return it for people to read."""
        rows = [("stories", *self.summaries)]
        rows += [
            (name, *(_told(self.share(one, name)) for one in self.summaries)) for name in _SHARES
        ]
        rows += [
            (f"first scenario, {search}", *(_told(one[search]) for one in self.searched.values()))
            for search in SEARCHES
        ]
        facts = [one["facts"] for one in self.summaries.values()]
        rows += [
            (f"facts, {what}", *(f"{one[what]}" for one in facts))
            for what in ("precision", "recall", "f1", "wrong_polarity", "said")
        ]
        rows.append(("a story, mean, ms", *map(str, self.mean.values())))
        rows.append(("a story, p99, ms", *map(str, self.p99.values())))
        return f"{table(rows)}\n\n{aimed(self.aims())}"

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return {
            name: {
                "summary": summary,
                "searched": {by: share.right for by, share in self.searched[name].items()},
                "mean_ms": self.mean[name].values,
                "p99_ms": self.p99[name].values,
            }
            for name, summary in self.summaries.items()
        }

    def share(self, name: str, what: str) -> Share:
        """Return a share of the set `name` with its interval."""
        figures = self.summaries[name][_SHARES[what]]
        return Share(figures["right"], figures["all"])

    def aims(self) -> list[Aim]:
        """Return what we want beside what was found."""
        facts = self.summaries[_HELD_BACK]["facts"]
        wrong = 100 * facts["wrong_polarity"] / facts["said"]
        return [
            self._aim("first scenario", 90),
            self._aim("among the first two", 97),
            self._aim("fits none, seen", 85),
            Aim("facts, F1 at least 0.90", Series((facts["f1"],)), 0.9, at_least=True),
            Aim("wrong polarity, at most 2 % of the facts", Series((wrong,)), 2),
            self._aim("verdict", 85),
            Aim("a story under 10 ms", self.mean[_HELD_BACK], 10),
        ]

    def _aim(self, what: str, least: float) -> Aim:
        found = Series((100 * self.share(_HELD_BACK, what).value,))
        return Aim(f"{what}, at least {least} %", found, least, at_least=True)


def run_stories(folder: Path, also: Path | None, rounds: int) -> Stories:
    """Measure on the sets of the project, and on one more.

    Args:
        folder: where what was learned is kept.
        also: another set of stories, if there is one.
        rounds: how often what takes time is measured.

    Raises:
        BadExamples: a set cannot be read.
    """
    files = {name: SETS / f"{file}.jsonl" for name, file in _FILES.items()}
    files |= {also.name: also} if also else {}
    pack = load_pack(None)
    library, searches = open_library(pack, folder), _searches(pack)
    found = Stories({}, {}, {}, {})
    for name, file in files.items():
        told = read_narratives(file)
        readings = {one.id: library.reader.read(one.text) for one in told}
        found.summaries[name] = summarise(pack.scenarios, told, readings)
        found.searched[name] = {by: _found(search, told) for by, search in searches.items()}
        times = [_times(library, told) for _ in range(rounds)]
        found.mean[name] = Series(tuple(sum(one) / len(one) for one in times))
        found.p99[name] = Series(tuple(percentile(one, 99) for one in times))
    return found


def _told(share: Share) -> str:
    """Return a share as it is shown: not every set has some of each kind."""
    return str(share) if share.total else "–"


def _searches(pack: Pack) -> dict[str, Search]:
    """Return the searches over the scenarios: a document is all the lines that lead to one."""
    documents: defaultdict[str, list[str]] = defaultdict(list)
    for text, path in lines_of(pack):
        documents[path].append(text)
    scenarios = {name: documents[f"clauses.{name}"] for name in pack.scenarios.scenarios}
    return {by: make(scenarios) for by, make in SEARCHES.items()}


def _found(search: Search, told: Sequence[Narrative]) -> Share:
    fitting = (one for one in told if one.gold_scenarios)
    return Share.of(search(one.text) == one.gold_scenarios[0] for one in fitting)


def _times(library: Library, told: Sequence[Narrative]) -> list[float]:
    """Return the milliseconds of each story."""
    fastest = []
    for one in told:
        spent = []
        for _ in range(_TIMES):
            library.router.rank.cache_clear()
            library.reader.understood.cache_clear()
            started = perf_counter()
            library.reader.read(one.text)
            spent.append(perf_counter() - started)
        fastest.append(1e3 * min(spent))
    return fastest
