"""The figures side by side, and the aims beside what was measured."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.bots import Which
from bench.rounds import Round
from bench.rules import Rules
from bench.series import Series
from bench.starts import Starts

Rounds = dict[Which, list[Round]]
_Row = tuple[str, ...]

_SPEED = "updates per second"
_CPU = "CPU per update, ms"
_OWN_P99 = "own latency, p99, ms"
_MEMORY = "memory at most, MiB"
_VERDICT = "a verdict, µs"
_START = "start to first getUpdates, s"
_NAMES = {Which.ECHO: "echo bot", Which.AIOGRAM: "aiogram echo bot"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: the assistant, what it is compared with, and the ratio of the two."""

    name: str
    assistant: Series
    other: Series

    @property
    def ratio(self) -> Series:
        """The assistant over the other, round by round."""
        return self.assistant.over(self.other)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures beside those of the same other."""

    other: str
    figures: list[Figure]

    def text(self) -> str:
        """Return it as a table."""
        rows = [("median (range)", "assistant", self.other, "ratio")]
        rows += [
            (figure.name, str(figure.assistant), str(figure.other), str(figure.ratio))
            for figure in self.figures
        ]
        return table(rows)

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return {
            figure.name: {
                "assistant": figure.assistant.values,
                self.other: figure.other.values,
                "ratio": figure.ratio.values,
            }
            for figure in self.figures
        }


@dataclass(frozen=True, slots=True)
class Aim:
    """What we want, and what was found."""

    name: str
    found: Series
    limit: float
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Whether the median is where we want it."""
        if self.found.middle is None:
            return "not measured"
        compare = operator.ge if self.at_least else operator.lt
        return "ok" if compare(self.found.middle, self.limit) else "missed"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one run found."""

    machine: dict[str, str]
    comparisons: list[Comparison]
    aims: list[Aim]
    commits: dict[str, int]
    """The assistant's batches of updates under ordinary load: within so many seconds → number."""

    def text(self) -> str:
        """Return it for people to read."""
        facts = "\n".join(f"{name:8} {value}" for name, value in self.machine.items())
        tables = (comparison.text() for comparison in self.comparisons)
        return "\n\n".join((facts, *tables, self._commit_line(), aimed(self.aims)))

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return {
            "machine": self.machine,
            "figures": {one.other: one.json() for one in self.comparisons},
            "commits": self.commits,
            "aims": [
                {"aim": aim.name, "measured": aim.found.values, "verdict": aim.verdict}
                for aim in self.aims
            ],
        }

    def _commit_line(self) -> str:
        total = self.commits["+Inf"]
        shares = []
        for within, number in self.commits.items():
            if number:
                shares.append(f"{number / total:.1%} within {float(within) * 1e3:g} ms")
            if number == total:
                break
        return f"bot_update_seconds (to the commit, {total} batches): {', '.join(shares)}"


def summed_up(machine: dict[str, str], rounds: Rounds, starts: Starts, rules: Rules) -> Report:
    """Return the report of a run."""
    figures = {
        _NAMES[which]: _figures(rounds, starts, which) for which in rounds if which in _NAMES
    }
    by_name = {figure.name: figure for figure in figures[_NAMES[Which.ECHO]]}
    verdict = Figure(_VERDICT, Series.of(rules.verdict), Series.of(rules.verdict_by_zen))
    aims = [
        Aim("throughput at least that of the echo bot", by_name[_SPEED].ratio, 1.0, at_least=True),
        Aim("CPU per update at most that of the echo bot", by_name[_CPU].ratio, 1.0),
        Aim("p99 of own latency under 10 ms", by_name[_OWN_P99].assistant, 10),
        Aim("start to first getUpdates under 1 s", by_name[_START].assistant, 1.0),
        Aim("memory under 120 MiB", by_name[_MEMORY].assistant, 120),
        Aim("a verdict under 20 µs", verdict.assistant, 20),
        Aim("content check, start included, under 0.5 s", Series.of(rules.check), 0.5),
        Aim("content prove, start included, under 15 s", Series.of(rules.prove), 15),
    ]
    comparisons = [Comparison(other, some) for other, some in figures.items()]
    comparisons.append(Comparison("zen-engine", [verdict]))
    return Report(machine, comparisons, aims, _commits(rounds[Which.ASSISTANT]))


def _figures(every: Rounds, starts: Starts, other: Which) -> list[Figure]:
    rounds = {which: every[which] for which in (Which.ASSISTANT, other)}
    its = Series.of(starts.others[other])
    return [
        _figure(_SPEED, rounds, lambda one: one.load.per_second),
        _figure(_CPU, rounds, lambda one: one.load.cpu_ms),
        _figure("the same, no text twice, ms", rounds, lambda one: one.fresh.cpu_ms),
        _figure("local Bot API busy", rounds, lambda one: one.load.server_busy),
        _figure("own latency, p50, ms", rounds, lambda one: one.pace.own_p50),
        _figure(_OWN_P99, rounds, lambda one: one.pace.own_p99),
        _figure("typed to reply, p99, ms", rounds, lambda one: one.pace.seen_p99),
        _figure("memory after the load, MiB", rounds, lambda one: _memory(one, "now")),
        _figure(_MEMORY, rounds, lambda one: _memory(one, "most")),
        Figure(_START, Series.of(starts.fresh), its),
        Figure("the same, second start, s", Series.of(starts.second), its),
    ]


def _figure(name: str, rounds: Rounds, read: Callable[[Round], float | None]) -> Figure:
    assistant, other = (Series.of([read(one) for one in some]) for some in rounds.values())
    return Figure(name, assistant, other)


def _memory(one: Round, which: Literal["now", "most"]) -> float | None:
    found = one.load.memory
    if found is None:
        return None
    return found.now if which == "now" else found.most


def _commits(rounds: Sequence[Round]) -> dict[str, int]:
    first = rounds[0].pace.commits
    return {within: sum(one.pace.commits[within] for one in rounds) for within in first}


def table(rows: Sequence[_Row]) -> str:
    """Return `rows` with their cells below each other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def aimed(aims: Sequence[Aim]) -> str:
    """Return what we want beside what was found."""
    rows = [("aim", "measured", "")]
    rows += [(aim.name, str(aim.found), aim.verdict) for aim in aims]
    return table(rows)
