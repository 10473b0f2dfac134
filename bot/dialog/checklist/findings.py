"""What was found (对照结果): the verdict on each scenario, why, and what would change it."""

from collections.abc import Iterable, Iterator

from bot.dialog import sentences as s
from bot.dialog.actions import (
    Action,
    AddItem,
    CheckAnother,
    ExportCheck,
    FileForm,
    RectifyCheck,
    RestartCheck,
    ReviewAnswers,
    ShowClause,
    ShowItems,
    ShowPreparing,
)
from bot.dialog.checklist.interview import Check, findings, truths
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.preparing import preparing
from bot.dialog.checklist.reasons import Effect, Reason
from bot.dialog.checklist.rectifying import title
from bot.dialog.checklist.telling import (
    answered,
    answered_lines,
    change,
    crossed_lines,
    has_it,
    presumes_lines,
)
from bot.dialog.checklist.verdict import Finding, Verdict
from bot.dialog.quoting import quote
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Text
from bot.dialog.voice import Voice

_FINDINGS = {
    Verdict.LIKELY_FITS: s.VERDICT_FITS,
    Verdict.MISSING_INFORMATION: s.VERDICT_OPEN,
    Verdict.DOES_NOT_FIT: s.VERDICT_NOT,
}
_REASONS = {
    Effect.FOR: s.VERDICT_MET,
    Effect.OPEN: s.VERDICT_UNDETERMINED,
    Effect.AGAINST: s.VERDICT_UNMET,
    Effect.NONE: s.VERDICT_IDLE,
}


def findings_screen(voice: Voice, check: Check) -> Reply:
    """Return what was found, as far as the check has come."""
    found = findings(voice.pack.scenarios, check)
    blocks: list[Block] = [Heading(voice.say(s.VERDICT_HEADING)), *_crossed(voice, found)]
    for finding in found:
        blocks += _scenario(voice, check, finding)
    blocks += _lines(voice, check)
    if presumes_lines(voice, check, found):
        blocks.append(Note(voice.say(s.VERDICT_LINES_PRESUMED)))
    blocks.append(Note(voice.say(s.VERDICT_STANDING)))
    return Reply(tuple(blocks), (*_near(voice, found), *_ways_on(voice, check, found)))


def _crossed(voice: Voice, found: tuple[Finding, ...]) -> Iterator[Block]:
    for crossed in crossed_lines(voice, found):
        yield Text(crossed.sentence)
        yield crossed.quotation
        if crossed.near:
            yield Text(crossed.near)


def _scenario(voice: Voice, check: Check, finding: Finding) -> Iterator[Block]:
    sentence = s.VERDICT_BARRED if finding.crossed else _FINDINGS[finding.verdict]
    yield Heading(voice.say(sentence, scenario=voice.name(finding.scenario)))
    yield from _reasons(voice, check, finding)
    if finding.crossed:
        return
    if changed := change(voice, check, finding):
        yield Text(changed)
    yield quote(voice, finding.scenario)


def _reasons(voice: Voice, check: Check, finding: Finding) -> Iterator[Text]:
    """Yield what was answered, in the order of the text, and what it does to the verdict."""
    for reason, given in answered(voice, check, finding.scenario):
        answer = label(voice, reason.element, given)
        yield Text(voice.say(_mark(reason), phrase=reason.ground.phrase, answer=answer))


def _mark(reason: Reason) -> s.Sentence:
    """Return how a reason is told; what holds is told as holding even where another decides."""
    return s.VERDICT_MET if has_it(reason) else _REASONS[reason.effect]


def _lines(voice: Voice, check: Check) -> Iterator[Text]:
    """Yield the answers on bottom lines of no scenario of the check; crossed ones are told above."""
    content, known = voice.pack.scenarios, truths(voice.pack.scenarios, check)
    for name, answer in answered_lines(voice, check):
        if known[name] is Truth.NOT_MET:
            continue
        sentence = s.VERDICT_LINE if known[name] is Truth.MET else s.VERDICT_LINE_OPEN
        clause = voice.name(content.bottom_lines[name].clause)
        question = content.elements[name].question.in_(voice.language)
        said = label(voice, name, answer)
        yield Text(voice.say(sentence, clause=clause, question=question, answer=said))


def _near(voice: Voice, found: tuple[Finding, ...]) -> Iterator[tuple[Button, ...]]:
    lines = voice.pack.scenarios.bottom_lines
    near = dict.fromkeys(clause for name in found[0].crossed for clause in lines[name].near)
    if near:
        yield tuple(
            Button(voice.say(s.BUTTON_SHOW_CLAUSE, clause=voice.name(name)), ShowClause(name))
            for name in near
        )


def _ways_on(
    voice: Voice, check: Check, found: tuple[Finding, ...]
) -> tuple[tuple[Button, ...], ...]:
    more = (Button(voice.say(s.BUTTON_ANOTHER), CheckAnother(check.step)),)
    others = len(check.scenarios) < len(voice.pack.scenarios.scenarios)
    prepare = (Button(voice.say(s.MEMO_PREPARE), ShowPreparing(check.step)),)
    return (
        (
            Button(voice.say(s.BUTTON_CHANGE), ReviewAnswers(check.step)),
            Button(voice.say(s.BUTTON_RESTART), RestartCheck(check.step)),
        ),
        *((more,) if others else ()),
        *((prepare,) if any(preparing(voice, check, found)) else ()),
        (
            Button(voice.say(s.BUTTON_EXPORT_WORD), ExportCheck(check.step, FileForm.WORD)),
            Button(voice.say(s.BUTTON_EXPORT_TEXT), ExportCheck(check.step, FileForm.TEXT)),
        ),
        (_recording(voice, check), Button(voice.say(s.BUTTON_ITEMS), ShowItems())),
    )


def _recording(voice: Voice, check: Check) -> Button:
    """Return the button to record what is left to be done; where that is nothing, anything."""
    if title(voice, check) is None:
        return Button(voice.say(s.BUTTON_ADD), AddItem())
    return Button(voice.say(s.BUTTON_RECTIFY), RectifyCheck(check.step))


def is_result(buttons: Iterable[Action]) -> bool:
    """Return whether a screen with these buttons shows what was found."""
    return any(isinstance(action, ExportCheck) for action in buttons)
