"""A person who does anything at any time, and what must hold of their self-checks whatever they do.

Nothing of the engine decides here what is right. What a question is about is read off the message whose
button is pressed; what a verdict must be is worked out by the brute force of `content prove`; what must
still be there is read from the database file.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.dialog import actions as a
from bot.dialog import sentences as s
from bot.dialog.actions import Action, Answer
from bot.dialog.callbacks import decode
from bot.dialog.checklist.interview import Check, truth_of
from bot.dialog.checklist.kept import decode_record
from bot.dialog.checklist.logic import Truth
from bot.dialog.checklist.verdict import VERDICT_OF, Verdict
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.person import decode_dialogs
from bot.dialog.proof.assignments import Assignments, names_of
from bot.dialog.proof.brute_force import verdicts
from bot.dialog.sentences import Sentence
from bot.dialog.voice import Voice
from tests.e2e.town import CADRE, Message, words_of

Answers = Mapping[str, Answer]
_SHOWN_AS = {
    Verdict.LIKELY_FITS: s.VERDICT_FITS,
    Verdict.MISSING_INFORMATION: s.VERDICT_OPEN,
    Verdict.DOES_NOT_FIT: s.VERDICT_NOT,
}
BACK = "返回"
_BEGINNING = a.StartCheck | a.PickScenario | a.RestartCheck | a.FactAction
"""What may put a new check into the place of the running one, which stays kept."""


@dataclass(frozen=True)
class Stored:
    """What the database has of a person: the running check, and those that are kept."""

    check: Check | None
    kept: Mapping[int, Answers]

    @property
    def answers(self) -> Answers:
        """The answers of the running check."""
        return dict(self.check.answers) if self.check else {}

    @property
    def number(self) -> int:
        """The number under which the running check is kept."""
        return self.check.kept if self.check else 0


def stored(file: Path) -> Stored:
    """Read what is stored, beside the assistant that writes it."""
    with closing(sqlite3.connect(file)) as database:
        people = database.execute("SELECT dialog FROM person WHERE id = ?", (CADRE,)).fetchall()
        rows = database.execute("SELECT id, state FROM kept_check WHERE owner = ?", (CADRE,))
        kept = {number: dict(decode_record(state).check.answers) for number, state in rows}
    [(dialog,)] = people
    return Stored(decode_dialogs(dialog).check if dialog else None, kept)


@dataclass
class Wordings:
    """The questions of every content there was, and to which of them each answer was given."""

    packs: dict[str, Pack]

    def asked(self, message: Message) -> set[str]:
        """Return the elements whose question a message shows as a line of its own."""
        lines = set(words_of(message).split("\n"))
        return {
            name
            for pack in self.packs.values()
            for name, element in pack.scenarios.elements.items()
            if lines & {element.question.zh, element.question.en}
        }

    def standing(self, answers: Answers, before: str, now: str) -> Answers:
        """Return those answers whose question is the same in the content of today."""
        old, new = (self.packs[version].scenarios.elements for version in (before, now))
        return {
            name: answer
            for name, answer in answers.items()
            if name in new and old[name].question == new[name].question
        }


@dataclass(frozen=True)
class Step:
    """What somebody did, and what was before and after it."""

    before: Stored
    after: Stored
    pack: Pack
    wordings: Wordings
    shown: tuple[Message, ...]
    """The messages that it made the assistant send or edit."""
    pressed: Action | None = None
    on: Message | None = None
    """The message whose button was pressed, as it was shown then."""
    said: str = ""
    """What was typed."""

    def unchanged(self) -> Iterator[Answers]:
        """Yield what the running check may have if nothing was done to it."""
        yield self.before.answers
        if check := self.before.check:
            yield self.wordings.standing(self.before.answers, check.content, self.pack.version)

    def allowed(self) -> Iterator[Answers]:
        """Yield every set of answers that the running check may have after the step."""
        for answers in self.unchanged():
            yield answers
            match self.pressed:
                case a.GiveAnswer(answer=answer) if self.on:
                    for element in self.wordings.asked(self.on):
                        yield {**answers, element: answer}
                case a.GoBack():
                    yield dict(list(answers.items())[:-1])
                case a.OpenKept(check=number) | a.RerunKept(check=number):
                    yield from self._of_kept(number)
                case a.EraseKept(check=number) if number == self.before.number:
                    yield {}
                case action if isinstance(action, _BEGINNING):
                    yield {}

    def _of_kept(self, number: int) -> Iterator[Answers]:
        """Yield the answers of a kept check, whatever content it is of."""
        answers = self.before.kept.get(number, {})
        yield answers
        for version in self.wordings.packs:
            if all(name in self.wordings.packs[version].scenarios.elements for name in answers):
                yield self.wordings.standing(answers, version, self.pack.version)


def assert_nothing_lost(step: Step) -> None:
    """Every answer given and not taken back is there, and none is there that was not given."""
    before, after = step.before, step.after
    taken_by_words = step.pressed is None or isinstance(step.pressed, a.FactAction)
    if taken_by_words:
        _assert_only_more(step)
    else:
        allowed = list(step.allowed())
        assert dict(after.answers) in allowed, f"{step.pressed}: {after.answers} not in {allowed}"
    if after.answers:
        assert after.kept.get(after.number) == after.answers, "the running check is kept"
    erased = {step.pressed.check} if isinstance(step.pressed, a.EraseKept) else set()
    for number, answers in before.kept.items():
        if number in erased:
            continue
        assert number in after.kept, f"check {number} is gone"
        if number != after.number:
            # The one that was running has first been moved to the content of today.
            may_be = [answers, *(step.unchanged() if number == before.number else ())]
            assert after.kept[number] in may_be, f"check {number} was changed by nobody"


def _assert_only_more(step: Step) -> None:
    """Words answer the question that is asked, or begin another check; a card confirms what it shows."""
    before, after = step.before, step.after
    if after.number != before.number and after.number not in before.kept:
        return  # another check; that the one before is kept is looked at with the others
    reopened = {before.check.revised} if before.check else set()
    standing = list(step.unchanged())
    if step.said == BACK:  # a word for the button
        standing += [dict(list(some.items())[:-1]) for some in standing]
    if isinstance(step.pressed, a.FactAction):
        assert any(set(some) <= set(after.answers) for some in standing), "a card drops no answer"
        return
    assert any(
        all(
            after.answers.get(name) == answer
            for name, answer in some.items()
            if name not in reopened
        )
        for some in standing
    ), f"{before.answers} became {after.answers} by words"
    assert len(after.answers) <= len(before.answers) + 1, "one text answers one question"


def assert_right_verdicts(step: Step) -> None:
    """Every result shown is that of the answers there are, by brute force."""
    check = step.after.check
    for message in step.shown:
        lines = words_of(message).split("\n")
        for voice in (Voice(step.pack, language) for language in Language):
            if voice.say(s.VERDICT_HEADING) not in lines:
                continue
            assert check is not None
            for scenario in check.scenarios:
                expected = said(voice, expected_of(step.pack, scenario, check), scenario)
                others = {
                    said(voice, one, scenario) for one in (*_SHOWN_AS.values(), s.VERDICT_BARRED)
                }
                assert set(lines) & others == {expected}, f"{scenario} with {check.answers}"


def said(voice: Voice, sentence: Sentence, scenario: str) -> str:
    return voice.say(sentence, scenario=voice.name(scenario))


def expected_of(pack: Pack, scenario: str, check: Check) -> Sentence:
    """Return how the verdict of a check must be told."""
    content = pack.scenarios
    known = {name: truth_of(content.elements[name], answer) for name, answer in check.answers}
    if any(known.get(line) is Truth.NOT_MET for line in content.bottom_lines):
        return s.VERDICT_BARRED
    names = names_of(content, scenario)
    presumed = dict.fromkeys(content.own[scenario], Truth.UNDETERMINED)
    presumed |= dict.fromkeys(content.lines_of[scenario], Truth.MET)
    every = Assignments(names)
    number = every.number({name: known.get(name, presumed[name]) for name in names})
    return _SHOWN_AS[VERDICT_OF[Truth(verdicts(content.complete[scenario], names)[number])]]


def buttons_of(messages: Iterable[Message]) -> list[tuple[Message, str]]:
    """Return every button that was ever shown, the newest message first."""
    return [
        (message, str(button["callback_data"]))
        for message in messages
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in row
        if "callback_data" in button
    ]


def asked_for(data: str) -> Action:
    """Return what a button asks for."""
    pressed = decode(data)
    assert pressed is not None
    return pressed.action
