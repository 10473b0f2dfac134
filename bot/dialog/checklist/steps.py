"""One tap of a self-check: check and action in, check and screen out."""

from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.actions import (
    AddScenario,
    ChangeAnswer,
    CheckAnother,
    ExplainQuestion,
    GiveAnswer,
    GoBack,
    LeaveCheck,
    RestartCheck,
    ResumeCheck,
    ReviewAction,
    ReviewAnswers,
    ShowPreparing,
    ShowVerdict,
    StartCheck,
)
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check, first_step, is_finished, remaining
from bot.dialog.checklist.preparing import preparing_screen
from bot.dialog.checklist.review import review
from bot.dialog.checklist.screens import (
    another,
    asked_in,
    choice,
    explanation,
    left,
    resumption,
    screen,
)
from bot.dialog.reply import Button, Reply, Text
from bot.dialog.voice import Voice


@dataclass(frozen=True, slots=True)
class Stepped:
    """What a tap leads to: the check as it is now, the screen, and a short remark if any."""

    check: Check | None
    reply: Reply
    remark: str | None = None


def start(voice: Voice, running: Check | None, scenario: str = "") -> Stepped:
    """Begin a check of `scenario`, or go on with the one that is running.

    Without a scenario, the running check is offered to go on with; else the only scenario of the pack is taken,
    or all are offered. A check that has come to its verdict does not go on.
    """
    running = running if running and running.content == voice.pack.version else None
    names = list(voice.pack.scenarios.scenarios)
    unfinished = running and not is_finished(voice.pack.scenarios, running)
    if running and unfinished and (not scenario or scenario in running.scenarios):
        asks = running.answers and not scenario
        return Stepped(running, resumption(voice, running) if asks else screen(voice, running))
    if not scenario and len(names) > 1:
        return Stepped(running, choice(voice))
    if scenario and scenario not in names:
        return Stepped(running, choice(voice), voice.say(s.GUARD_OLD_BUTTON))
    check = Check((scenario or names[0],), voice.pack.version, step=first_step(running))
    return Stepped(check, screen(voice, check))


def step(voice: Voice, check: Check | None, pressed: Pressed) -> Stepped:
    """Return what the action of a pressed button leads to.

    A button of an earlier screen, or of other content, changes nothing: it shows the current
    screen, with a remark.
    """
    if check is None:
        return Stepped(None, _nothing(voice, s.CHECK_NOTHING_RUNNING))
    if check.content != voice.pack.version:
        return Stepped(None, _nothing(voice, s.CHECK_CONTENT_CHANGED))
    match pressed.action if pressed.version == voice.pack.version else None:
        case GiveAnswer(step=asked, answer=given) if asked == check.step:
            element = asked_in(voice, check)
            after = check.answered(element, given) if element else check
        case GoBack(step=asked) if asked == check.step:
            if not check.answers:
                return Stepped(check, choice(voice))
            after = _back(check)
        case ReviewAnswers() | ChangeAnswer() | ShowVerdict() | ShowPreparing() as action:
            return _look_over(voice, check, action)
        case ResumeCheck(step=asked) if asked == check.step:
            after = check
        case RestartCheck(step=asked) if asked == check.step:
            after = check.restarted()
        case (ExplainQuestion() | LeaveCheck() | CheckAnother()) as action if (
            action.step == check.step
        ):
            return Stepped(check, _beside(voice, check, action))
        case AddScenario(step=asked, scenario=name) if asked == check.step:
            after = check.widened(name) if name in voice.pack.scenarios.scenarios else check
        case _:
            return Stepped(check, screen(voice, check), voice.say(s.GUARD_OLD_BUTTON))
    return Stepped(after, screen(voice, after))


def _beside(
    voice: Voice, check: Check, action: ExplainQuestion | LeaveCheck | CheckAnother
) -> Reply:
    """Return a screen that is shown for once, and changes nothing."""
    match action:
        case ExplainQuestion():
            return explanation(voice, check)
        case LeaveCheck():
            return left(voice, check)
        case CheckAnother():
            return another(voice, check)


def _back(check: Check) -> Check:
    """Leave a question that was opened again as it was; else take the last answer back."""
    return check.looked_over(reviewed=False) if check.revised else check.taken_back()


def _look_over(voice: Voice, check: Check, action: ReviewAction) -> Stepped:
    """Open the answers, one of them, or the verdict; only once all that matters is answered."""
    is_current = action.step == check.step and not remaining(voice.pack.scenarios, check)
    match action if is_current else None:
        case ReviewAnswers(page=page) if check.awaits_review:
            return Stepped(check, review(voice, check, page))
        case ReviewAnswers() if len(check.answers) == 1:
            after = check.revising(check.answers[0][0])
        case ReviewAnswers():
            after = check.looked_over(reviewed=False)
        case ChangeAnswer(answer=place) if place < len(check.answers):
            after = check.revising(check.answers[place][0])
        case ShowPreparing() if not check.awaits_review:
            return Stepped(check, preparing_screen(voice, check))
        case ShowVerdict():
            after = check.looked_over(reviewed=True)
        case _:
            return Stepped(check, screen(voice, check), voice.say(s.GUARD_OLD_BUTTON))
    return Stepped(after, screen(voice, after))


def _nothing(voice: Voice, sentence: s.Sentence) -> Reply:
    return Reply(
        (Text(voice.say(sentence)),),
        ((Button(voice.say(s.BUTTON_CHECK), StartCheck()),),),
    )
