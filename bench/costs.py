"""What an answer costs: learning, loading, memory, and the time of one question."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time

from bench.answers import OURS, Panel
from bench.processes import ROOT, Broken
from bench.series import percentile
from bot.dialog.answer.targets import lines_of
from bot.dialog.answer.training import train
from bot.dialog.content.schema import Pack
from bot.library import open_library

_ASKED = 1_000


@dataclass(frozen=True, slots=True)
class Latency:
    """The time of one question in milliseconds, a value a round."""

    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)

    def add(self, times: Sequence[float]) -> None:
        """Take a round in."""
        self.p50.append(percentile(times, 50))
        self.p99.append(percentile(times, 99))


@dataclass(frozen=True, slots=True)
class Costs:
    """What each round showed; memory is None where there is no /proc.

    Attributes:
        training: seconds of one core to learn all lines, once.
        load: seconds to the first answer in a fresh process, from the model that was kept.
        memory: MiB that such a process has more than one that only loaded the content, after 1,000
            questions.
        latency: by who answers; of the assistant the whole answer, of the others the search.
    """

    training: float
    load: list[float]
    memory: list[float | None]
    latency: dict[str, Latency]


def run_costs(pack: Pack, questions: Sequence[str], folder: Path, rounds: int) -> Costs:
    """Measure each `rounds` times, learning once.

    Args:
        pack: the shipped content, which the fresh processes load too.
        questions: what is asked.
        folder: where the model is kept.
        rounds: how often.

    Raises:
        Broken: a fresh process failed.
    """
    lines = list(lines_of(pack))
    started = process_time()  # it takes one core whole; what else runs is not its cost
    train(lines)
    training = process_time() - started
    router = open_library(pack, folder).router
    asked = folder / "questions.txt"
    asked.write_text("\n".join(islice(cycle(questions), _ASKED)), encoding="utf-8")
    panel = Panel(pack, router, lines)
    answering: dict[str, Callable[[str], object]] = {OURS: panel.ours, **panel.searches}
    costs = Costs(training, [], [], {name: Latency() for name in answering})
    for _ in range(rounds):
        _, bare = _probe(folder)
        seconds, full = _probe(folder, asked)
        costs.load.append(seconds)
        costs.memory.append(None if full is None or bare is None else full - bare)
        for name, times in _times(answering, questions).items():
            costs.latency[name].add(times)
    return costs


def _probe(*arguments: Path) -> tuple[float, float | None]:
    """Return seconds and MiB of a fresh process; see `bench.probe`."""
    command = [sys.executable, "-m", "bench.probe", *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    if done.returncode:
        raise Broken(f"a fresh process failed:\n{done.stderr}")
    found = json.loads(done.stdout.splitlines()[-1])
    return found["seconds"], found["mib"]


def _times(
    answering: Mapping[str, Callable[[str], object]], questions: Sequence[str]
) -> dict[str, list[float]]:
    """Return milliseconds by who answers; question by question, so that noise hurts all."""
    times: dict[str, list[float]] = {name: [] for name in answering}
    for question in questions:
        for name, answer in answering.items():
            started = perf_counter()
            answer(question)
            times[name].append((perf_counter() - started) * 1e3)
    return times
