"""What a self-check shows: the question, why it is asked, the verdict (对照结果) and its reasons."""

from collections.abc import Iterator

from bot.dialog import sentences as s
from bot.dialog.actions import (
    AddItem,
    Answer,
    ExplainQuestion,
    GiveAnswer,
    GoBack,
    PickScenario,
    RestartCheck,
    ShowItems,
)
from bot.dialog.checklist.interview import Check, remaining, truths, verdict
from bot.dialog.checklist.logic import Truth, references
from bot.dialog.quoting import quote
from bot.dialog.reply import Button, Heading, Note, Reply, Text, in_rows
from bot.dialog.voice import Voice

_FINDINGS = {
    Truth.MET: s.VERDICT_FITS,
    Truth.UNDETERMINED: s.VERDICT_OPEN,
    Truth.NOT_MET: s.VERDICT_NOT,
}
_REASONS = {
    Truth.MET: s.VERDICT_MET,
    Truth.UNDETERMINED: s.VERDICT_UNDETERMINED,
    Truth.NOT_MET: s.VERDICT_UNMET,
}
_ANSWERS = {
    Answer.YES: s.BUTTON_YES,
    Answer.NO: s.BUTTON_NO,
    Answer.UNCLEAR: s.BUTTON_UNCLEAR,
}


def choice(voice: Voice) -> Reply:
    """Return the screen that offers the scenarios (容错情形) to check against."""
    buttons = [
        Button(voice.name(name), PickScenario(name)) for name in voice.pack.scenarios.scenarios
    ]
    return Reply((Text(voice.say(s.CHECK_PICK)),), in_rows(buttons))


def screen(voice: Voice, check: Check) -> Reply:
    """Return the current screen of `check`: its next question, or the verdict."""
    left = remaining(voice.pack.scenarios, check)
    return _question(voice, check, left) if left else _verdict(voice, check)


def explanation(voice: Voice, check: Check) -> Reply:
    """Return the current question with the reason why it is asked (为什么问)."""
    left = remaining(voice.pack.scenarios, check)
    if not left:
        return _verdict(voice, check)
    element = voice.pack.scenarios.elements[left[0]]
    question = _question(voice, check, left)
    why = (
        Text(element.why.in_(voice.language)),
        quote(voice, element.clause, element.phrase),
    )
    keyboard = tuple(
        tuple(one for one in row if not isinstance(one.action, ExplainQuestion))
        for row in question.keyboard
    )
    return Reply((*question.blocks, *why), keyboard)


def _heading(voice: Voice, check: Check) -> Heading:
    title = voice.pack.scenarios.scenarios[check.scenario].title.in_(voice.language)
    return Heading(voice.say(s.CHECK_HEADING, scenario=voice.name(check.scenario), title=title))


def _question(voice: Voice, check: Check, left: list[str]) -> Reply:
    question = voice.pack.scenarios.elements[left[0]].question.in_(voice.language)
    step = check.step
    answers = tuple(
        Button(voice.say(words), GiveAnswer(step, answer)) for answer, words in _ANSWERS.items()
    )
    aside = [Button(voice.say(s.BUTTON_WHY), ExplainQuestion(step))]
    if check.answers:
        aside.append(Button(voice.say(s.BUTTON_BACK), GoBack(step)))
    return Reply(
        (
            _heading(voice, check),
            Note(voice.say(s.CHECK_MORE, count=len(left))),
            Text(question),
        ),
        (answers, tuple(aside)),
    )


def _reasons(voice: Voice, check: Check) -> Iterator[Text]:
    """Yield what was answered, in the order of the text, and what it says of the element."""
    content = voice.pack.scenarios
    known, answers = truths(content, check), dict(check.answers)
    for name in dict.fromkeys(references(content.scenarios[check.scenario].requires)):
        if name in known:
            phrase, answer = content.elements[name].phrase, voice.say(_ANSWERS[answers[name]])
            yield Text(voice.say(_REASONS[known[name]], phrase=phrase, answer=answer))


def _verdict(voice: Voice, check: Check) -> Reply:
    content = voice.pack.scenarios
    finding = _FINDINGS[verdict(content, check)]
    return Reply(
        (
            Heading(voice.say(s.VERDICT_HEADING)),
            Text(voice.say(finding, scenario=voice.name(check.scenario))),
            *_reasons(voice, check),
            quote(voice, check.scenario),
            Note(voice.say(s.VERDICT_STANDING)),
        ),
        (
            (
                Button(voice.say(s.BUTTON_CHANGE), GoBack(check.step)),
                Button(voice.say(s.BUTTON_RESTART), RestartCheck(check.step)),
            ),
            (
                Button(voice.say(s.BUTTON_ADD), AddItem()),
                Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
            ),
        ),
    )
