"""`python -m tests.simulator`: many runs, and the seed of each that broke a promise."""

import argparse
import asyncio
import logging
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from time import monotonic

import structlog

from storage.sqlite import SqliteDatabase
from tests.simulator.run import Run
from tests.simulator.world import Violation

_SHARED_MEMORY = Path("/dev") / "shm"
MEMORY = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
"""A folder in memory, where there is one."""
_CHUNK = 50


def template(folder: Path) -> bytes:
    """Return an empty database of the present schema."""

    async def make() -> None:
        await (await SqliteDatabase.open(folder / "template.db")).close()

    asyncio.run(make())
    return (folder / "template.db").read_bytes()


def make_runs(seeds: range) -> tuple[Counter[str], dict[int, str]]:
    """Make a run of every seed; return the sums of what happened, and what went wrong by seed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    sums: Counter[str] = Counter()
    broken: dict[int, str] = {}
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        empty = template(Path(name))
        for seed in seeds:
            run = Run(seed, Path(name), empty)
            try:
                sums.update(asdict(asyncio.run(run.live())))
            except Violation as violation:
                broken[seed] = str(violation)
                if len(seeds) == 1:
                    print("\n".join(run.world.story))
            except Exception as error:
                error.add_note(f"in the run of --seed {seed}")
                raise
    return sums, broken


def _summed_up(
    made: Iterable[tuple[Counter[str], dict[int, str]]],
) -> tuple[Counter[str], dict[int, str]]:
    sums: Counter[str] = Counter()
    broken: dict[int, str] = {}
    for some, wrong in made:
        sums += some
        broken |= wrong
        for seed, words in wrong.items():
            print(f"broken: python -m tests.simulator --seed {seed}\n  {words}", flush=True)
    return sums, broken


def main() -> int:
    """Make the runs and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=None, help="repeat one run")
    parser.add_argument("--first", type=int, default=None, help="the first seed of many")
    parser.add_argument("--jobs", type=int, default=1, help="at a time; 0: one a core")
    given = parser.parse_args()
    first = given.first if given.first is not None else random.SystemRandom().randrange(10**9)
    seeds = range(first, first + given.runs)
    if given.seed is not None:
        seeds = range(given.seed, given.seed + 1)
    print(f"simulator: {len(seeds)} runs, seeds {seeds[0]} to {seeds[-1]}", flush=True)
    started = monotonic()
    parts = [seeds[at : at + _CHUNK] for at in range(0, len(seeds), _CHUNK)]
    with ExitStack() as ending:
        made: Iterable[tuple[Counter[str], dict[int, str]]] = map(make_runs, parts)
        if given.jobs != 1:
            pool = ending.enter_context(ProcessPoolExecutor(given.jobs or None))
            made = pool.map(make_runs, parts)
        sums, broken = _summed_up(made)
    seconds = monotonic() - started
    print(f"{dict(sums)}\n{len(seeds)} runs in {seconds:.0f} s, {len(broken)} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
