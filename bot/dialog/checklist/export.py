"""The memo of a finished self-check (对照结果的材料): all that was found, to print or to hand on.

It has what was chosen and what the text says; no name, and nothing of what was told in words.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.dialog import sentences as s
from bot.dialog.actions import Answer, ExportCheck
from bot.dialog.callbacks import Pressed
from bot.dialog.checklist.interview import Check, findings, remaining, truths
from bot.dialog.checklist.labels import label
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.preparing import preparing
from bot.dialog.checklist.reasons import Effect, Reason
from bot.dialog.checklist.telling import (
    VERDICT_NAMES,
    answered,
    answered_lines,
    change,
    crossed_lines,
    has_it,
    presumes_lines,
)
from bot.dialog.checklist.verdict import Finding, Verdict
from bot.dialog.items.moments import tell_date
from bot.dialog.memo import Memo, Part, Row, Section, Subsection, Table, numeral
from bot.dialog.quoting import quote, verified
from bot.dialog.reply import Reply, Text
from bot.dialog.voice import Voice

_MOST_NAMED = 3
"""How many scenarios the name of the file tells."""
_NO_FILE_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
"""What some system does not let a file be named."""
_RESULTS = {
    Effect.FOR: s.MEMO_MET,
    Effect.OPEN: s.MEMO_OPEN,
    Effect.AGAINST: s.MEMO_UNMET,
    Effect.NONE: s.MEMO_IDLE,
}


def wanted_memo(voice: Voice, check: Check | None, pressed: Pressed, day: date) -> Memo | None:
    """Return the memo that a pressed button asks for; None where it is not of the present step."""
    current = check is not None and check.content == pressed.version == voice.pack.version
    match pressed.action:
        case ExportCheck(step=step) if check and current and step == check.step:
            unfinished = remaining(voice.pack.scenarios, check)
            return None if unfinished else memo(voice, check, day)
    return None


def memo(voice: Voice, check: Check, day: date) -> Memo:
    """Return what a finished check found.

    Args:
        voice: the content that the check ran against, and the language.
        check: has come to its verdict.
        day: today, where the person is.

    Raises:
        ValueError: something would be quoted that does not stand in the measure.
    """
    found = findings(voice.pack.scenarios, check)
    contents = (
        (s.MEMO_CHECKED, tuple(_checked(voice, check))),
        (s.MEMO_RESULTS, tuple(_results(voice, check, found))),
        (s.MEMO_LINES, tuple(_lines(voice, check, found))),
        (s.MEMO_CHANGES, tuple(_changes(voice, check, found))),
        (s.MEMO_PREPARE, tuple(preparing(voice, check, found))),
        (s.MEMO_NOTICE, tuple(_notice(voice))),
    )
    made = Memo(
        name=_file_name(voice, check, day),
        title=voice.say(s.MEMO_TITLE),
        subtitle=voice.say(s.MEMO_SUBTITLE),
        parts=tuple(_numbered(voice, [one for one in contents if one[1]])),
        day=day,
        dateline=tell_date(voice, day),
    )
    _, false = verified(voice, Reply(tuple(made.quotations())))
    if false:
        raise ValueError(f"words that do not stand in {', '.join(false)} cannot be quoted")
    return made


def _numbered(
    voice: Voice, contents: Sequence[tuple[s.Sentence, tuple[Part, ...]]]
) -> Iterator[Part]:
    for count, (title, parts) in enumerate(contents, 1):
        number = numeral(voice.language, count)
        yield Section(voice.say(s.MEMO_SECTION, number=number, title=voice.say(title)))
        yield from parts


def _checked(voice: Voice, check: Check) -> Iterator[Part]:
    names = voice.say(s.LIST_SEPARATOR).join(map(voice.titled, check.scenarios))
    yield Text(voice.say(s.MEMO_SCENARIOS, scenarios=names, count=len(check.answers)))
    measure = voice.pack.measure.title.in_(voice.language)
    yield Text(voice.say(s.MEMO_BASIS, measure=measure))


def _results(voice: Voice, check: Check, found: tuple[Finding, ...]) -> Iterator[Part]:
    for said in crossed_lines(voice, found):
        yield Text(said.sentence)
        yield said.quotation
        if said.near:
            yield Text(said.near)
    for count, finding in enumerate(found, 1):
        yield Subsection(
            voice.say(
                s.MEMO_SUBSECTION,
                number=numeral(voice.language, count),
                title=voice.say(
                    s.MEMO_FINDING,
                    scenario=voice.titled(finding.scenario),
                    verdict=voice.say(
                        s.MEMO_BARRED if finding.crossed else VERDICT_NAMES[finding.verdict]
                    ),
                ),
            )
        )
        yield from _scenario(voice, check, finding)


def _scenario(voice: Voice, check: Check, finding: Finding) -> Iterator[Part]:
    """Yield what was answered of a scenario, what was not asked, and the words of the clause."""
    content, known = voice.pack.scenarios, dict(check.answers)
    reasons = tuple(answered(voice, check, finding.scenario))
    if reasons:
        yield _table(voice, [_row(voice, reason, answer) for reason, answer in reasons])
    not_asked = [name for name in content.own[finding.scenario] if name not in known]
    if not_asked:
        phrases = _phrases(voice, finding.scenario, not_asked)
        yield Text(voice.say(s.MEMO_NOT_ASKED, phrases=phrases))
    if finding.verdict is Verdict.MISSING_INFORMATION:
        open_now = [one.element for one, _ in reasons if one.effect is Effect.OPEN]
        if open_now:
            phrases = _phrases(voice, finding.scenario, open_now)
            yield Text(voice.say(s.MEMO_TO_SETTLE, phrases=phrases))
    yield quote(voice, finding.scenario)


def _phrases(voice: Voice, scenario: str, elements: Sequence[str]) -> str:
    grounds = (voice.pack.scenarios.elements[name].ground_in(scenario) for name in elements)
    marked = (voice.say(s.MEMO_PHRASE, phrase=ground.phrase) for ground in grounds)
    return voice.say(s.LIST_SEPARATOR).join(marked)


def _table(voice: Voice, rows: Sequence[Row]) -> Table:
    head = (s.MEMO_HEAD_WORDS, s.MEMO_HEAD_QUESTION, s.MEMO_HEAD_ANSWER, s.MEMO_HEAD_RESULT)
    words, question, answer, result = map(voice.say, head)
    return Table((words, question, answer, result), tuple(rows))


def _row(voice: Voice, reason: Reason, answer: Answer) -> Row:
    result = s.MEMO_MET if has_it(reason) else _RESULTS[reason.effect]
    return Row(
        words=quote(voice, reason.ground.clause, reason.ground.phrase),
        question=voice.pack.scenarios.elements[reason.element].question.in_(voice.language),
        answer=label(voice, reason.element, answer),
        result=voice.say(result),
    )


def _lines(voice: Voice, check: Check, found: tuple[Finding, ...]) -> Iterator[Part]:
    """Yield the answers on bottom lines that stand in no scenario of the check."""
    content, known = voice.pack.scenarios, truths(voice.pack.scenarios, check)
    results = {
        Truth.MET: s.MEMO_LINE_KEPT,
        Truth.UNDETERMINED: s.MEMO_OPEN,
        Truth.NOT_MET: s.MEMO_LINE_CROSSED,
    }
    rows = [
        Row(
            words=quote(
                voice, content.bottom_lines[name].clause, content.bottom_lines[name].phrase
            ),
            question=content.elements[name].question.in_(voice.language),
            answer=label(voice, name, answer),
            result=voice.say(results[known[name]]),
        )
        for name, answer in answered_lines(voice, check)
    ]
    if rows:
        yield _table(voice, rows)
    if presumes_lines(voice, check, found):
        yield Text(voice.say(s.VERDICT_LINES_PRESUMED))


def _changes(voice: Voice, check: Check, found: tuple[Finding, ...]) -> Iterator[Part]:
    for finding in found:
        if changed := change(voice, check, finding, s.MEMO_CHANGE):
            yield Text(voice.say(s.MEMO_OF, scenario=voice.name(finding.scenario), text=changed))


def _notice(voice: Voice) -> Iterator[Part]:
    yield Text(voice.say(s.VERDICT_STANDING))
    yield Text(voice.say(s.MEMO_MADE, version=voice.pack.version))


def _file_name(voice: Voice, check: Check, day: date) -> str:
    names = "-".join(check.scenarios)
    if len(check.scenarios) > _MOST_NAMED:
        names = voice.say(s.MEMO_FILE_SEVERAL, count=len(check.scenarios))
    name = voice.say(s.MEMO_FILE, scenarios=names, date=f"{day:%Y%m%d}")
    return name.translate(_NO_FILE_NAME)
