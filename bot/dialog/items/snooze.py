"""Putting a reminder off (晚点提醒): until when, and a day that is typed for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.dialog import sentences as s
from bot.dialog.actions import ShowItems
from bot.dialog.calendar_actions import OpenPicker, Purpose
from bot.dialog.deadline.workdays import Workdays
from bot.dialog.items.item import Item, shortened
from bot.dialog.items.moments import END_OF_DAY, tell_deadline
from bot.dialog.items.picker import picker
from bot.dialog.items.schedule import Rhythm
from bot.dialog.reminder_actions import OfferSnooze, PutOff, ShowReminded, Snooze
from bot.dialog.reply import Button, Reply, Text, in_rows
from bot.dialog.voice import Voice

PATIENCE = timedelta(minutes=15)
"""How long what is typed is taken for the day that was asked for."""
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_AFTERNOON = time(15)
_MORNING = time(9)
_MOST = timedelta(days=366)
_LABELS = {
    Snooze.HOUR: s.SNOOZE_HOUR,
    Snooze.AFTERNOON: s.SNOOZE_AFTERNOON,
    Snooze.TOMORROW: s.SNOOZE_TOMORROW,
    Snooze.WORKDAY: s.SNOOZE_WORKDAY,
    Snooze.DATE: s.SNOOZE_DATE,
}
_MEANT = (
    (Snooze.HOUR, re.compile(r"[1一]个?(?:小时|钟头|点钟)|\b(?:an|one|1) hour", re.IGNORECASE)),
    (Snooze.TOMORROW, re.compile(r"明[天日早儿]|\btomorrow\b", re.IGNORECASE)),
    (Snooze.WORKDAY, re.compile(r"下个?工作日|上班[再后]|\bworking day\b", re.IGNORECASE)),
    (Snooze.AFTERNOON, re.compile(r"下午|午后|\bafternoon\b", re.IGNORECASE)),
)

_AT_ONCE = re.compile(
    r"(?:[1一]个?(?:小时|钟头)(?:以后|之后|后)?|明[天日儿]?(?:上午|早上|一早|早)?|下个?工作日"
    r"|(?<![天日周一二三四五六号])(?:今天)?(?:下午|午后))"
    r"(?:再|又)?(?:提醒|说|叫|喊|通知|弄|办|看|处理)(?:一下|一声|我)*"
    r"|\bremind me (?:again )?(?:tomorrow(?: morning)?|in (?:an|1|one) hour|this afternoon)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"[\s,，。.!！~～过我你您吧了啊呢嘛哈把这那个件事项条就先请帮麻烦的不急忙]*")


@dataclass(frozen=True, slots=True)
class Snoozing:
    """The day that is asked for, and of what: a reminder, or one item of it."""

    told: int
    item: int
    asked_at: datetime

    def is_running(self, now: datetime) -> bool:
        """Return whether what is typed at `now` is still meant for it."""
        return now - self.asked_at <= PATIENCE


def until(choice: Snooze, now: datetime, rhythm: Rhythm) -> datetime | None:
    """Return the moment of a choice, outside quiet hours; None if it is over or is to be typed."""
    local = now.astimezone(rhythm.zone)
    tomorrow = local.date() + _DAY
    match choice:
        case Snooze.HOUR:
            return rhythm.heard(now + _HOUR)
        case Snooze.AFTERNOON:
            moment = rhythm.heard(rhythm.at(local.date(), _AFTERNOON))
            return moment if moment > now else None
        case Snooze.TOMORROW:
            return rhythm.heard(rhythm.at(tomorrow, _MORNING))
        case Snooze.WORKDAY:
            while not rhythm.workdays.is_workday(tomorrow):
                tomorrow += _DAY
            return rhythm.heard(rhythm.at(tomorrow, _MORNING))
        case Snooze.DATE:
            return None


def typed_until(moment: datetime, now: datetime, rhythm: Rhythm) -> datetime | None:
    """Return when to remind again, of a moment that was read from a text as a deadline is.

    A day without a time means its morning. None if that is over, or more than a year away.
    """
    local = moment.astimezone(rhythm.zone)
    if local.time() == END_OF_DAY:
        moment = rhythm.at(local.date(), _MORNING)
    moment = rhythm.heard(moment)
    return moment if now < moment <= now + _MOST else None


def meant(text: str) -> Snooze | None:
    """Return the choice that a text names."""
    return next((choice for choice, words in _MEANT if words.search(text)), None)


def meant_at_once(text: str) -> tuple[Snooze, str] | None:
    """Return the choice that a text clearly asks for (“明天再说”), and what else it says.

    The last is empty where the text is nothing but that. A time that belongs to something else, as
    in “明天到期的那件”, asks for nothing.
    """
    found = _AT_ONCE.search(text)
    choice = meant(found[0]) if found else None
    if found is None or choice is None:
        return None
    rest = text[: found.start()] + text[found.end() :]
    return choice, "" if _NOTHING.fullmatch(rest) else rest


def choices(
    voice: Voice, items: Sequence[Item], told: int, item: int, now: datetime, rhythm: Rhythm
) -> Reply:
    """Return the offer until when to put `items` off."""
    moments = {choice: until(choice, now, rhythm) for choice in Snooze}
    if moments[Snooze.WORKDAY] == moments[Snooze.TOMORROW]:
        moments[Snooze.WORKDAY] = None
    buttons = [
        Button(voice.say(label), PutOff(told, item, choice))
        for choice, label in _LABELS.items()
        if moments[choice] or choice is Snooze.DATE
    ]
    back = (Button(voice.say(s.BUTTON_BACK), ShowReminded(told)),)
    return Reply((Text(_about(voice, items)),), (*in_rows(buttons), *((back,) if told else ())))


def put_off(
    voice: Voice, items: Sequence[Item], moment: datetime, told: int, rhythm: Rhythm, now: datetime
) -> Reply:
    """Return the word that `items` come up again at `moment`."""
    when = tell_deadline(voice, moment, now, rhythm.zone)
    words = voice.say(s.SNOOZED_ONE, title=shortened(items[0].title), when=when)
    if len(items) > 1:
        words = voice.say(s.SNOOZED, count=len(items), when=when)
    item = items[0].id if len(items) == 1 else 0
    change = Button(voice.say(s.BUTTON_OTHER_TIME), OfferSnooze(told, item))
    return Reply((Text(words),), ((change, Button(voice.say(s.BUTTON_ITEMS), ShowItems())),))


def ask_date(voice: Voice, asked: OpenPicker, workdays: Workdays, today: date) -> Reply:
    """Return a month to pick the day from; it can be typed as well."""
    told, item = meant_by(asked.purpose, asked.subject)
    month = picker(
        voice,
        asked,
        first=today + _DAY,  # today it would come at once
        chosen=None,
        workdays=workdays,
        ways_out=(Button(voice.say(s.BUTTON_BACK), OfferSnooze(told, item)),),
    )
    return replace(month, blocks=(*month.blocks, Text(voice.say(s.SNOOZE_ASK_DATE))))


def picking_for(told: int, item: int) -> OpenPicker:
    """Return the button that picks the day for an item, or for all of a reminder."""
    return OpenPicker(Purpose.SNOOZE, item) if item else OpenPicker(Purpose.REMINDED, told)


def meant_by(purpose: Purpose, subject: int) -> tuple[int, int]:
    """Return the reminder and the item that a day is picked for; as 0 none, or all."""
    return (subject, 0) if purpose is Purpose.REMINDED else (0, subject)


def which(voice: Voice, items: Sequence[Item], told: int) -> Reply:
    """Return the question which of the items is to be put off."""
    lines = [
        Text(voice.say(s.SNOOZE_ITEM, number=number, title=shortened(one.title)))
        for number, one in enumerate(items, 1)
    ]
    buttons = [
        Button(voice.say(s.BUTTON_LATER_ITEM, number=number), OfferSnooze(told, one.id))
        for number, one in enumerate(items, 1)
    ]
    return Reply((Text(voice.say(s.SNOOZE_WHICH)), *lines), in_rows(buttons))


def _about(voice: Voice, items: Sequence[Item]) -> str:
    if len(items) == 1:
        return voice.say(s.SNOOZE_ONE)
    return voice.say(s.SNOOZE_MANY, count=len(items))
