"""The content pack (内容包) as types. A pack is data only: another measure is another folder.

Field meanings are written in the pack's own YAML files. All texts come in Simplified Chinese
(`zh`) and English (`en`); English is always an unofficial translation.
"""

from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,47}$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Language(StrEnum):
    """The languages the assistant speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


class Part(BaseModel):
    """Anything in a pack: read-only, and without unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Bilingual(Part):
    """A text in both languages."""

    zh: Line
    en: Line

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.en if language is Language.ENGLISH else self.zh


class Clause(Bilingual):
    """A clause (条目) of the text; `zh` is the text itself, character by character."""

    id: Identifier
    parent: Identifier | None = None
    label: Bilingual | None = None
    """What is shown instead of the id, where the id says nothing to a reader."""

    def name_in(self, language: Language) -> str:
        """Return what a reader is shown for the clause."""
        return self.label.in_(language) if self.label else self.id


class Section(Part):
    """A section (部分) of the text."""

    id: Identifier
    title: Bilingual
    clauses: tuple[Clause, ...] = Field(min_length=1)


class Correction(Part):
    """A damage of the original that was mended (校订)."""

    damaged: Line
    corrected: Line
    clauses: tuple[Identifier, ...] = ()


class Provenance(Part):
    """Where the text comes from (出处)."""

    source: Bilingual
    caveat: Bilingual
    corrected: Bilingual


class Gap(Bilingual):
    """Something people ask that the published text does not state (公开文本没有说明)."""

    id: Identifier
    near: tuple[Identifier, ...] = ()


class Measure(Part):
    """The measure (实施办法) as far as it was published."""

    title: Bilingual
    provenance: Provenance
    corrections: tuple[Correction, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    gaps: tuple[Gap, ...] = ()

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """All clauses by id, in the order of the text."""
        return {clause.id: clause for section in self.sections for clause in section.clauses}

    @cached_property
    def parts_of(self) -> dict[str, tuple[Clause, ...]]:
        """The parts of each clause, by clause id; of most there are none."""
        every = self.clauses.values()
        return {name: tuple(part for part in every if part.parent == name) for name in self.clauses}

    @cached_property
    def section_of(self) -> dict[str, Section]:
        """The section of each clause, by clause id."""
        return {clause.id: section for section in self.sections for clause in section.clauses}


class Role(StrEnum):
    """What an element is to its scenario."""

    CONTEXT = "context"
    CONDITION = "condition"
    CAUSE = "cause"
    CONSEQUENCE = "consequence"


class Element(Part):
    """A condition, cause, context or consequence (要件) that a clause names."""

    role: Role
    clause: Identifier
    phrase: Line
    question: Bilingual
    why: Bilingual
    met_by: bool = True
    """The answer to the question with which the element holds."""


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


class Scenario(Part):
    """A tolerance scenario (容错情形): the clause of the same id as an expression over elements."""

    title: Bilingual
    requires: Expression


class Scenarios(Part):
    """The file of elements and scenarios."""

    elements: dict[Identifier, Element] = Field(min_length=1)
    scenarios: dict[Identifier, Scenario] = Field(min_length=1)


class Ladder(Part):
    """When a person is reminded (提醒阶梯): days from the deadline, and the local time of day."""

    days: tuple[int, ...] = Field(min_length=1)
    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Ladders(Part):
    """The reminder presets."""

    default: Ladder


Cues = tuple[Line, ...]


class Utterances(Part):
    """How people say it: cues for every route an answer can take."""

    chitchat: dict[Identifier, Cues]
    functions: dict[Identifier, Cues]
    cancel: Cues
    """What drops the item that is being recorded; only as the whole message."""
    refusals: dict[Identifier, Cues]
    gaps: dict[Identifier, Cues]
    clauses: dict[Identifier, Cues]


class Pack(Part):
    """A whole content pack."""

    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6}$")]
    """The first digits of the hash of its files: tells a button of other content apart."""
    measure: Measure
    scenarios: Scenarios
    ladders: Ladders
    utterances: Utterances
    texts: dict[Language, dict[str, str]]
