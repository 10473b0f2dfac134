"""Reading (通读): the text of the measure itself, where it comes from, and what it does not state."""

import math
from collections.abc import Sequence

from bot.dialog import actions as a
from bot.dialog import sentences as s
from bot.dialog.content.measure import Gap
from bot.dialog.pages import Page, neighbours, page_blocks, page_of, pages, standing_alone
from bot.dialog.quoting import place, quote
from bot.dialog.reply import Block, Button, Heading, Reply, Row, Text, in_rows
from bot.dialog.voice import Voice

GAPS_PAGE = 16
"""How many gaps one page of their list names: eight rows of two."""
_GAPS_IN_A_ROW = 2


def read(voice: Voice, action: a.ReadingAction) -> Reply | None:
    """Return what a button of reading shows; None if the content has it no more."""
    measure = voice.pack.measure
    match action:
        case a.ShowMeasure() | a.ReadMeasure():
            return show_measure(voice)
        case a.ShowSection(section=name):
            return show_section(voice, name)
        case a.ReadSection(section=name, page=number):
            return show_section(voice, name, number)
        case a.ShowClause(clause=name) | a.ReadClause(clause=name):
            return show_clause(voice, name) if name in measure.clauses else None
        case a.ShowGaps():
            return show_gaps(voice) if measure.gaps else None
        case a.ReadGaps(page=number):
            return show_gaps(voice, number) if measure.gaps else None
        case a.ReadGap(gap=name):
            return _gap_in_list(voice, name)
        case a.ShowSources():
            return show_sources(voice)


def show_measure(voice: Voice) -> Reply:
    """Return the table of contents (目录): what it is, where it comes from, its sections."""
    measure = voice.pack.measure
    source = measure.provenance.source.in_(voice.language)
    sections = [
        (Button(section.title.in_(voice.language), a.ReadSection(section.id)),)
        for section in measure.sections
    ]
    gaps = a.ReadGaps() if measure.gaps else None
    last = (*_button(voice, s.BUTTON_GAPS, gaps), *_sources(voice))
    blocks = (
        Heading(measure.title.in_(voice.language)),
        Text(voice.say(s.READ_PROVENANCE, source=source)),
    )
    return Reply(blocks, (*sections, last))


def show_section(voice: Voice, name: str, number: int = 1) -> Reply | None:
    """Return a page of a section, its last where there are fewer; None if there is no such section."""
    every = pages(voice)
    own = [page for page in every if page.section.id == name]
    if not own:
        return None
    page = own[min(max(1, number), len(own)) - 1]
    opened = [Button(voice.name(clause), a.ReadClause(clause)) for clause in page.clauses]
    return Reply(page_blocks(voice, page), (*in_rows(opened), _leafing(voice, every, page)))


def _leafing(voice: Voice, every: Sequence[Page], page: Page) -> Row:
    """Return the buttons that turn to the page before, to the contents and to the page after."""
    index = every.index(page)
    before = every[index - 1] if index else None
    after = every[index + 1] if index + 1 < len(every) else None
    within = before and before.section == page.section
    back = s.BUTTON_PREVIOUS if within else s.BUTTON_PREVIOUS_SECTION
    within = after and after.section == page.section
    on = s.BUTTON_NEXT if within else s.BUTTON_NEXT_SECTION
    return (
        *_button(voice, back, _to(before)),
        *_button(voice, s.BUTTON_CONTENTS, a.ReadMeasure()),
        *_button(voice, on, _to(after)),
    )


def _to(page: Page | None) -> a.ReadSection | None:
    return a.ReadSection(page.section.id, page.number) if page else None


def show_clause(voice: Voice, clause: str) -> Reply:
    """Return a clause for reading: the exact words, its parts, where it stands."""
    measure = voice.pack.measure
    before, after = neighbours(measure, clause)
    turning = (
        *_button(voice, s.BUTTON_PREVIOUS_CLAUSE, a.ReadClause(before) if before else None),
        *_button(voice, s.BUTTON_SECTION, _to(page_of(voice, clause))),
        *_button(voice, s.BUTTON_NEXT_CLAUSE, a.ReadClause(after) if after else None),
    )
    blocks = (Heading(place(voice, clause)), quote(voice, clause))
    return Reply(blocks, ((*_check(voice, clause), *_sources(voice)), turning))


def ways_on(voice: Voice, clause: str) -> tuple[Row, ...]:
    """Return where an answer that quotes a clause leads to, each in a message of its own."""
    measure = voice.pack.measure
    section = measure.section_of[clause]
    count = len(standing_alone((one.id for one in section.clauses), measure))
    whole = Button(voice.say(s.BUTTON_WHOLE_SECTION, count=count), a.ShowSection(section.id))
    before, after = neighbours(measure, clause)
    beside = (
        *_button(voice, s.BUTTON_PREVIOUS_CLAUSE, a.ShowClause(before) if before else None),
        *_button(voice, s.BUTTON_NEXT_CLAUSE, a.ShowClause(after) if after else None),
    )
    first = (*_check(voice, clause), *((whole,) if count > 1 else ()), *_sources(voice))
    return (first, beside) if beside else (first,)


