"""Everything of a run that outlives the process: the clock, the people, what is promised to them, the story."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from bot.dialog.person import Person
from tests.simulator.api import Api
from tests.simulator.expectation import History, Promise
from tests.simulator.machine import Fate, SimulatedClock
from tests.simulator.wishes import Habit, Wishes

PEOPLE = (101, 102, 103)
HOUR = timedelta(hours=1)
MARK = "可能重复"


class Violation(AssertionError):
    """Something was lost, came twice, or came at night."""


@dataclass
class Told:
    """What happened in a run, to be summed up."""

    reminders: int = 0
    marked: int = 0
    kills: int = 0
    restarts: int = 0
    jumps: int = 0
    changes: int = 0


@dataclass
class World:
    """Everything of a run that outlives the process."""

    path: Path
    dice: Random
    clock: SimulatedClock
    fate: Fate = field(default_factory=Fate)
    promises: dict[int, Promise] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    habits: dict[int, list[Habit]] = field(default_factory=lambda: {one: [] for one in PEOPLE})
    """How each person wanted to be reminded, the latest last."""
    history: History = field(default_factory=History)
    told: Told = field(default_factory=Told)
    operations: int = 0
    story: list[str] = field(default_factory=list)
    """What happened, for who repeats a run."""

    def tell(self, words: str) -> None:
        """Add to the story."""
        self.story.append(f"{self.clock.time:%Y-%m-%d %H:%M:%S} {words}")

    def __post_init__(self) -> None:
        self.api = Api(self.clock, self.fate, self.dice)
        self.set_clock(self.clock.time)

    @property
    def turn(self) -> int:
        """How far the run is, whatever the clock says."""
        return self.fate.points

    def set_clock(self, time: datetime) -> None:
        """Let it be another time."""
        self.clock.time = time
        self.history.note(self.turn, time)

    def wishes(self, person: int) -> Wishes:
        """Return how a person wants to be reminded."""
        return self.habits[person][-1].wishes

    def accustom(self, person: Person, now: datetime) -> None:
        """Let a person want to be reminded in another way."""
        quiet = person.quiet.start, person.quiet.end
        habit = Habit(self.turn, now, Wishes(person.zone, quiet))
        self.people[person.id] = person
        self.habits[person.id].append(habit)
        for promise in self.promises.values():
            if promise.owner == person.id and promise.is_pending:
                promise.accustom(habit)
