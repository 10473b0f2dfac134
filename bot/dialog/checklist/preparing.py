"""What could be prepared after a self-check (可以准备的材料): suggestions of the assistant, marked as such."""

from collections.abc import Iterator

from bot.dialog import sentences as s
from bot.dialog.actions import ShowVerdict
from bot.dialog.checklist.interview import Check, findings
from bot.dialog.checklist.reasons import Effect
from bot.dialog.checklist.telling import answered
from bot.dialog.checklist.verdict import Finding, Verdict
from bot.dialog.reply import Button, Heading, Note, Reply, Text
from bot.dialog.voice import Voice


def preparing(voice: Voice, check: Check, found: tuple[Finding, ...]) -> Iterator[Note | Text]:
    """Yield what could show what speaks for a scenario, or settle what is open; each once."""
    content = voice.pack.scenarios
    phrases: dict[str, str] = {}
    for finding in found:
        if finding.verdict is not Verdict.DOES_NOT_FIT:
            for reason, _ in answered(voice, check, finding.scenario):
                if reason.effect in (Effect.FOR, Effect.OPEN):
                    phrases.setdefault(reason.element, reason.ground.phrase)
    if phrases:
        yield Note(voice.say(s.MEMO_SUGGESTED))
    for count, (name, phrase) in enumerate(phrases.items(), 1):
        hint = content.elements[name].shown_by.in_(voice.language)
        yield Text(voice.say(s.MEMO_HINT, number=count, phrase=phrase, hint=hint))


def preparing_screen(voice: Voice, check: Check) -> Reply:
    """Return it on a screen of its own, with the way back to the result."""
    found = findings(voice.pack.scenarios, check)
    back = (Button(voice.say(s.BUTTON_BACK), ShowVerdict(check.step)),)
    return Reply((Heading(voice.say(s.MEMO_PREPARE)), *preparing(voice, check, found)), (back,))
