"""What a story is taken for: the scenario it is shown for at first, or that none seems to be about it."""

from datetime import datetime

from bot.dialog import sentences as s
from bot.dialog.actions import ShowClause, ShowMeasure, ShowSection, StartCheck
from bot.dialog.checklist.interview import Check
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.schema import Pack
from bot.dialog.reply import Block, Button, Reply, Row, Text
from bot.dialog.story.recognition import Story
from bot.dialog.story.told import Told, goes_on
from bot.dialog.voice import Voice


def taken(pack: Pack, story: Story, running: Check | None, step: int, now: datetime) -> Told:
    """Return a story as it is shown: for the best scenario, or for those of a check it goes on with.

    Args:
        pack: the content.
        story: the story; it fits a scenario.
        running: the check that is under way.
        step: the number of this update.
        now: the time, in UTC.
    """
    first = story.scenarios[:1]
    if running and _joins(pack, story, running):
        first = running.scenarios
    others = tuple(name for name in story.scenarios if name not in first)
    return Told(first, story.facts, step, now, others, is_story=True)


def _joins(pack: Pack, story: Story, running: Check) -> bool:
    """Return whether a story belongs to a check: it may be about it, and says no more of another scenario."""
    content = pack.scenarios
    if not goes_on(content, pack.version, running, story.scenarios):
        return False
    best, mine = (
        sum(any(fact.element in content.own[name] for name in names) for fact in story.facts)
        for names in (story.scenarios[:1], running.scenarios)
    )
    return mine >= best


def fits_none(voice: Voice, story: Story) -> Reply:
    """Return that no scenario seems to be about a story, and the ways to all of them and to the text."""
    blocks: list[Block] = [Text(voice.say(s.STORY_FITS_NONE))]
    rows: list[Row] = []
    lines = voice.pack.scenarios.bottom_lines
    crossing = (fact for fact in story.facts if fact.element in lines)
    crossed = next((fact for fact in crossing if fact.truth is Truth.NOT_MET), None)
    if crossed and lines[crossed.element].near:
        line = lines[crossed.element]
        near = voice.say(s.LIST_SEPARATOR).join(map(voice.name, line.near))
        clause = voice.name(line.clause)
        said = voice.say(s.STORY_CROSSES, words=crossed.words, clause=clause, clauses=near)
        blocks.append(Text(said))
        rows.append(tuple(_clause(voice, name) for name in line.near))
    return Reply(tuple(blocks), (*rows, _ways_on(voice)))


def _clause(voice: Voice, name: str) -> Button:
    return Button(voice.say(s.BUTTON_SHOW_CLAUSE, clause=voice.name(name)), ShowClause(name))


def _ways_on(voice: Voice) -> Row:
    scenarios = voice.pack.scenarios.scenarios
    section = voice.pack.measure.section_of[next(iter(scenarios))].id
    return (
        Button(voice.say(s.BUTTON_ALL_SCENARIOS, count=len(scenarios)), ShowSection(section)),
        Button(voice.say(s.BUTTON_MEASURE), ShowMeasure()),
        Button(voice.say(s.BUTTON_CHECK), StartCheck()),
    )
