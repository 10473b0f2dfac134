"""The card of facts: what was seen in a story, to confirm or correct before a check counts it."""

from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.actions import (
    ConfirmFacts,
    DropFacts,
    FactAction,
    OfferAll,
    OfferOthers,
    ShowMeasure,
    StartCheck,
    TakeScenario,
    TurnFact,
)
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check, is_finished
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.screens import asked_in, screen
from bot.dialog.checklist.steps import start
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Row, Text, in_rows
from bot.dialog.story.facts import Fact
from bot.dialog.story.others import every, others
from bot.dialog.story.told import Told, about, answer_of, begun, goes_on
from bot.dialog.voice import Voice

_FACTS_IN_A_ROW = 4
_LINES = {
    Truth.MET: s.STORY_MET,
    Truth.NOT_MET: s.STORY_NOT_MET,
    Truth.UNDETERMINED: s.STORY_LEFT_OUT,
}
_BUTTONS = {
    Truth.MET: s.BUTTON_FACT_MET,
    Truth.NOT_MET: s.BUTTON_FACT_NOT_MET,
    Truth.UNDETERMINED: s.BUTTON_FACT_LEFT_OUT,
}


@dataclass(frozen=True, slots=True)
class Turned:
    """What a tap on the card leads to: what is told now, the check, the screen, a remark if any."""

    told: Told | None
    check: Check | None
    reply: Reply
    remark: str | None = None


def card(voice: Voice, told: Told, running: Check | None = None) -> Reply:
    """Return the card: each fact with the words it was taken from, and a button to correct it.

    Args:
        voice: the content pack in a language.
        told: what was told; all of its facts are shown.
        running: the check that is under way: what happens to it is said.
    """
    lines = [
        Text(_line(voice, told, number, fact)) for number, fact in enumerate(told.facts, start=1)
    ]
    turning = [
        Button(voice.say(_BUTTONS[fact.truth], number=index + 1), TurnFact(told.step, index))
        for index, fact in enumerate(told.facts)
    ]
    hint = Note(voice.say(s.STORY_HINT if lines else s.STORY_NO_FACT))
    blocks: tuple[Block, ...] = (*_above(voice, told), *lines, *_crossing(voice, told), hint)
    blocks += _beside(voice, told, running)
    return Reply(blocks, (*in_rows(turning, _FACTS_IN_A_ROW), *_settling(voice, told)))


def _above(voice: Voice, told: Told) -> tuple[Block, ...]:
    if not told.is_story:
        names = voice.say(s.LIST_SEPARATOR).join(map(voice.name, told.scenarios))
        return (Heading(voice.say(s.STORY_HEADING, scenarios=names)),)
    content = voice.pack.scenarios.scenarios
    titles = (
        voice.say(
            s.STORY_MAY_BE, scenario=voice.name(name), title=content[name].title.in_(voice.language)
        )
        for name in told.scenarios
    )
    return (Heading(voice.say(s.STORY_UNDERSTOOD)), *map(Text, titles))


def _crossing(voice: Voice, told: Told) -> tuple[Block, ...]:
    """Return a word on the facts that cross a bottom line, since one tap more would settle the check."""
    content = voice.pack.scenarios.bottom_lines
    crossing = {
        number: content[fact.element].clause
        for number, fact in enumerate(told.facts, start=1)
        if fact.element in content and fact.truth is Truth.NOT_MET
    }
    if not crossing:
        return ()
    separator = voice.say(s.LIST_SEPARATOR)
    clauses = separator.join(map(voice.name, dict.fromkeys(crossing.values())))
    numbers = separator.join(map(str, crossing))
    return (Text(voice.say(s.STORY_LINE, numbers=numbers, clause=clauses)),)


def _beside(voice: Voice, told: Told, running: Check | None) -> tuple[Block, ...]:
    """Return what becomes of a check that is under way, where a story came in between."""
    content, version = voice.pack.scenarios, voice.pack.version
    if not (told.is_story and running and running.answers and running.content == version):
        return ()
    if is_finished(content, running):
        return ()
    joins = goes_on(content, version, running, told.scenarios)
    return (Note(voice.say(s.STORY_JOINS if joins else s.STORY_BEGINS_ANOTHER)),)


