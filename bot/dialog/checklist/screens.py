"""What a self-check shows while it runs: the scenarios, the question, and why it is asked."""

from collections.abc import Iterator

from bot.dialog import sentences as s
from bot.dialog.actions import (
    AddScenario,
    Answer,
    ExplainQuestion,
    GiveAnswer,
    GoBack,
    LeaveCheck,
    ListChecks,
    PickScenario,
    RestartCheck,
    ResumeCheck,
)
from bot.dialog.checklist.findings import findings_screen
from bot.dialog.checklist.interview import Check, remaining
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.review import review
from bot.dialog.quoting import quote
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Text, in_rows
from bot.dialog.voice import Voice


def choice(voice: Voice) -> Reply:
    """Return the screen that offers the scenarios (容错情形) to check against."""
    buttons = [
        Button(voice.name(name), PickScenario(name)) for name in voice.pack.scenarios.scenarios
    ]
    hint = Note(voice.say(s.CHECK_TELL))
    return Reply((Text(voice.say(s.CHECK_PICK)), *titles(voice), hint), in_rows(buttons))


def another(voice: Voice, check: Check) -> Reply:
    """Return the screen that offers one scenario more; what was answered stays answered."""
    names = [name for name in voice.pack.scenarios.scenarios if name not in check.scenarios]
    buttons = [Button(voice.name(name), AddScenario(check.step, name)) for name in names]
    back = (Button(voice.say(s.BUTTON_BACK), AddScenario(check.step, check.scenarios[-1])),)
    asked = Text(voice.say(s.CHECK_PICK_ANOTHER))
    blocks: tuple[Block, ...] = (asked, *titles(voice, check.scenarios))
    return Reply(blocks, (*in_rows(buttons), back))


def resumption(voice: Voice, check: Check) -> Reply:
    """Return the offer to go on with a check that is not finished, or to begin it anew."""
    left = len(remaining(voice.pack.scenarios, check))
    further = voice.say(s.CHECK_MORE, count=left) if left else voice.say(s.CHECK_ALL_ANSWERED)
    return Reply(
        (
            _heading(voice, check),
            Text(voice.say(s.CHECK_UNFINISHED, count=len(check.answers))),
            Note(further),
        ),
        (
            (
                Button(voice.say(s.BUTTON_GO_ON), ResumeCheck(check.step)),
                Button(voice.say(s.BUTTON_BEGIN_ANEW), RestartCheck(check.step)),
            ),
            (Button(voice.say(s.BUTTON_CHECKS), ListChecks()),),
        ),
    )


def left(voice: Voice, check: Check) -> Reply:
    """Return that a check is left for now, and the way back into it."""
    ways = (
        Button(voice.say(s.BUTTON_GO_ON), ResumeCheck(check.step)),
        Button(voice.say(s.BUTTON_CHECKS), ListChecks()),
    )
    return Reply((_heading(voice, check), Text(voice.say(s.CHECK_LEFT))), (ways,))


def screen(voice: Voice, check: Check) -> Reply:
    """Return the current screen of `check`: a question, the answers to look over, or the verdict."""
    asked = asked_in(voice, check)
    if asked:
        return _question(voice, check, asked)
    return review(voice, check) if check.awaits_review else findings_screen(voice, check)


def asked_in(voice: Voice, check: Check) -> str:
    """Return the element that is asked now: the one that is answered anew, else the next; or none."""
    return check.revised or next(iter(remaining(voice.pack.scenarios, check)), "")


def explanation(voice: Voice, check: Check) -> Reply:
    """Return the current question with the reason why it is asked (为什么问)."""
    asked = asked_in(voice, check)
    if not asked:
        return screen(voice, check)
    element = voice.pack.scenarios.elements[asked]
    question = _question(voice, check, asked)
    hint = voice.say(s.CHECK_SHOWN_BY, hint=element.shown_by.in_(voice.language))
    why = (
        Text(element.why.in_(voice.language)),
        *_quotes(voice, check, asked),
        Note(hint),
    )
    keyboard = tuple(
        tuple(one for one in row if not isinstance(one.action, ExplainQuestion))
        for row in question.keyboard
    )
    return Reply((*question.blocks, *why), keyboard)


def titles(voice: Voice, left_out: tuple[str, ...] = ()) -> Iterator[Block]:
    """Yield a line with the title of each scenario, for a message whose buttons have no room for them."""
    for name, scenario in voice.pack.scenarios.scenarios.items():
        if name not in left_out:
            title = scenario.title.in_(voice.language)
            yield Text(voice.say(s.CHECK_TITLE, scenario=voice.name(name), title=title))


def _quotes(voice: Voice, check: Check, element: str) -> Iterator[Block]:
    """Yield the words of each scenario of the check that names the element; else the bottom line's."""
    content = voice.pack.scenarios
    own = [name for name in check.scenarios if element in content.own[name]]
    for name in own:
        yield quote(voice, name, content.elements[element].ground_in(name).phrase)
    if not own and element in content.bottom_lines:
        line = content.bottom_lines[element]
        yield quote(voice, line.clause, line.phrase)


def _heading(voice: Voice, check: Check) -> Heading:
    names = voice.say(s.LIST_SEPARATOR).join(map(voice.name, check.scenarios))
    if len(check.scenarios) > 1:
        return Heading(voice.say(s.CHECK_HEADING_SEVERAL, scenarios=names))
    title = voice.pack.scenarios.scenarios[check.scenarios[0]].title.in_(voice.language)
    return Heading(voice.say(s.CHECK_HEADING, scenario=names, title=title))


def _question(voice: Voice, check: Check, asked: str) -> Reply:
    step = check.step
    answers = tuple(
        Button(label(voice, asked, answer), GiveAnswer(step, answer)) for answer in Answer
    )
    aside = [Button(voice.say(s.BUTTON_WHY), ExplainQuestion(step))]
    if check.answers or len(voice.pack.scenarios.scenarios) > 1:
        aside.append(Button(voice.say(s.BUTTON_BACK), GoBack(step)))
    aside.append(Button(voice.say(s.BUTTON_LEAVE), LeaveCheck(step)))
    return Reply(
        (
            _heading(voice, check),
            Note(_progress(voice, check)),
            Text(voice.pack.scenarios.elements[asked].question.in_(voice.language)),
        ),
        (answers, tuple(aside)),
    )


def _progress(voice: Voice, check: Check) -> str:
    """Return how many questions there are still; of one that is opened again, what was answered."""
    if check.revised:
        before = label(voice, check.revised, dict(check.answers)[check.revised])
        return voice.say(s.CHECK_ANSWERED_BEFORE, answer=before)
    return voice.say(s.CHECK_MORE, count=len(remaining(voice.pack.scenarios, check)))
