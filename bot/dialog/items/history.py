"""What happened to an item (经过): each change with its time and the words that came with it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Happening(StrEnum):
    """What happened."""

    ADDED = "added"
    CHANGED = "changed"
    """A field was edited; the words name it and its old value."""
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CLOSED = "closed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    DELETED = "deleted"
    RESTORED = "restored"
    """Its deletion was taken back."""
    SNOOZED = "snoozed"
    EVIDENCE = "evidence"
    """A photo or document was added."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an item; its time in UTC."""

    at: datetime
    what: Happening
    words: str = ""
