"""How many questions a self-check takes: the assistant, a checklist in a fixed order, and the minimum.

What is true is drawn at random, the same for all of them, each element by itself. Everyone stops as soon
as no open answer can change a verdict; the form asks for everything all the same.

Of one scenario the minimum is exact: the best that any asker can do on average who knows how likely
each answer is, by dynamic programming over all that may be known. Of several at once that is out of
reach, so the minimum there is a bound: the fewest answers that settle all verdicts, picked by one who
knows them beforehand. Nobody who has to ask can always be as good.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from bench.report import table
from bench.states import Chances, States
from bot.dialog.actions import Answer
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.logic import Truth, Truths
from bot.dialog.content.rules import Scenarios

_SEED = 20261123
_TOGETHER = 2
"""The last rows are of several scenarios."""
CROWDS: dict[str, Chances] = {
    "every answer as likely": dict.fromkeys(Truth, 1 / len(Truth)),
    "mostly met (80 %, 10 % not, 10 % unclear)": {
        Truth.NOT_MET: 0.1,
        Truth.UNDETERMINED: 0.1,
        Truth.MET: 0.8,
    },
}


@dataclass(frozen=True, slots=True)
class Taken:
    """How many questions were asked on average."""

    assistant: float
    fixed: float
    """In the order of the rules, until all is settled."""
    form: float
    """Everything."""
    minimum: float

    @classmethod
    def mean(cls, some: Sequence["Taken"]) -> "Taken":
        """Return the average of averages."""
        return cls(
            *(
                sum(getattr(one, name) for one in some) / len(some)
                for name in ("assistant", "fixed", "form", "minimum")
            )
        )


def by_assistant(content: Scenarios, scenarios: tuple[str, ...], truths: Truths) -> int:
    """Return how many questions the assistant asks."""
    check = Check(scenarios, "")
    while left := remaining(content, check):
        check = check.answered(left[0], _answer(content, left[0], truths[left[0]]))
    return len(check.answers)


def _answer(content: Scenarios, element: str, truth: Truth) -> Answer:
    if truth is Truth.UNDETERMINED:
        return Answer.UNCLEAR
    holds = truth is Truth.MET
    return Answer.YES if holds == content.elements[element].met_by else Answer.NO


def in_order(states: Iterable[States], truths: Truths) -> int:
    """Return how many questions a checklist asks: one scenario after the other, nothing twice."""
    known: dict[str, Truth] = {}
    for one in states:
        for name in one.names:
            if one.is_settled(known):
                break
            known[name] = truths[name]
    return len(known)


def at_best(states: States, asked: Sequence[int], truths: Truths) -> int:
    """Return how many questions the best asker asks; `asked` is what it asks in each state."""
    state, count = states.unasked, 0
    while (place := asked[state]) >= 0:
        state = states.after(state, place, truths[states.names[place]])
        count += 1
    return count


def fewest(states: Sequence[States], truths: Truths) -> int:
    """Return the size of the smallest set of answers that settles all verdicts.

    What stands in one scenario alone only counts; so of each choice the shared elements are kept, and
    the fewest others that go with them.
    """
    names = [name for one in states for name in one.names]
    lines = frozenset(name for one in states for name in one.silent if name in names)
    shared = {name for name in names if names.count(name) > 1} | lines
    choices: dict[frozenset[str], int] = {frozenset(): 0}
    for one in states:
        after: dict[frozenset[str], int] = {}
        for certificate in one.certificates(truths, lines):
            common, others = certificate & shared, len(certificate - shared)
            for chosen, count in choices.items():
                both = chosen | common
                after[both] = min(count + others, after.get(both, len(names)))
        choices = after
    return min(len(chosen) + count for chosen, count in choices.items())


@dataclass(frozen=True, slots=True)
class Asking:
    """What was found: for each crowd, by what was checked."""

    crowds: dict[str, dict[str, Taken]]

    def text(self) -> str:
        """Return it for people to read."""
        return "\n\n".join(_table(crowd, found) for crowd, found in self.crowds.items())

    def json(self) -> dict[str, object]:
        """Return it for programs to read."""
        return {
            crowd: {name: asdict(taken) for name, taken in found.items()}
            for crowd, found in self.crowds.items()
        }


def _table(crowd: str, found: Mapping[str, Taken]) -> str:
    head = ("assistant", "fixed order", "form", "minimum", "over fixed order", "over minimum")
    rows: list[tuple[str, ...]] = [(f"questions, {crowd}", *head)]
    for name, one in found.items():
        figures = (one.assistant, one.fixed, one.form, one.minimum)
        ratios = (one.assistant / one.fixed, one.assistant / one.minimum)
        bound = "" if name in (*found,)[:-_TOGETHER] else " (bound)"
        cells = [f"{value:.2f}" for value in (*figures, *ratios)]
        rows.append((name, *cells[:3], f"{cells[3]}{bound}", *cells[4:]))
    return table(rows)


def run_asking(content: Scenarios, draws: int) -> Asking:
    """Measure every scenario alone by so many draws; three and all at once by a quarter of them."""
    states = {name: States(content, name) for name in content.scenarios}
    return Asking(
        {crowd: _taken(content, states, chances, draws) for crowd, chances in CROWDS.items()}
    )


def _taken(
    content: Scenarios, states: Mapping[str, States], chances: Chances, draws: int
) -> dict[str, Taken]:
    dice = random.Random(_SEED)
    names = tuple(states)
    found = {name: _alone(content, name, states[name], chances, dice, draws) for name in names}
    found["one of them"] = Taken.mean(list(found.values()))
    for told, count in (("three at once", min(3, len(names))), ("all at once", len(names))):
        some = [tuple(dice.sample(names, count)) for _ in range(max(1, draws // 4))]
        found[told] = Taken.mean(
            [_together(content, one, states, _drawn(content, chances, dice)) for one in some]
        )
    return found


def _alone(
    content: Scenarios,
    name: str,
    states: States,
    chances: Chances,
    dice: random.Random,
    draws: int,
) -> Taken:
    asked = states.best(chances)
    drawn = [_drawn(content, chances, dice) for _ in range(draws)]
    return Taken.mean(
        [
            Taken(
                by_assistant(content, (name,), truths),
                in_order([states], truths),
                len(states.names),
                at_best(states, asked, truths),
            )
            for truths in drawn
        ]
    )


def _together(
    content: Scenarios, names: tuple[str, ...], states: Mapping[str, States], truths: Truths
) -> Taken:
    some = [states[name] for name in names]
    return Taken(
        by_assistant(content, names, truths),
        in_order(some, truths),
        len({name for one in some for name in one.names}),
        fewest(some, truths),
    )


def _drawn(content: Scenarios, chances: Chances, dice: random.Random) -> dict[str, Truth]:
    truths, weights = list(chances), list(chances.values())
    drawn = dice.choices(truths, weights, k=len(content.elements))
    return dict(zip(content.elements, drawn, strict=True))
