"""A press of a button (点按), kept for a moment: a finger that taps twice means it once.

Most buttons need no such care: what they do cannot be done twice, or shows the same screen again.
Some would send something twice, or write it down twice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialog import actions as a
from bot.dialog.calendar_actions import ExportCalendar
from bot.dialog.item_actions import AskDraft, EditField, SearchItems, SendEvidence
from bot.dialog.reminder_actions import ShowReminded, ShowToday

_IMPATIENCE = timedelta(seconds=3)
"""How long a finger goes on tapping when nothing seems to happen."""
_ONCE = (
    a.ExportCheck
    | a.StartCheck
    | a.RerunKept
    | a.AddItem
    | a.ShowMeasure
    | a.ShowSection
    | a.ShowClause
    | a.ShowGaps
    | a.ShowSources
    | AskDraft
    | EditField
    | SearchItems
    | SendEvidence
    | ExportCalendar
    | ShowReminded
    | ShowToday
)
"""What is answered by a message of its own or leaves a trace each time."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A press of a button: of which message, what the button carries, and when."""

    message: int
    data: str
    at: datetime

    def is_of(self, later: "Tap") -> bool:
        """Return whether the next press is of the same button and so soon that it means the same."""
        is_same = (self.message, self.data) == (later.message, later.data)
        return is_same and timedelta(0) <= later.at - self.at < _IMPATIENCE


def is_meant_once(action: a.Action) -> bool:
    """Return whether an action would be done twice by a finger that taps twice."""
    match action:
        case a.ShowItems(page=page) | a.ListChecks(page=page):
            return page == 0
        case _:
            return isinstance(action, _ONCE)
