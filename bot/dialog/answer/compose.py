"""From a route to what is shown: the answer first, the exact words, and the ways on."""

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, ShowClause, ShowItems, ShowSources, StartCheck
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.answer.route import Route, Router
from bot.dialog.content.measure import Gap
from bot.dialog.quoting import place, quote
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Text
from bot.dialog.voice import Voice


def ask(voice: Voice, router: Router, question: str) -> Result:
    """Return the answer to `question`."""
    match router.route(question):
        case Route(kind=Kind.ANSWER, target=clause):
            return _answer(voice, clause)
        case Route(kind=Kind.NOT_STATED, target=gap):
            return _not_stated(voice, gap)
        case Route(kind=Kind.INTENT, target=function):
            return _function(voice, Function(function))
        case Route(kind=Kind.CHITCHAT as kind, target=remark):
            words = voice.say_key(f"chitchat.{remark}")
        case Route(kind=kind, target=refusal):
            words = voice.say_key(f"refusals.{refusal}")
    return Result(kind, Reply((Text(words),), (_ways_on(voice),)))


def show_clause(voice: Voice, clause: str) -> Reply:
    """Return a clause for reading: the exact words, its parts, where it stands."""
    blocks = (Heading(place(voice, clause)), quote(voice, clause))
    return Reply(blocks, (_clause_buttons(voice, clause),))


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


def _answer(voice: Voice, clause: str) -> Result:
    found = Text(voice.say(s.ANSWER_FOUND, clauses=voice.name(clause)))
    reply = Reply(
        (found, quote(voice, clause), Note(voice.say(s.ANSWER_STANDING))),
        (_clause_buttons(voice, clause),),
    )
    return Result(Kind.ANSWER, reply, cites=(clause,))


def _clause_buttons(voice: Voice, clause: str) -> tuple[Button, ...]:
    buttons = [Button(voice.say(s.BUTTON_SOURCES), ShowSources())]
    if clause in voice.pack.scenarios.scenarios:
        buttons.insert(0, Button(voice.say(s.BUTTON_CHECK), StartCheck(clause)))
    return tuple(buttons)


def _not_stated(voice: Voice, target: str) -> Result:
    gap = next((gap for gap in voice.pack.measure.gaps if gap.id == target), None)
    if gap is None:
        words = Text(voice.say(s.ANSWER_NO_MATCH))
        return Result(Kind.NOT_STATED, Reply((words,), (_ways_on(voice),)))
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
    return Result(Kind.NOT_STATED, Reply(tuple(blocks), ((*near, sources),)))


def _listed(voice: Voice, gap: Gap) -> str:
    return voice.say(s.LIST_SEPARATOR).join(map(voice.name, gap.near))


def _contacts(voice: Voice, gap: Gap) -> str:
    contacts = (voice.pack.measure.contacts[name].in_(voice.language) for name in gap.ask)
    return voice.say(s.LIST_OR).join(contacts)


def help_words(voice: Voice) -> str:
    """Return what the assistant can do, with a question as an example."""
    return voice.say(s.HELP, example=voice.pack.measure.example.in_(voice.language))


def _function(voice: Voice, function: Function) -> Result:
    reply = Reply((Text(help_words(voice)),), (_ways_on(voice),))
    return Result(Kind.INTENT, reply, intent=function)


def _ways_on(voice: Voice) -> tuple[Button, ...]:
    return (
        Button(voice.say(s.BUTTON_CHECK), StartCheck()),
        Button(voice.say(s.BUTTON_ADD), AddItem()),
        Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
    )
