"""A crowd (人群) whose every word can be counted afterwards.

Each person asks to add an item and, without waiting for the card, says “好的”. Out of order the second is
no answer to anything and the item is never recorded, so what is recorded shows that the order held.
When the item is said to be recorded, they add the next.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from bot.sandbox.server import Sandbox

MARK = "可能重复"
Part = Literal["card", "saved"]
_PARTS: Mapping[str, Part] = {"记下这一项？": "card", "记下了。": "saved"}
_UPDATES_A_TURN = 2


@dataclass(frozen=True, slots=True)
class Account:
    """What came of what was said (对账).

    Attributes:
        updates: what the crowd sent.
        applied: how many of them the database knows as applied.
        effects: items recorded.
        replies: replies that had to come.
        lost: of effects and replies, those that are missing.
        doubled: effects and replies that came more than once and bear no mark.
        marked: replies that came once more, with the mark “可能重复”.
        disordered: people whose replies or items are not in the order of what they said.
        unsent: what is left in the outbox.
    """

    updates: int
    applied: int
    effects: int
    replies: int
    lost: int
    doubled: int
    marked: int
    disordered: int
    unsent: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing was lost, doubled without a mark, out of order or left."""
        wrong = self.lost + self.doubled + self.disordered + self.unsent
        return wrong == 0 and self.applied == self.updates


class Crowd:
    """People who add one item after the other.

    Args:
        sandbox: where they chat.
        people: their numbers.
        turns: how many items each adds.
        go_on: is called when a person may add the next; by default they do at once.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        people: Iterable[int],
        turns: int,
        go_on: Callable[[int], None] | None = None,
    ) -> None:
        self._sandbox = sandbox
        self._people = tuple(people)
        self._turns = turns
        self._go_on = go_on or self.say_next
        self._day = f"{datetime.now(UTC) + timedelta(days=300):%Y-%m-%d}"
        self.said: Counter[int] = Counter()
        self.seen: defaultdict[int, list[tuple[str, Part, bool]]] = defaultdict(list)
        self.recorded: Counter[int] = Counter()
        """How many items of each were said to be recorded, which are the first of them."""
        sandbox.requests.append(self._observe)

    @property
    def answered(self) -> int:
        """How many items were said to be recorded."""
        return self.recorded.total()

    @property
    def updates(self) -> int:
        """How many updates they sent."""
        return self.said.total() * _UPDATES_A_TURN

    @property
    def done(self) -> bool:
        """Whether everyone has the answer to everything they said."""
        return self.answered == self.said.total()

    def begin(self) -> None:
        """Let everyone add their first item."""
        for person in self._people:
            if person not in self._sandbox.world.people:
                self._sandbox.world.add_user(person, f"甲{person}", language_code="zh")
            self.say_next(person)

    def say_next(self, person: int) -> None:
        """Let a person add their next item, if they have one."""
        turn = self.said[person]
        if turn < self._turns:
            self.said[person] += 1
            people = self._sandbox.people
            people.type(person, person, f"/add {self._day} {title(person, turn)}")
            people.type(person, person, "好的")

    def hush(self) -> None:
        """Let nobody add anything more."""
        self._turns = 0

    def account(self, items: Iterable[tuple[int, str]], applied: int, unsent: int) -> Account:
        """Compare what was said with what was stored and answered.

        Args:
            items: owner and title of every item in the database, in the order of their numbers.
            applied: how many updates the database knows as applied.
            unsent: how many messages of the outbox are not sent.
        """
        stored: defaultdict[int, list[str]] = defaultdict(list)
        for owner, name in items:
            stored[owner].append(name)
        lost = doubled = marked = disordered = 0
        for person in self._people:
            wanted = [title(person, turn) for turn in range(self.said[person])]
            replies: list[tuple[str, Part]] = [
                (name, part) for name in wanted for part in ("card", "saved")
            ]
            seen = self.seen[person]
            plain = Counter((name, part) for name, part, is_marked in seen if not is_marked)
            every = Counter((name, part) for name, part, _ in seen)
            kept = Counter(stored[person])
            lost += len(set(wanted) - set(kept)) + len(set(replies) - set(every))
            twice = _surplus(plain.values())
            doubled += twice + _surplus(kept.values())
            marked += _surplus(every.values()) - twice
            in_order = list(dict.fromkeys((name, part) for name, part, _ in seen))
            disordered += in_order != replies or stored[person] != wanted
        return Account(
            updates=self.updates,
            applied=applied,
            effects=sum(map(len, stored.values())),
            replies=self.updates,
            lost=lost,
            doubled=doubled,
            marked=marked,
            disordered=disordered,
            unsent=unsent,
        )

    def _observe(
        self, method: str, _given: object, _status: int, response: Mapping[str, Any]
    ) -> None:
        result = response.get("result")
        if method != "sendMessage" or not isinstance(result, Mapping):
            return
        person, lines = result["chat"]["id"], result["text"].splitlines()
        part = next((_PARTS[line] for line in lines if line in _PARTS), None)
        name = next((line for line in lines if line.startswith("事")), "")
        if part is None or person not in self.said:
            return
        is_new = all(known[:2] != (name, part) for known in self.seen[person])
        self.seen[person].append((name, part, MARK in result["text"]))
        if is_new and part == "saved":
            self.recorded[person] += 1
            self._go_on(person)


def title(person: int, turn: int) -> str:
    """Return the title of an item."""
    return f"事{person}第{turn}号"


def _surplus(counts: Iterable[int]) -> int:
    return sum(count - 1 for count in counts if count > 1)
