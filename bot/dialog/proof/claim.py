"""A claim about a pack, and what speaks against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.dialog.checklist.logic import Truth, Truths

_SAID = {Truth.MET: "met", Truth.NOT_MET: "not met", Truth.UNDETERMINED: "undetermined"}
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that holds of a pack unless there are counterexamples (反例)."""

    about: str
    """The scenario, or what else it is about."""
    says: str
    counterexamples: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.counterexamples

    def lines(self) -> list[str]:
        """Return the claim for reading, with its first counterexamples below it."""
        first = f"{'✓' if self.holds else '✗'} {self.about}: {self.says}"
        shown = [f"    {line}" for line in self.counterexamples[:_SHOWN]]
        more = len(self.counterexamples) - len(shown)
        return [first, *shown, *([f"    and {more} more like these"] if more else [])]


def told(truths: Truths) -> str:
    """Return what is known of the elements, in words."""
    parts = [
        f"{word} {', '.join(names)}"
        for truth, word in _SAID.items()
        if (names := [name for name, one in truths.items() if one is truth])
    ]
    return "with " + "; ".join(parts) if parts else "with nothing known"


def different(found: Sequence[str]) -> tuple[str, ...]:
    """Return each counterexample once."""
    return tuple(dict.fromkeys(found))


def listed(names: Iterable[str]) -> str:
    """Return names for reading."""
    return ", ".join(names) or "nothing"
