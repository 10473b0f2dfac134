"""The reminders part of the benchmark: many that wait, many at once, and python-telegram-bot's JobQueue.

JobQueue runs in a process of its own with as many jobs as the assistant has stages. It only calls a
function and sends nothing, so its lateness is compared with the first message of the assistant.
"""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.drain import Drained, run_drain
from bench.due import Pending, run_pending
from bench.processes import ROOT, Broken
from bench.report import Aim, Comparison, Figure, aimed
from bench.series import Series

_OTHER = "JobQueue"
_DUE_OF_JOBS = 10_000
_PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Jobs:
    """What `bench.jobqueue` prints."""

    load_seconds: float
    memory: float
    ran: int
    due: int
    late_seconds: float
    survived: int


@dataclass(frozen=True, slots=True)
class Reminders:
    """Everything that was found.

    Attributes:
        many: with the most pending stages.
        some: with as many as there are jobs.
        none: with none.
        drained: what was due at once.
        jobs: of JobQueue.
        number: how many jobs there were.
    """

    many: Pending
    some: Pending
    none: Pending
    drained: Drained
    jobs: Jobs
    number: int

    def text(self) -> str:
        """Return it for people to read."""
        said = (
            f"{self.drained.came:,} reminders due at once came in"
            f" {self.drained.came / self.drained.per_second:.0f} s, at {self.drained.per_second:.2f} a second"
        )
        return "\n\n".join((self.comparison().text(), said, aimed(self.aims())))

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return asdict(self)

    def comparison(self) -> Comparison:
        """Return the assistant beside JobQueue."""
        taken = None
        if self.some.memory and self.none.memory:
            taken = self.some.memory.now - self.none.memory.now
        drained, jobs = self.drained, self.jobs
        figures = (
            (f"memory of {self.number:,} that wait, MiB", taken, jobs.memory),
            ("time to load them, s", self.some.started - self.none.started, jobs.load_seconds),
            (
                "due at once that came, %",
                _share(drained.came, drained.due),
                _share(jobs.ran, jobs.due),
            ),
            ("from due to the first, s", drained.first, jobs.late_seconds),
            ("left after a restart, %", 100.0, _share(jobs.survived, self.number)),
        )
        return Comparison(
            _OTHER,
            [
                Figure(name, Series.of([ours]), Series.of([theirs]))
                for name, ours, theirs in figures
            ],
        )

    def aims(self) -> list[Aim]:
        """Return what we want beside what was found."""
        many, drained = self.many, self.drained
        return [
            Aim(f"the next of {many.stages:,} under 1 ms, p99", Series((many.look_ms,)), 1),
            Aim(f"start with {many.stages:,} under 2 s", Series((many.started,)), 2),
            Aim(
                "at once: 99 % of 30 a second at least",
                Series((100 * drained.share,)),
                99,
                at_least=True,
            ),
            Aim("no answer 429", Series((float(drained.refused),)), 1),
            Aim("nothing twice", Series((float(drained.twice),)), 1),
            Aim("who chats meanwhile waits under 300 ms, p95", Series((drained.waited_ms,)), 300),
        ]


async def run_reminders(folder: Path, pending: int, due: int, jobs: int) -> Reminders:
    """Measure reminders.

    Args:
        folder: for databases.
        pending: how many stages wait at most.
        due: how many are due at once, at 30 a second in real time.
        jobs: how many of JobQueue there are, and stages beside them.

    Raises:
        Broken: a process did not start, or not everything came.
    """
    return Reminders(
        many=await run_pending(folder / "many", pending),
        some=await run_pending(folder / "some", jobs),
        none=await run_pending(folder / "none", 0),
        drained=await run_drain(folder / "drain", due),
        jobs=await _run_jobs(jobs),
        number=jobs,
    )


async def _run_jobs(jobs: int) -> Jobs:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench.jobqueue", str(jobs), str(min(jobs, _DUE_OF_JOBS))),
        cwd=ROOT,
        stdout=PIPE,
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            printed, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        raise Broken("JobQueue took too long") from None
    if process.returncode:
        raise Broken("JobQueue did not run")
    return Jobs(**json.loads(printed))


def _share(part: int, whole: int) -> float:
    return 100 * part / whole
