"""What the buttons around items (整改事项) can ask for. `bot.dialog.actions` has them among all others.

`subject` is the number of an item, or 0 for the one that is being added; `version` is the sequence
of the item, or the step of the draft, so that a button of an earlier state can be told apart.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.dialog.items.lifecycle import Move

HIGHEST_SMALL = 9_999
Small = NewType("Small", int)
"""A number from 0 to 9,999: there is room for it beside others in a button."""


class View(StrEnum):
    """Which items a list shows."""

    OPEN = "o"
    OVERDUE = "l"
    SOON = "s"
    """Due within seven days, not overdue."""
    DONE = "c"
    """Closed, or not to be done any more."""
    DELETED = "d"


class Field(StrEnum):
    """A field of an item that is edited by typing."""

    TITLE = "t"
    DEADLINE = "d"
    REQUIREMENT = "r"
    ISSUER = "i"
    NOTES = "n"
    REMARK = "c"
    """A word on how it was done (办结说明); it is added to the notes."""
    EVIDENCE = "e"
    """Not typed but sent: a photo or a document."""
    SEARCH = "f"
    """Of no item: what to look for in the list."""


@dataclass(frozen=True, slots=True)
class BrowseItems:
    """Show a page of a list in the place of another; of one kind by its mark, 0 for all."""

    view: View
    kind: Small
    page: int


@dataclass(frozen=True, slots=True)
class PickKind:
    """Offer the kinds that the items of a list have."""

    view: View


@dataclass(frozen=True, slots=True)
class SearchItems:
    """Ask for words to look for."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Show an item with all that belongs to it."""

    item: int


@dataclass(frozen=True, slots=True)
class StepItem:
    """Take a step in the life of an item."""

    item: int
    sequence: int
    move: Move


@dataclass(frozen=True, slots=True)
class ShowHistory:
    """Show what happened to an item; pages count from 1, the newest first."""

    item: int
    page: int


@dataclass(frozen=True, slots=True)
class EditItem:
    """Offer the fields of an item to be edited."""

    item: int


@dataclass(frozen=True, slots=True)
class EditField:
    """Ask for a field of an item."""

    item: int
    field: Field


@dataclass(frozen=True, slots=True)
class ClearField:
    """Empty a field of an item."""

    item: int
    sequence: int
    field: Field


@dataclass(frozen=True, slots=True)
class StopEditing:
    """Leave a field as it is."""


@dataclass(frozen=True, slots=True)
class ShowKinds:
    """Offer the kinds for an item."""

    subject: int
    version: int


@dataclass(frozen=True, slots=True)
class SetKind:
    """Give an item a kind, by its mark."""

    subject: int
    version: int
    kind: Small


@dataclass(frozen=True, slots=True)
class ShowRungs:
    """Offer the days and times of the reminders of an item."""

    subject: int
    version: int


@dataclass(frozen=True, slots=True)
class TurnRung:
    """Add or leave out the reminder so many days before the deadline."""

    subject: int
    version: int
    before: Small


@dataclass(frozen=True, slots=True)
class SetHour:
    """Remind at this time of day, in minutes from midnight."""

    subject: int
    version: int
    minute: Small


@dataclass(frozen=True, slots=True)
class ResetRungs:
    """Remind as the kind of the item is reminded of."""

    subject: int
    version: int


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """Store the item that is being added (记下)."""

    number: int
    step: int


@dataclass(frozen=True, slots=True)
class ShowDraft:
    """Go on with an item that is being added."""

    number: int


@dataclass(frozen=True, slots=True)
class AskDraft:
    """Ask for a field of the item that is being added anew."""

    number: int
    field: Field


@dataclass(frozen=True, slots=True)
class CancelDraft:
    """Drop the item that is being added (不记)."""

    number: int


@dataclass(frozen=True, slots=True)
class ListEvidence:
    """Show the files of an item."""

    item: int


@dataclass(frozen=True, slots=True)
class SendEvidence:
    """Send the files of an item again."""

    item: int


@dataclass(frozen=True, slots=True)
class DropEvidence:
    """Take a file from an item."""

    item: int
    evidence: int


@dataclass(frozen=True, slots=True)
class PutEvidence:
    """Take the files that were sent for evidence of this item."""

    item: int


@dataclass(frozen=True, slots=True)
class ForgetFiles:
    """Take the files that were sent for nothing."""


ListAction = BrowseItems | PickKind | SearchItems
DraftAction = KeepDraft | ShowDraft | AskDraft | CancelDraft
"""The buttons of an item that is being added, with its number and, where it matters, its step."""
SubjectAction = ShowKinds | SetKind | ShowRungs | TurnRung | SetHour | ResetRungs
"""The buttons that an item and one that is being added have in common."""
EditAction = EditItem | EditField | ClearField | StopEditing
EvidenceAction = ListEvidence | SendEvidence | DropEvidence | PutEvidence | ForgetFiles
OneItemAction = OpenItem | StepItem | ShowHistory
