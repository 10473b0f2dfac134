"""`python -m tests.replicas`: the soak of a fleet; ends with an account, and 1 where something is wrong."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

from bench.processes import Memory
from tests.replicas.soak import Plan, Report, soak


def _arguments() -> Plan:
    parser = argparse.ArgumentParser(prog="python -m tests.replicas", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30, help="how long faults come")
    parser.add_argument("--people", type=int, default=500, help="how many chat")
    parser.add_argument("--seed", type=int, default=None, help="repeat the choices of a run")
    given = parser.parse_args()
    seed = SystemRandom().randrange(10**6) if given.seed is None else given.seed
    return Plan(seed, given.minutes, given.people)


def _show(report: Report) -> None:
    account, told = report.account, report.told
    rows = [
        ("updates in, of these applied", f"{account.updates:,}, {account.applied:,}"),
        ("effects (items recorded)", f"{account.effects:,}"),
        ("replies due", f"{account.replies:,}"),
        ("reminders due, of these sent", f"{told.due:,}, {told.sent:,}"),
        ("lost (effects and replies, reminders)", f"{account.lost}, {told.lost}"),
        ("doubled without a mark", f"{account.doubled}, {told.doubled}"),
        ("doubled with the mark 可能重复", f"{account.marked}, {told.marked}"),
        ("reminders that were not due", f"{told.unasked}"),
        ("people whose order was not kept", f"{account.disordered}"),
        ("left in the outbox", f"{account.unsent}"),
        ("faults", ", ".join(f"{number} × {what}" for what, number in report.struck.items())),
        (
            "takeovers, the longest",
            f"{len(report.takeovers)}, {max(report.takeovers, default=0):.1f} s",
        ),
    ]
    for moment, memories in report.memory.items():
        shown = "; ".join(_memory(*one) for one in memories)
        rows.append((f"memory at {moment:.0%}, and since when", shown))
    for name, value in rows:
        print(f"{name:<40} {value}")
    print("nothing lost, nothing doubled" if report.is_clean else "NOT AS IT SHOULD BE")


def _memory(memory: Memory | None, age: float) -> str:
    return f"{memory.now:.0f} MiB ({age:.0f} s)" if memory else "–"


def main() -> int:
    """Run, and return the exit code."""
    plan = _arguments()
    print(f"seed {plan.seed}: {plan.minutes:g} minutes, {plan.people} people", flush=True)
    with tempfile.TemporaryDirectory(prefix="soak") as folder:
        report = asyncio.run(soak(plan, Path(folder)))
    _show(report)
    return 0 if report.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
