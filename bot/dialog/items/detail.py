"""One item on the screen (事项详情): all that belongs to it, and what can be done with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.actions import ReopenItem, ShowItems
from bot.dialog.calendar_actions import ExportCalendar, OpenPicker, Purpose
from bot.dialog.item_actions import (
    ClearField,
    EditField,
    EditItem,
    Field,
    ListEvidence,
    OpenItem,
    ShowHistory,
    ShowKinds,
    StepItem,
    StopEditing,
)
from bot.dialog.items import rungs
from bot.dialog.items.card import cut, deadline_told, kind_title
from bot.dialog.items.edit import CLEARABLE, value
from bot.dialog.items.item import Item, Status, light, shortened
from bot.dialog.items.ladder import Stage
from bot.dialog.items.lifecycle import DELETED_KEPT, Move, moves
from bot.dialog.items.moments import tell_day, tell_deadline
from bot.dialog.items.when import When
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

STATES = {
    Status.OPEN: s.STATUS_OPEN,
    Status.SUBMITTED: s.STATUS_SUBMITTED,
    Status.RETURNED: s.STATUS_RETURNED,
    Status.CLOSED: s.STATUS_CLOSED,
    Status.CANCELLED: s.STATUS_CANCELLED,
}
MOVES = {
    Move.SUBMIT: s.BUTTON_SUBMIT,
    Move.RETURN: s.BUTTON_RETURN,
    Move.CLOSE: s.BUTTON_DONE,
    Move.CANCEL: s.BUTTON_NOT_NEEDED,
    Move.REOPEN: s.BUTTON_OPEN_AGAIN,
    Move.DELETE: s.BUTTON_DELETE,
    Move.RESTORE: s.BUTTON_RESTORE,
}
_FIRST = (Move.SUBMIT, Move.RETURN, Move.CLOSE, Move.REOPEN)
ASKED = {
    Field.TITLE: s.EDIT_ASK_TITLE,
    Field.DEADLINE: s.EDIT_ASK_DEADLINE,
    Field.REQUIREMENT: s.EDIT_ASK_REQUIREMENT,
    Field.ISSUER: s.EDIT_ASK_ISSUER,
    Field.NOTES: s.EDIT_ASK_NOTES,
    Field.REMARK: s.EDIT_ASK_REMARK,
    Field.EVIDENCE: s.EDIT_ASK_EVIDENCE,
    Field.SEARCH: s.EDIT_ASK_SEARCH,
}


@dataclass(frozen=True, slots=True)
class Known:
    """An item with what is kept beside it."""

    item: Item
    coming: Sequence[Stage] = ()
    evidence: int = 0


def detail(voice: Voice, known: Known, when: When) -> Reply:
    """Return an item with all that belongs to it."""
    item = known.item
    blocks = (Heading(item.title), *_about(voice, known, when))
    if item.deleted_at:
        return Reply(blocks, ((step(voice, item, Move.RESTORE), _list(voice)),))
    return Reply(blocks, tuple(row for row in _buttons(voice, known) if row))


def edit_menu(voice: Voice, item: Item) -> Reply:
    """Return what of an item can be edited, and the rarer steps."""
    fields = (
        (s.BUTTON_FIELD_TITLE, Field.TITLE),
        (s.BUTTON_FIELD_REQUIREMENT, Field.REQUIREMENT),
        (s.BUTTON_FIELD_ISSUER, Field.ISSUER),
        (s.BUTTON_FIELD_NOTES, Field.NOTES),
    )
    typed = [Button(voice.say(label), EditField(item.id, field)) for label, field in fields]
    kind = Button(voice.say(s.BUTTON_CHANGE_KIND), ShowKinds(item.id, item.sequence))
    calendar = Button(voice.say(s.BUTTON_CALENDAR), ExportCalendar(item.id))
    rare = [step(voice, item, move) for move in moves(item) if move not in _FIRST]
    return Reply(
        (Heading(shortened(item.title)), Text(voice.say(s.EDIT_PICK))),
        (*in_rows([*typed, kind]), tuple(rare), (calendar, back_to(voice, item))),
    )


def ask_to_delete(voice: Voice, item: Item) -> Reply:
    """Return the question whether an item shall be deleted."""
    ways = [step(voice, item, move) for move in (Move.DELETE, Move.CLOSE) if move in moves(item)]
    words = voice.say(s.EDIT_DELETE, days=DELETED_KEPT.days)
    return Reply((Heading(shortened(item.title)), Text(words)), ((*ways, back_to(voice, item)),))


def ask_field(voice: Voice, item: Item, field: Field, when: When) -> Reply:
    """Return the question for a field of an item, with what it is now."""
    was = shown(voice, item, field, when)
    words = [Text(voice.say(ASKED[field], title=shortened(item.title)))]
    if was and field is not Field.REMARK:
        words.append(Text(voice.say(s.EDIT_NOW, text=was)))
    leave = Button(voice.say(s.BUTTON_LEAVE_FIELD), StopEditing())
    clear = Button(voice.say(s.BUTTON_CLEAR), ClearField(item.id, item.sequence, field))
    before = (clear,) if field in CLEARABLE and was else ()
    if field is Field.DEADLINE:
        day = OpenPicker(Purpose.DEADLINE, item.id)
        before = (Button(voice.say(s.BUTTON_PICK_DAY), day),)
    return Reply(tuple(words), ((*before, leave),))


def ask_search(voice: Voice) -> Reply:
    """Return the question what to look for."""
    leave = Button(voice.say(s.BUTTON_LEAVE_FIELD), StopEditing())
    return Reply((Text(voice.say(s.EDIT_ASK_SEARCH)),), ((leave,),))


def left_alone(voice: Voice) -> Reply:
    """Return the word that nothing was changed, with a way on."""
    return Reply(
        (Text(voice.say(s.EDIT_LEFT)),), ((Button(voice.say(s.BUTTON_ITEMS), ShowItems()),),)
    )


def closed(voice: Voice, item: Item) -> Reply:
    """Return the confirmation that an item was closed (销号), with a way to say how, and a way back."""
    return Reply(
        (Text(voice.say(s.ITEM_CLOSED, title=item.title)),),
        (
            (
                Button(voice.say(s.BUTTON_REMARK), EditField(item.id, Field.REMARK)),
                Button(voice.say(s.BUTTON_REOPEN), ReopenItem(item.id)),
                _list(voice),
            ),
        ),
    )


def deleted(voice: Voice, item: Item, days: int) -> Reply:
    """Return the confirmation that an item was deleted, with a way back for so many days."""
    words = voice.say(s.ITEM_DELETED, title=item.title, days=days)
    return Reply((Text(words),), ((step(voice, item, Move.RESTORE), _list(voice)),))


def step(voice: Voice, item: Item, move: Move) -> Button:
    """Return the button of a step."""
    return Button(voice.say(MOVES[move]), StepItem(item.id, item.sequence, move))


def back_to(voice: Voice, item: Item) -> Button:
    """Return the way back to an item."""
    return Button(voice.say(s.BUTTON_BACK), OpenItem(item.id))


def _about(voice: Voice, known: Known, when: When) -> Iterator[Block]:
    item, kind = known.item, kind_title(voice, known.item.kind)
    lit = light(item.deadline, when.now, when.zone) if item.is_pending else ""
    status = voice.say(s.STATUS_DELETED if item.deleted_at else STATES[item.status])
    yield Text(voice.say(s.ITEM_STATE, light=lit, status=status, kind=kind).strip())
    if item.is_pending:
        deadline, *notes = deadline_told(voice, item, when)
    else:
        told = tell_deadline(voice, item.deadline, when.now, when.zone)
        deadline, notes = voice.say(s.ITEM_DUE, deadline=told), []
    yield Text(deadline)
    if item.closed_at:
        day = tell_day(voice, item.closed_at, when.now, when.zone)
        yield Text(voice.say(s.ITEM_ENDED, day=day))
    yield from map(Text, _more(voice, known))
    if item.is_pending:
        yield from map(Note, [*rungs.told(voice, item, known.coming, when), *notes])


def _more(voice: Voice, known: Known) -> Iterator[str]:
    item = known.item
    if item.requirement:
        yield voice.say(s.ITEM_REQUIREMENT, text=item.requirement)
    if item.issuer:
        yield voice.say(s.ITEM_ISSUER, text=item.issuer)
    if item.notes:
        yield voice.say(s.ITEM_NOTES, text=item.notes)
    if known.evidence:
        yield voice.say(s.ITEM_EVIDENCE, count=known.evidence)


def _buttons(voice: Voice, known: Known) -> Iterator[Row]:
    item = known.item
    yield tuple(step(voice, item, move) for move in moves(item) if move in _FIRST)
    edit = Button(voice.say(s.BUTTON_EDIT), EditItem(item.id))
    if item.is_pending:
        date = Button(voice.say(s.BUTTON_CHANGE_DATE), EditField(item.id, Field.DEADLINE))
        yield (date, rungs.way_in(voice, item), edit)
    else:
        yield (edit,)
    files = Button(voice.say(s.BUTTON_ADD_EVIDENCE), EditField(item.id, Field.EVIDENCE))
    if known.evidence:
        files = Button(voice.say(s.BUTTON_EVIDENCE, count=known.evidence), ListEvidence(item.id))
    history = Button(voice.say(s.BUTTON_HISTORY), ShowHistory(item.id, 1))
    yield (files, history, _list(voice))


def _list(voice: Voice) -> Button:
    return Button(voice.say(s.BUTTON_ITEMS), ShowItems(1))


def shown(voice: Voice, item: Item, field: Field, when: When) -> str:
    """Return what a field holds, as it is told."""
    if field is Field.DEADLINE:
        return tell_deadline(voice, item.deadline, when.now, when.zone)
    return cut(value(item, field))
