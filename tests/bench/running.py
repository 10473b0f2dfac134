"""The benchmark as a process of its own, as one runs it."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

_PATIENCE_SECONDS = 90


async def run_bench(folder: Path, *options: str) -> tuple[str, dict[str, Any]]:
    """Run `python -m bench` to its good end; return what it printed and the figures it kept."""
    kept = folder / "figures.json"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bench", *options, "--json", str(kept)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(_PATIENCE_SECONDS):
        printed, complaints = await process.communicate()
    assert process.returncode == 0, complaints.decode()
    return printed.decode(), json.loads(kept.read_text())
