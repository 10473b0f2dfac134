"""Where and when it was measured: without that a figure means nothing."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.processes import ROOT

_SYNCS = 30
_PAGE = bytes(4096)


def describe(folder: Path) -> dict[str, str]:
    """Return the facts, by name; `folder` is where the databases are kept."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _commit(),
        "machine": f"{os.cpu_count()} cores, {_processor()}, {platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "disk": f"{_file_system(folder)}, writing 4 KiB through takes {_sync_ms(folder):.2f} ms",
    }


def _commit() -> str:
    try:
        number = _git("rev-parse", "--short", "HEAD")
        changed = _git("status", "--porcelain", "--", "bot", "storage", "content", "bench")
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return f"{number} with local changes" if changed else number


def _git(*arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=10)
    return done.stdout.strip()


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    lines = (line.partition(":") for line in text.splitlines())
    names = (value.strip() for name, _, value in lines if name.strip() == "model name")
    return next(names, platform.machine())


def _file_system(folder: Path) -> str:
    """Return the kind of file system; a tmpfs keeps nothing on a disk."""
    try:
        text = Path("/proc/mounts").read_text(encoding="utf-8")
    except OSError:
        return "unknown file system"
    mounts = [line.split()[1:3] for line in text.splitlines()]
    above = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    kind = max(above, key=lambda mount: len(mount[0]))[1]
    return f"{kind} (nothing reaches a disk)" if kind == "tmpfs" else kind


def _sync_ms(folder: Path) -> float:
    """Return how long the disk takes to confirm a page: the floor of every commit."""
    times = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(_SYNCS):
            started = perf_counter()
            file.write(_PAGE)
            os.fsync(file.fileno())
            times.append(perf_counter() - started)
    return median(times) * 1e3
