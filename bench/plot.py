"""The picture of how the cost of an update grows with the rows beside it, as SVG."""

import math
from collections.abc import Sequence

from bench.growth import Beside
from bot.dialog.diagram.canvas import Canvas
from bot.dialog.diagram.lettering import Lettering

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 640.0, 60.0, 520.0, 40.0, 260.0
_INK, _FAINT = "#334155", "#cbd5e1"
_LINES = {"CPU": "#2563eb", "own p50": "#16a34a", "own p99": "#dc2626"}
_SMALL = 12.0


def plotted(beside: Sequence[Beside]) -> str:
    """Return the picture; the axis of rows is logarithmic."""
    canvas = Canvas(_WIDTH, "How the cost of an update grows with the rows of the database")
    drawn = {
        name: [value for value in values if value is not None]
        for name, values in (
            ("CPU", [one.cpu_ms for one in beside]),
            ("own p50", [one.own_p50 for one in beside]),
            ("own p99", [one.own_p99 for one in beside]),
        )
    }
    most = max(value for values in drawn.values() for value in values)
    top = _rounded(most)
    canvas.write(_said("ms for an update"), 12, 10)
    for step in range(5):
        value = top * step / 4
        y = _y(value, top)
        canvas.path(f"M {_LEFT} {y:.1f} H {_RIGHT}", _FAINT)
        canvas.write(_said(f"{value:g}"), 20, y - 8)
    for one, x in zip(beside, _places(beside), strict=True):
        canvas.write(_said(f"{one.rows:,}"), x - 24, _BOTTOM + 8)
    canvas.write(
        _said("people, items, reminders, updates, sent messages: so many of each"), 90, 290
    )
    for name, values in drawn.items():
        if len(values) == len(beside):
            _line(canvas, name, list(zip(_places(beside), values, strict=True)), top)
    return canvas.svg(12)


def _line(canvas: Canvas, name: str, points: list[tuple[float, float]], top: float) -> None:
    way = " L ".join(f"{x:.1f} {_y(value, top):.1f}" for x, value in points)
    canvas.path(f"M {way}", _LINES[name], width=2)
    x, value = points[-1]
    canvas.write(_said(f"{name}: {value:.1f}", _LINES[name]), x + 6, _y(value, top) - 8)


def _places(beside: Sequence[Beside]) -> list[float]:
    orders = [math.log10(one.rows) for one in beside]
    span = orders[-1] - orders[0] or 1
    return [_LEFT + (_RIGHT - _LEFT) * (order - orders[0]) / span for order in orders]


def _y(value: float, top: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / top


def _rounded(value: float) -> float:
    """Return the next round number: 1, 2, 4, 8, 10, 20 and so on."""
    order = 10.0 ** math.floor(math.log10(value))
    return next(step * order for step in (1, 2, 4, 8, 10) if step * order >= value)


def _said(words: str, colour: str = _INK) -> Lettering:
    return Lettering((words,), _SMALL, colour)
