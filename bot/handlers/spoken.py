"""Job 2 by typing: an answer, or a word for a button, to what the self-check showed last."""

from bot.context import Unit
from bot.dialog import actions as a
from bot.dialog import sentences as s
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.screens import asked_in, screen
from bot.dialog.reply import Text
from bot.dialog.story.answering import Open, Word, agrees, answer_in, typed, word_in
from bot.dialog.story.facts import Fact
from bot.dialog.story.recognition import Story, recognised
from bot.dialog.story.telling import Manner, telling
from bot.dialog.story.told import Told
from bot.handlers import checklist, export, keeping, story

_SEVERAL = 2
"""So many facts in one message are confirmed on the card."""


async def answer(unit: Unit, text: str) -> bool:
    """Take `text` for what it answers; return whether it answers anything."""
    told, check = story.standing(unit), keeping.shown(unit)
    if told and await _to_card(unit, told, text):
        return True
    if check is None:
        return False
    word = word_in(unit.library.pack.utterances.spoken, text)
    action = typed(screen(unit.voice, check), text) or _by_word(unit, check, word)
    stands = keeping.standing(unit) is not None
    if isinstance(action, a.GiveAnswer):
        await _note(unit, check, action.answer)
    elif isinstance(action, a.StepAction):
        above = (Text(unit.voice.say(s.SPOKEN_BACK)),) if isinstance(action, a.GoBack) else ()
        await checklist.press(unit, _pressed(unit, action), *above)
    elif isinstance(action, a.ExportCheck):
        await export.press(unit, _pressed(unit, action), action.form)
    else:
        return stands and await _to_question(unit, check, text)
    return True


async def show_again(unit: Unit, check: Check, *, unclear: bool = False) -> None:
    """Show what stands once more, below what came in between; nothing of it is lost."""
    said = (Text(unit.voice.say(s.SPOKEN_UNCLEAR)),) if unclear else ()
    await unit.reply(screen(unit.voice, check).below(*said))


def _by_word(unit: Unit, check: Check, word: Word | None) -> a.Action | None:
    """Return the button that a word stands for, where there is such a button now or a nearer one."""
    asks = bool(asked_in(unit.voice, check))
    if keeping.standing(unit) is None:
        opens = word in (Word.BACK, Word.CHANGE)
        return a.ReviewAnswers(check.step) if opens else None
    match word:
        case Word.STOP:
            return a.LeaveCheck(check.step)
        case Word.BACK | Word.CHANGE if asks:
            return a.GoBack(check.step)
        case Word.BACK | Word.CHANGE:
            return a.ChangeAnswer(check.step, len(check.answers) - 1)
        case Word.WHY if asks:
            return a.ExplainQuestion(check.step)
        case Word.CONFIRM if not asks:
            return a.ShowVerdict(check.step)
        case _:
            return None


async def _to_card(unit: Unit, told: Told, text: str) -> bool:
    """Take `text` for a button of the card; return whether it is one."""
    shown = story.shown(unit, told)
    action = typed(shown, text)
    if action is None and agrees(unit.library.pack.utterances.spoken, text):
        action = a.ConfirmFacts(told.step)
    if not isinstance(action, a.FactAction):
        return False
    await story.press(unit, _pressed(unit, action))
    return True


async def _to_question(unit: Unit, check: Check, text: str) -> bool:
    """Take `text` for an answer to the question that stands, or for several at once."""
    pack, asked = unit.library.pack, asked_in(unit.voice, check)
    if not asked:
        agreed = agrees(pack.utterances.spoken, text)
        if agreed:
            await checklist.press(unit, _pressed(unit, a.ShowVerdict(check.step)))
        return agreed
    facts = unit.library.reader.facts(text)
    told = _several(unit, check, text, facts)
    if told:
        await story.show(unit, told)
        return True
    match answer_in(pack, asked, text, facts):
        case None:
            return False
        case Open(words=words):
            said = Text(unit.voice.say(s.SPOKEN_OPEN, words=words))
            await unit.reply(screen(unit.voice, check).below(said))
        case given:
            await _note(unit, check, given)
    return True


def _several(unit: Unit, check: Check, text: str, facts: tuple[Fact, ...]) -> Story | None:
    """Return the story that `text` tells, if it says several things: of this check or of another case."""
    library, content = unit.library, unit.library.pack.scenarios
    found = recognised(library.pack, library.router, library.reader, text)
    if found and found.scenarios:
        best = found.scenarios[0]
        if _said_of({*content.own[best], *content.lines_of[best]}, facts) >= _SEVERAL:
            return found
    if telling(text).manner is not Manner.TELLS:
        return None
    open_now = {*remaining(content, check), asked_in(unit.voice, check)}
    several = _said_of(open_now, facts) >= _SEVERAL
    return Story(check.scenarios, facts, asks_whether=False) if several else None


def _said_of(elements: set[str], facts: tuple[Fact, ...]) -> int:
    """Return how many different things are said of `elements`."""
    return len({fact.words for fact in facts if fact.element in elements})


async def _note(unit: Unit, check: Check, given: a.Answer) -> None:
    """Give an answer, and say which one was understood: “返回” takes it back."""
    said = label(unit.voice, asked_in(unit.voice, check), given)
    noted = Text(unit.voice.say(s.SPOKEN_NOTED, answer=said))
    await checklist.press(unit, _pressed(unit, a.GiveAnswer(check.step, given)), noted)


def _pressed(unit: Unit, action: a.Action) -> Pressed:
    return Pressed(action, unit.library.pack.version)
