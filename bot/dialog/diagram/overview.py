"""The picture of all scenarios: which elements they share, and what holds for every one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.dialog.content.rules import Ground, Scenarios
from bot.dialog.diagram.canvas import Canvas, Frame
from bot.dialog.diagram.lettering import Lettering, lettering
from bot.dialog.diagram.palette import (
    BOTTOM_LINE,
    EVERY,
    FAINT,
    INK,
    LINE,
    ROLES,
    SCENARIOS,
    SHARED,
)
from bot.dialog.diagram.scenario import MARGIN, legend

WIDTH = 480.0
_LEFT = 164.0
_RIGHT = 186.0
_GAP = 9.0
_PAD = (9.0, 6.0)


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands on the right: an element of several scenarios, or a bottom line."""

    element: str
    grounds: tuple[Ground, ...]
    """In the scenarios that name it themselves."""
    is_line: bool

    def words(self, content: Scenarios) -> str:
        """Return what the clauses call it, each phrase once."""
        phrases = dict.fromkeys(ground.phrase for ground in self.grounds)
        if not phrases:
            return content.bottom_lines[self.element].phrase
        return "；".join(phrases)


def shared(content: Scenarios) -> list[Shared]:
    """Return what scenarios share, each near the scenarios it belongs to."""
    found = []
    order = {name: number for number, name in enumerate(content.scenarios)}
    for name, element in content.elements.items():
        grounds = tuple(one for one in element.grounds if name in content.own.get(one.clause, ()))
        if len(grounds) > 1 or name in content.bottom_lines:
            found.append(Shared(name, grounds, name in content.bottom_lines))

    def middle(one: Shared) -> float:
        places = [order[ground.clause] for ground in one.grounds]
        return sum(places) / len(places) if places else len(order)

    return sorted(found, key=middle)


def overview_svg(content: Scenarios) -> str:
    """Return scenarios and what they share as SVG."""
    canvas = Canvas(WIDTH, f"{SCENARIOS.words}, {SHARED.words}")
    right_x = WIDTH - MARGIN - _RIGHT
    top = MARGIN
    for words, x in ((SCENARIOS, MARGIN), (SHARED, right_x)):
        title = lettering(words.words, 12.5, WIDTH, INK, bold=True)
        canvas.write(title, x, top)
    top += 26
    scenarios = {name: _scenario_texts(content, name) for name in content.scenarios}
    every = {one.element: _shared_texts(content, one) for one in shared(content)}
    tall = max(_needed(scenarios.values()), _needed(every.values()))
    left = _places(scenarios, MARGIN, top, _LEFT, tall)
    right = _places(every, right_x, top, _RIGHT, tall)
    _curves(canvas, shared(content), left, right)
    for name, texts in scenarios.items():
        canvas.card(left[name], texts, _PAD)
    for name, texts in every.items():
        canvas.card(right[name], texts, _PAD)
    used = {ground.role for one in shared(content) for ground in one.grounds}
    looks = tuple(look for role, look in ROLES.items() if role in used)
    legend(canvas, looks, top + tall + _GAP, of_lines=True)
    return canvas.svg(MARGIN - 4)


def _scenario_texts(content: Scenarios, name: str) -> list[Lettering]:
    room = _LEFT - 2 * _PAD[0]
    title = content.scenarios[name].title.zh
    return [
        lettering(name, 11.5, room, FAINT, bold=True),
        lettering(title, 13, room, INK),
    ]


def _shared_texts(content: Scenarios, one: Shared) -> list[Lettering]:
    room = _RIGHT - 2 * _PAD[0]
    head = [
        lettering(words, 10.5, room, BOTTOM_LINE.ink, bold=True)
        for words in (f"{BOTTOM_LINE.zh}（{EVERY.zh}）", f"{BOTTOM_LINE.en}, {EVERY.en}")
    ]
    texts = [
        lettering(one.words(content), 13, room, INK),
        lettering(one.element, 10.5, room, FAINT),
    ]
    return [*(head if one.is_line else ()), *texts]


def _height(texts: Iterable[Lettering]) -> float:
    return sum(text.height for text in texts) + 2 * _PAD[1]


def _needed(columns: Iterable[list[Lettering]]) -> float:
    heights = [_height(texts) for texts in columns]
    return sum(heights) + _GAP * (len(heights) - 1)


def _places(
    texts: dict[str, list[Lettering]], x: float, top: float, width: float, tall: float
) -> dict[str, Frame]:
    """Return where each stands when all are spread over the height `tall`."""
    room = tall - sum(map(_height, texts.values()))
    gap = room / max(len(texts) - 1, 1)
    places = {}
    for name, lines in texts.items():
        places[name] = Frame(x, top, width, _height(lines), "#ffffff", LINE)
        top += _height(lines) + gap
    return places


def _curves(
    canvas: Canvas, every: Sequence[Shared], left: dict[str, Frame], right: dict[str, Frame]
) -> None:
    """Join each scenario with what it shares; the ends are spread so that lines can be told apart."""
    starts = {name: _ends(frame, _count(every, name)) for name, frame in left.items()}
    for one in every:
        for ground, at in zip(
            one.grounds, _ends(right[one.element], len(one.grounds)), strict=True
        ):
            source, look = left[ground.clause], ROLES[ground.role]
            start, end = source.x + source.width, right[one.element].x
            begin, half = next(starts[ground.clause]), (start + end) / 2
            way = f"M{start:g} {begin:.1f}C{half:g} {begin:.1f} {half:g} {at:.1f} {end:g} {at:.1f}"
            canvas.path(way, look.ink, look.dashes)


def _count(every: Sequence[Shared], scenario: str) -> int:
    return sum(ground.clause == scenario for one in every for ground in one.grounds)


def _ends(frame: Frame, count: int) -> Iterator[float]:
    """Yield heights at the side of a frame for so many lines to end at."""
    return (frame.y + frame.height * (number + 1) / (count + 1) for number in range(count))
