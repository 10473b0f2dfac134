"""What was found (对照结果): the verdict on each scenario, why, and what would change it."""

from collections.abc import Iterator

from bot.dialog import sentences as s
from bot.dialog.actions import (
    AddItem,
    CheckAnother,
    GoBack,
    RestartCheck,
    ShowClause,
    ShowItems,
)
from bot.dialog.checklist.flip import Change, Flip, flips
from bot.dialog.checklist.interview import Check, findings, truths
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.reasons import Effect, Reason, reasons
from bot.dialog.checklist.verdict import Finding, Verdict
from bot.dialog.content.rules import Role
from bot.dialog.quoting import quote
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Text
from bot.dialog.voice import Voice

_FINDINGS = {
    Verdict.LIKELY_FITS: s.VERDICT_FITS,
    Verdict.MISSING_INFORMATION: s.VERDICT_OPEN,
    Verdict.DOES_NOT_FIT: s.VERDICT_NOT,
}
_NAMES = {
    Verdict.LIKELY_FITS: s.VERDICT_NAME_FITS,
    Verdict.MISSING_INFORMATION: s.VERDICT_NAME_OPEN,
    Verdict.DOES_NOT_FIT: s.VERDICT_NAME_NOT,
}
_REASONS = {
    Effect.FOR: s.VERDICT_MET,
    Effect.OPEN: s.VERDICT_UNDETERMINED,
    Effect.AGAINST: s.VERDICT_UNMET,
    Effect.NONE: s.VERDICT_IDLE,
}
_TELLING = (Role.CONDITION, Role.CAUSE, Role.CONSEQUENCE, Role.CONTEXT)
"""Of several elements that would each change the verdict, which is told: a context says little."""


def findings_screen(voice: Voice, check: Check) -> Reply:
    """Return what was found, as far as the check has come."""
    found = findings(voice.pack.scenarios, check)
    blocks: list[Block] = [Heading(voice.say(s.VERDICT_HEADING)), *_crossed(voice, found)]
    for finding in found:
        blocks += _scenario(voice, check, finding)
    blocks += _lines(voice, check)
    if _has_presumed(voice, check, found):
        blocks.append(Note(voice.say(s.VERDICT_LINES_PRESUMED)))
    blocks.append(Note(voice.say(s.VERDICT_STANDING)))
    return Reply(tuple(blocks), (*_near(voice, found), *_ways_on(voice, check)))


def _crossed(voice: Voice, found: tuple[Finding, ...]) -> Iterator[Block]:
    """Yield the bottom lines that were crossed; they concern every scenario alike."""
    content = voice.pack.scenarios
    count = len(content.scenarios)
    for name in found[0].crossed:
        line = content.bottom_lines[name]
        said, clause = line.crossed.in_(voice.language), voice.name(line.clause)
        yield Text(voice.say(s.VERDICT_CROSSED, said=said, clause=clause, count=count))
        yield quote(voice, line.clause)
        if line.near:
            near = voice.say(s.LIST_SEPARATOR).join(map(voice.name, line.near))
            yield Text(voice.say(s.VERDICT_CROSSED_NEAR, clauses=near))


def _scenario(voice: Voice, check: Check, finding: Finding) -> Iterator[Block]:
    sentence = s.VERDICT_BARRED if finding.crossed else _FINDINGS[finding.verdict]
    yield Heading(voice.say(sentence, scenario=voice.name(finding.scenario)))
    yield from _reasons(voice, check, finding)
    if finding.crossed:
        return
    flip = _flip(voice, check, finding)
    if flip:
        yield Text(_told(voice, finding.scenario, flip))
    yield quote(voice, finding.scenario)


def _reasons(voice: Voice, check: Check, finding: Finding) -> Iterator[Text]:
    """Yield what was answered, in the order of the text, and what it does to the verdict."""
    content, answers = voice.pack.scenarios, dict(check.answers)
    told: dict[str, Reason] = {}
    for reason in reasons(content, finding.scenario, truths(content, check)).leaves():
        before = told.get(reason.element)
        if before is None or before.effect is Effect.NONE:  # of several places, one that matters
            told[reason.element] = reason
    for element in content.own[finding.scenario]:
        if element in answers:
            reason, answer = told[element], label(voice, element, answers[element])
            yield Text(voice.say(_mark(reason), phrase=reason.ground.phrase, answer=answer))


