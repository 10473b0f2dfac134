"""What other content does to a check (内容更新): what stays, what is asked again, what becomes of the verdict."""

from collections.abc import Iterator

from bot.dialog import sentences as s
from bot.dialog.checklist.interview import Check, findings, remaining
from bot.dialog.checklist.kept import Record
from bot.dialog.checklist.telling import VERDICT_NAMES
from bot.dialog.reply import Block, Note, Text
from bot.dialog.voice import Voice


def moved(voice: Voice, record: Record, check: Check) -> tuple[Block, ...]:
    """Return what to say above the first screen of `check`, which `record` has become."""
    return (Text(voice.say(s.MOVED_HEADING)), *_answers(voice, record, check))


def _answers(voice: Voice, record: Record, check: Check) -> Iterator[Block]:
    content = voice.pack.scenarios
    dropped = [name for name, _ in record.check.answers if name not in dict(check.answers)]
    if record.check.answers:
        yield Text(voice.say(s.MOVED_KEPT, count=len(check.answers)))
    left = remaining(content, check)
    for name in (one for one in dropped if one in left):
        question = content.elements[name].question.in_(voice.language)
        yield Text(voice.say(s.MOVED_AGAIN, question=question))
    out = sum(name not in left for name in dropped)
    if out:
        yield Text(voice.say(s.MOVED_OUT, count=out))
    if record.finished:
        yield from _verdicts(voice, record, check, open_still=bool(left))


def _verdicts(voice: Voice, record: Record, check: Check, *, open_still: bool) -> Iterator[Block]:
    """Yield whether what was found would be found by the content of today."""
    if open_still:
        yield Note(voice.say(s.MOVED_VERDICT_OPEN))
        return
    before = dict(record.found)
    for found in findings(voice.pack.scenarios, check):
        now = voice.say(VERDICT_NAMES[found.verdict])
        then = voice.say(VERDICT_NAMES[before[found.scenario]])
        scenario = voice.name(found.scenario)
        if now == then:
            yield Note(voice.say(s.MOVED_VERDICT_SAME, scenario=scenario, verdict=now))
        else:
            said = voice.say(s.MOVED_VERDICT_OTHER, scenario=scenario, before=then, now=now)
            yield Note(said)
