"""The difference between two packs as lines for a terminal."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from bot.dialog.checklist.logic import Truth
from bot.dialog.content.diff.changes import Change, changes
from bot.dialog.content.diff.verdicts import (
    MOST_ELEMENTS,
    SAMPLE,
    SAMPLE_KNOWN,
    SEED,
    Assignment,
    Shift,
    shifts,
)
from bot.dialog.content.schema import Pack

_MARKS = {"+": "added", "-": "removed", "~": "changed"}
_SAID = {Truth.MET: "true", Truth.NOT_MET: "false"}


def report(old: Pack, new: Pack) -> Iterator[str]:
    """Yield what changed from `old` to `new`, line by line."""
    found = changes(old, new)
    if not found:
        same = old.version == new.version
        yield "no difference" if same else "no difference but in comments, layout or order"
        return
    for file, group in groupby(found, key=lambda change: change.file):
        yield from _file(file, list(group))
    yield from _verdicts(list(shifts(old.scenarios, new.scenarios)))


def _file(file: str, found: list[Change]) -> Iterator[str]:
    counts = Counter(change.mark for change in found)
    said = ", ".join(f"{counts[mark]} {word}" for mark, word in _MARKS.items() if counts[mark])
    yield f"{file}: {said}"
    for change in found:
        yield f"  {change.mark} {change.name}"
        for line in change.lines:
            yield from (f"      {part}" for part in line.splitlines())
    yield ""


def _verdicts(found: list[Shift]) -> Iterator[str]:
    yield "verdicts"
    if not found:
        yield "  the packs have no scenario in common"
    moved = [shift for shift in found if shift.changed]
    for shift in moved:
        yield from _shift(shift)
    same = [shift.scenario for shift in found if not shift.changed]
    if same:
        yield f"  the same for every assignment: {', '.join(same)}"
    if any(shift.sampled for shift in moved):
        yield (
            f"  * over {MOST_ELEMENTS} elements: looked at are all assignments of at most"
            f" {SAMPLE_KNOWN} known elements, and {SAMPLE} at random with seed {SEED}"
        )


def _shift(shift: Shift) -> Iterator[str]:
    star = " *" if shift.sampled else ""
    yield (
        f"  {shift.scenario}: {shift.changed} of {shift.looked_at} assignments change,"
        f" over {len(shift.elements)} elements{star}"
    )
    for (before, after), direction in shift.directions.items():
        yield f"    {before} → {after}: {direction.count}, for example"
        yield from (f"      {_written(known)}" for known in direction.smallest)


def _written(known: Assignment) -> str:
    return ", ".join(f"{element} {_SAID[truth]}" for element, truth in known) or "nothing known"
