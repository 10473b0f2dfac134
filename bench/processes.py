"""Processes of the benchmark: started with a clean environment, read through /proc, ended."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Literal

ROOT = Path(__file__).parent.parent
"""The folder of the project."""
_PATIENCE = 10
_MIB = 1024


class Broken(Exception):
    """The benchmark itself cannot go on."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory in MiB: now, and the most so far."""

    now: float
    most: float


@dataclass(frozen=True, slots=True)
class Child:
    """A running process."""

    process: Process
    started: float
    """`monotonic()` just before it was started."""
    log: Path

    def cpu_seconds(self) -> float | None:
        """Return the CPU time of all its threads, None where there is no /proc."""
        text = _proc(self.process.pid, "stat")
        if text is None:
            return None
        fields = text.rpartition(")")[2].split()  # the name before it may contain spaces
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> Memory | None:
        """Return its memory, None where there is no /proc."""
        return memory_of(self.process.pid)

    def last_words(self) -> str:
        """Return the end of what it wrote to its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-2_000:]


def memory_of(process: int | Literal["self"]) -> Memory | None:
    """Return the memory of a process, None where there is no /proc."""
    text = _proc(process, "status")
    if text is None:
        return None
    lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
    now, most = (int(lines[name].split()[0]) / _MIB for name in ("VmRSS", "VmHWM"))
    return Memory(now, most)


@asynccontextmanager
async def running(
    arguments: Sequence[str],
    folder: Path,
    settings: Mapping[str, str] | None = None,
    *,
    speaks: bool = False,
    python: Path = Path(sys.executable),
) -> AsyncIterator[Child]:
    """Run `python` with `arguments` in `folder`, until the end of the block.

    Args:
        arguments: what comes after `python`.
        folder: where it works and where its log is; made if need be.
        settings: its BOT_* variables; none of the caller's are passed on.
        speaks: whether `first_line` will be read; else its output goes to the log.
        python: of another environment than ours.
    """
    log = _log_in(folder)
    with log.open("ab") as sink:
        started = monotonic()
        process = await asyncio.create_subprocess_exec(
            str(python),
            *arguments,
            cwd=folder,
            env=_environment() | dict(settings or {}),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=PIPE if speaks else sink,
            stderr=sink,
        )
    try:
        yield Child(process, started, log)
    finally:
        await _end(process)


async def first_line(child: Child) -> str:
    """Return the first line that a process prints.

    Raises:
        Broken: it ended or is silent.
    """
    if child.process.stdout is None:
        raise Broken("a process without an output")
    with suppress(TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            line = (await child.process.stdout.readline()).decode().strip()
            if line:
                return line
    raise Broken(f"a process did not start:\n{child.last_words()}")


def _log_in(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "log.txt"


def _environment() -> dict[str, str]:
    """Return our environment without what would change a bot or lead it off this machine."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BOT_", "PYTHON")) and not name.lower().endswith("_proxy")
    }
    return kept | {"PYTHONPATH": str(ROOT)}


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(_PATIENCE):
            await process.communicate()
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


def _proc(pid: int | Literal["self"], name: str) -> str | None:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8")
    except OSError:
        return None
