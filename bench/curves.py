"""The picture of shares that grow over the hours of a day, as SVG."""

from collections.abc import Mapping, Sequence

from bot.dialog.diagram.canvas import Canvas
from bot.dialog.diagram.lettering import Lettering

_WIDTH, _LEFT, _RIGHT, _TOP, _BOTTOM = 760.0, 60.0, 610.0, 40.0, 320.0
_INK, _FAINT, _SMALL = "#334155", "#cbd5e1", 12.0
_COLOURS = ("#2563eb", "#16a34a", "#d97706", "#92400e", "#dc2626", "#7c3aed")
_APART = 16.0
_HOURS = range(8, 23)
_QUARTERS = (0, 25, 50, 75, 100)
_SECONDS = 3600 * (_HOURS[-1] - _HOURS[0])
_STEP = 60

Curve = tuple[float, Sequence[float]]
"""The hour at which it begins, and the share (0 to 1) at the end of each second from then on."""


def drawn(title: str, curves: Mapping[str, Curve]) -> str:
    """Return the picture of `curves`, by their names."""
    canvas = Canvas(_WIDTH, title)
    canvas.write(_said(title), 12, 10)
    for hour in _HOURS:
        x = _x(3600 * (hour - _HOURS[0]))
        canvas.path(f"M {x:.1f} {_TOP} V {_BOTTOM}", _FAINT)
        canvas.write(_said(f"{hour:02d}:00"), x - 16, _BOTTOM + 8)
    for quarter in _QUARTERS:
        y = _y(quarter / 100)
        canvas.path(f"M {_LEFT} {y:.1f} H {_RIGHT}", _FAINT)
        canvas.write(_said(f"{quarter} %"), 16, y - 8)
    taken: list[float] = []
    for (name, (begins, shares)), colour in zip(curves.items(), _COLOURS, strict=False):
        points = _points(begins, shares)
        way = " L ".join(f"{x:.1f} {y:.1f}" for x, y in points)
        canvas.path(f"M {way}", colour, width=2.5)
        y = points[-1][1] - 8
        while near := [one for one in taken if abs(y - one) < _APART]:
            y = max(near) + _APART
        taken.append(y)
        canvas.write(_said(name, colour), _RIGHT + 8, y)
    return canvas.svg(12)


def _points(begins: float, shares: Sequence[float]) -> list[tuple[float, float]]:
    """Return a point a minute; what is at its end stays there."""
    first = 3600 * (begins - _HOURS[0])
    seen = [*range(0, len(shares), _STEP), len(shares) - 1]
    points = [(_x(first + second), _y(shares[second])) for second in seen]
    return [(_x(first), _y(0)), *points, (_RIGHT, points[-1][1])]


def _x(second: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * second / _SECONDS


def _y(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share


def _said(words: str, colour: str = _INK) -> Lettering:
    return Lettering((words,), _SMALL, colour)
