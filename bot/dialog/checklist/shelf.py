"""The kept checks (我的对照): their list, one of them, and how two runs differ."""

import math
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from bot.dialog import sentences as s
from bot.dialog.actions import (
    Answer,
    CompareKept,
    DeleteKept,
    EraseKept,
    ListChecks,
    OpenKept,
    RerunKept,
    ShowKept,
    StartCheck,
)
from bot.dialog.checklist.kept import Kept
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.telling import VERDICT_NAMES
from bot.dialog.items.moments import tell_day
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

PAGE = 6
"""How many checks one page of the list shows."""


def page_within(page: int, count: int) -> int:
    """Return `page` if the list of `count` checks has it, else the nearest it has."""
    return min(max(1, page), max(1, math.ceil(count / PAGE)))


def shelf(
    voice: Voice, shown: Sequence[Kept], count: int, page: int, now: datetime, zone: tzinfo
) -> Reply:
    """Return a page of the list; `shown` are its checks, of `count` in all."""
    begin = (Button(voice.say(s.BUTTON_CHECK), StartCheck()),)
    if not shown:
        return Reply((Text(voice.say(s.CHECKS_NONE)),), (begin,))
    first = (page - 1) * PAGE + 1
    lines = [
        Text(
            voice.say(
                s.CHECKS_LINE,
                number=number,
                scenarios=_names(voice, kept),
                day=tell_day(voice, kept.changed_at, now, zone),
                state=_state(voice, kept),
            )
        )
        for number, kept in enumerate(shown, first)
    ]
    opening = [
        Button(voice.say(s.BUTTON_KEPT, number=number), ShowKept(kept.id))
        for number, kept in enumerate(shown, first)
    ]
    rows = (*in_rows(opening), _turning(voice, page, count), begin)
    return Reply(
        (Heading(voice.say(s.CHECKS_HEADING, count=count)), *lines),
        tuple(row for row in rows if row),
    )


def one(voice: Voice, kept: Kept, now: datetime, zone: tzinfo, *, comparable: bool) -> Reply:
    """Return what is kept of one check, and what can be done with it."""
    go_on = s.BUTTON_OPEN if kept.record.finished else s.BUTTON_GO_ON
    compare = (Button(voice.say(s.BUTTON_COMPARE), CompareKept(kept.id)),)
    return Reply(
        (Heading(_names(voice, kept)), *_about(voice, kept, now, zone)),
        (
            (
                Button(voice.say(go_on), OpenKept(kept.id)),
                Button(voice.say(s.BUTTON_RERUN), RerunKept(kept.id)),
            ),
            *((compare,) if comparable else ()),
            (
                Button(voice.say(s.BUTTON_DELETE), DeleteKept(kept.id)),
                Button(voice.say(s.BUTTON_CHECKS), ListChecks(1)),
            ),
        ),
    )


def deletion(voice: Voice, kept: Kept, now: datetime, zone: tzinfo) -> Reply:
    """Return the question whether a check shall be deleted, which cannot be undone."""
    return Reply(
        (
            Heading(_names(voice, kept)),
            *_about(voice, kept, now, zone),
            Text(voice.say(s.CHECKS_DELETE)),
        ),
        (
            (
                Button(voice.say(s.BUTTON_DELETE_NOW), EraseKept(kept.id)),
                Button(voice.say(s.BUTTON_BACK), ShowKept(kept.id)),
            ),
        ),
    )


def comparison(voice: Voice, kept: Kept, before: Kept, now: datetime, zone: tzinfo) -> Reply:
    """Return how a check differs from the run it was begun from: in answers and in verdicts."""
    day = tell_day(voice, before.changed_at, now, zone)
    heading = Heading(voice.say(s.COMPARE_HEADING, scenarios=_names(voice, kept), day=day))
    answers = list(_answers(voice, kept, before)) or [Text(voice.say(s.COMPARE_SAME_ANSWERS))]
    blocks: tuple[Block, ...] = (heading, *_verdicts(voice, kept, before), *answers)
    back = (Button(voice.say(s.BUTTON_BACK), ShowKept(kept.id)),)
    return Reply((*blocks, Note(voice.say(s.VERDICT_STANDING))), (back,))


def _verdicts(voice: Voice, kept: Kept, before: Kept) -> Iterator[Text]:
    then, now = dict(before.record.found), dict(kept.record.found)
    for scenario in dict.fromkeys((*then, *now)):
        told = [
            voice.say(VERDICT_NAMES[one[scenario]] if scenario in one else s.COMPARE_NOT_CHECKED)
            for one in (then, now)
        ]
        name = _name(voice, scenario)
        if told[0] == told[1]:
            yield Text(voice.say(s.COMPARE_SAME, scenario=name, verdict=told[1]))
        else:
            yield Text(voice.say(s.COMPARE_OTHER, scenario=name, before=told[0], now=told[1]))


def _answers(voice: Voice, kept: Kept, before: Kept) -> Iterator[Text]:
    """Yield the answers that differ; of questions that there are no more nothing is told."""
    then, now = dict(before.check.answers), dict(kept.check.answers)
    for name in dict.fromkeys((*then, *now)):
        element = voice.pack.scenarios.elements.get(name)
        if element and then.get(name) != now.get(name):
            yield Text(
                voice.say(
                    s.COMPARE_ANSWER,
                    question=element.question.in_(voice.language),
                    before=_said(voice, name, then.get(name)),
                    now=_said(voice, name, now.get(name)),
                )
            )


def _said(voice: Voice, element: str, answer: Answer | None) -> str:
    return label(voice, element, answer) if answer else voice.say(s.COMPARE_NOT_ANSWERED)


def _about(voice: Voice, kept: Kept, now: datetime, zone: tzinfo) -> Iterator[Block]:
    day = tell_day(voice, kept.changed_at, now, zone)
    yield Text(voice.say(s.CHECKS_ABOUT, day=day, state=_state(voice, kept)))
    if kept.check.content != voice.pack.version:
        yield Note(voice.say(s.CHECKS_OLDER))


def _state(voice: Voice, kept: Kept) -> str:
    """Return the verdicts, or how far the check has come."""
    if not kept.record.finished:
        return voice.say(s.CHECKS_UNFINISHED, count=len(kept.check.answers))
    told = (
        voice.say(
            s.CHECKS_FOUND,
            scenario=_name(voice, scenario),
            verdict=voice.say(VERDICT_NAMES[verdict]),
        )
        for scenario, verdict in kept.record.found
    )
    return voice.say(s.LIST_SEPARATOR).join(told)


def _names(voice: Voice, kept: Kept) -> str:
    names = (_name(voice, name) for name in kept.check.scenarios)
    return voice.say(s.LIST_SEPARATOR).join(names)


def _name(voice: Voice, scenario: str) -> str:
    """Return what is shown for a scenario; its id where the content has it no more."""
    return voice.name(scenario) if scenario in voice.pack.measure.clauses else scenario


def _turning(voice: Voice, page: int, count: int) -> Row:
    buttons = []
    if page > 1:
        buttons.append(Button(voice.say(s.BUTTON_PREVIOUS), ListChecks(page - 1)))
    if page * PAGE < count:
        buttons.append(Button(voice.say(s.BUTTON_NEXT), ListChecks(page + 1)))
    return tuple(buttons)
