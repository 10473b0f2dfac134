"""What a button can ask for (动作). `bot.dialog.callbacks` puts them into 64 bytes and back."""

from dataclasses import dataclass
from enum import StrEnum

from bot.dialog.content.parts import Language


class Answer(StrEnum):
    """An answer to a question of a self-check; “不清楚” is as good an answer as the others."""

    YES = "y"
    NO = "n"
    UNCLEAR = "u"


@dataclass(frozen=True, slots=True)
class StartCheck:
    """Begin, or go on with, a self-check (对照) of a scenario; of the only one if empty.

    It opens in a message of its own.
    """

    scenario: str = ""


@dataclass(frozen=True, slots=True)
class PickScenario:
    """Begin a self-check of one of the scenarios offered, in the place of the offer."""

    scenario: str


@dataclass(frozen=True, slots=True)
class GiveAnswer:
    """Answer the question that step `step` shows."""

    step: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class GoBack:
    """Take back the last answer before step `step`."""

    step: int


@dataclass(frozen=True, slots=True)
class ExplainQuestion:
    """Say why the question of step `step` is asked (为什么问)."""

    step: int


@dataclass(frozen=True, slots=True)
class RestartCheck:
    """Drop the answers and begin the same scenario anew."""

    step: int


@dataclass(frozen=True, slots=True)
class CheckAnother:
    """Offer the scenarios that the check does not have yet (再对照一种)."""

    step: int


@dataclass(frozen=True, slots=True)
class AddScenario:
    """Check against one scenario more, with the answers there are."""

    step: int
    scenario: str


@dataclass(frozen=True, slots=True)
class ShowClause:
    """Show a clause."""

    clause: str


@dataclass(frozen=True, slots=True)
class ShowSources:
    """Say where the text comes from (出处)."""


@dataclass(frozen=True, slots=True)
class ShowItems:
    """Show the open items (整改事项): a page in the place of another, or, as 0, anew."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class AddItem:
    """Begin to add an item."""


@dataclass(frozen=True, slots=True)
class CancelDraft:
    """Drop the item that is being added (不记了)."""


@dataclass(frozen=True, slots=True)
class CloseItem:
    """Close an item (销号)."""

    item: int


@dataclass(frozen=True, slots=True)
class CloseListed:
    """Close an item in the list, and show the list again."""

    item: int


@dataclass(frozen=True, slots=True)
class ReopenItem:
    """Take the closing of an item back."""

    item: int


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak this language from now on."""

    language: Language


ItemAction = ShowItems | AddItem | CancelDraft | CloseItem | CloseListed | ReopenItem

Action = (
    StartCheck
    | PickScenario
    | GiveAnswer
    | GoBack
    | ExplainQuestion
    | RestartCheck
    | CheckAnother
    | AddScenario
    | ShowClause
    | ShowSources
    | SetLanguage
    | ItemAction
)
