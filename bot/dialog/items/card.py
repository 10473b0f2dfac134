"""The card of an item that is being added: how it was understood, before it is stored (记下这一项？)."""

from collections.abc import Iterator, Sequence
from zlib import crc32

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, ShowItems
from bot.dialog.calendar_actions import OpenPicker, Purpose
from bot.dialog.item_actions import (
    HIGHEST_SMALL,
    AskDraft,
    CancelDraft,
    Field,
    KeepDraft,
    OpenItem,
    SetKind,
    ShowDraft,
    ShowKinds,
    Small,
)
from bot.dialog.items import rungs
from bot.dialog.items.draft import Draft, question
from bot.dialog.items.due import is_far
from bot.dialog.items.item import Item, shortened
from bot.dialog.items.ladder import Stage
from bot.dialog.items.moments import tell_deadline, tell_left
from bot.dialog.items.when import When
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

_SHOWN = 200
"""So much of a requirement is shown on a card."""


def card(voice: Voice, draft: Draft, item: Item, coming: Sequence[Stage], when: When) -> Reply:
    """Return the card of a complete draft, which is going to be `item`."""
    number = draft.number
    return Reply(
        (
            Text(voice.say(s.ADD_CONFIRM)),
            *_body(voice, item, coming, when),
            *_doubts(voice, draft, when),
        ),
        (
            (Button(voice.say(s.BUTTON_KEEP), KeepDraft(number, draft.step)),),
            (
                Button(voice.say(s.BUTTON_CHANGE_DATE), AskDraft(number, Field.DEADLINE)),
                rungs.way_in(voice, item),
                Button(voice.say(s.BUTTON_CHANGE_KIND), ShowKinds(item.id, item.sequence)),
            ),
            (
                Button(voice.say(s.BUTTON_CHANGE_TITLE), AskDraft(number, Field.TITLE)),
                Button(voice.say(s.BUTTON_DROP), CancelDraft(number)),
            ),
        ),
    )


def kept(voice: Voice, item: Item, coming: Sequence[Stage], when: When) -> Reply:
    """Return the echo of an item that was just stored."""
    return Reply(
        (Text(voice.say(s.ADD_DONE)), *_body(voice, item, coming, when)),
        (
            (
                Button(voice.say(s.BUTTON_DETAILS), OpenItem(item.id)),
                Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
            ),
        ),
    )


def ask(voice: Voice, draft: Draft, problem: str = "") -> Reply:
    """Return what to say to a draft that misses something, or of what could not be taken."""
    drop = Button(voice.say(s.BUTTON_CANCEL), CancelDraft(draft.number))
    day = Button(voice.say(s.BUTTON_PICK_DAY), OpenPicker(Purpose.DRAFT, draft.number))
    picking = (day,) if draft.missing is Field.DEADLINE else ()
    words = Text(problem or question(voice, draft))
    return Reply((words,), ((*picking, drop, *_back(voice, draft)),))


def waiting(voice: Voice, draft: Draft) -> Reply:
    """Return the reminder that the deadline is still missing, after something else was answered."""
    return ask(voice, draft, voice.say(s.ADD_WAITING, title=shortened(draft.title)))


def dropped(voice: Voice) -> Reply:
    """Return the word that nothing was recorded, with what else there is."""
    more = (
        Button(voice.say(s.BUTTON_ADD), AddItem()),
        Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
    )
    return Reply((Text(voice.say(s.ADD_CANCELLED)),), (more,))


def put_aside(voice: Voice, draft: Draft) -> Reply:
    """Return the word that an item waits while another one is added."""
    words = voice.say(s.ADD_ASIDE, title=shortened(draft.title))
    return Reply(
        (Text(words),),
        (
            (
                Button(voice.say(s.BUTTON_ADD_GO_ON), ShowDraft(draft.number)),
                Button(voice.say(s.BUTTON_CANCEL), CancelDraft(draft.number)),
            ),
        ),
    )


