"""What is shown where items (整改事项) are asked for in free words: some of the list, or the one meant.

Numbers and order are those of the whole list, so that both lists can be used side by side.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, CloseItem, ShowItems
from bot.dialog.answer.normalise import simplified
from bot.dialog.items.detail import step
from bot.dialog.items.item import YELLOW_DAYS, Item, Light, light
from bot.dialog.items.lifecycle import Move, moves
from bot.dialog.items.meant import items_meant, lights_meant
from bot.dialog.items.moments import tell_deadline, tell_left
from bot.dialog.items.screens import PAGE, in_order, item_list, listed
from bot.dialog.reply import Block, Button, Heading, Reply, Row, Text
from bot.dialog.voice import Voice

_SAID = {
    Move.SUBMIT: re.compile(
        r"上报|报送|报上去|报过去|交上去|上交|提交|递交|\b(?:submitted|handed in|sent in)\b"
    ),
    Move.CANCEL: re.compile(
        r"(?:不用|不必|不需要|用不着)(?:再)?[办做弄搞管]|不[办做搞]了|取消|作废|\b(?:not needed|no longer needed|cancel(?:led)?)\b"
    ),
}
"""Words for a step other than closing, which is offered beside it."""
_WHEN = re.compile(
    r"(?:什么时候|啥时候|何时|哪天|哪一天|几号|几时)(?:到期|截止|之?前|要?交|得交|该交)|[还剩]有?(?:几|多少)天"
    r"|(?:期限|截止日期)是(?:什么时候|哪天|哪一天|几号|多久)|\b(?:when is|how (?:long|many days))\b.*\b(?:due|left)\b"
)


def asked_list(
    voice: Voice, text: str, items: Sequence[Item], now: datetime, zone: tzinfo
) -> Reply:
    """Return the open items that `text` asks for by their lights; all of them if it names none."""
    lights = lights_meant(text)
    if not lights or not items:
        return item_list(voice, items, now, zone)
    chosen = [item for item in in_order(items) if light(item.deadline, now, zone) in lights]
    only_overdue = lights == (Light.RED,)
    if not chosen:
        none = s.ITEMS_NONE_OVERDUE if only_overdue else s.ITEMS_NONE_SOON
        add = (Button(voice.say(s.BUTTON_ADD), AddItem()),)
        return Reply((Text(voice.say(none, days=YELLOW_DAYS)),), (_all(voice, items), add))
    heading = s.ITEMS_OVERDUE_HEADING if only_overdue else s.ITEMS_SOON_HEADING
    words = voice.say(heading, days=YELLOW_DAYS, count=len(chosen), all=len(items))
    shown = _some(voice, Heading(words), chosen, items, now, zone)
    # They are the first of the whole list, so its second page goes on after its first.
    following = ((Button(voice.say(s.BUTTON_NEXT), ShowItems(2)),),) if len(chosen) > PAGE else ()
    return replace(shown, keyboard=(*shown.keyboard, *following))


def item_asked(text: str, items: Sequence[Item]) -> Item | None:
    """Return the one item whose deadline `text` asks for; None if it asks for more, or for none."""
    if not _WHEN.search(simplified(text)):
        return None
    meant = items_meant(_WHEN.sub(" ", text), in_order(items))
    return meant.items[0] if meant.is_named and len(meant.items) == 1 else None


def done_asked(
    voice: Voice, text: str, items: Sequence[Item], now: datetime, zone: tzinfo
) -> Reply:
    """Return the item that `text` says is done, to be confirmed; else where it can be found.

    Args:
        voice: what to speak with.
        text: what was typed.
        items: the open items.
        now: aware.
        zone: the person's.
    """
    if not items:
        return item_list(voice, items, now, zone)
    meant = items_meant(text, in_order(items))
    match meant.items:
        case (item,):
            said = simplified(text)
            meant_moves = [move for move, words in _SAID.items() if words.search(said)]
            offered = [move for move in meant_moves if move in moves(item)]
            return _is_it_done(voice, item, now, zone, offered)
        case several if 1 < len(several) <= PAGE:
            words = voice.say(s.ITEMS_MAY_BE_DONE, count=len(several), all=len(items))
            return _some(voice, Text(words), several, items, now, zone)
        case none_or_many:
            no_such = meant.is_named and not none_or_many
            asked = voice.say(s.ITEMS_NO_SUCH if no_such else s.ITEMS_WHICH_DONE)
            return _led_by(asked, item_list(voice, items, now, zone))


def _led_by(words: str, shown: Reply) -> Reply:
    return Reply((Text(words), *shown.blocks), shown.keyboard)


def _is_it_done(
    voice: Voice, item: Item, now: datetime, zone: tzinfo, offered: Sequence[Move]
) -> Reply:
    steps = (step(voice, item, move) for move in offered)
    deadline = tell_deadline(voice, item.deadline, now, zone)
    left = tell_left(voice, item.deadline, now, zone, days_left_as=s.ITEM_LEFT_ON_CARD)
    return Reply(
        (
            Text(voice.say(s.ITEM_IS_IT_DONE)),
            Heading(item.title),
            Text(voice.say(s.ITEM_CARD, deadline=deadline, left=left)),
        ),
        (
            (
                *steps,
                Button(voice.say(s.BUTTON_DONE), CloseItem(item.id)),
                Button(voice.say(s.BUTTON_OTHER_ITEM), ShowItems(1)),
            ),
        ),
    )


def _some(
    voice: Voice,
    first: Block,
    chosen: Sequence[Item],
    items: Sequence[Item],
    now: datetime,
    zone: tzinfo,
) -> Reply:
    """Return a page of some of the open items, with their numbers in the whole list."""
    kept = [(number, one) for number, one in enumerate(in_order(items), 1) if one in chosen]
    lines, rows = listed(voice, kept[:PAGE], now, zone)
    whole = (_all(voice, items),) if len(kept[:PAGE]) < len(items) else ()
    return Reply((first, *lines), (*rows, *whole))


def _all(voice: Voice, items: Sequence[Item]) -> Row:
    return (Button(voice.say(s.BUTTON_ALL_ITEMS, count=len(items)), ShowItems(1)),)
