"""A sheet to draw on, which becomes SVG. Escaping is ElementTree's."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bot.dialog.diagram.lettering import Lettering
from bot.dialog.diagram.palette import PAPER

_FONTS = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
_NO_CONTROLS = dict.fromkeys(range(32), " ")
"""XML has no way to write them."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle, and how it looks."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str
    dashes: str = ""

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


class Canvas:
    """A sheet of a fixed width, as high as what was drawn on it.

    Args:
        width: in units; a phone is about 400 wide.
        title: what the picture shows, for those who do not see it.
    """

    def __init__(self, width: float, title: str) -> None:
        self.width = width
        self._bottom = 0.0
        self._svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        self._svg.attrib |= {"lang": "zh", "font-family": _FONTS}
        ET.SubElement(self._svg, "title").text = title.translate(_NO_CONTROLS)
        # Dark viewers show a picture on black; it brings its own paper.
        self._paper = ET.SubElement(self._svg, "rect", {"fill": PAPER, "rx": "10"})

    def card(self, frame: Frame, texts: Sequence[Lettering], pad: tuple[float, float]) -> None:
        """Draw a frame with texts below one another; `pad` is the room left of and above them."""
        group = ET.SubElement(self._svg, "g")
        _drawn(group, "rect", _rectangle(frame))
        top = frame.y + pad[1]
        for text in texts:
            _write(group, text, frame.x + pad[0], top)
            top += text.height
        self._bottom = max(self._bottom, frame.bottom)

    def write(self, text: Lettering, x: float, y: float) -> float:
        """Write a text on the paper and return where it ends."""
        _write(self._svg, text, x, y)
        self._bottom = max(self._bottom, y + text.height)
        return y + text.height

    def bar(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Draw a bar without a border."""
        place = {"x": _number(x), "y": _number(y)}
        size = {"width": _number(width), "height": _number(height)}
        _drawn(self._svg, "rect", {**place, **size, "rx": "2", "fill": fill})

    def path(self, way: str, colour: str, dashes: str = "", width: float = 1.5) -> None:
        """Draw a line along an SVG path."""
        look = {"d": way, "fill": "none", "stroke": colour, "stroke-width": _number(width)}
        _drawn(self._svg, "path", look | ({"stroke-dasharray": dashes} if dashes else {}))

    def svg(self, margin: float) -> str:
        """Return the picture, with a margin below what was drawn last."""
        size = {"width": _number(self.width), "height": _number(self._bottom + margin)}
        self._paper.attrib |= size
        self._svg.attrib |= size | {"viewBox": f"0 0 {size['width']} {size['height']}"}
        for element in self._svg:
            element.tail = "\n"
        return ET.tostring(self._svg, encoding="unicode") + "\n"


def _rectangle(frame: Frame) -> dict[str, str]:
    numbers = {"x": frame.x, "y": frame.y, "width": frame.width, "height": frame.height}
    look = {"rx": "6", "fill": frame.fill, "stroke": frame.stroke}
    dashes = {"stroke-dasharray": frame.dashes} if frame.dashes else {}
    return {name: _number(value) for name, value in numbers.items()} | look | dashes


def _write(parent: ET.Element, text: Lettering, x: float, y: float) -> None:
    look = {"font-size": _number(text.size), "fill": text.colour}
    written = ET.SubElement(parent, "text", look | ({"font-weight": "600"} if text.bold else {}))
    for line, baseline in text.baselines(y):
        place = {"x": _number(x), "y": _number(baseline)}
        ET.SubElement(written, "tspan", place).text = line.translate(_NO_CONTROLS)


def _drawn(parent: ET.Element, tag: str, look: dict[str, str]) -> None:
    ET.SubElement(parent, tag, look)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