def kinds(voice: Voice, item: Item, back: Button) -> Reply:
    """Return the kinds to choose from, for an item or one that is being added."""
    offered = [
        Button(
            label if name != item.kind else voice.say(s.BUTTON_CHOSEN, label=label),
            SetKind(item.id, item.sequence, mark_of(name)),
        )
        for name, kind in voice.pack.ladders.kinds.items()
        for label in (kind.title.in_(voice.language),)
    ]
    return Reply(
        (Heading(shortened(item.title)), Text(voice.say(s.KINDS_PICK))),
        (*in_rows(offered, 2), (back,)),
    )


def mark_of(kind: str) -> Small:
    """Return the number that stands for a kind in a button: the same in other content, and never 0."""
    return Small(1 + crc32(kind.encode()) % HIGHEST_SMALL)


def kind_marked(voice: Voice, mark: int) -> str | None:
    """Return the kind that a number stands for; None if there is none such."""
    return next((name for name in voice.pack.ladders.kinds if mark_of(name) == mark), None)


def kind_title(voice: Voice, kind: str) -> str:
    """Return what a kind is called; of one that is there no more, the default."""
    ladders = voice.pack.ladders
    return ladders.kinds.get(kind, ladders.kinds[ladders.default]).title.in_(voice.language)


def deadline_told(voice: Voice, item: Item, when: When) -> Iterator[str]:
    """Yield the deadline with the days and workdays left, and by what they were counted."""
    deadline = tell_deadline(voice, item.deadline, when.now, when.zone)
    yield voice.say(s.ITEM_CARD, deadline=deadline, left=left_told(voice, item, when))
    yield from unknown_years(voice, item, when)


def left_told(voice: Voice, item: Item, when: When) -> str:
    """Return the days and workdays left."""
    left = tell_left(voice, item.deadline, when.now, when.zone, days_left_as=s.ITEM_LEFT_ON_CARD)
    today, day = when.local.date(), item.deadline.astimezone(when.zone).date()
    count = when.workdays.between(today, day)
    return voice.say(s.ITEM_LEFT_WORKDAYS, left=left, count=count) if day > today else left


def unknown_years(voice: Voice, item: Item, when: When) -> Iterator[str]:
    """Yield the word that years were counted by weekdays, where some were."""
    today, day = when.local.date(), item.deadline.astimezone(when.zone).date()
    unknown = [year for year in range(today.year, day.year + 1) if not when.workdays.knows(year)]
    if unknown:
        years = voice.say(s.LIST_SEPARATOR).join(map(str, unknown))
        yield voice.say(s.DEADLINE_COUNTED, years=years)


def _body(voice: Voice, item: Item, coming: Sequence[Stage], when: When) -> Iterator[Block]:
    deadline, *notes = deadline_told(voice, item, when)
    yield Heading(item.title)
    yield Text(voice.say(s.ITEM_KIND, kind=kind_title(voice, item.kind)))
    yield Text(deadline)
    if item.requirement:
        yield Text(voice.say(s.ITEM_REQUIREMENT, text=cut(item.requirement)))
    if item.notes:
        yield Text(voice.say(s.ITEM_NOTES, text=cut(item.notes)))
    yield from map(Note, [*rungs.told(voice, item, coming, when), *notes])


def cut(text: str, most: int = _SHOWN) -> str:
    """Return the beginning of a long text."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _doubts(voice: Voice, draft: Draft, when: When) -> Iterator[Note]:
    if draft.deadline is None:
        return
    year = draft.deadline.astimezone(when.zone).year
    if draft.rolled:
        yield Note(voice.say(s.DEADLINE_ROLLED, year=year))
    if is_far(draft.deadline, when):
        yield Note(voice.say(s.DEADLINE_FAR, years=year - when.local.year))


def _back(voice: Voice, draft: Draft) -> Row:
    """Return the way back to the card, where something is asked for that is there."""
    if draft.asks is None or not draft.title or draft.deadline is None:
        return ()
    return (Button(voice.say(s.BUTTON_BACK), ShowDraft(draft.number)),)
