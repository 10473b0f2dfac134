"""The content pack (内容包) as types. A pack is data only: another measure is another folder.

Field meanings are written in the pack's own YAML files.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.evidence import Evidence
from bot.dialog.content.measure import Measure
from bot.dialog.content.parts import Bilingual, Cues, Identifier, Language, Line, Part
from bot.dialog.content.rules import Scenarios

TEXT_FILES = {Language.CHINESE: "texts.zh.yaml", Language.ENGLISH: "texts.en.yaml"}


TIME_PATTERN = r"^([01]\d|2[0-3]):[0-5]\d$"
Hour = Annotated[str, StringConstraints(pattern=TIME_PATTERN)]


class Ladder(Part):
    """When a person is reminded (提醒阶梯): days from the deadline, and the local time of day."""

    days: tuple[Annotated[int, Field(le=0)], ...] = Field(min_length=1)
    """Counted from the day of the deadline: negative before it, 0 the day itself."""
    at: Hour
    """Local time, in quotes: "09:00"."""


class Kind(Ladder):
    """A kind of rectification item (整改事项的种类) with its preset of reminders."""

    title: Bilingual
    clause: Identifier | None = None
    """The clause that names the kind."""
    words: Cues = ()
    """What in the title of an item tells its kind."""


class Ladders(Part):
    """The reminder presets, by kind of item."""

    default: Identifier
    """The kind of an item whose title tells none."""
    overdue_at: Hour
    """When on every workday those are reminded who are overdue; local time, in quotes."""
    kinds: dict[Identifier, Kind] = Field(min_length=1)


class Spoken(Part):
    """What is typed in the place of a button of the self-check.

    What a button says is understood as well. Only as the whole message, but for `hedges`.
    """

    affirm: Cues = ()
    """Yes (“对”)."""
    deny: Cues = ()
    """No (“没有”)."""
    unclear: Cues = ()
    """Not sure (“记不清了”); of three characters or more, anywhere in a short message too."""
    hedges: Cues = ()
    """What leaves open what it says (“好像”), anywhere in the message."""
    back: Cues = ()
    """Takes the last answer back."""
    why: Cues = ()
    """Asks why the question is asked."""
    change: Cues = ()
    """Opens the answers to change one."""
    stop: Cues = ()
    """Leaves the check for now."""
    confirm: Cues = ()
    """Says that what is shown is right."""


class Utterances(Part):
    """How people say it: lines for every target that a question can lead to.

    The assistant learns from them which target a new wording means.
    """

    chitchat: dict[Identifier, Cues]
    """Small talk, by the name of its text `chitchat.…`."""
    functions: dict[Identifier, Cues]
    """What asks the assistant to do something, by the name of the function."""
    cancel: Cues
    """What drops the item that is being recorded; only as the whole message."""
    refusals: dict[Identifier, Cues]
    """What is declined, by the name of its text `refusals.…`."""
    gaps: dict[Identifier, Cues]
    """What is not stated, by the id of the gap."""
    clauses: dict[Identifier, Cues]
    """What a clause speaks of, by the id of the clause."""
    topics: dict[Identifier, Cues] = Field(default_factory=dict)
    """What several clauses together answer, by the id of the topic."""
    lead_ins: Cues = ()
    """What stands before the thing to be recorded (“提醒我”) and is left out of its title."""
    evidence: dict[Identifier, Evidence] = Field(default_factory=dict)
    """What in a story of one's own case speaks for an element or against it, by its id."""
    statements: dict[Identifier, Evidence] = Field(default_factory=dict)
    """Whole clauses of stories that say that an element holds or fails, by its id, to learn from."""
    asides: Cues = ()
    """Clauses of stories that say nothing of any element, to learn from."""
    spoken: Spoken = Spoken()
    """What is typed in the place of a button of the self-check."""
    rulings: Cues = Field(min_length=1)
    """What a text of ours may not say, because it would be a ruling (认定).

    `……` stands for anything in between, within one sentence.
    """


class Question(Part):
    """A question, and what the author expects to be answered: clauses, or that it is not stated."""

    ask: Line
    cites: tuple[Identifier, ...] = ()
    """The clauses that the answer has to quote."""
    gap: Identifier | None = None
    """What is asked for and is not stated."""


class Case(Part):
    """A situation, and the verdict that the author expects; what it does not name is unknown."""

    about: Line
    """The situation in a few words, for readers."""
    scenario: Identifier
    holds: tuple[Identifier, ...] = ()
    """The elements known to hold."""
    fails: tuple[Identifier, ...] = ()
    """The elements known not to hold."""
    verdict: Verdict


class Examples(Part):
    """What the author expects of the assistant (范例)."""

    questions: tuple[Question, ...] = Field(min_length=1)
    cases: tuple[Case, ...] = ()


class Pack(Part):
    """A whole content pack."""

    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}$")]
    """The first digits of the hash of its files: tells a button of other content apart."""
    measure: Measure
    scenarios: Scenarios
    ladders: Ladders
    examples: Examples
    utterances: Utterances
    texts: dict[Language, dict[str, str]]
