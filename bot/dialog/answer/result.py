"""What an answer is. The kinds are an interface that tools outside the project read."""

from dataclasses import dataclass
from enum import StrEnum

from bot.dialog.reply import Reply


class Kind(StrEnum):
    """What the assistant did with a question."""

    ANSWER = "answer"
    """A clause speaks of it; `cites` names it."""
    NOT_STATED = "not_stated"
    """The question is about the measure, and the published text does not state it."""
    OUT_OF_SCOPE = "out_of_scope"
    """A ruling, an opinion, a person, another topic: declined without a claim."""
    CHITCHAT = "chitchat"
    """A greeting, thanks, or a question about the assistant."""
    INTENT = "intent"
    """A function was asked for; `intent` names it."""


class Function(StrEnum):
    """What people can ask the assistant to do; the cues of each are in the content pack."""

    CHECKLIST = "checklist"
    REMINDERS = "reminders"
    ADD_ITEM = "add_item"
    DONE_ITEM = "done_item"
    SNOOZE = "snooze"
    LIST_SCENARIOS = "list_scenarios"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a question: its kind, the ids of the clauses it cites, and what is shown."""

    kind: Kind
    reply: Reply
    cites: tuple[str, ...] = ()
    intent: Function | None = None
    target: str = ""
    """The id of the clause, topic, gap, remark or refusal that it led to, if any."""
    named: tuple[str, ...] = ()
    """The clauses that were named when a function was asked for."""
