"""The outbox (待发): what is to be sent is written in the transaction that decided it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from storage.moments import from_text, to_text
from storage.news import News
from storage.session import Session
from storage.statements import Statements

_SOON = timedelta(minutes=1)
"""So long a message waits between two tries at most."""


class Priority(IntEnum):
    """Who goes first."""

    REPLY = 0
    """A person is waiting."""
    REMINDER = 1
    REPORT = 2


class Fate(StrEnum):
    """What became of a message."""

    PENDING = "pending"
    """To be tried again, not before a given time."""
    SENT = "sent"
    FAILED = "failed"
    """Will never be accepted."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to be sent or edited; what the payload means is the sender's business."""

    chat: int
    payload: Mapping[str, Any]
    priority: Priority = Priority.REPLY


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that was taken to be sent now. `doubtful`: it may have been sent before."""

    id: int
    chat: int
    priority: Priority
    payload: Mapping[str, Any]
    attempts: int
    doubtful: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claimed message."""

    id: int
    fate: Fate
    message: int | None = None
    error: str | None = None
    doubtful: bool = False
    not_before: datetime | None = None
    """When to try again; only for `PENDING`."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A message that was written and never went."""

    created_at: datetime
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outbox:
    """The outbox, inside one transaction."""

    session: Session
    sql: Statements

    async def put(self, outgoing: Outgoing, now: datetime) -> None:
        """Write down what is to be sent."""
        await self.session.alone(outgoing.chat)  # the one before may be finished at this moment
        await self.sql.put_outbox(
            self.session,
            chat=outgoing.chat,
            priority=int(outgoing.priority),
            payload=json.dumps(outgoing.payload, ensure_ascii=False),
            now=to_text(now),
        )
        self.session.note(News.OUTBOX)

    async def claim(self, now: datetime, limit: int) -> list[Claimed]:
        """Take up to `limit` messages that may be sent, of each chat one reply and one reminder."""
        rows = self.sql.claim_outbox(self.session, now=to_text(now), limit=limit)
        claimed = [
            Claimed(
                id=row["id"],
                chat=row["chat"],
                priority=Priority(row["priority"]),
                payload=json.loads(row["payload"]),
                attempts=row["attempts"],
                doubtful=bool(row["doubtful"]),
                created_at=from_text(row["created_at"]),
            )
            async for row in rows
        ]
        return sorted(claimed, key=lambda one: (one.priority, one.id))

    async def finish(self, outcomes: Sequence[Outcome], now: datetime) -> None:
        """Write down what became of claimed messages."""
        await self.sql.finish_outbox(
            self.session,
            [
                {
                    "id": outcome.id,
                    "status": outcome.fate,
                    "message": outcome.message,
                    "error": outcome.error,
                    "doubtful": int(outcome.doubtful),
                    "not_before": to_text(outcome.not_before or now),
                    "finished_at": None if outcome.fate is Fate.PENDING else to_text(now),
                }
                for outcome in outcomes
            ],
        )

    async def advance(self, finished: Iterable[Claimed]) -> None:
        """Let those go who were next in the rows of messages that are finished or withdrawn."""
        rows = sorted({(one.chat, int(one.priority)) for one in finished})
        for chat in sorted({chat for chat, _ in rows}):  # in order, so that none waits in a ring
            await self.session.alone(chat)  # the next message may be written at this moment
        pairs = [{"chat": chat, "priority": priority} for chat, priority in rows]
        await self.sql.advance_outbox(self.session, pairs)

    async def try_alone(self, chat: int) -> bool:
        """Return whether nobody else writes to `chat` until the transaction ends; nobody is waited for."""
        return await self.session.try_alone(chat)

    async def put_off(self, later: Mapping[int, datetime]) -> None:
        """Put messages back that were taken and not tried: each until its time."""
        rows = [{"id": id_, "not_before": to_text(moment)} for id_, moment in later.items()]
        await self.sql.put_off_outbox(self.session, rows)

    async def withdraw(self, messages: Iterable[int]) -> None:
        """Forget messages that nobody has seen."""
        await self.sql.withdraw_outbox(self.session, [{"id": one} for one in messages])

    async def waiting_reminders(self, chat: int) -> list[datetime]:
        """Return when each reminder was written for someone that waits to be sent, and surely has not arrived."""
        rows = self.sql.waiting_reminder(self.session, chat=chat)
        return [from_text(row["created_at"]) async for row in rows]

    async def withdraw_reminders(self, chat: int) -> list[Withdrawn]:
        """Take back what was written to remind someone and has not gone yet."""
        rows = self.sql.waiting_reminder(self.session, chat=chat)
        found = [
            (row["id"], Withdrawn(from_text(row["created_at"]), json.loads(row["payload"])))
            async for row in rows
        ]
        if found:
            await self.withdraw(id_ for id_, _ in found)
            row = {"chat": chat, "priority": int(Priority.REMINDER)}
            await self.sql.advance_outbox(self.session, [row])
        return [one for _, one in found]

    async def is_reminder_on_its_way(self, chat: int) -> bool:
        """Return whether a reminder was written for someone that has not gone yet."""
        return await self.sql.is_reminder_on_its_way(self.session, chat=chat) is not None

    async def recall(self, chat: int) -> None:
        """Let the reminders go that have waited for someone who is back."""
        await self.sql.recall_outbox(self.session, chat=chat)
        self.session.note(News.OUTBOX)

    async def hasten(self, latest: datetime) -> None:
        """Let nothing wait longer than until `latest`."""
        await self.sql.hasten_outbox(self.session, latest=to_text(latest))

    async def free(self) -> None:
        """Let those go who wait behind a message that is gone."""
        await self.sql.free_outbox(self.session)

    async def next_at(self, now: datetime) -> datetime | None:
        """Return when the next message that has to wait for a time may be sent."""
        found = await self.sql.next_outbox(self.session, now=to_text(now))
        return from_text(found) if found else None

    async def doubt(self) -> None:
        """Put back what was being sent when the last process ended, marked as doubtful."""
        await self.sql.doubt_outbox(self.session)

    async def counts(self) -> dict[str, int]:
        """Return how many messages are in each state but `sent`."""
        rows = self.sql.count_outbox(self.session)
        return {row["status"]: row["number"] async for row in rows}

    async def oldest(self, now: datetime) -> datetime | None:
        """Return when the oldest message was written that is not meant to wait."""
        latest = to_text(now + _SOON)
        found = await self.sql.oldest_outbox(self.session, latest=latest)
        return from_text(found) if found else None

    async def forget(self, before: datetime, most: int) -> int:
        """Delete up to `most` messages that were sent or given up of before a time; return how many."""
        rows = self.sql.forget_outbox(self.session, before=to_text(before), most=most)
        return len([row async for row in rows])
