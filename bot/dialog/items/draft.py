"""An item that is being added in conversation (草稿): title, then deadline; or both in one line.

Whatever cannot be read is answered by a sentence, and nothing that was told is lost by it. Once
there is a title and a deadline, a card shows how they were understood, and one press stores them.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.dialog import sentences as s
from bot.dialog.content.schema import Ladder, Ladders
from bot.dialog.item_actions import Field
from bot.dialog.items import due
from bot.dialog.items.counted import counted_again
from bot.dialog.items.due import Due, NoDue, read_due
from bot.dialog.items.item import Item
from bot.dialog.items.ladder import kind_told
from bot.dialog.items.when import When
from bot.dialog.voice import Voice

TITLE_LIMIT = 120
"""The longest title, in characters."""
REQUIREMENT_LIMIT = 2_000
"""The longest requirement and the longest notes, in characters."""
PATIENCE = timedelta(hours=1)
"""How long what is typed is taken as a piece of the item that was begun."""
_LINE_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_AGREED = re.compile(
    r"(?:就?(?:记下|记)(?:来|吧|了)?|好的?|可以|行|对的?|是的?|没错|确认|就这样|嗯+|没问题"
    r"|ok(?:ay)?|yes|y|right|save|record(?: it)?)[\s!.~。！～吧啊呀哦嗯的]*",
    re.IGNORECASE,
)
_CHANGING = re.compile(
    r"(?:不对|不是|那就?|还是|应该|大概|最晚|能不能|可不可以|能否|可以|请|麻烦|帮我|把|就|要)*"
    r"(?:期限|日期|时间|截止|到期)?(?:改|换|调|推|延|提前)?(?:成|到|为|是|在|至)?"
    r"(?:就?(?:行|可以|好)|交|完成)?[吧了啊呀哦嘛]*"
    r"|(?:it(?: i|')s )?(?:change|move|due|make)?(?:it )?(?:to)?",
    re.IGNORECASE,
)
_OF_ITS_OWN = 4
"""So many characters beside a date are more than a way of saying it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An item that is being added, as far as it has been told."""

    title: str = ""
    deadline: datetime | None = None
    """In UTC."""
    started_at: datetime | None = None
    """When it was begun, in UTC."""
    kind: str = ""
    """The kind that was chosen; empty: the one that the title tells."""
    requirement: str = ""
    notes: str = ""
    counted_from: str = ""
    rolled: bool = False
    """Whether the deadline is the next year's, because this year's is over."""
    ladder: Ladder | None = None
    number: int = 0
    """Tells it from others."""
    step: int = 0
    """Tells how it is now from how it was."""
    asks: Field | None = None
    """What was asked for anew, though it is there."""

    @property
    def missing(self) -> Field | None:
        """What is to be typed next; None where it is complete."""
        if self.asks or not self.title:
            return self.asks or Field.TITLE
        return None if self.deadline else Field.DEADLINE

    def is_running(self, now: datetime) -> bool:
        """Return whether what is typed at `now` is still meant for it."""
        return self.started_at is not None and now - self.started_at <= PATIENCE


@dataclass(frozen=True, slots=True)
class Heard:
    """The draft after something was typed, and what to say of it if it could not be taken."""

    draft: Draft
    problem: str = ""


def begin(voice: Voice, text: str, when: When) -> Heard:
    """Begin an item with what was typed: nothing, a title, a date, or both."""
    draft = Draft(started_at=when.now)
    if not text.strip():
        return Heard(draft)
    match read_due(voice, text, when):
        case Due(rest=rest) as found if not title_in(rest):
            return Heard(_dated(draft, found))
        case Due(rest=rest) as found:
            return _titled(voice, _dated(draft, found), rest, when)
        case NoDue(is_absent=True):
            return _titled(voice, draft, text, when)
        case NoDue(rest=rest) if len(title_in(rest)) > TITLE_LIMIT:
            return _titled(voice, draft, rest, when)
        case NoDue(rest=rest, problem=problem):
            return Heard(replace(draft, title=title_in(rest)), still(voice, problem))


def tell(voice: Voice, draft: Draft, text: str, when: When) -> Heard:
    """Take `text` as the next thing the draft needs."""
    if not draft.title and not draft.deadline:
        return replace(heard := begin(voice, text, when), draft=_same(draft, heard.draft))
    if draft.missing is Field.TITLE:
        return _titled(voice, draft, text, when)
    match read_due(voice, text, when):
        case Due() as found:
            return Heard(replace(_dated(draft, found), asks=None))
        case NoDue(problem=problem):
            return Heard(draft, still(voice, problem))


def revised(voice: Voice, draft: Draft, text: str, when: When) -> Draft | None:
    """Return a complete draft with another deadline, where `text` is nothing but that one."""
    match read_due(voice, text, when):
        case Due(rest=rest) as found if _CHANGING.fullmatch(rest.strip()):
            return _dated(draft, found)
    return None


def counted_anew(draft: Draft, when: When) -> Draft:
    """Return the draft with its deadline counted by the official calendar as it is known now."""
    found = counted_again(draft.counted_from, when.zone, when.workdays)
    if found is None:
        return draft
    kept = draft.counted_from if found.unknown_years else ""
    return replace(draft, deadline=found.deadline.astimezone(UTC), counted_from=kept)


def is_another(
    voice: Voice, draft: Draft, text: str, when: When, *, is_request: bool = False
) -> bool:
    """Return whether `text` is a line of its own, with a title and a date, and not the date asked for.

    With a date that cannot be read it is one where it asks to be recorded (`is_request`).
    """
    if draft.missing is not Field.DEADLINE or not draft.title:
        return False
    match read_due(voice, text, when):
        case NoDue(words=words) if not words or not is_request:
            return False
        case found:
            title = title_in(found.rest)
    known = title in draft.title or draft.title in title
    return len(title) >= _OF_ITS_OWN and not known and not _CHANGING.fullmatch(title)


def agrees(text: str) -> bool:
    """Return whether `text` says that a draft is right as it is shown."""
    return bool(_AGREED.fullmatch(text.strip()))


def is_without_date(voice: Voice, draft: Draft, text: str, when: When) -> bool:
    """Return whether a deadline is asked for and `text` has nothing like one."""
    if draft.missing is not Field.DEADLINE:
        return False
    found = read_due(voice, text, when)
    return isinstance(found, NoDue) and not found.words


def item_of(draft: Draft, owner: int, ladders: Ladders) -> Item | None:
    """Return the item that a draft is going to be; None while something is missing."""
    if not draft.title or draft.deadline is None:
        return None
    return Item(
        0,
        owner,
        draft.title,
        draft.deadline,
        kind=draft.kind or kind_told(ladders, draft.title),
        requirement=draft.requirement,
        notes=draft.notes,
        counted_from=draft.counted_from,
        ladder=draft.ladder,
        sequence=draft.step,
    )


def title_in(text: str) -> str:
    """Return the title in `text`, on one line; empty if there is no letter or digit in it."""
    line = _LINE_BREAKS.sub(" ", text.strip())
    return line if any(char.isalnum() for char in line) else ""


def title_problem(voice: Voice, text: str) -> str | None:
    """Return what to say of a title that cannot be one."""
    title = title_in(text)
    if not title:
        return voice.say(s.ADD_TITLE_UNREADABLE)
    if len(title) > TITLE_LIMIT:
        return voice.say(s.ADD_TITLE_TOO_LONG, limit=TITLE_LIMIT, length=len(title))
    return None


def question(voice: Voice, draft: Draft) -> str:
    """Return how the draft asks for what is missing."""
    if draft.missing is not Field.DEADLINE:
        return voice.say(s.ADD_ASK_TITLE)
    return voice.say(s.ADD_ASK_DEADLINE, title=draft.title)


def still(voice: Voice, problem: str) -> str:
    """Return a problem with the word that nothing is stored yet, and nothing lost."""
    return voice.say(s.ADD_STILL, problem=problem)


def _titled(voice: Voice, draft: Draft, text: str, when: When) -> Heard:
    if not text.strip():
        return Heard(draft)
    if problem := title_problem(voice, text):
        return Heard(draft, problem)
    draft = replace(draft, title=title_in(text), asks=None)
    over = due.past(voice, draft.deadline, when) if draft.deadline else None
    if over:  # it was not yet when it was told
        return Heard(replace(draft, deadline=None, counted_from=""), still(voice, over))
    return Heard(draft)


def _dated(draft: Draft, found: Due) -> Draft:
    return replace(
        draft, deadline=found.moment, counted_from=found.counted_from, rolled=found.rolled
    )


def _same(before: Draft, after: Draft) -> Draft:
    """Return `after`, which is the same draft as `before`."""
    return replace(
        before,
        title=after.title,
        deadline=after.deadline,
        counted_from=after.counted_from,
        rolled=after.rolled,
    )
