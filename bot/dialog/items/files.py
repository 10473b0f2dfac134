"""Evidence on the screen (佐证): the files of an item, and whose a file is that was sent."""

from collections.abc import Sequence

from bot.dialog import sentences as s
from bot.dialog.actions import ShowItems
from bot.dialog.item_actions import (
    DropEvidence,
    EditField,
    Field,
    ForgetFiles,
    ListEvidence,
    OpenItem,
    PutEvidence,
    SendEvidence,
)
from bot.dialog.items.card import cut
from bot.dialog.items.detail import back_to
from bot.dialog.items.evidence import Evidence, Form
from bot.dialog.items.item import Item, shortened
from bot.dialog.items.moments import tell_day
from bot.dialog.items.screens import PAGE, in_order
from bot.dialog.items.when import When
from bot.dialog.reply import Button, Heading, Reply, Text, in_rows
from bot.dialog.voice import Voice

_FORMS = {Form.PHOTO: s.EVIDENCE_PHOTO, Form.DOCUMENT: s.EVIDENCE_DOCUMENT}
_ON_A_BUTTON = 20


def taken(voice: Voice, item: Item, count: int) -> Reply:
    """Return the word that a file was taken for evidence of an item, which has so many now."""
    words = voice.say(s.EVIDENCE_TAKEN, title=shortened(item.title), count=count)
    return Reply(
        (Text(words),),
        (
            (
                Button(voice.say(s.BUTTON_EVIDENCE, count=count), ListEvidence(item.id)),
                Button(voice.say(s.BUTTON_DETAILS), OpenItem(item.id)),
            ),
        ),
    )


def ask_whose(voice: Voice, items: Sequence[Item], count: int) -> Reply:
    """Return the question which of the open items so many files are for."""
    offered = in_order(items)[:PAGE]
    buttons = [Button(cut(item.title, _ON_A_BUTTON), PutEvidence(item.id)) for item in offered]
    rest = [Text(voice.say(s.EVIDENCE_OTHERS))] if len(items) > PAGE else []
    none = Button(voice.say(s.BUTTON_FOR_NOTHING), ForgetFiles())
    return Reply(
        (Text(voice.say(s.EVIDENCE_WHOSE, count=count)), *rest),
        (*((button,) for button in buttons), (none,)),
    )


def forgotten(voice: Voice) -> Reply:
    """Return the word that files were taken for nothing."""
    items = Button(voice.say(s.BUTTON_ITEMS), ShowItems())
    return Reply((Text(voice.say(s.EVIDENCE_FORGOTTEN)),), ((items,),))


def listed(voice: Voice, item: Item, known: Sequence[Evidence], when: When) -> Reply:
    """Return the files of an item."""
    lines = [Text(_line(voice, number, one, when)) for number, one in enumerate(known, 1)]
    dropping = [
        Button(voice.say(s.BUTTON_TAKE_OUT, number=number), DropEvidence(item.id, one.id))
        for number, one in enumerate(known, 1)
    ]
    add = Button(voice.say(s.BUTTON_ADD_EVIDENCE), EditField(item.id, Field.EVIDENCE))
    send = Button(voice.say(s.BUTTON_SEND_EVIDENCE), SendEvidence(item.id))
    return Reply(
        (
            Heading(voice.say(s.EVIDENCE_HEADING, title=shortened(item.title), count=len(known))),
            *lines,
        ),
        (*in_rows(dropping), (*((send,) if known else ()), add, back_to(voice, item))),
    )


def _line(voice: Voice, number: int, one: Evidence, when: When) -> str:
    name = one.name or voice.say(_FORMS[one.form])
    day = tell_day(voice, one.added_at or when.now, when.now, when.zone)
    return voice.say(s.EVIDENCE_LINE, number=number, name=name, day=day)