def _mark(reason: Reason) -> s.Sentence:
    """Return how a reason is told; what holds is told as holding even where another decides."""
    wanted = Truth.MET if reason.straight else Truth.NOT_MET
    return s.VERDICT_MET if reason.truth is wanted else _REASONS[reason.effect]


def _lines(voice: Voice, check: Check) -> Iterator[Text]:
    """Yield the answers on bottom lines of no scenario of the check; crossed ones are told above."""
    content, known = voice.pack.scenarios, truths(voice.pack.scenarios, check)
    for name, answer in check.answers:
        own = any(name in content.own[scenario] for scenario in check.scenarios)
        if own or known[name] is Truth.NOT_MET:
            continue
        sentence = s.VERDICT_LINE if known[name] is Truth.MET else s.VERDICT_LINE_OPEN
        clause = voice.name(content.bottom_lines[name].clause)
        question = content.elements[name].question.in_(voice.language)
        said = label(voice, name, answer)
        yield Text(voice.say(sentence, clause=clause, question=question, answer=said))


def _flip(voice: Voice, check: Check, finding: Finding) -> Flip | None:
    """Return the smallest change worth telling: what is missing for a fit, or what would undo it."""
    content = voice.pack.scenarios
    known = truths(content, check)
    open_now = finding.verdict is Verdict.MISSING_INFORMATION
    towards = Verdict.LIKELY_FITS if open_now else None
    found = flips(content, finding.scenario, known, towards)

    def telling(flip: Flip) -> tuple[bool, int]:
        """Return how little `flip` tells: of what is open rather than against an answer."""
        answered = (known.get(name, Truth.UNDETERMINED) for name, _ in flip.changes)
        against = any(truth is not Truth.UNDETERMINED for truth in answered)
        weights = (_weight(voice, finding.scenario, change) for change in flip.changes)
        return open_now and against, max(weights)

    return min(found, key=telling, default=None)


def _weight(voice: Voice, scenario: str, change: Change) -> int:
    content, (element, _) = voice.pack.scenarios, change
    if element not in content.own[scenario]:
        return len(_TELLING)
    return _TELLING.index(content.elements[element].ground_in(scenario).role)


def _told(voice: Voice, scenario: str, flip: Flip) -> str:
    content = voice.pack.scenarios
    parts = []
    for element, truth in flip.changes:
        if element in content.own[scenario]:
            phrase = content.elements[element].ground_in(scenario).phrase
        else:
            phrase = content.bottom_lines[element].phrase
        holds = s.FLIP_HOLDS if truth is Truth.MET else s.FLIP_FAILS
        parts.append(voice.say(holds, phrase=phrase))
    changes = voice.say(s.LIST_SEPARATOR).join(parts)
    return voice.say(s.VERDICT_FLIP, changes=changes, verdict=voice.say(_NAMES[flip.verdict]))


def _has_presumed(voice: Voice, check: Check, found: tuple[Finding, ...]) -> bool:
    """Return whether something fits only as long as no bottom line was crossed unasked."""
    content, answered = voice.pack.scenarios, dict(check.answers)
    return any(
        finding.verdict is not Verdict.DOES_NOT_FIT
        and any(line not in answered for line in content.lines_of[finding.scenario])
        for finding in found
    )


def _near(voice: Voice, found: tuple[Finding, ...]) -> Iterator[tuple[Button, ...]]:
    lines = voice.pack.scenarios.bottom_lines
    near = dict.fromkeys(clause for name in found[0].crossed for clause in lines[name].near)
    if near:
        yield tuple(
            Button(voice.say(s.BUTTON_SHOW_CLAUSE, clause=voice.name(name)), ShowClause(name))
            for name in near
        )


def _ways_on(voice: Voice, check: Check) -> tuple[tuple[Button, ...], ...]:
    more = Button(voice.say(s.BUTTON_ANOTHER), CheckAnother(check.step))
    others = len(check.scenarios) < len(voice.pack.scenarios.scenarios)
    return (
        (
            Button(voice.say(s.BUTTON_CHANGE), GoBack(check.step)),
            Button(voice.say(s.BUTTON_RESTART), RestartCheck(check.step)),
        ),
        *(((more,),) if others else ()),
        (
            Button(voice.say(s.BUTTON_ADD), AddItem()),
            Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
        ),
    )
