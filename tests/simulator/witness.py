"""The witness (见证): reads every message that arrives, and knows what was lost, came twice or came at night."""

import re
from collections import Counter
from typing import Any

from storage.outbox import Priority
from tests.simulator.api import Arrived
from tests.simulator.expectation import FOREVER
from tests.simulator.machine import Connection, Written
from tests.simulator.world import MARK, Violation, World

_TITLE = re.compile(r"事(\d+)号")


class Witness:
    """Looks at what a run does.

    Args:
        world: of the run.
        connection: of the process that runs now.
    """

    def __init__(self, world: World, connection: Connection) -> None:
        self.world = world
        self.connection = connection
        self._seen = 0
        """How many of the arrived messages were looked at."""
        self._came: Counter[int] = Counter()
        """How often a message arrived, by its number."""
        self._failed: set[int] = set()
        """The messages that visibly failed."""

    def left(self) -> list[tuple[Any, ...]]:
        """Return what is still in the outbox."""
        rows = self.connection.raw.execute(
            "SELECT id, chat, priority, status, behind, not_before FROM outbox"
            " WHERE status IN ('pending', 'sending')"
        )
        return [tuple(row) for row in rows]

    def look(self) -> None:
        """Look at the messages that came since the last time."""
        arrived = self.world.api.arrived
        for message in arrived[self._seen :]:
            if message.written.priority == Priority.REMINDER:
                self._look_for_failed(before=message.written.number)
                self._read(message)
        self._seen = len(arrived)

    def _read(self, message: Arrived) -> None:
        world, written = self.world, message.written
        world.told.reminders += 1
        world.tell(f"-> {written.chat} (written {written.at:%m-%d %H:%M:%S}) {message.html}")
        if world.wishes(written.chat).is_quiet(message.called_at):
            raise Violation(f"at night: {message}")
        self._came[written.number] += 1
        is_marked = MARK in message.html
        world.told.marked += is_marked
        doubts = world.api.doubts[written.number]
        if is_marked and not (doubts or world.api.timeouts[written.number]):
            raise Violation(f"marked without a crash: {message}")
        if self._came[written.number] == 1:
            self._mention(written)
        elif not is_marked or self._came[written.number] > 1 + doubts:
            raise Violation(f"twice: {message}")

    def _mention(self, written: Written) -> None:
        """See that a message that is heard for the first time tells of nothing but what is due."""
        world = self.world
        mentioned = sorted(set(map(int, _TITLE.findall(written.html))))
        is_digest = "早上好" in written.html
        due = [
            world.promises[one].mention(written.at, written.turn, shows_all=is_digest)
            for one in mentioned
        ]
        if not all(due) and not is_digest:
            promises = [world.promises[one] for one in mentioned]
            raise Violation(f"twice, or too early: {mentioned} {due} {promises} {written}")

    def check_nothing_owed(self) -> None:
        """See that all was told of those who can be, once nothing is under way."""
        world = self.world
        if self.left() or self.connection.fails:
            return
        self._look_for_failed(before=FOREVER)
        for item, promise in world.promises.items():
            wishes = world.wishes(promise.owner)
            if not world.people[promise.owner].reachable or wishes.is_quiet(world.clock.time):
                continue
            owed = promise.owed(world.clock.time)
            if owed and self._is_reachable(promise.owner):
                raise Violation(f"lost: item {item}, rungs {owed}, {promise}")

    def _look_for_failed(self, before: int) -> None:
        """What visibly failed counts as told, unless it had arrived already.

        Of a chat one message goes after the other, so those fail first that were written `before`.
        """
        world = self.world
        rows = self.connection.raw.execute(
            "SELECT id FROM outbox WHERE status = 'failed' AND priority = 1 AND id < ?"
            " AND error NOT LIKE 'Forbidden%' ORDER BY id",
            (before,),
        )
        arrived = {one.written.number for one in world.api.arrived}
        for (number,) in rows.fetchall():
            if number not in self._failed | arrived:
                world.tell(f"failed: {world.api.written[number].html}")
                self._mention(world.api.written[number])
            self._failed.add(number)

    def _is_reachable(self, person: int) -> bool:
        row = self.connection.raw.execute(
            "SELECT reachable FROM person WHERE id = ?", (person,)
        ).fetchone()
        return bool(row[0])
