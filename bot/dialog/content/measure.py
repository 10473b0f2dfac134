"""The measure (实施办法) as types: its clauses, where they come from, and what is not stated."""

from functools import cached_property

from pydantic import Field

from bot.dialog.content.parts import Bilingual, Command, Identifier, Language, Line, Part


class Clause(Bilingual):
    """A clause (条目) of the text; `zh` is the text itself, character by character."""

    id: Identifier
    parent: Identifier | None = None
    """The clause that this one is a part of."""
    label: Bilingual | None = None
    """What is shown instead of the id, where the id says nothing to a reader."""
    title: Bilingual | None = None
    """What the clause is about, in a word or two, where a reader sees its id alone."""
    plain: Bilingual | None = None
    """What the clause says, in one plain sentence: the answer that stands before the quotation."""
    leaves_open: tuple[Identifier, ...] = ()
    """The gaps that a reader of the clause runs into first."""

    def name_in(self, language: Language) -> str:
        """Return what a reader is shown for the clause."""
        return self.label.in_(language) if self.label else self.id


class Section(Part):
    """A section (部分) of the text."""

    id: Identifier
    title: Bilingual
    command: Command | None = None
    """What a person sends to read it, without the slash."""
    clauses: tuple[Clause, ...] = Field(min_length=1)


class Correction(Part):
    """A damage of the original that was mended (校订)."""

    damaged: Line
    """As it stood in the original."""
    corrected: Line
    clauses: tuple[Identifier, ...] = ()
    """Where the corrected words stand."""


class Provenance(Part):
    """Where the text comes from (出处)."""

    source: Bilingual
    caveat: Bilingual
    """What it is not, and what is missing in it."""
    corrected: Bilingual
    """What was mended in it."""


class Gap(Bilingual):
    """Something people ask that the published text does not state (公开文本没有说明)."""

    id: Identifier
    title: Bilingual
    """What is not stated, in a word or two: a button in the list of the gaps."""
    near: tuple[Identifier, ...] = ()
    """The clauses closest to the question: offered for reading, never as the answer."""
    ask: tuple[Identifier, ...] = Field(min_length=1)
    """Whom to ask: ids of contacts."""


class Topic(Bilingual):
    """Something that several clauses speak of (专题); the text is the plain answer."""

    id: Identifier
    cites: tuple[Identifier, ...] = Field(min_length=1)
    """The clauses that answer together, all of them quoted."""


class Measure(Part):
    """The measure (实施办法) as far as it was published."""

    title: Bilingual
    example: Bilingual
    """A question that people ask about it, and that it answers."""
    provenance: Provenance
    corrections: tuple[Correction, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)
    contacts: dict[Identifier, Bilingual] = Field(default_factory=dict)
    """Whom to ask what the text does not state, in general terms."""
    gaps: tuple[Gap, ...] = ()
    """What people ask and the published text does not state."""
    topics: tuple[Topic, ...] = ()
    """What people ask and only several clauses together answer."""

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

    @cached_property
    def section_by_command(self) -> dict[str, Section]:
        """The sections that have a command, by that command."""
        return {section.command: section for section in self.sections if section.command}
