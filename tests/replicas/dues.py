"""Reminders that fall due while replicas come and go: one a person at a time, each told once.

Nobody can wait for a deadline, so the stage of one day before it is moved to now, in the database, as if
its day had come. The reminder names its item, so each can be counted.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

import asyncpg

from storage.moments import to_text
from tests.replicas.crowd import MARK, Crowd, title
from tests.replicas.fleet import Fleet

_RUNG = "-1"
_NAMED = re.compile(r"“(事\d+第\d+号)”")
_OPEN = """
UPDATE person SET details = 1, quiet_from = '00:00', quiet_to = '00:00' WHERE id = ANY($1)
"""
_NOW = f"""
UPDATE stage SET planned_at = $2, fire_at = $2 FROM item
WHERE stage.item = item.id AND item.title = ANY($1) AND stage.rung = '{_RUNG}'
AND stage.status = 'pending' AND stage.planned_at > $2
"""
_DUE = f"""
SELECT item.title FROM stage JOIN item ON item.id = stage.item
WHERE stage.rung = '{_RUNG}' AND stage.planned_at <= $1
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of the reminders that fell due.

    Attributes:
        due: how many did.
        sent: how many of them came.
        lost: how many did not.
        doubled: how often one came again without a mark.
        marked: how often one came again with its mark.
        unasked: how many came that were not due.
    """

    due: int
    sent: int
    lost: int
    doubled: int
    marked: int
    unasked: int

    @property
    def is_clean(self) -> bool:
        """Whether each came, and once, and no other."""
        return not (self.lost or self.doubled or self.unasked)


class Dues:
    """Lets reminders of a crowd's items fall due, and sees which come."""

    def __init__(self, fleet: Fleet, crowd: Crowd, dice: Random) -> None:
        self._fleet = fleet
        self._crowd = crowd
        self._dice = dice
        self._waiting: dict[int, str] = {}
        self._used: set[str] = set()
        self._told: defaultdict[str, list[bool]] = defaultdict(list)
        fleet.sandbox.requests.append(self._observe)

    async def fall_due(self, most: int) -> None:
        """Let up to `most` reminders more fall due, for people who wait for none."""
        for person in self._free(most):
            self._waiting[person] = name = self._pick(person)
            self._used.add(name)
        connection = await asyncpg.connect(self._fleet.database_url, timeout=5)
        try:
            async with connection.transaction():
                await connection.execute(_OPEN, list(self._waiting))
                names = list(self._waiting.values())  # with those that a failure left over
                await connection.execute(_NOW, names, to_text(datetime.now(UTC)))
        finally:
            await connection.close(timeout=5)

    @property
    def waiting(self) -> Mapping[int, str]:
        """Who waits for a reminder, and of what."""
        return self._waiting

    async def account(self) -> Told:
        """Compare what fell due with what came."""
        connection = await asyncpg.connect(self._fleet.database_url)
        try:
            rows = await connection.fetch(_DUE, to_text(datetime.now(UTC)))
        finally:
            await connection.close()
        due, told = {str(row[0]) for row in rows}, self._told
        plain = {name: sum(not is_marked for is_marked in told[name]) for name in told}
        return Told(
            due=len(due),
            sent=len(due & set(told)),
            lost=len(due - set(told)),
            doubled=sum(max(0, number - 1) for number in plain.values()),
            marked=sum(len(told[name]) - max(1, plain[name]) for name in told),
            unasked=len(set(told) - due),
        )

    def _free(self, most: int) -> Sequence[int]:
        people = [one for one, turns in self._crowd.recorded.items() if self._is_free(one, turns)]
        return self._dice.sample(people, min(most, len(people)))

    def _is_free(self, person: int, turns: int) -> bool:
        return person not in self._waiting and title(person, turns - 1) not in self._used

    def _pick(self, person: int) -> str:
        return title(person, self._crowd.recorded[person] - 1)

    def _observe(
        self, method: str, _given: object, _status: int, response: Mapping[str, Any]
    ) -> None:
        result = response.get("result")
        if method != "sendMessage" or not isinstance(result, Mapping):
            return
        for name in _NAMED.findall(result["text"]):
            self._told[name].append(MARK in result["text"])
            if self._waiting.get(result["chat"]["id"]) == name:
                del self._waiting[result["chat"]["id"]]
