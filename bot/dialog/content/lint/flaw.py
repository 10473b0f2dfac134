"""A mistake at a place of a file, and the one that every file can have: an id that is not there."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bot.dialog.content.problem import meant, remedy

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake at a YAML path of a file."""

    file: str
    path: Path
    message: str


def unknown(
    file: str, path: Path, name: str | None, known: Collection[str], kind: str
) -> Iterator[Flaw]:
    """Yield a flaw if `name` is no known id; no name at all is none."""
    if name is not None and name not in known:
        what = remedy(name, known, "correct the id or add it")
        yield Flaw(file, path, f"there is no {kind} “{name}”: {what}")


def intended(names: Iterable[str], known: Collection[str]) -> set[str]:
    """Return the known ids that `names` use; a misspelt one counts as the one that was meant.

    So a misspelt reference is told once, and not a second time where nothing seems to refer to.
    """
    return {name if name in known else meant(name, known) or name for name in names}


def each_unknown(
    file: str, path: Path, names: Iterable[str], known: Collection[str], kind: str
) -> Iterator[Flaw]:
    """Yield a flaw for each of the listed `names` that is no known id."""
    for index, name in enumerate(names):
        yield from unknown(file, (*path, str(index)), name, known, kind)


def repeated(file: str, path: Path, names: Iterable[object], kind: str) -> Iterator[Flaw]:
    """Yield a flaw for each of the listed `names` that stands in the list already."""
    seen: set[object] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield Flaw(file, (*path, str(index)), f"{kind} “{name}” stands here twice: remove one")
        seen.add(name)
