"""The claim that what a person is shown is what was proven: pressed from the first button to the last.

The questions, the buttons and the verdict are read off the screens, and between two presses button
and dialog are what a phone and the database would hand back. What was not asked may be either way: an
end stands for all assignments that agree with what was pressed, all ends together for every one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.dialog import sentences as s
from bot.dialog.actions import Action, Answer, GiveAnswer, ShowVerdict
from bot.dialog.callbacks import decode, encode
from bot.dialog.checklist.interview import truth_of
from bot.dialog.checklist.kept import decode_record, encode_record, record_of
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.steps import Stepped
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.schema import Pack
from bot.dialog.person import Dialogs, decode_dialogs, encode_dialogs
from bot.dialog.proof.asking_claims import Course, course_told
from bot.dialog.proof.assignments import Table
from bot.dialog.proof.claim import Claim, different, listed
from bot.dialog.proof.engine import Engine
from bot.dialog.reply import Heading, Reply, Text
from bot.dialog.voice import Voice

_SHOWN_AS = {
    Verdict.LIKELY_FITS: s.VERDICT_FITS,
    Verdict.MISSING_INFORMATION: s.VERDICT_OPEN,
    Verdict.DOES_NOT_FIT: s.VERDICT_NOT,
}
_BUG = "the conversation is wrong here: report it, the content is not to blame"


class Lost(Exception):
    """A screen from which the course cannot go on, or cannot be read."""


@dataclass
class Courses:
    """Every course of the conversation about one scenario: what was pressed, and what it showed."""

    voice: Voice
    table: Table
    engine: Engine
    ends: int = 0
    covered: int = 0
    """The set of assignments whose verdict was shown."""
    faults: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """Press every button that answers, from the first question on."""
        todo: list[tuple[Course, Stepped]] = [
            ((), self.engine.start(self.voice, None, self.table.scenario))
        ]
        while todo:
            course, at = todo.pop()
            try:
                todo += self._further(course, at)
            except Lost as lost:
                self.faults.append(f"after {course_told(course)}: {lost}")

    def _further(self, course: Course, at: Stepped) -> Iterator[tuple[Course, Stepped]]:
        """Yield what each answer to the question shown leads to; at the end, compare what is shown."""
        actions = [button.action for row in at.reply.keyboard for button in row]
        answers = {one.answer: one for one in actions if isinstance(one, GiveAnswer)}
        if answers:
            asked = self._asked(course, at.reply)
            if set(answers) != set(Answer):
                raise Lost(f"expected a button for every answer, found {listed(answers)}: {_BUG}")
            for answer, action in answers.items():
                yield (*course, (asked, answer)), self._pressed(at, action)
        elif see := [one for one in actions if isinstance(one, ShowVerdict)]:
            self._compare(course, self._pressed(at, see[0]))
        else:
            self._compare(course, at)

    def _asked(self, course: Course, reply: Reply) -> str:
        """Return the element whose question a screen shows."""
        shown = {block.text for block in reply.blocks if isinstance(block, Text)}
        elements = self.table.content.elements
        language = self.voice.language
        asked = [
            name
            for name in self.table.assignments.names
            if elements[name].question.in_(language) in shown
        ]
        if len(asked) > 1:
            raise Lost(f"{listed(asked)} are asked in the same words: word each differently")
        if not asked or asked[0] in dict(course):
            raise Lost(f"expected a new question, found {listed(asked)}: {_BUG}")
        return asked[0]

    def _pressed(self, at: Stepped, action: Action) -> Stepped:
        """Press a button as a phone would, on a dialog as the database would hand it back."""
        pressed = decode(encode(action, self.voice.pack.version))
        kept = decode_dialogs(encode_dialogs(Dialogs(check=at.check)))
        if pressed is None:
            raise Lost(f"expected a button that can be read: {_BUG}")
        return self.engine.step(self.voice, kept.check, pressed)

    def _compare(self, course: Course, at: Stepped) -> None:
        """Compare the verdict shown, and the one written down, with that of every assignment."""
        content, table = self.table.content, self.table
        said = {name: truth_of(content.elements[name], one) for name, one in course}
        ways = table.assignments.all_where(_silent(table) | said)
        proven = table.verdict(table.assignments.first(ways))
        if other := ways & ~table.sets[proven]:
            found = table.verdict(table.assignments.first(other))
            raise Lost(f"expected more questions, it may still be {proven} or {found}: {_BUG}")
        crossed = any(said.get(line) is Truth.NOT_MET for line in content.bottom_lines)
        self._read(at.reply, s.VERDICT_BARRED if crossed else _SHOWN_AS[proven])
        written = at.check and decode_record(encode_record(record_of(content, at.check)))
        kept = written and (written.found, written.finished, dict(written.check.answers))
        if kept != (((table.scenario, proven),), True, dict(course)):
            raise Lost(f"expected {proven} and every answer written down, found {kept}: {_BUG}")
        self.ends += 1
        self.covered |= ways

    def _read(self, reply: Reply, expected: s.Sentence) -> None:
        """Make sure that a screen shows the verdict expected and no other."""
        headings = {block.text for block in reply.blocks if isinstance(block, Heading)}
        name = self.voice.name(self.table.scenario)
        verdicts = (*_SHOWN_AS.values(), s.VERDICT_BARRED)
        shown = [one for one in verdicts if self.voice.say(one, scenario=name) in headings]
        if shown != [expected]:
            found = listed(one.key for one in shown)
            raise Lost(f"expected {expected.key}, as is proven, found {found}: {_BUG}")


def _silent(table: Table) -> dict[str, Truth]:
    """Return what is presumed of the bottom lines that nobody is asked about."""
    lines = table.content.bottom_lines
    return {line: Truth.MET for line in table.lines if not lines[line].asked}


def conversation_claim(pack: Pack, table: Table, engine: Engine) -> Claim:
    """Return the claim for one scenario, in every language of the pack."""
    every = table.assignments.all_where(_silent(table))
    faults, ends = [], 0
    for language in pack.texts:
        courses = Courses(Voice(pack, language), table, engine)
        courses.walk()
        faults += courses.faults
        ends += courses.ends
        if not courses.faults and (missed := every & ~courses.covered):
            left = f"{missed.bit_count():,} assignments"
            faults.append(f"expected every assignment to come to a verdict, {left} did not: {_BUG}")
    says = (
        f"pressed button by button, all {every.bit_count():,} assignments of what is asked show and "
        f"keep the verdict proven ({ends:,} courses, in {len(pack.texts)} languages)"
    )
    return Claim(table.scenario, says, different(faults))
