"""All that may be known of a scenario while it is asked about, and what is best asked then.

A state is a number with a digit for each element that may be asked; the digit of one that was not
asked is the highest, so that every answer leads to a lower state and one pass upwards sees the answers
of each question first.
"""

from collections.abc import Mapping
from itertools import combinations

from bot.dialog.checklist.logic import Truth, Truths
from bot.dialog.checklist.verdict import VERDICT_OF, find
from bot.dialog.content.rules import Scenarios

Chances = Mapping[Truth, float]
"""How likely each answer is."""
_TRUTHS = tuple(Truth)
_OPEN = len(_TRUTHS)
_BASE = _OPEN + 1
_TRUTH_OF = {verdict: truth for truth, verdict in VERDICT_OF.items()}


class States:
    """The states of one scenario."""

    def __init__(self, content: Scenarios, scenario: str) -> None:
        self.names = asked_of(content, scenario)
        self.silent = tuple(name for name in content.lines_of[scenario] if name not in self.names)
        """Bottom lines that only other scenarios ask; they count all the same once they are known."""
        self.weights: list[int] = [_BASE**place for place in range(len(self.names))]
        self.unasked: int = _BASE ** len(self.names) - 1
        self.possible = bytearray(_BASE ** len(self.names))
        """The verdicts that are still possible in each state, as bits."""
        for state in range(len(self.possible)):
            self.possible[state] = self._verdicts(content, scenario, state)

    def _verdicts(self, content: Scenarios, scenario: str, state: int) -> int:
        for weight in self.weights:
            if state // weight % _BASE == _OPEN:
                lower = (state - (_OPEN - truth) * weight for truth in _TRUTHS)
                first, second, third = (self.possible[one] for one in lower)
                return first | second | third
        digits = (state // weight % _BASE for weight in self.weights)
        truths = dict(zip(self.names, map(Truth, digits), strict=True))
        return 1 << _TRUTH_OF[find(content, scenario, truths).verdict]

    def is_settled(self, known: Truths) -> bool:
        """Return whether only one verdict is possible by what is known, bottom lines included."""
        lines = {known[name] for name in self.silent if name in known}
        if Truth.NOT_MET in lines:
            return True
        bits = self.possible[self.state(known)]
        if Truth.UNDETERMINED in lines:  # what would fit stays open by it
            bits = bits & ~(1 << Truth.MET) | (bits >> 1 & 1 << Truth.UNDETERMINED)
        return bits.bit_count() == 1

    def state(self, known: Truths) -> int:
        """Return what is known as a number."""
        return self.unasked - sum(
            (_OPEN - known[name]) * weight
            for name, weight in zip(self.names, self.weights, strict=True)
            if name in known
        )

    def after(self, state: int, place: int, truth: Truth) -> int:
        """Return the state after the answer to the element at `place`."""
        return state - (_OPEN - truth) * self.weights[place]

    def best(self, chances: Chances) -> list[int]:
        """Return which element is best asked in each state, by its place; -1 where all is settled."""
        left, asked = [0.0] * len(self.possible), [-1] * len(self.possible)
        drops = [
            (place, weight, [((_OPEN - truth) * weight, share) for truth, share in chances.items()])
            for place, weight in enumerate(self.weights)
        ]
        for state, bits in enumerate(self.possible):
            if bits.bit_count() == 1:
                continue
            left[state], asked[state] = min(
                (1 + sum(share * left[state - drop] for drop, share in ways), place)
                for place, weight, ways in drops
                if state // weight % _BASE == _OPEN
            )
        return asked

    def certificates(self, truths: Truths, lines: frozenset[str]) -> list[frozenset[str]]:
        """Return the smallest sets of answers that settle the verdict, none with another in it.

        Args:
            truths: what is true.
            lines: the bottom lines that other scenarios of the check ask.
        """
        found: list[frozenset[str]] = []
        telling = [name for name in self.silent if name in lines and truths[name] is not Truth.MET]
        names = (*self.names, *telling)
        for size in range(len(names) + 1):
            for some in map(frozenset, combinations(names, size)):
                if any(one <= some for one in found):
                    continue
                if self.is_settled({name: truths[name] for name in some}):
                    found.append(some)
        return found


def asked_of(content: Scenarios, scenario: str) -> tuple[str, ...]:
    """Return what may be asked of a scenario, in the order of the rules."""
    lines = (line for line in content.lines_of[scenario] if content.bottom_lines[line].asked)
    return (*content.own[scenario], *lines)
