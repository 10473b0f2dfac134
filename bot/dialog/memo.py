"""A memo (材料): a document before it is written, in the order in which it is read.

It knows what a document consists of and nothing of its subject or of a file format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.dialog import sentences as s
from bot.dialog.content.parts import Language
from bot.dialog.reply import Note, Quote, Text
from bot.dialog.voice import Voice

_DIGITS = "零一二三四五六七八九"
_TEN = 10


@dataclass(frozen=True, slots=True)
class Section:
    """The title of a section, numbered: 一、."""

    title: str


@dataclass(frozen=True, slots=True)
class Subsection:
    """The title of a part of a section, numbered: （一）."""

    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One element: the words of the text, what was asked and answered, and how they compare."""

    words: Quote
    question: str
    answer: str
    result: str

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What stands in the row, from left to right."""
        return self.words.text, self.question, self.answer, self.result


@dataclass(frozen=True, slots=True)
class Table:
    """Elements below each other; `head` names the columns."""

    head: tuple[str, str, str, str]
    rows: tuple[Row, ...]


Part = Section | Subsection | Text | Quote | Note | Table


@dataclass(frozen=True, slots=True)
class Memo:
    """A whole document; `name` is that of its file, without the ending."""

    name: str
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    day: date
    """When it was made, where the person is."""
    dateline: str
    """The same in words, below the last line."""

    def quotations(self) -> Iterator[Quote]:
        """Yield all that is quoted."""
        for part in self.parts:
            match part:
                case Quote():
                    yield part
                case Table(rows=rows):
                    yield from (row.words for row in rows)

    def plain(self, voice: Voice) -> str:
        """Return the memo as text, in the language of `voice`."""
        lines = [self.title, self.subtitle]
        for part in self.parts:
            match part:
                case Section(title=title) | Subsection(title=title):
                    lines += ["", title]
                case Text(text=text) | Note(text=text):
                    lines.append(text)
                case Quote(text=text, translation=translation, source=source):
                    lines += [text, *([translation] if translation else []), source]
                case Table():
                    lines += _listed(voice, part)
        return "\n".join((*lines, "", self.dateline, ""))


def _listed(voice: Voice, table: Table) -> Iterator[str]:
    """Yield a table as a list: in a text, columns of Chinese and Latin letters do not line up."""
    for number, row in enumerate(table.rows, 1):
        first, *rest = (
            voice.say(s.MEMO_CELL, name=name, text=cell)
            for name, cell in zip(table.head, row.cells, strict=True)
        )
        yield f"{number}. {first}"
        yield from (f"   {line}" for line in rest)


def numeral(language: Language, number: int) -> str:
    """Return the number of a section as a memo writes it: 十二, or 12."""
    if language is not Language.CHINESE or number >= _TEN * _TEN:
        return str(number)
    tens, ones = divmod(number, _TEN)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")
