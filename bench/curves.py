"""A chart of shares over the hours of a day, as SVG."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 360, 48, 150, 36, 40
_INK, _FAINT, _PAPER = "#1f2933", "#d3d9df", "#ffffff"
_COLOURS = ("#1b6ca8", "#2e8b57", "#d9822b", "#8a5a12", "#b0323a", "#6b4c9a")
_APART = 16
_HOURS = range(8, 23)
_QUARTERS = range(0, 101, 25)
_SECONDS = 3600 * (_HOURS[-1] - _HOURS[0])
_STEP = 60

Curve = tuple[float, Sequence[float]]
"""The hour at which it begins, and the share (0 to 1) at the end of each second from then on."""


def draw(file: Path, title: str, curves: Mapping[str, Curve]) -> None:
    """Draw `curves`, by their names, into `file`."""
    svg = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
    svg.attrib |= {
        "viewBox": f"0 0 {_WIDTH} {_HEIGHT}",
        "font-family": "sans-serif",
        "font-size": "12",
    }
    ET.SubElement(svg, "title").text = title
    # Dark viewers show a picture on black; it brings its own paper.
    ET.SubElement(svg, "rect", width="100%", height="100%", fill=_PAPER)
    _write(svg, _LEFT, 20, title)
    for hour in _HOURS:
        x = _x(3600 * (hour - _HOURS[0]))
        _line(svg, [(x, _y(0)), (x, _y(1))], _FAINT, 1)
        _write(svg, x - 14, _y(0) + 18, f"{hour:02d}:00")
    for quarter in _QUARTERS:
        _line(svg, [(_x(0), _y(quarter / 100)), (_x(_SECONDS), _y(quarter / 100))], _FAINT, 1)
        _write(svg, 8, _y(quarter / 100) + 4, f"{quarter} %")
    taken: list[float] = []
    for (name, (begins, shares)), colour in zip(curves.items(), _COLOURS, strict=False):
        points = _points(begins, shares)
        _line(svg, points, colour, 2.5)
        y = points[-1][1] + 4
        while near := [one for one in taken if abs(y - one) < _APART]:
            y = max(near) + _APART
        taken.append(y)
        _write(svg, _x(_SECONDS) + 8, y, name, colour)
    file.write_text(f"{ET.tostring(svg, encoding='unicode')}\n", encoding="utf-8")


def _points(begins: float, shares: Sequence[float]) -> list[tuple[float, float]]:
    """Return a point a minute; what is at its end stays there."""
    first = 3600 * (begins - _HOURS[0])
    seen = [*range(0, len(shares), _STEP), len(shares) - 1]
    points = [(_x(first + second), _y(shares[second])) for second in seen]
    return [(_x(first), _y(0)), *points, (_x(_SECONDS), points[-1][1])]


def _x(second: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * second / _SECONDS


def _y(share: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share


def _line(
    svg: ET.Element, points: Sequence[tuple[float, float]], colour: str, width: float
) -> None:
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    ET.SubElement(svg, "polyline", points=drawn, fill="none", stroke=colour).set(
        "stroke-width", f"{width:g}"
    )


def _write(svg: ET.Element, x: float, y: float, text: str, colour: str = _INK) -> None:
    ET.SubElement(svg, "text", x=f"{x:.1f}", y=f"{y:.1f}", fill=colour).text = text
