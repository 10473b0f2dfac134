"""The settings (设置): how a person is reminded, and what they may choose."""

from collections.abc import Iterable, Iterator
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.dialog import sentences as s
from bot.dialog.items.quiet import QuietHours
from bot.dialog.person import Person
from bot.dialog.reminder_actions import (
    Habit,
    OfferHabit,
    SetDigest,
    SetQuiet,
    SetZone,
    ShowSettings,
    TurnDetails,
)
from bot.dialog.reply import Button, Heading, Note, Reply, Text, in_rows
from bot.dialog.voice import Voice

NO_DIGEST = 24 * 60
_ZONES = (
    "Asia/Shanghai",
    "Asia/Urumqi",
    "Asia/Tokyo",
    "Asia/Singapore",
    "Asia/Dubai",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
    "Australia/Sydney",
)
_QUIET = ((22, 8), (21, 8), (22, 7), (23, 7), (20, 9), (0, 0))
_DIGESTS = (time(7, 30), time(8), time(8, 30), time(9), None)


def minutes(hour: time) -> int:
    """Return a time of day in minutes from midnight."""
    return hour.hour * 60 + hour.minute


def hour_of(minute: int) -> time | None:
    """Return the time of day so many minutes from midnight; None if there is none such."""
    return time(*divmod(minute, 60)) if minute < NO_DIGEST else None


def zone_named(name: str) -> str | None:
    """Return the name of the time zone that a person means; None if there is no such zone."""
    wanted = name.strip().replace(" ", "_")
    try:
        return ZoneInfo(wanted).key if "/" in wanted or wanted == "UTC" else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def screen(voice: Voice, person: Person) -> Reply:
    """Return how the person is reminded, with buttons to change it."""
    lines = (
        voice.say(s.SETTINGS_ZONE, zone=_zone(voice, person.zone_name)),
        voice.say(s.SETTINGS_QUIET, hours=_quiet(voice, person.quiet)),
        voice.say(s.SETTINGS_DIGEST, hour=_digest(voice, person.digest_at)),
        voice.say(s.SETTINGS_DETAILS_ON if person.details else s.SETTINGS_DETAILS_OFF),
    )
    turning = s.BUTTON_DETAILS_OFF if person.details else s.BUTTON_DETAILS_ON
    buttons = (
        Button(voice.say(s.BUTTON_ZONE), OfferHabit(Habit.ZONE)),
        Button(voice.say(s.BUTTON_QUIET), OfferHabit(Habit.QUIET)),
        Button(voice.say(s.BUTTON_DIGEST), OfferHabit(Habit.DIGEST)),
    )
    return Reply(
        (Heading(voice.say(s.SETTINGS_HEADING)), *map(Text, lines)),
        (buttons, (Button(voice.say(turning), TurnDetails()),)),
    )


def offer(voice: Voice, person: Person, habit: Habit) -> Reply:
    """Return the choices of a setting, the present one marked."""
    sentence, choices, width = {
        Habit.ZONE: (s.SETTINGS_ASK_ZONE, _zones(voice, person), 2),
        Habit.QUIET: (s.SETTINGS_ASK_QUIET, _quiets(voice, person), 2),
        Habit.DIGEST: (s.SETTINGS_ASK_DIGEST, _digests(voice, person), 3),
    }[habit]
    buttons = list(_marked(voice, choices))
    back = (Button(voice.say(s.BUTTON_BACK), ShowSettings()),)
    return Reply((Note(voice.say(sentence)),), (*in_rows(buttons, width), back))


_Choice = tuple[Button, bool]


def _zone(voice: Voice, name: str) -> str:
    """Return what a zone is called; of one that is not offered, its name in the database of zones."""
    return dict(zip(_ZONES, voice.say(s.SETTINGS_ZONES).split("|"), strict=True)).get(name, name)


def _zones(voice: Voice, person: Person) -> Iterator[_Choice]:
    for zone in dict.fromkeys((person.zone_name, *_ZONES)):
        yield Button(_zone(voice, zone), SetZone(zone)), zone == person.zone_name


def _quiets(voice: Voice, person: Person) -> Iterator[_Choice]:
    for start, end in _QUIET:
        quiet = QuietHours(time(start), time(end))
        action = SetQuiet(minutes(quiet.start), minutes(quiet.end))
        yield Button(_quiet(voice, quiet), action), quiet == person.quiet


def _digests(voice: Voice, person: Person) -> Iterator[_Choice]:
    for hour in _DIGESTS:
        action = SetDigest(NO_DIGEST if hour is None else minutes(hour))
        yield Button(_digest(voice, hour), action), hour == person.digest_at


def _marked(voice: Voice, choices: Iterable[_Choice]) -> Iterator[Button]:
    for button, is_chosen in choices:
        label = voice.say(s.SETTINGS_CHOSEN, label=button.label) if is_chosen else button.label
        yield Button(label, button.action)


def _quiet(voice: Voice, quiet: QuietHours) -> str:
    if quiet.start == quiet.end:
        return voice.say(s.SETTINGS_NONE)
    return voice.say(s.SETTINGS_HOURS, start=f"{quiet.start:%H:%M}", end=f"{quiet.end:%H:%M}")


def _digest(voice: Voice, hour: time | None) -> str:
    return f"{hour:%H:%M}" if hour else voice.say(s.SETTINGS_NONE)
