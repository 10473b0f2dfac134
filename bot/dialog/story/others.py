"""Other scenarios for a story (换一种情形): the next ones that it may be, and the whole list."""

from bot.dialog import sentences as s
from bot.dialog.actions import OfferAll, TakeScenario
from bot.dialog.checklist.screens import titles
from bot.dialog.reply import Button, Reply, Row, Text, in_rows
from bot.dialog.story.told import Told
from bot.dialog.voice import Voice


def others(voice: Voice, told: Told) -> Reply:
    """Return the offer of the other scenarios that a story may be, by their titles."""
    content = voice.pack.scenarios.scenarios
    may_be = [name for name in told.others if name in content]
    if not may_be:
        return every(voice, told)
    rows = tuple((Button(_titled(voice, name), TakeScenario(told.step, name)),) for name in may_be)
    all_of_them = Button(voice.say(s.BUTTON_ALL_SCENARIOS, count=len(content)), OfferAll(told.step))
    return Reply((Text(voice.say(s.STORY_OTHERS)),), (*rows, (all_of_them, *_back(voice, told))))


def every(voice: Voice, told: Told) -> Reply:
    """Return the offer of every scenario, the titles above the buttons as in the self-check."""
    buttons = [
        Button(voice.name(name), TakeScenario(told.step, name))
        for name in voice.pack.scenarios.scenarios
    ]
    blocks = (Text(voice.say(s.CHECK_PICK)), *titles(voice))
    return Reply(blocks, (*in_rows(buttons), _back(voice, told)))


def _titled(voice: Voice, name: str) -> str:
    title = voice.pack.scenarios.scenarios[name].title.in_(voice.language)
    return voice.say(s.CHECK_TITLE, scenario=voice.name(name), title=title)


def _back(voice: Voice, told: Told) -> Row:
    return (Button(voice.say(s.BUTTON_BACK), TakeScenario(told.step, told.scenarios[0])),)
