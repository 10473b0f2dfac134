"""Job 2 by typing: an answer, or a word for a button, to what the self-check showed last."""

from bot.context import Unit
from bot.dialog import actions as a
from bot.dialog import sentences as s
from bot.dialog.answer.result import Kind
from bot.dialog.answer.route import Ground
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.screens import asked_in, screen
from bot.dialog.reply import Text
from bot.dialog.story.answering import (
    Open,
    Word,
    agrees,
    answer_in,
    denies,
    is_answer,
    pointed_at,
    typed,
    word_in,
)
from bot.dialog.story.facts import Fact
from bot.dialog.story.others import others
from bot.dialog.story.recognition import Story, recognised
from bot.dialog.story.telling import Manner, telling
from bot.dialog.story.told import Told
from bot.handlers import checklist, export, keeping, story

_SEVERAL = 2
"""So many facts in one message are confirmed on the card."""
_SURELY = 0.8
"""So probable is what a text leads to, where there is no doubt about it."""


async def answer(unit: Unit, text: str) -> bool:
    """Take `text` for what it answers; return whether it answers anything."""
    told, check = story.standing(unit), keeping.shown(unit)
    if told or check:
        await story.hear(unit, text)
    if told and await _to_card(unit, told, text):
        return True
    if check is None:
        return False
    word = word_in(unit.library.pack.utterances.spoken, text)
    action = typed(screen(unit.case_voice, check), text) or _by_word(unit, check, word)
    stands = keeping.standing(unit) is not None
    if word is Word.CONFIRM and not stands:
        await show_again(unit, check)
    elif isinstance(action, a.GiveAnswer):
        await _note(unit, check, action.answer)
    elif isinstance(action, a.StepAction):
        above = (Text(unit.case_voice.say(s.SPOKEN_BACK)),) if isinstance(action, a.GoBack) else ()
        await checklist.press(unit, _pressed(unit, action), *above)
    elif isinstance(action, a.ExportCheck):
        await export.press(unit, _pressed(unit, action), action.form)
    else:
        return stands and await _to_question(unit, check, text)
    return True


async def show_again(unit: Unit, check: Check, *, unclear: bool = False) -> None:
    """Show what stands once more, below what came in between; nothing of it is lost."""
    said = (Text(unit.case_voice.say(s.SPOKEN_UNCLEAR)),) if unclear else ()
    await unit.reply(screen(unit.case_voice, check).below(*said))


def _by_word(unit: Unit, check: Check, word: Word | None) -> a.Action | None:
    """Return the button that a word stands for, where there is such a button now or a nearer one."""
    asks = bool(asked_in(unit.case_voice, check))
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
    """Take `text` for a button of the card, or for more of its story; return whether it is one."""
    card, spoken = story.shown(unit, told), unit.library.pack.utterances.spoken
    wrong = pointed_at(text)
    action = typed(card, text) or typed(others(unit.case_voice, told), text)
    if action is None and wrong:
        action = a.TurnFact(told.step, wrong - 1)
    if action is None and agrees(spoken, text):
        action = a.ConfirmFacts(told.step)
    if isinstance(action, a.FactAction):
        await story.press(unit, _pressed(unit, action))
        return True
    if denies(spoken, text):
        await unit.reply(card.below(Text(unit.case_voice.say(s.STORY_WHICH_WRONG))))
        return True
    facts = unit.library.reader.facts(text)
    other = _story_in(unit, text, facts)
    is_another = other and other.scenarios[0] not in (*told.scenarios, *told.others)
    says_more = _things_said(_elements(unit, told.scenarios), facts) > 0
    if is_another or not says_more or telling(text).manner is not Manner.TELLS:
        return False
    await story.tell_more(unit, told, facts)
    return True


async def _to_question(unit: Unit, check: Check, text: str) -> bool:
    """Take `text` for an answer to the question that stands, or for several at once."""
    asked = asked_in(unit.case_voice, check)
    if not asked:
        return await _to_review(unit, check, text)
    facts = unit.library.reader.facts(text)
    several = _story_in(unit, text, facts) or _several_in(unit, check, text, facts, _SEVERAL)
    given = None if several else answer_in(unit.library.pack, asked, text, facts)
    if given is None and not several and _may_be_told(unit, text):
        several = _several_in(unit, check, text, facts, 1)
    match several or given:
        case None:
            return False
        case Story() as told:
            await story.show(unit, told)
        case Open(words=words):
            said = Text(unit.case_voice.say(s.SPOKEN_OPEN, words=words))
            await unit.reply(screen(unit.case_voice, check).below(said))
        case given:
            await _note(unit, check, given)
    return True


async def _to_review(unit: Unit, check: Check, text: str) -> bool:
    """Take `text` for “看结果” where it agrees; another answer is none, as nothing is asked."""
    spoken = unit.library.pack.utterances.spoken
    if agrees(spoken, text):
        await checklist.press(unit, _pressed(unit, a.ShowVerdict(check.step)))
    elif is_answer(spoken, text):
        await show_again(unit, check, unclear=True)
    else:
        return False
    return True


def _story_in(unit: Unit, text: str, facts: tuple[Fact, ...]) -> Story | None:
    """Return the story that `text` tells, if it says several things of one scenario."""
    library = unit.library
    found = recognised(library.pack, library.router, library.reader, text)
    if found is None or not found.scenarios:
        return None
    several = _things_said(_elements(unit, found.scenarios[:1]), facts) >= _SEVERAL
    return found if several else None


def _several_in(
    unit: Unit, check: Check, text: str, facts: tuple[Fact, ...], least: int
) -> Story | None:
    """Return what `text` says of the check, if it says so many things of what is open in it."""
    open_now = {*remaining(unit.library.pack.scenarios, check), asked_in(unit.case_voice, check)}
    tells = telling(text).manner is Manner.TELLS
    enough = tells and _things_said(open_now, facts) >= least
    return Story(check.scenarios, facts, asks_whether=False) if enough else None


def _may_be_told(unit: Unit, text: str) -> bool:
    """Return whether a text is about the case rather than small talk or a function."""
    kind, is_sure = unit.library.router.route(text).kind, is_surely_known(unit, text)
    return kind is Kind.ANSWER or not is_sure


def is_surely_known(unit: Unit, text: str) -> bool:
    """Return whether there is no doubt where a text leads."""
    explained = unit.library.router.explain(text)
    by_words = explained.ground in (Ground.ID, Ground.LINE)
    return by_words or bool(explained.ranked and explained.ranked[0].score >= _SURELY)


def _elements(unit: Unit, scenarios: tuple[str, ...]) -> set[str]:
    content = unit.library.pack.scenarios
    return {one for name in scenarios for one in (*content.own[name], *content.lines_of[name])}


def _things_said(elements: set[str], facts: tuple[Fact, ...]) -> int:
    """Return how many different things are said of `elements`."""
    return len({fact.words for fact in facts if fact.element in elements})


async def _note(unit: Unit, check: Check, given: a.Answer) -> None:
    """Give an answer, and say which one was understood: “返回” takes it back."""
    said = label(unit.case_voice, asked_in(unit.case_voice, check), given)
    noted = Text(unit.case_voice.say(s.SPOKEN_NOTED, answer=said))
    await checklist.press(unit, _pressed(unit, a.GiveAnswer(check.step, given)), noted)


def _pressed(unit: Unit, action: a.Action) -> Pressed:
    return Pressed(action, unit.library.pack.version)
