"""A kept self-check (保存的对照): what was chosen and found, and which questions were answered.

The questions are kept as digests: content changes, and an answer stands only to the question it was
given to. No name is kept, and nothing of a story.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from pydantic import TypeAdapter

from bot.dialog.checklist.interview import Check, findings, is_finished
from bot.dialog.checklist.verdict import Verdict
from bot.dialog.content.rules import Element, Scenarios

_DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Record:
    """What is written down of a check, each time it changes."""

    check: Check
    """Without its step, which belongs to the screens of a chat."""
    asked: tuple[tuple[str, str], ...]
    """Each element that was answered, and the digest of its question."""
    found: tuple[tuple[str, Verdict], ...]
    """The verdict on each scenario as it was then."""
    finished: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A check that was written down."""

    id: int
    created_at: datetime
    changed_at: datetime
    record: Record

    @property
    def check(self) -> Check:
        """The check, which knows where it is kept."""
        return replace(self.record.check, kept=self.id)


def record_of(content: Scenarios, check: Check) -> Record:
    """Return what is to be written down of `check`, which runs against `content`."""
    return Record(
        check=replace(check, step=0, revised=""),
        asked=tuple((name, digest(content.elements[name])) for name, _ in check.answers),
        found=tuple((one.scenario, one.verdict) for one in findings(content, check)),
        finished=is_finished(content, check),
    )


def digest(element: Element) -> str:
    """Return what tells the question of an element from a question that is worded otherwise."""
    question = f"{element.question.zh}\n{element.question.en}"
    return sha256(question.encode()).hexdigest()[:_DIGEST_LENGTH]


def repinned(content: Scenarios, version: str, record: Record) -> Check | None:
    """Return a kept check as it goes on against other content; None if no scenario of it is left.

    An answer stays where its element is asked about in the same words; all else is asked again.
    """
    before = record.check
    scenarios = tuple(name for name in before.scenarios if name in content.scenarios)
    asked = dict(record.asked)
    answers = tuple(
        (name, answer)
        for name, answer in before.answers
        if name in content.elements and digest(content.elements[name]) == asked.get(name)
    )
    reviewed = before.reviewed and answers == before.answers
    moved = replace(before, scenarios=scenarios, content=version, answers=answers)
    return replace(moved, reviewed=reviewed, revised="") if scenarios else None


_CODEC = TypeAdapter(Record)


def encode_record(record: Record) -> str:
    """Return `record` as JSON."""
    return _CODEC.dump_json(record, exclude_defaults=True).decode()


def decode_record(text: str) -> Record:
    """Return what `encode_record` wrote."""
    return _CODEC.validate_json(text)
