"""What a self-check shows: the question, why it is asked, the verdict (对照结果) and its reasons."""

from bot.dialog import sentences as s
from bot.dialog.actions import (
    AddItem,
    Answer,
    ExplainQuestion,
    GiveAnswer,
    GoBack,
    RestartCheck,
    ShowItems,
    StartCheck,
)
from bot.dialog.checklist.interview import Check, remaining, truths, verdict
from bot.dialog.checklist.logic import Truth
from bot.dialog.content.linting import references
from bot.dialog.quoting import quote
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Text
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
_BUTTONS_PER_ROW = 3


def choice(voice: Voice) -> Reply:
    """Return the screen that offers the scenarios (容错情形) to check against."""
    buttons = [Button(name, StartCheck(name)) for name in voice.pack.scenarios.scenarios]
    rows = range(0, len(buttons), _BUTTONS_PER_ROW)
    return Reply(
        (Text(voice.say(s.CHECK_PICK)),),
        tuple(tuple(buttons[row : row + _BUTTONS_PER_ROW]) for row in rows),
    )


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
    return Reply((*question.blocks, *why), question.keyboard)


def _heading(voice: Voice, check: Check) -> Heading:
    title = voice.pack.scenarios.scenarios[check.scenario].title.in_(voice.language)
    return Heading(voice.say(s.CHECK_HEADING, scenario=check.scenario, title=title))


def _question(voice: Voice, check: Check, left: list[str]) -> Reply:
    question = voice.pack.scenarios.elements[left[0]].question.in_(voice.language)
    step = check.step
    answers = (
        Button(voice.say(s.BUTTON_YES), GiveAnswer(step, Answer.YES)),
        Button(voice.say(s.BUTTON_NO), GiveAnswer(step, Answer.NO)),
        Button(voice.say(s.BUTTON_UNCLEAR), GiveAnswer(step, Answer.UNCLEAR)),
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


def _verdict(voice: Voice, check: Check) -> Reply:
    content = voice.pack.scenarios
    finding = _FINDINGS[verdict(content, check)]
    known = truths(content, check)
    elements = dict.fromkeys(references(content.scenarios[check.scenario].requires))
    reasons: list[Block] = [
        Text(voice.say(_REASONS[known[name]], phrase=content.elements[name].phrase))
        for name in elements
        if name in known
    ]
    return Reply(
        (
            Heading(voice.say(s.VERDICT_HEADING)),
            Text(voice.say(finding, scenario=check.scenario)),
            *reasons,
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
