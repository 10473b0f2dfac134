"""What of a verdict is told (要讲的): of all reasons and changes those that a person needs."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.actions import Answer
from bot.dialog.checklist.flip import Change, Flip, flips
from bot.dialog.checklist.interview import Check, truths
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.reasons import Effect, Reason, reasons
from bot.dialog.checklist.verdict import Finding, Verdict
from bot.dialog.content.rules import Role
from bot.dialog.quoting import quote
from bot.dialog.reply import Quote
from bot.dialog.voice import Voice

VERDICT_NAMES = {
    Verdict.LIKELY_FITS: s.VERDICT_NAME_FITS,
    Verdict.MISSING_INFORMATION: s.VERDICT_NAME_OPEN,
    Verdict.DOES_NOT_FIT: s.VERDICT_NAME_NOT,
}
_TELLING = (Role.CONDITION, Role.CAUSE, Role.CONSEQUENCE, Role.CONTEXT)
"""Of several elements that would each change the verdict, which is told: a context says little."""


def answered(voice: Voice, check: Check, scenario: str) -> Iterator[tuple[Reason, Answer]]:
    """Yield what was answered of a scenario, in the order of the text, and what it does."""
    content, answers = voice.pack.scenarios, dict(check.answers)
    told: dict[str, Reason] = {}
    for reason in reasons(content, scenario, truths(content, check)).leaves():
        before = told.get(reason.element)
        if before is None or before.effect is Effect.NONE:  # of several places, one that matters
            told[reason.element] = reason
    for element in content.own[scenario]:
        if element in answers:
            yield told[element], answers[element]


def has_it(reason: Reason) -> bool:
    """Return whether what the scenario wants of an element is so, even where another decides."""
    return reason.truth is (Truth.MET if reason.straight else Truth.NOT_MET)


def answered_lines(voice: Voice, check: Check) -> Iterator[tuple[str, Answer]]:
    """Yield the answers on bottom lines that no scenario of the check has as its own element."""
    content = voice.pack.scenarios
    for name, answer in check.answers:
        own = any(name in content.own[scenario] for scenario in check.scenarios)
        if name in content.bottom_lines and not own:
            yield name, answer


def presumes_lines(voice: Voice, check: Check, found: tuple[Finding, ...]) -> bool:
    """Return whether something fits only as long as no bottom line was crossed unasked."""
    content, known = voice.pack.scenarios, dict(check.answers)
    return any(
        finding.verdict is not Verdict.DOES_NOT_FIT
        and any(line not in known for line in content.lines_of[finding.scenario])
        for finding in found
    )


@dataclass(frozen=True, slots=True)
class Crossed:
    """A bottom line that was crossed: what is said of it, its words, and where to read on."""

    sentence: str
    quotation: Quote
    near: str | None


def crossed_lines(voice: Voice, found: tuple[Finding, ...]) -> Iterator[Crossed]:
    """Yield the bottom lines that were crossed; they concern every scenario alike."""
    content = voice.pack.scenarios
    for name in found[0].crossed:
        line = content.bottom_lines[name]
        said, clause = line.crossed.in_(voice.language), voice.name(line.clause)
        count = len(content.scenarios)
        near = voice.say(s.LIST_SEPARATOR).join(map(voice.name, line.near))
        yield Crossed(
            voice.say(s.VERDICT_CROSSED, said=said, clause=clause, count=count),
            quote(voice, line.clause),
            voice.say(s.VERDICT_CROSSED_NEAR, clauses=near) if line.near else None,
        )


def change(
    voice: Voice, check: Check, finding: Finding, told_as: s.Sentence = s.VERDICT_FLIP
) -> str | None:
    """Return in words what would change a verdict; nothing where a bottom line was crossed."""
    flip = None if finding.crossed else _flip(voice, check, finding)
    if flip is None:
        return None
    changes = voice.say(s.LIST_SEPARATOR).join(_told(voice, finding.scenario, flip))
    return voice.say(told_as, changes=changes, verdict=voice.say(VERDICT_NAMES[flip.verdict]))


def _flip(voice: Voice, check: Check, finding: Finding) -> Flip | None:
    """Return the smallest change worth telling: what is missing for a fit, or what would undo it."""
    content = voice.pack.scenarios
    known = truths(content, check)
    open_now = finding.verdict is Verdict.MISSING_INFORMATION
    towards = Verdict.LIKELY_FITS if open_now else None
    found = flips(content, finding.scenario, known, towards)

    def telling(flip: Flip) -> tuple[bool, int]:
        """Return how little `flip` tells: of what is open rather than against an answer."""
        before = (known.get(name, Truth.UNDETERMINED) for name, _ in flip.changes)
        against = any(truth is not Truth.UNDETERMINED for truth in before)
        weights = (_weight(voice, finding.scenario, one) for one in flip.changes)
        return open_now and against, max(weights)

    return min(found, key=telling, default=None)


def _weight(voice: Voice, scenario: str, changed: Change) -> int:
    content, (element, _) = voice.pack.scenarios, changed
    if element not in content.own[scenario]:
        return len(_TELLING)
    return _TELLING.index(content.elements[element].ground_in(scenario).role)


def _told(voice: Voice, scenario: str, flip: Flip) -> Iterator[str]:
    content = voice.pack.scenarios
    for element, truth in flip.changes:
        if element in content.own[scenario]:
            phrase = content.elements[element].ground_in(scenario).phrase
        else:
            phrase = content.bottom_lines[element].phrase
        holds = s.FLIP_HOLDS if truth is Truth.MET else s.FLIP_FAILS
        yield voice.say(holds, phrase=phrase)
