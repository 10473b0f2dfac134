"""The picture of one scenario: its expression as an outline, which stays readable on a phone."""

from collections.abc import Sequence

from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Scenarios
from bot.dialog.diagram.canvas import Canvas, Frame
from bot.dialog.diagram.lettering import Lettering, lettering
from bot.dialog.diagram.palette import (
    ASKED,
    BOTTOM_LINE,
    FAINT,
    GROUPS,
    INK,
    LINE,
    LINES_TITLE,
    PRESUMED,
    ROLES,
    Look,
)

WIDTH = 420.0
"""Of a picture; more where the expression is deep."""
MARGIN = 16.0
_INDENT = 22.0
_GAP = 10.0
_STRIPE = 6.0
_PAD = (14.0, 8.0)
_ELBOW = 18.0
_SWATCH = 18.0
_LEAST = 280.0
"""The least width of a card."""


def scenario_svg(content: Scenarios, name: str) -> str:
    """Return the expression of a scenario and its bottom lines as SVG."""
    scenario = content.scenarios[name]
    sheet = _Sheet(content, name)
    room = sheet.canvas.width - 2 * MARGIN
    top = MARGIN
    for text, size, colour in (
        (f"{name} {scenario.title.zh}", 19, INK),
        (scenario.title.en, 12.5, FAINT),
    ):
        set_text = lettering(text, size, room, colour, bold=colour == INK)
        top = sheet.canvas.write(set_text, MARGIN, top)
    top = sheet.tree(scenario.requires, MARGIN, top + _GAP)
    top = sheet.bottom_lines(top + _GAP)
    legend(sheet.canvas, (*ROLES.values(), BOTTOM_LINE), top + _GAP)
    return sheet.canvas.svg(MARGIN)


def legend(canvas: Canvas, looks: Sequence[Look], top: float, *, of_lines: bool = False) -> float:
    """Write what the colours mean, in as many rows as it takes, and return where it ends."""
    x = MARGIN
    for look in looks:
        words = lettering(look.words, 12, canvas.width, look.ink)
        if x > MARGIN and x + _SWATCH + 6 + words.width > canvas.width - MARGIN:
            x, top = MARGIN, top + 22
        if of_lines:
            canvas.path(f"M{x:g} {top + 9:g}h{_SWATCH:g}", look.ink, look.dashes, 2.5)
        else:
            canvas.card(Frame(x, top + 2, _SWATCH, 14, look.tint, look.ink), (), (0, 0))
        canvas.write(words, x + _SWATCH + 6, top)
        x += _SWATCH + 6 + words.width + 12
    return top + 22


class _Sheet:
    """Draws the parts of one scenario below one another."""

    def __init__(self, content: Scenarios, name: str) -> None:
        self.content = content
        self.name = name
        scenario = content.scenarios[name]
        needed = 2 * MARGIN + _depth(scenario.requires) * _INDENT + _LEAST
        self.width = max(WIDTH, needed)
        self.canvas = Canvas(self.width, f"{name} {scenario.title.zh}")

    def tree(self, expression: Expression, x: float, y: float) -> float:
        """Draw an expression with what is below it, and return where it ends."""
        match expression:
            case AllOf(all=operands):
                return self._group(GROUPS["all"], operands, x, y)
            case AnyOf(any=operands):
                return self._group(GROUPS["any"], operands, x, y)
            case Not(not_=operand):
                return self._group(GROUPS["not"], (operand,), x, y)
            case element:
                return self._element(element, x, y)

    def _group(self, look: Look, operands: Sequence[Expression], x: float, y: float) -> float:
        words = lettering(look.words, 13, self.width, INK, bold=True)
        frame = Frame(x, y, words.width + 20, words.height + 8, look.tint, LINE)
        self.canvas.card(frame, (words,), (10, 4))
        bottom = elbow = frame.bottom
        for operand in operands:
            top = bottom + _GAP
            elbow = top + _ELBOW
            self.canvas.path(f"M{x + 11:g} {elbow:g}H{x + _INDENT:g}", LINE)
            bottom = self.tree(operand, x + _INDENT, top)
        self.canvas.path(f"M{x + 11:g} {frame.bottom:g}V{elbow:g}", LINE)
        return bottom

    def _element(self, element: str, x: float, y: float) -> float:
        ground = self.content.elements[element].ground_in(self.name)
        look = ROLES[ground.role]
        also = f" · {BOTTOM_LINE.words}" if element in self.content.bottom_lines else ""
        texts = self._texts(
            f"{look.words} · {ground.clause}{also}", ground.phrase, element, look, x
        )
        return self._card(texts, look, x, y)

    def bottom_lines(self, y: float) -> float:
        """Draw the bottom lines that are not elements of the scenario."""
        names = self.content.lines_of[self.name]
        if not names:
            return y
        for text, size in ((LINES_TITLE.zh, 13.0), (LINES_TITLE.en, 11.0)):
            title = lettering(text, size, self.width - 2 * MARGIN, INK, bold=text == LINES_TITLE.zh)
            y = self.canvas.write(title, MARGIN, y)
        for name in names:
            line = self.content.bottom_lines[name]
            state = ASKED if line.asked else PRESUMED
            head = f"{BOTTOM_LINE.zh} · {line.clause} {line.phrase} · {state.words}"
            question = self.content.elements[name].question.zh
            texts = self._texts(head, question, name, BOTTOM_LINE, MARGIN, size=14)
            y = self._card(texts, BOTTOM_LINE, MARGIN, y + _GAP * 0.7)
        return y

    def _texts(
        self, head: str, words: str, name: str, look: Look, x: float, size: float = 16
    ) -> list[Lettering]:
        room = self.width - MARGIN - x - 2 * _PAD[0]
        return [
            lettering(head, 11.5, room, look.ink, bold=True),
            lettering(words, size, room, INK),
            lettering(name, 11, room, FAINT),
        ]

    def _card(self, texts: Sequence[Lettering], look: Look, x: float, y: float) -> float:
        height = sum(text.height for text in texts) + 2 * _PAD[1]
        dashes = look.dashes if look is BOTTOM_LINE else ""
        frame = Frame(x, y, self.width - MARGIN - x, height, look.tint, look.ink, dashes)
        self.canvas.card(frame, texts, _PAD)
        self.canvas.bar(x, y, _STRIPE, height, look.ink)
        return frame.bottom


def _depth(expression: Expression) -> int:
    match expression:
        case AllOf(all=operands) | AnyOf(any=operands):
            return 1 + max(map(_depth, operands))
        case Not(not_=operand):
            return 1 + _depth(operand)
        case _:
            return 0
