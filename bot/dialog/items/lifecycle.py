"""The life cycle of an item (整改事项的状态变化): which step is possible from where, and what it leaves.

open → submitted → closed; a submitted one may be returned, any may be cancelled or deleted, and what is
closed or cancelled may be opened again.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.dialog.items.history import Happening
from bot.dialog.items.item import PENDING, Item, Status

DELETED_KEPT = timedelta(days=30)
"""How long what was deleted can be restored; then it is erased."""


class Move(StrEnum):
    """A step in the life of an item."""

    SUBMIT = "s"
    """Hand in what was done (上报)."""
    RETURN = "r"
    """Send it back (退回)."""
    CLOSE = "c"
    """Confirm that it is done (销号)."""
    CANCEL = "x"
    """Not to be done any more (撤销)."""
    REOPEN = "o"
    """Take closing or cancelling back (重新打开)."""
    DELETE = "d"
    RESTORE = "u"
    """Take a deletion back (恢复)."""


_FROM = {
    Move.SUBMIT: {Status.OPEN, Status.RETURNED},
    Move.RETURN: {Status.SUBMITTED},
    Move.CLOSE: PENDING,
    Move.CANCEL: PENDING,
    Move.REOPEN: {Status.CLOSED, Status.CANCELLED},
}
_TO = {
    Move.SUBMIT: Status.SUBMITTED,
    Move.RETURN: Status.RETURNED,
    Move.CLOSE: Status.CLOSED,
    Move.CANCEL: Status.CANCELLED,
    Move.REOPEN: Status.OPEN,
}
HAPPENINGS = {
    Move.SUBMIT: Happening.SUBMITTED,
    Move.RETURN: Happening.RETURNED,
    Move.CLOSE: Happening.CLOSED,
    Move.CANCEL: Happening.CANCELLED,
    Move.REOPEN: Happening.REOPENED,
    Move.DELETE: Happening.DELETED,
    Move.RESTORE: Happening.RESTORED,
}


def moves(item: Item) -> tuple[Move, ...]:
    """Return the steps that are possible now."""
    if item.deleted_at:
        return (Move.RESTORE,)
    return (*(move for move, sources in _FROM.items() if item.status in sources), Move.DELETE)


def moved(item: Item, move: Move, now: datetime) -> Item | None:
    """Return `item` after a step at `now`; None if the step is not possible from where it is."""
    if move not in moves(item):
        return None
    if move is Move.DELETE:
        return replace(item, deleted_at=now)
    if move is Move.RESTORE:
        return replace(item, deleted_at=None)
    status = _TO[move]
    return replace(item, status=status, closed_at=None if status in PENDING else now)
