"""The program as its operators meet it: a process, its exit code and its words."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str


@asynccontextmanager
async def start(
    *arguments: str, folder: Path, settings: Mapping[str, str] | None = None, measured: bool = True
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start `python -m bot …` in `folder` with nothing but `settings` set; killed at the end.

    `measured` lets the process count for the coverage of the test run, which makes it slower.
    """
    coverage = {name: os.environ[name] for name in os.environ if name.startswith("COVERAGE_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "LANG": "zh_CN.UTF-8"}
        | (coverage if measured else {})
        | dict(settings or {}),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def end_of(process: asyncio.subprocess.Process) -> Ended:
    """Wait for the end of a process."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        out, err = await process.communicate()
    return Ended(process.returncode or 0, out.decode(), err.decode())


async def run(*arguments: str, folder: Path, settings: Mapping[str, str] | None = None) -> Ended:
    """Run `python -m bot …` to its end."""
    async with start(*arguments, folder=folder, settings=settings) as process:
        return await end_of(process)


async def line_with(stream: asyncio.StreamReader | None, words: str) -> str:
    """Read lines until one contains `words`."""
    assert stream
    async with asyncio.timeout(PATIENCE_SECONDS):
        while line := (await stream.readline()).decode():
            if words in line:
                return line
    raise AssertionError(f"the program ended without saying “{words}”")


def terminate(process: asyncio.subprocess.Process) -> None:
    """Ask a process to end in good order."""
    process.send_signal(signal.SIGTERM)
