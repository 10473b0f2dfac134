"""From a finished self-check to a rectification item (记下要补正的事): what there is to do, as its title."""

from collections.abc import Iterator

from bot.dialog import sentences as s
from bot.dialog.actions import RectifyCheck
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check, findings, remaining, truths
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.reasons import Effect, Reason
from bot.dialog.checklist.telling import answered, answered_lines
from bot.dialog.checklist.verdict import Finding, Verdict
from bot.dialog.content.rules import Role
from bot.dialog.items.draft import TITLE_LIMIT
from bot.dialog.voice import Voice


def wanted_title(voice: Voice, check: Check | None, pressed: Pressed) -> str | None:
    """Return the title that a pressed button asks for; None where it is not of the present step."""
    current = check is not None and check.content == pressed.version == voice.pack.version
    match pressed.action:
        case RectifyCheck(step=step) if check and current and step == check.step:
            unfinished = remaining(voice.pack.scenarios, check)
            return None if unfinished else title(voice, check)
    return None


def title(voice: Voice, check: Check) -> str | None:
    """Return what a finished check leaves to be done; None where it leaves nothing.

    What is not clear can be settled, a condition that is not met perhaps be shown or put right. Where
    and why something happened cannot, nor can a bottom line that was crossed.
    """
    found = findings(voice.pack.scenarios, check)
    if found[0].crossed:
        return None
    told = [*_to_do(voice, check, found), *_lines(voice, check)]
    if not told:
        return None
    whole = voice.say(s.LIST_SEPARATOR).join(told)
    if len(whole) <= TITLE_LIMIT:
        return whole
    names = voice.say(s.LIST_SEPARATOR).join(map(voice.name, check.scenarios))
    return voice.say(s.RECTIFY_MANY, scenarios=names)[:TITLE_LIMIT]


def _to_do(voice: Voice, check: Check, found: tuple[Finding, ...]) -> Iterator[str]:
    """Yield what is to be done for each scenario; what several share is told with the first."""
    told: set[str] = set()
    for finding in found:
        for sentence, wanted in ((s.RECTIFY_SETTLE, _is_open), (s.RECTIFY_MEND, _is_to_mend)):
            some = {
                reason.element: reason.ground.phrase
                for reason, _ in answered(voice, check, finding.scenario)
                if wanted(finding, reason) and reason.element not in told
            }
            told |= set(some)
            if some:
                phrases = voice.say(s.LIST_SEPARATOR).join(some.values())
                yield voice.say(sentence, phrases=phrases, clause=voice.name(finding.scenario))


def _is_open(finding: Finding, reason: Reason) -> bool:
    return finding.verdict is Verdict.MISSING_INFORMATION and reason.effect is Effect.OPEN


def _is_to_mend(finding: Finding, reason: Reason) -> bool:
    against = finding.verdict is Verdict.DOES_NOT_FIT and reason.effect is Effect.AGAINST
    return against and reason.straight and reason.ground.role is Role.CONDITION


def _lines(voice: Voice, check: Check) -> Iterator[str]:
    """Yield the bottom lines that are not clear: their words say too little, so their question is told."""
    content, known = voice.pack.scenarios, truths(voice.pack.scenarios, check)
    for name, _ in answered_lines(voice, check):
        if known[name] is Truth.UNDETERMINED:
            question = content.elements[name].question.in_(voice.language)
            clause = voice.name(content.bottom_lines[name].clause)
            yield voice.say(s.RECTIFY_SETTLE, phrases=question, clause=clause)
