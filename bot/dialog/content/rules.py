"""Elements, bottom lines and scenarios as types: the rules that a situation is checked against."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from bot.dialog.content.parts import Bilingual, Identifier, Line, Part


class Role(StrEnum):
    """What an element is to a scenario."""

    CONTEXT = "context"
    """Where the work happened."""
    CONDITION = "condition"
    """What must be true for the scenario to apply."""
    CAUSE = "cause"
    """Why it went wrong."""
    CONSEQUENCE = "consequence"
    """What went wrong."""


class Ground(Part):
    """Where the text names an element (依据): the exact words of a clause, and their role there."""

    clause: Identifier
    """The clause of the scenario that uses the element."""
    role: Role
    phrase: Line
    """The exact words; `……` stands for words left out between two exact parts."""


class Labels(Part):
    """What the buttons of a question say (答案的说法)."""

    affirm: Bilingual
    """The yes to the question."""
    deny: Bilingual
    """The no to the question."""
    unclear: Bilingual
    """As good an answer as the others."""


class Element(Part):
    """An element (要件) of one scenario or of several, which is asked for once."""

    grounds: tuple[Ground, ...] = ()
    """One for each scenario that uses it; none where only a bottom line does."""
    question: Bilingual
    """One thing, understood at once: at most 60 characters in Chinese, 120 in English."""
    why: Bilingual
    """Why it is asked."""
    shown_by: Bilingual
    """What would show it: a suggestion of the assistant, and not of the measure."""
    answers: Identifier
    """The id of the set of labels."""
    met_by: bool = True
    """The answer to the question with which the element holds."""

    def ground_in(self, clause: str) -> Ground:
        """Return where `clause` names the element.

        Raises:
            StopIteration: it does not; a checked pack has a ground for every use.
        """
        return next(ground for ground in self.grounds if ground.clause == clause)


class AllOf(Part):
    """Every operand holds."""

    all: tuple["Expression", ...] = Field(min_length=1)


class AnyOf(Part):
    """At least one operand holds."""

    any: tuple["Expression", ...] = Field(min_length=1)


class Not(Part):
    """The operand does not hold."""

    not_: "Expression" = Field(alias="not")


def _kind(value: object) -> str | None:
    """Return which expression `value` is meant to be, so that a mistake in it is told once."""
    match value:
        case str():
            return "element"
        case {"all": _} | AllOf():
            return "all of"
        case {"any": _} | AnyOf():
            return "any of"
        case {"not": _} | Not():
            return "not one"
        case _:
            return None


Expression = Annotated[
    Annotated[Identifier, Tag("element")]
    | Annotated[AllOf, Tag("all of")]
    | Annotated[AnyOf, Tag("any of")]
    | Annotated[Not, Tag("not one")],
    Discriminator(
        _kind,
        custom_error_type="expression",
        custom_error_message="expected the id of an element, or one of all, any and not",
    ),
]


def references(expression: Expression) -> Iterator[str]:
    """Yield the ids of the elements that `expression` names, in reading order."""
    match expression:
        case str() as element:
            yield element
        case AllOf(all=operands) | AnyOf(any=operands):
            for operand in operands:
                yield from references(operand)
        case Not(not_=operand):
            yield from references(operand)


class BottomLine(Part):
    """A bottom line (底线): an element that must hold whatever the scenario.

    It is presumed to hold unless something else was said, or unless it is `asked`.
    """

    clause: Identifier
    """The clause that it rests on."""
    phrase: Line
    """The exact words of that clause."""
    crossed: Bilingual
    """What is said where the element does not hold."""
    asked: bool = False
    """Whether every check asks it."""
    near: tuple[Identifier, ...] = ()
    """The clauses to read then."""


class Scenario(Part):
    """A tolerance scenario (容错情形): the clause of the same id as an expression over elements."""

    title: Bilingual
    """A few words that tell it from the other scenarios."""
    requires: Expression
    """What has to hold, in the order of asking."""


class Scenarios(Part):
    """The file of elements, bottom lines and scenarios."""

    answers: dict[Identifier, Labels] = Field(min_length=1)
    """Sets of labels, by an id that elements name."""
    elements: dict[Identifier, Element] = Field(min_length=1)
    """By an id that scenarios name."""
    bottom_lines: dict[Identifier, BottomLine] = Field(default_factory=dict)
    """By the id of the element that must hold."""
    scenarios: dict[Identifier, Scenario] = Field(min_length=1)
    """By the id of the clause."""

    @cached_property
    def own(self) -> dict[str, tuple[str, ...]]:
        """The elements of each scenario, in reading order."""
        return {
            name: tuple(dict.fromkeys(references(scenario.requires)))
            for name, scenario in self.scenarios.items()
        }

    @cached_property
    def lines_of(self) -> dict[str, tuple[str, ...]]:
        """The bottom lines of each scenario that are not elements of its own as well."""
        return {
            name: tuple(line for line in self.bottom_lines if line not in own)
            for name, own in self.own.items()
        }

    @cached_property
    def complete(self) -> dict[str, Expression]:
        """What each scenario requires together with its bottom lines."""
        return {
            name: AllOf(all=(scenario.requires, *self.lines_of[name]))
            for name, scenario in self.scenarios.items()
        }
