"""The card of facts: what was seen in a story, to confirm or correct before a check counts it."""

from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.actions import ConfirmFacts, DropFacts, TurnFact
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.screens import screen
from bot.dialog.checklist.steps import start
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Text, in_rows
from bot.dialog.story.facts import Fact
from bot.dialog.story.told import Told, about, answer_of, begun
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


def card(voice: Voice, told: Told) -> Reply:
    """Return the card: each fact with the words it was taken from, and a button to correct it."""
    names = voice.say(s.LIST_SEPARATOR).join(map(voice.name, told.scenarios))
    lines = [
        Text(_line(voice, told, number, fact)) for number, fact in enumerate(told.facts, start=1)
    ]
    turning = [
        Button(voice.say(_BUTTONS[fact.truth], number=index + 1), TurnFact(told.step, index))
        for index, fact in enumerate(told.facts)
    ]
    settling = (
        Button(voice.say(s.BUTTON_FACTS_RIGHT), ConfirmFacts(told.step)),
        Button(voice.say(s.BUTTON_FACTS_WRONG), DropFacts(told.step)),
    )
    heading = Heading(voice.say(s.STORY_HEADING, scenarios=names))
    blocks: tuple[Block, ...] = (heading, *lines, Note(voice.say(s.STORY_HINT)))
    return Reply(blocks, (*in_rows(turning, _FACTS_IN_A_ROW), settling))


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
    is_current = pressed.version == voice.pack.version
    match pressed.action if is_current else None:
        case TurnFact(step=made, fact=index) if made == told.step and index < len(known.facts):
            turned = known.turned(index, step)
            return Turned(turned, running, card(voice, turned))
        case ConfirmFacts(step=made) if made == told.step:
            check = begun(voice.pack.scenarios, voice.pack.version, running, known)
            return Turned(None, check, screen(voice, check))
        case DropFacts(step=made) if made == told.step:
            begin = start(voice, running, known.scenarios[0] if len(known.scenarios) == 1 else "")
            return Turned(None, begin.check, begin.reply)
        case _:
            return Turned(known, running, card(voice, known), voice.say(s.GUARD_OLD_BUTTON))


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
