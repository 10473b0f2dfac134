"""`python -m bench.capacity`: what a county, a city, a province, the country would take, on measured constants.

What is measured stands apart from what is assumed; every assumption is an option of the command.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from bench.curves import Curve, drawn
from bench.morning import Habits, Morning
from bench.places import PLACES, Assumed, Machine, Place, plan
from bench.report import table
from bench.sizes import Sizes, run_sizes
from bot.content_folder import load_pack
from tests.postgres import fresh_postgres

_PATIENCE = 60
"""Seconds; a reply that waits longer waits ever longer."""
_STARS = 0.1
"""For a message above the free limit, as the Bot API says of `allow_paid_broadcast`."""
_CHARTED = "Share of the reminders of the fullest morning that have arrived, by one bot or more"
_Options = TypeVar("_Options", "Habits", "Assumed", "Machine")


def text(places: Mapping[str, Place], given: Assumed) -> str:
    """Return the plan for people to read."""
    rows: list[tuple[str, ...]] = [("", *places)]

    def row(name: str, cells: Sequence[str]) -> None:
        rows.append((name, *cells))

    some = list(places.values())
    row("cadres", [f"{one.cadres:,}" for one in some])
    row("users", [f"{one.users:,}" for one in some])
    row("updates a second, busiest", [f"{one.peak:.2g}" for one in some])
    row("cores, busiest", [f"{one.cores:.2g}" for one in some])
    row("processes", [f"{one.processes:,}" for one in some])
    row("their memory, MiB", [f"{one.memory:,.0f}" for one in some])
    for kind in ("SQLite", "PostgreSQL"):
        row(f"{kind}, GiB after {given.years:g} years", [f"{one.gib[kind]:.2g}" for one in some])
    row("reminders, fullest morning", [f"{one.due:,}" for one in some])
    row("last one, ordinary morning", [_last(one.ordinary) for one in some])
    row("last one, fullest morning", [_last(one.fullest) for one in some])
    row("a reply waits at most", [_wait(one.fullest) for one in some])
    row("bots, last one until 09:30", [f"{one.bots:,}" for one in some])
    row(f"last one at {given.paid:g} a second, paid", [_last(one.paid) for one in some])
    row("a reply waits at most, paid", [_wait(one.paid) for one in some])
    row("Stars for that morning, at most", [f"{one.due * _STARS:,.0f}" for one in some])
    return table(rows)


def _last(found: Morning) -> str:
    return f"{found.last:%H:%M:%S}" if found.last else f"{found.left:,} left"


def _wait(found: Morning) -> str:
    return f"{found.waited * 1000:.0f} ms" if found.waited < _PATIENCE else "without end"


def _options(parser: argparse.ArgumentParser, kind: type[_Options]) -> None:
    for one in fields(kind):
        says = f"{one.metadata['says']} ({one.default:g})"
        parser.add_argument(
            f"--{one.name.replace('_', '-')}", type=float, default=one.default, help=says
        )


def _taken(given: argparse.Namespace, kind: type[_Options]) -> _Options:
    return kind(**{one.name: getattr(given, one.name) for one in fields(kind)})


async def _measured(people: int) -> Sizes:
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        async with fresh_postgres() as url:
            return await run_sizes(Path(folder), url, people)


def sizes_told(sizes: Sizes) -> str:
    """Return the sizes of rows for people to read."""
    rows = [("bytes of a row, indexes included", "SQLite", "PostgreSQL")]
    rows += [
        (name, f"{sizes.sqlite[name]:.0f}", f"{sizes.postgres[name]:.0f}") for name in sizes.sqlite
    ]
    waits = f"{sizes.text:.0f}"
    rows.append(("text of a reminder that waits", waits, waits))
    return table(rows)


def main() -> int:
    """Print the plan, and draw the mornings where it is asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.capacity", description="What many cadres would take."
    )
    parser.add_argument("--people", type=int, default=1_000, help="for the size of rows (1000)")
    parser.add_argument("--cadres", type=int, nargs="*", help="other places")
    parser.add_argument("--chart", type=Path, metavar="FILE", help="draw the mornings there")
    _options(parser, Habits)
    _options(parser, Assumed)
    _options(parser, Machine)
    given = parser.parse_args()
    habits, of_place = _taken(given, Habits), _taken(given, Assumed)
    machine = _taken(given, Machine)
    ladders = load_pack(None).ladders
    sizes = asyncio.run(_measured(given.people))
    wanted = {f"{one:,}": one for one in given.cadres} if given.cadres else PLACES
    places = {
        name: plan(cadres, habits, of_place, machine, sizes, ladders)
        for name, cadres in wanted.items()
    }
    print(f"{sizes_told(sizes)}\n\n{text(places, of_place)}")
    if given.chart:
        given.chart.write_text(drawn(_CHARTED, dict(_curves(places))), encoding="utf-8")
    return 0


def _curves(places: Mapping[str, Place]) -> Iterator[tuple[str, Curve]]:
    for name, place in places.items():
        yield name, _curve(place, place.fullest)
        if place.bots > 1:
            yield f"{name}, {place.bots} bots", _curve(place, place.shared)


def _curve(place: Place, morning: Morning) -> Curve:
    shares = [sent / place.due for sent in morning.delivered]
    return morning.begins.hour + morning.begins.minute / 60, shares


if __name__ == "__main__":
    sys.exit(main())
