"""Packs to draw, and what can be read in a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from bot.dialog.content.parts import Bilingual
from bot.dialog.content.rules import Expression
from bot.dialog.content.schema import Pack
from tests.dialog.packs import PACK, pack_of

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<b>\"甲\" & '乙' #35; `c` [x](y) {z} |p| 1. --> %% $ \\ end;</b>"


@dataclass(frozen=True)
class Text:
    """A text of a picture, and the right edge of what it stands in."""

    words: str
    lines: tuple[tuple[float, str], ...]
    """Where each line begins, and what it says."""
    size: float
    edge: float


def texts(svg: str) -> Iterator[Text]:
    """Yield every text of a picture; it has to be well-formed."""
    root = ET.fromstring(svg)  # noqa: S314 - made by ourselves a moment ago
    parents = {child: parent for parent in root.iter() for child in parent}
    for text in root.iter(f"{SVG}text"):
        frame = parents[text].find(f"{SVG}rect") if parents[text].tag == f"{SVG}g" else None
        edge = float(root.attrib["width"]) if frame is None else _edge(frame)
        lines = tuple((float(span.attrib["x"]), span.text or "") for span in text)
        words = "".join(line for _, line in lines)
        yield Text(words, lines, float(text.attrib["font-size"]), edge)


def _edge(frame: ET.Element) -> float:
    return float(frame.attrib["x"]) + float(frame.attrib["width"])


def words(svg: str) -> set[str]:
    return {text.words for text in texts(svg)}


def pack_saying(phrase: str, requires: Expression, clause: str = "S01") -> Pack:
    """Return a pack whose phrases, questions and titles all say `phrase`."""
    pack = pack_of({clause: requires}, dict.fromkeys("abcde", True), {"d": True})
    said = Bilingual(zh=phrase, en=phrase)
    content = pack.scenarios
    elements = {
        name: element.model_copy(
            update={
                "grounds": tuple(
                    ground.model_copy(update={"phrase": phrase}) for ground in element.grounds
                ),
                "question": said,
            }
        )
        for name, element in content.elements.items()
    }
    scenarios = {
        name: scenario.model_copy(update={"title": said})
        for name, scenario in content.scenarios.items()
    }
    changed = content.model_copy(update={"elements": elements, "scenarios": scenarios})
    measure = PACK.measure.model_copy(update={"title": said})
    return pack.model_copy(update={"scenarios": changed, "measure": measure})
