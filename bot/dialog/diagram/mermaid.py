"""The same pictures as Mermaid flowcharts, for wikis and editors that draw them."""

import re
from collections.abc import Iterator

from bot.dialog.content.rules import AllOf, AnyOf, Expression, Not, Scenarios
from bot.dialog.diagram.overview import shared
from bot.dialog.diagram.palette import (
    ASKED,
    BOTTOM_LINE,
    EVERY,
    GROUPS,
    LINES_TITLE,
    PRESUMED,
    ROLES,
    Look,
)

_SPECIAL = re.compile(r"[!-,./:-@\[-^`{-~]")
"""Every ASCII sign but - and _: some begin or end something, and which ones changes."""


def scenario_mermaid(content: Scenarios, name: str) -> str:
    """Return the expression of a scenario and its bottom lines as a flowchart."""
    return "\n".join(["flowchart LR", *_Chart(content, name).lines(), *_classes(), ""])


def overview_mermaid(content: Scenarios) -> str:
    """Return scenarios and what they share as a flowchart."""
    lines = ["flowchart LR"]
    number = {name: f"s{index}" for index, name in enumerate(content.scenarios)}
    for name, scenario in content.scenarios.items():
        lines.append(f"  {number[name]}[{_label(name, scenario.title.zh)}]")
    for index, one in enumerate(shared(content)):
        head = (BOTTOM_LINE.words, EVERY.words) if one.is_line else ()
        look = ":::line" if one.is_line else ""
        lines.append(f"  e{index}({_label(*head, one.words(content), one.element)}){look}")
        for ground in one.grounds:
            role = _label(ROLES[ground.role].words)
            lines.append(f"  {number[ground.clause]} -- {role} --- e{index}")
    return "\n".join([*lines, *_classes(), ""])


class _Chart:
    """Numbers the nodes of one scenario as it goes."""

    def __init__(self, content: Scenarios, name: str) -> None:
        self._content = content
        self._name = name
        self._count = 0

    def lines(self) -> Iterator[str]:
        scenario = self._content.scenarios[self._name]
        root = self._next()
        yield f"  {root}[{_label(self._name, scenario.title.zh)}]"
        yield from self._below(root, scenario.requires)
        yield from self._bottom_lines(root)

    def _next(self) -> str:
        self._count += 1
        return f"n{self._count}"

    def _below(self, parent: str, expression: Expression) -> Iterator[str]:
        node = self._next()
        match expression:
            case AllOf(all=operands):
                yield from self._group(parent, node, GROUPS["all"], operands)
            case AnyOf(any=operands):
                yield from self._group(parent, node, GROUPS["any"], operands)
            case Not(not_=operand):
                yield from self._group(parent, node, GROUPS["not"], (operand,))
            case element:
                ground = self._content.elements[element].ground_in(self._name)
                also = f" · {BOTTOM_LINE.words}" if element in self._content.bottom_lines else ""
                head = f"{ROLES[ground.role].words} · {ground.clause}{also}"
                label = _label(head, ground.phrase, element)
                yield f"  {parent} --- {node}[{label}]:::{ground.role}"

    def _group(
        self, parent: str, node: str, look: Look, operands: tuple[Expression, ...]
    ) -> Iterator[str]:
        yield f"  {parent} --- {node}([{_label(look.words)}])"
        for operand in operands:
            yield from self._below(node, operand)

    def _bottom_lines(self, root: str) -> Iterator[str]:
        names = self._content.lines_of[self._name]
        if not names:
            return
        group = self._next()
        yield f"  {root} -.- {group}([{_label(LINES_TITLE.zh, LINES_TITLE.en)}])"
        for name in names:
            line = self._content.bottom_lines[name]
            state = (ASKED if line.asked else PRESUMED).words
            head = f"{BOTTOM_LINE.zh} · {line.clause} {line.phrase} · {state}"
            label = _label(head, self._content.elements[name].question.zh, name)
            yield f"  {group} --- {self._next()}[{label}]:::line"


def _label(*rows: str) -> str:
    """Return rows as a quoted label; signs that mean something to Mermaid become their numbers."""
    return '"' + "<br/>".join(map(escaped, rows)) + '"'


def escaped(text: str) -> str:
    """Return `text` so that Mermaid shows it as it is."""
    return _SPECIAL.sub(lambda sign: f"#{ord(sign[0])};", " ".join(text.split()))


def _classes() -> Iterator[str]:
    looks = {**{role.value: look for role, look in ROLES.items()}, "line": BOTTOM_LINE}
    for name, look in looks.items():
        dashes = ",stroke-dasharray:5 3" if look is BOTTOM_LINE else ""
        yield f"  classDef {name} fill:{look.tint},stroke:{look.ink},color:#1f2328{dashes}"