def _settling(voice: Voice, told: Told) -> tuple[Row, ...]:
    right = Button(voice.say(s.BUTTON_FACTS_RIGHT), ConfirmFacts(told.step))
    if not told.is_story:
        return ((right, Button(voice.say(s.BUTTON_FACTS_WRONG), DropFacts(told.step))),)
    other = Button(voice.say(s.BUTTON_OTHER_SCENARIO), OfferOthers(told.step))
    if not told.facts:
        right = Button(voice.say(s.BUTTON_BEGIN), ConfirmFacts(told.step))
    return ((right, other), (Button(voice.say(s.BUTTON_NO_CHECK), DropFacts(told.step)),))


def press(voice: Voice, told: Told, running: Check | None, pressed: Pressed, step: int) -> Turned:
    """Return what a button of the card leads to.

    A button of an earlier card, or of other content, changes nothing: it shows the card as it is,
    with a remark.

    Args:
        voice: the content pack in a language.
        told: what was told and is not confirmed.
        running: the check that is under way.
        pressed: the button.
        step: the number of this update.
    """
    known = about(voice.pack.scenarios, told)
    if known is None:  # the content has changed, and none of it is left
        begin = start(voice, running)
        return Turned(None, begin.check, begin.reply, voice.say(s.GUARD_OLD_BUTTON))
    match pressed.action if _is_current(voice, told, pressed) else None:
        case TurnFact(fact=index) if index < len(known.facts):
            return _shown(voice, told.turned(known.facts[index].element, step), running)
        case TakeScenario(scenario=name) if name in voice.pack.scenarios.scenarios:
            return _shown(voice, told.taken_for(name, step), running)
        case OfferOthers():
            return Turned(told, running, others(voice, told))
        case OfferAll():
            return Turned(told, running, every(voice, told))
        case ConfirmFacts():
            check = begun(voice.pack.scenarios, voice.pack.version, running, known)
            return Turned(None, check, screen(voice, check))
        case DropFacts():
            return _dropped(voice, known, running)
        case _:
            return Turned(told, running, card(voice, known, running), voice.say(s.GUARD_OLD_BUTTON))


def _is_current(voice: Voice, told: Told, pressed: Pressed) -> bool:
    made = pressed.action.step if isinstance(pressed.action, FactAction) else None
    return pressed.version == voice.pack.version and made == told.step


def _shown(voice: Voice, told: Told, running: Check | None) -> Turned:
    known = about(voice.pack.scenarios, told)
    return Turned(told, running, card(voice, known or told, running))


def _dropped(voice: Voice, told: Told, running: Check | None) -> Turned:
    """Forget the facts: the check that was asked for begins without them; else nothing does."""
    if not told.is_story:
        begin = start(voice, running, told.scenarios[0] if len(told.scenarios) == 1 else "")
        return Turned(None, begin.check, begin.reply)
    said = Text(voice.say(s.STORY_DROPPED))
    if running and running.content == voice.pack.version and asked_in(voice, running):
        stands = screen(voice, running)
        return Turned(None, running, Reply((said, *stands.blocks), stands.keyboard))
    ways = (
        Button(voice.say(s.BUTTON_CHECK), StartCheck()),
        Button(voice.say(s.BUTTON_MEASURE), ShowMeasure()),
    )
    return Turned(None, running, Reply((said,), (ways,)))


def _line(voice: Voice, told: Told, number: int, fact: Fact) -> str:
    said = _phrase(voice, told, fact) or _question(voice, fact)
    return voice.say(_LINES[fact.truth], number=number, phrase=said, words=fact.words)


def _phrase(voice: Voice, told: Told, fact: Fact) -> str:
    """Return the words of the clause that name the element, as far as a scenario of these has them."""
    content = voice.pack.scenarios
    own = [name for name in told.scenarios if fact.element in content.own[name]]
    return content.elements[fact.element].ground_in(own[0]).phrase if own else ""


def _question(voice: Voice, fact: Fact) -> str:
    """Return what a bottom line of no scenario of these is about: its question, and the answer seen."""
    element = voice.pack.scenarios.elements[fact.element]
    asked = element.question.in_(voice.language)
    if fact.truth is Truth.UNDETERMINED:
        return asked
    seen = label(voice, fact.element, answer_of(element, fact.truth))
    return voice.say(s.STORY_ASKED, question=asked, answer=seen)
