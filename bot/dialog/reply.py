"""A reply (回复) before it is rendered: blocks of plain text and abstract buttons.

Text in here is plain: nothing in it is markup, whoever wrote it. Only `bot.dialog.render` turns
it into what a messenger accepts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import ceil

from bot.dialog.actions import Action, OpenPrivateChat, ReadingAction

_BUTTONS_PER_ROW = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that names what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the measure, exactly as they stand there, and where they stand.

    Only `bot.dialog.quoting` makes one.
    """

    clause: str
    text: str
    source: str
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside what was asked for."""

    text: str


Block = Heading | Text | Quote | Note


@dataclass(frozen=True, slots=True)
class Button:
    """A button: what it says and what pressing it asks for."""

    label: str
    action: Action


Row = tuple[Button, ...]


def in_rows(buttons: Sequence[Button], most: int = _BUTTONS_PER_ROW) -> tuple[Row, ...]:
    """Return short buttons in rows of three, as many as a phone has room for; or of fewer.

    Rows are as even as can be: a single button below three would be as wide as all of them.
    """
    count = ceil(len(buttons) / most)
    length, longer = divmod(len(buttons), count or 1)
    lengths = (length + (place < longer) for place in range(count))
    left = iter(buttons)
    return tuple(tuple(islice(left, size)) for size in lengths)


@dataclass(frozen=True, slots=True)
class Reply:
    """One screen: blocks from top to bottom and rows of buttons below."""

    blocks: tuple[Block, ...]
    keyboard: tuple[Row, ...] = ()

    def below(self, *above: Block) -> "Reply":
        """Return the reply with something above it."""
        return replace(self, blocks=(*above, *self.blocks))

    def for_everyone(self, instead: Button) -> "Reply":
        """Return the reply without personal buttons, for a group where anyone can press them.

        Where all of them were personal, `instead` is left.
        """
        rows = (
            tuple(one for one in row if isinstance(one.action, ReadingAction | OpenPrivateChat))
            for row in self.keyboard
        )
        kept = tuple(row for row in rows if row)
        return replace(self, keyboard=kept or (((instead,),) if self.keyboard else ()))

    def plain(self) -> str:
        """Return the words alone, for a terminal or a log of answers."""
        lines: list[str] = []
        for block in self.blocks:
            match block:
                case Quote(text=text, source=source, translation=translation):
                    lines += [text, *([translation] if translation else []), source]
                case Heading(text=text) | Text(text=text) | Note(text=text):
                    lines.append(text)
        return "\n".join(lines)
