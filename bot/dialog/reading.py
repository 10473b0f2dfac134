"""Reading (通读): the text of the measure itself, where it comes from, and what it does not state."""

from bot.dialog import sentences as s
from bot.dialog.actions import ShowClause, ShowSources, StartCheck
from bot.dialog.content.measure import Gap
from bot.dialog.quoting import place, quote
from bot.dialog.reply import Block, Button, Heading, Reply, Text
from bot.dialog.voice import Voice


def show_clause(voice: Voice, clause: str) -> Reply:
    """Return a clause for reading: the exact words, its parts, where it stands."""
    blocks = (Heading(place(voice, clause)), quote(voice, clause))
    return Reply(blocks, (clause_buttons(voice, clause),))


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
    return Reply(
        (
            Heading(voice.say(s.SOURCES_HEADING)),
            Text(measure.title.in_(voice.language)),
            *(Text(text.in_(voice.language)) for text in said),
            *(corrections if measure.corrections else ()),
        ),
    )


def clause_buttons(voice: Voice, clause: str) -> tuple[Button, ...]:
    """Return what can be done from a clause."""
    buttons = [Button(voice.say(s.BUTTON_SOURCES), ShowSources())]
    if clause in voice.pack.scenarios.scenarios:
        buttons.insert(0, Button(voice.say(s.BUTTON_CHECK), StartCheck(clause)))
    return tuple(buttons)


def show_gap(voice: Voice, gap: Gap) -> Reply:
    """Return what the text does not state, whom to ask, and the clauses closest to it."""
    blocks = [
        Text(gap.in_(voice.language)),
        Text(voice.say(s.ANSWER_WHOM_TO_ASK, contacts=_contacts(voice, gap))),
    ]
    if gap.near:
        blocks.append(Text(voice.say(s.ANSWER_NEAR, clauses=_listed(voice, gap))))
    near = tuple(
        Button(voice.say(s.BUTTON_SHOW_CLAUSE, clause=voice.name(name)), ShowClause(name))
        for name in gap.near
    )
    sources = Button(voice.say(s.BUTTON_SOURCES), ShowSources())
    return Reply(tuple(blocks), ((*near, sources),))


def _listed(voice: Voice, gap: Gap) -> str:
    return voice.say(s.LIST_SEPARATOR).join(map(voice.name, gap.near))


def _contacts(voice: Voice, gap: Gap) -> str:
    contacts = (voice.pack.measure.contacts[name].in_(voice.language) for name in gap.ask)
    return voice.say(s.LIST_OR).join(contacts)
