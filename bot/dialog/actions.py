"""What a button can ask for (动作). `bot.dialog.callbacks` puts them into 64 bytes and back."""

from dataclasses import dataclass
from enum import StrEnum

from bot.dialog.calendar_actions import CalendarAction
from bot.dialog.content.parts import Language
from bot.dialog.item_actions import (
    DraftAction,
    EditAction,
    EvidenceAction,
    ListAction,
    OneItemAction,
    SubjectAction,
)
from bot.dialog.reminder_actions import ReminderAction


class Answer(StrEnum):
    """An answer to a question of a self-check; “不清楚” is as good an answer as the others."""

    YES = "y"
    NO = "n"
    UNCLEAR = "u"


class FileForm(StrEnum):
    """What kind of file a result can be handed out as (导出)."""

    WORD = "w"
    TEXT = "t"


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
class LeaveCheck:
    """Leave the check at step `step` for now (结束); it is kept, and nothing typed answers it."""

    step: int


@dataclass(frozen=True, slots=True)
class RestartCheck:
    """Drop the answers and begin the same scenario anew."""

    step: int


@dataclass(frozen=True, slots=True)
class ReviewAnswers:
    """Look over the answers (核对答案) of step `step`, before the verdict; pages count from 1."""

    step: int
    page: int = 1


@dataclass(frozen=True, slots=True)
class ChangeAnswer:
    """Open the question of one of the answers again (改答案); they count from 0."""

    step: int
    answer: int


@dataclass(frozen=True, slots=True)
class ShowVerdict:
    """Show what was found, once the answers were looked over (看结果)."""

    step: int


@dataclass(frozen=True, slots=True)
class ResumeCheck:
    """Go on with the running check at step `step` (接着做)."""

    step: int


@dataclass(frozen=True, slots=True)
class ListChecks:
    """Show the kept checks (我的对照): a page in the place of another, or, as 0, anew."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowKept:
    """Show what is kept of a check."""

    check: int


@dataclass(frozen=True, slots=True)
class OpenKept:
    """Make a kept check the running one, in the place of the other."""

    check: int


@dataclass(frozen=True, slots=True)
class RerunKept:
    """Begin a new check from the answers of a kept one (再对照一次)."""

    check: int


@dataclass(frozen=True, slots=True)
class CompareKept:
    """Compare a kept check with the one it was begun from."""

    check: int


@dataclass(frozen=True, slots=True)
class DeleteKept:
    """Ask whether a kept check shall be deleted."""

    check: int


@dataclass(frozen=True, slots=True)
class EraseKept:
    """Delete a kept check for good."""

    check: int


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
class ExportCheck:
    """Send what the check found at step `step` as a file (导出)."""

    step: int
    form: FileForm


@dataclass(frozen=True, slots=True)
class ShowPreparing:
    """Show what could be prepared after the check at step `step` (可以准备的材料)."""

    step: int


@dataclass(frozen=True, slots=True)
class RectifyCheck:
    """Begin an item with what the check left to be done at step `step` (记下要补正的事)."""

    step: int


@dataclass(frozen=True, slots=True)
class TurnFact:
    """Turn a fact of the card that step `step` shows: holds, does not hold, left out; from 0."""

    step: int
    fact: int


@dataclass(frozen=True, slots=True)
class ConfirmFacts:
    """Begin the check with the facts as the card shows them (就是这样)."""

    step: int


@dataclass(frozen=True, slots=True)
class DropFacts:
    """Forget the facts; where a check was asked for, it begins without them (都不对)."""

    step: int


@dataclass(frozen=True, slots=True)
class OfferOthers:
    """Offer the other scenarios that a story may be (换一种情形)."""

    step: int


@dataclass(frozen=True, slots=True)
class OfferAll:
    """Offer every scenario for a story."""

    step: int


@dataclass(frozen=True, slots=True)
class TakeScenario:
    """Take a story for this scenario, and show the card for it."""

    step: int
    scenario: str


@dataclass(frozen=True, slots=True)
class ShowMeasure:
    """Open the table of contents (目录) in a message of its own."""


@dataclass(frozen=True, slots=True)
class ShowSection:
    """Open a section (部分) in a message of its own."""

    section: str


@dataclass(frozen=True, slots=True)
class ShowClause:
    """Open a clause in a message of its own."""

    clause: str


@dataclass(frozen=True, slots=True)
class ShowGaps:
    """Open the list of what the text does not state (哪些没有说明) in a message of its own."""


@dataclass(frozen=True, slots=True)
class ShowSources:
    """Say where the text comes from (出处)."""


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """Turn to the table of contents."""


@dataclass(frozen=True, slots=True)
class ReadSection:
    """Turn to a page of a section; pages count from 1."""

    section: str
    page: int = 1


@dataclass(frozen=True, slots=True)
class ReadClause:
    """Turn to a clause."""

    clause: str


@dataclass(frozen=True, slots=True)
class ReadGaps:
    """Turn to a page of the list of what the text does not state; pages count from 1."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class ReadGap:
    """Turn to something the text does not state."""

    gap: str


@dataclass(frozen=True, slots=True)
class ShowItems:
    """Show the open items (整改事项): a page in the place of another, or, as 0, anew."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class AddItem:
    """Begin to add an item."""


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
class OpenPrivateChat:
    """Go to the private chat (去私聊). It is shown as a link: in a group nothing else leads there."""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak this language from now on."""

    language: Language


TurnAction = ReadMeasure | ReadSection | ReadClause | ReadGaps | ReadGap
"""What turns the pages of the measure (翻阅): in the place of the message, as in a book."""

ReadingAction = ShowMeasure | ShowSection | ShowClause | ShowGaps | ShowSources | TurnAction
"""What shows the text of the measure and nothing else: for everyone, in groups as well."""

ReviewAction = ReviewAnswers | ChangeAnswer | ShowVerdict | ShowPreparing
"""The buttons once all that matters is answered: around the answers, the verdict and what follows."""

StepAction = (
    PickScenario
    | GiveAnswer
    | GoBack
    | ExplainQuestion
    | LeaveCheck
    | RestartCheck
    | ResumeCheck
    | CheckAnother
    | AddScenario
    | ReviewAction
    | ShowPreparing
)
"""The buttons that lead through a check, from its first screen to its last."""

KeptAction = ListChecks | ShowKept | OpenKept | RerunKept | CompareKept | DeleteKept | EraseKept
"""The buttons of the kept checks, each with the number of the one that is meant."""

FactAction = TurnFact | ConfirmFacts | DropFacts | OfferOthers | OfferAll | TakeScenario
"""The buttons of the card of facts, which shows what was seen in a story."""

CheckAction = StartCheck | StepAction | ExportCheck | RectifyCheck | FactAction | KeptAction
"""The buttons that have to do with self-checks."""

ItemAction = (
    ShowItems
    | AddItem
    | CloseItem
    | CloseListed
    | ReopenItem
    | ListAction
    | OneItemAction
    | DraftAction
    | SubjectAction
    | EditAction
    | EvidenceAction
)

Action = (
    CheckAction
    | OpenPrivateChat
    | SetLanguage
    | ReadingAction
    | ItemAction
    | CalendarAction
    | ReminderAction
)