def show_sources(voice: Voice) -> Reply:
    """Return where the text comes from, what was corrected, and what it is not (出处)."""
    measure = voice.pack.measure
    provenance = measure.provenance
    corrections: list[Block] = [
        Heading(voice.say(s.SOURCES_CORRECTIONS)),
        Text(voice.say(s.SOURCES_CORRECTIONS_NOTE)),
    ]
    corrections += [
        Text(voice.say(s.SOURCES_CORRECTION, damaged=item.damaged, corrected=item.corrected))
        for item in measure.corrections
    ]
    said = (provenance.source, provenance.caveat, provenance.corrected)
    gaps = _button(voice, s.BUTTON_GAPS, a.ShowGaps() if measure.gaps else None)
    return Reply(
        (
            Heading(voice.say(s.SOURCES_HEADING)),
            Text(measure.title.in_(voice.language)),
            *(Text(text.in_(voice.language)) for text in said),
            *(corrections if measure.corrections else ()),
        ),
        ((*gaps, *_button(voice, s.BUTTON_MEASURE, a.ShowMeasure())),),
    )


def show_gaps(voice: Voice, number: int = 1) -> Reply:
    """Return a page of the list of what the text does not state, its last where there are fewer."""
    gaps = voice.pack.measure.gaps
    count = math.ceil(len(gaps) / GAPS_PAGE)
    number = min(max(1, number), count)
    heading = voice.say(s.READ_GAPS, count=len(gaps))
    if count > 1:
        heading = voice.say(s.READ_PAGE, title=heading, page=number, pages=count)
    named = [
        Button(gap.title.in_(voice.language), a.ReadGap(gap.id))
        for gap in gaps[(number - 1) * GAPS_PAGE : number * GAPS_PAGE]
    ]
    turning = (
        *_button(voice, s.BUTTON_PREVIOUS, a.ReadGaps(number - 1) if number > 1 else None),
        *_button(voice, s.BUTTON_CONTENTS, a.ReadMeasure()),
        *_button(voice, s.BUTTON_NEXT, a.ReadGaps(number + 1) if number < count else None),
    )
    blocks = (Heading(heading), Text(voice.say(s.READ_GAPS_NOTE)))
    return Reply(blocks, (*in_rows(named, _GAPS_IN_A_ROW), turning))


def show_gap(voice: Voice, gap: Gap) -> Reply:
    """Return what the text does not state, whom to ask, and the clauses closest to it."""
    return _gap(voice, gap, a.ShowGaps())


def _gap_in_list(voice: Voice, name: str) -> Reply | None:
    for index, gap in enumerate(voice.pack.measure.gaps):
        if gap.id == name:
            return _gap(voice, gap, a.ReadGaps(index // GAPS_PAGE + 1))
    return None


def _gap(voice: Voice, gap: Gap, gaps: a.Action) -> Reply:
    blocks = [
        Text(gap.in_(voice.language)),
        Text(voice.say(s.ANSWER_WHOM_TO_ASK, contacts=_contacts(voice, gap))),
    ]
    if gap.near:
        blocks.append(Text(voice.say(s.ANSWER_NEAR, clauses=_listed(voice, gap))))
    near = [
        Button(voice.say(s.BUTTON_SHOW_CLAUSE, clause=voice.name(name)), a.ShowClause(name))
        for name in gap.near
    ]
    return Reply(tuple(blocks), in_rows([*near, Button(voice.say(s.BUTTON_GAPS), gaps)]))


def _listed(voice: Voice, gap: Gap) -> str:
    return voice.say(s.LIST_SEPARATOR).join(map(voice.titled, gap.near))


def _contacts(voice: Voice, gap: Gap) -> str:
    contacts = (voice.pack.measure.contacts[name].in_(voice.language) for name in gap.ask)
    return voice.say(s.LIST_OR).join(contacts)


def _check(voice: Voice, clause: str) -> Row:
    known = clause in voice.pack.scenarios.scenarios
    return _button(voice, s.BUTTON_CHECK, a.StartCheck(clause) if known else None)


def _sources(voice: Voice) -> Row:
    return _button(voice, s.BUTTON_SOURCES, a.ShowSources())


def _button(voice: Voice, sentence: s.Sentence, action: a.Action | None) -> Row:
    """Return a button, or none where there is nothing to press it for."""
    return (Button(voice.say(sentence), action),) if action else ()
