"""Job 2 from a story: what a typed text says of one's own case, confirmed before a check counts it.

A story told by itself is answered with the card of its facts; what a question states beside is kept for
the check that is offered below its answer.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.context import Unit
from bot.dialog import sentences as s
from bot.dialog.actions import StartCheck
from bot.dialog.answer.language import language_of
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist import steps
from bot.dialog.content.parts import Language
from bot.dialog.reply import Button, Reply, Text
from bot.dialog.story import card
from bot.dialog.story.facts import Fact
from bot.dialog.story.fitting import fits_none, taken
from bot.dialog.story.recognition import Story, is_begun, recognised
from bot.dialog.story.told import Told, about, is_asking, states_a_case
from bot.handlers import keeping

_MOST_SCENARIOS = 3
"""An answer that quotes more is a list, and nobody's case."""


async def tell(unit: Unit, text: str) -> bool:
    """Show the card of the story that `text` tells; return whether it tells one. In a group none is."""
    library = unit.library
    story = (
        recognised(library.pack, library.router, library.reader, text) if unit.is_private else None
    )
    if story is None:
        stands = not unit.is_private or keeping.standing(unit)
        begins = not stands and is_begun(library.router, text)
        if begins:
            await hear(unit, text)
            await unit.reply(Reply((Text(unit.case_voice.say(s.STORY_GO_ON)),)))
        return begins
    await hear(unit, text)
    if story.scenarios:
        await show(unit, story)
    else:
        await unit.reply(fits_none(unit.case_voice, story))
    return True


async def hear(unit: Unit, text: str) -> None:
    """Speak of a case in English where `text` is English, as questions are answered."""
    spoken = language_of(text)
    told_in = Language.ENGLISH if spoken is Language.ENGLISH else None
    if spoken and told_in != unit.person.dialogs.told_in:
        await unit.save(replace(unit.person.dialogs, told_in=told_in))


async def show(unit: Unit, story: Story) -> None:
    """Show the card of a story and keep its facts, until they are confirmed or dropped."""
    running = unit.person.dialogs.check
    told = taken(unit.library.pack, story, running, unit.update.update_id, unit.now)
    await unit.save(replace(unit.person.dialogs, told=told))
    above = (Text(unit.case_voice.say(s.STORY_NO_RULING)),) if story.asks_whether else ()
    await unit.reply(shown(unit, told).below(*above))


async def tell_more(unit: Unit, told: Told, facts: Iterable[Fact]) -> None:
    """Show the card with what was told after it."""
    more = replace(told.with_more(facts, unit.update.update_id), told_at=unit.now)
    await unit.save(replace(unit.person.dialogs, told=more))
    await unit.reply(shown(unit, more))


def shown(unit: Unit, told: Told) -> Reply:
    """Return the card of what was told, as far as it matters."""
    known = about(unit.library.pack.scenarios, told) or told
    return card.card(unit.case_voice, known, unit.person.dialogs.check)


def standing(unit: Unit) -> Told | None:
    """Return the story whose card is what was shown last, if it is."""
    told, since = unit.person.dialogs.told, unit.person.dialogs.checked_at
    if told is None or not told.is_story or not unit.is_private:
        return None
    is_last = since is None or told.told_at >= since
    known = about(unit.library.pack.scenarios, told)
    return told if known and is_last and unit.now - told.told_at <= keeping.STANDS else None


async def remember(unit: Unit, result: Result, text: str) -> None:
    """Keep the facts of `text` for the check that is offered below the answer to it.

    They take the place of what was told before; a text without facts leaves it. In a group nothing
    is kept.
    """
    scenarios = _scenarios(unit, result)
    if not unit.is_private or not 0 < len(scenarios) <= _MOST_SCENARIOS:
        return
    facts = unit.library.reader.facts(text)
    told = Told(scenarios, facts, unit.update.update_id, unit.now)
    known = about(unit.library.pack.scenarios, told)
    if known and states_a_case(unit.library.pack.scenarios, known.facts):
        await hear(unit, text)
        await unit.save(replace(unit.person.dialogs, told=known))


def _scenarios(unit: Unit, result: Result) -> tuple[str, ...]:
    """Return the scenarios that the answer quotes, or that a check was asked for by name."""
    match result:
        case Result(kind=Kind.ANSWER, cites=names):
            named = names
        case Result(intent=Function.CHECKLIST, named=names):
            named = names
        case _:
            named = ()
    return tuple(name for name in named if name in unit.library.pack.scenarios.scenarios)


async def offer(unit: Unit, scenario: str) -> bool:
    """Show the card of what was told of `scenario`, if there is such; return whether there is.

    Without a scenario, a check that is under way goes first.
    """
    told, step = await _kept(unit), unit.update.update_id
    if told is None or (not scenario and _is_checking(unit)):
        return False
    known = about(unit.library.pack.scenarios, told, scenario)
    if known is None:
        return False
    if told.is_story:  # all of its facts stay, as another scenario may be taken
        known = told.taken_for(scenario, step) if scenario else told
    known = replace(known, step=step)
    await unit.save(replace(unit.person.dialogs, told=known))
    await unit.reply(shown(unit, known))
    return True


def _is_checking(unit: Unit) -> bool:
    check, pack = unit.person.dialogs.check, unit.library.pack
    return check is not None and is_asking(pack.scenarios, pack.version, check)


async def _kept(unit: Unit) -> Told | None:
    """Return what was told; what was told too long ago is dropped."""
    told = unit.person.dialogs.told if unit.is_private else None
    if told is None or told.is_kept(unit.now):
        return told
    await forget(unit)
    return None


async def press(unit: Unit, pressed: Pressed) -> None:
    """Carry out a button of the card, in its own message."""
    told, running = await _kept(unit), unit.person.dialogs.check
    if told is None:  # confirmed or dropped already: there is only the check
        stepped = steps.step(unit.case_voice, running, pressed)
        turned = card.Turned(None, stepped.check, stepped.reply, stepped.remark)
    else:
        turned = card.press(unit.case_voice, told, running, pressed, unit.update.update_id)
    await keeping.save(unit, replace(unit.person.dialogs, told=turned.told, check=turned.check))
    unit.remark = turned.remark
    await unit.show(turned.reply)


async def forget(unit: Unit) -> bool:
    """Drop what was told; return whether there was something."""
    if unit.person.dialogs.told is None:
        return False
    await unit.save(replace(unit.person.dialogs, told=None))
    return True


async def tell_forgotten(unit: Unit) -> None:
    """Say that what was told is dropped."""
    way_on = (Button(unit.case_voice.say(s.BUTTON_CHECK), StartCheck()),)
    await unit.reply(Reply((Text(unit.case_voice.say(s.STORY_DROPPED)),), (way_on,)))
