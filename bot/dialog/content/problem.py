"""What is wrong with a content pack, said to its author: where it is, what it is, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: the file, its line (1-based, 0 if unknown), the YAML path and what to do."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


def meant(name: str, known: Iterable[str]) -> str | None:
    """Return which of the `known` names was meant by a misspelt one, if any looks like it."""
    close = get_close_matches(name, sorted(set(known) - {name}), 1)
    return close[0] if close else None


def remedy(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return the question whether a known name was meant; where none is like it, `otherwise`."""
    found = meant(name, known)
    return f"did you mean “{found}”?" if found else otherwise
