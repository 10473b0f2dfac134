"""Job 2 from a story: what a typed text says of one's own case, confirmed before a check counts it."""

from dataclasses import replace

from bot.context import Unit
from bot.dialog import sentences as s
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist import steps
from bot.dialog.checklist.interview import remaining
from bot.dialog.reply import Reply, Text
from bot.dialog.story import card
from bot.dialog.story.told import Told, about, states_a_case
from bot.handlers import keeping

_MOST_SCENARIOS = 3
"""An answer that quotes more is a list, and nobody's case."""


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
    told = await _kept(unit)
    known = about(unit.library.pack.scenarios, told, scenario) if told else None
    if known is None or (not scenario and _is_checking(unit)):
        return False
    shown = replace(known, step=unit.update.update_id)
    await unit.save(replace(unit.person.dialogs, told=shown))
    await unit.reply(card.card(unit.voice, shown))
    return True


def _is_checking(unit: Unit) -> bool:
    check, pack = unit.person.dialogs.check, unit.library.pack
    if check is None or check.content != pack.version:
        return False
    return bool(remaining(pack.scenarios, check))


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
        stepped = steps.step(unit.voice, running, pressed)
        turned = card.Turned(None, stepped.check, stepped.reply, stepped.remark)
    else:
        turned = card.press(unit.voice, told, running, pressed, unit.update.update_id)
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
    await unit.reply(Reply((Text(unit.voice.say(s.STORY_DROPPED)),)))
