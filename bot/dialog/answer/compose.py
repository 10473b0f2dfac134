"""From a route to what is shown: the answer first, the exact words, and the ways on."""

from bot.dialog import sentences as s
from bot.dialog.actions import AddItem, ShowClause, ShowItems, ShowMeasure, ShowSources, StartCheck
from bot.dialog.answer.language import language_of
from bot.dialog.answer.result import Function, Kind, Result
from bot.dialog.answer.route import Route, Router
from bot.dialog.content.parts import Bilingual, Language
from bot.dialog.quoting import quote
from bot.dialog.reading import show_gap, show_measure, show_section, ways_on
from bot.dialog.reply import Block, Button, Heading, Note, Reply, Row, Text
from bot.dialog.voice import Voice

_FEW = 3
"""Quotations that are read one by one; of more, each has a title to find it by."""


def ask(voice: Voice, router: Router, question: str) -> Result:
    """Return the answer to `question`: in English if it is asked in English."""
    if language_of(question) is Language.ENGLISH:
        voice = Voice(voice.pack, Language.ENGLISH)
    match router.route(question):
        case Route(kind=Kind.ANSWER) as route:
            return _answer(voice, route)
        case Route(kind=Kind.NOT_STATED, target=""):
            return _no_such_clause(voice)
        case Route(kind=Kind.NOT_STATED, target=target):
            return _not_stated(voice, target)
        case Route(kind=Kind.INTENT, target=Function.LIST_SCENARIOS):
            return _scenarios(voice)
        case Route(kind=Kind.INTENT, target=function, clauses=named):
            return _function(voice, Function(function), named)
        case Route(kind=Kind.CHITCHAT as kind, target=target):
            words = voice.say_key(f"chitchat.{target}")
        case Route(target="", related=near):
            return _unclear(voice, near)
        case Route(kind=kind, target=target):
            words = voice.say_key(f"refusals.{target}")
    ways = _ways_to_text(voice) if kind is Kind.OUT_OF_SCOPE else _ways_on(voice)
    return Result(kind, Reply((Text(words),), (ways,)), target=target)


def help_words(voice: Voice) -> str:
    """Return what the assistant can do, with a question as an example."""
    return voice.say(s.HELP, example=voice.pack.measure.example.in_(voice.language))


def _answer(voice: Voice, route: Route) -> Result:
    blocks: list[Block] = [Text(_plain(voice, route))]
    if voice.pack.scenarios.scenarios.keys() & set(route.clauses):
        blocks.append(Text(voice.say(s.ANSWER_WHO_RULES)))
    for clause in route.clauses:
        if len(route.clauses) > _FEW and voice.titled(clause) != voice.name(clause):
            blocks.append(Heading(voice.titled(clause)))
        blocks.append(quote(voice, clause))
    if route.related:
        blocks.append(Text(voice.say(s.ANSWER_RELATED)))
        blocks += [quote(voice, clause) for clause in route.related]
    blocks += _left_open(voice, route)
    blocks.append(Note(voice.say(s.ANSWER_STANDING)))
    reply = Reply(tuple(blocks), _ways_from(voice, route.clauses))
    return Result(Kind.ANSWER, reply, (*route.clauses, *route.related), target=route.target)


def _plain(voice: Voice, route: Route) -> str:
    """Return the answer in one plain sentence, as the content has it."""
    measure = voice.pack.measure
    topics: dict[str, Bilingual | None] = {topic.id: topic for topic in measure.topics}
    alone = measure.clauses[route.clauses[0]].plain if len(route.clauses) == 1 else None
    plain = topics.get(route.target) or alone
    if plain:
        return plain.in_(voice.language)
    names = voice.say(s.LIST_SEPARATOR).join(map(voice.name, route.clauses))
    return voice.say(s.ANSWER_FOUND, clauses=names)


def _left_open(voice: Voice, route: Route) -> list[Block]:
    """Return what the one clause that answers leaves open, if the content says so."""
    if len(route.clauses) != 1:
        return []
    open_gaps = voice.pack.measure.clauses[route.clauses[0]].leaves_open
    titles = {gap.id: gap.title.in_(voice.language) for gap in voice.pack.measure.gaps}
    names = voice.say(s.LIST_SEPARATOR).join(titles[name] for name in open_gaps)
    return [Note(voice.say(s.ANSWER_LEFT_OPEN, gaps=names))] if names else []


def _ways_from(voice: Voice, clauses: tuple[str, ...]) -> tuple[Row, ...]:
    if len(clauses) == 1:
        return ways_on(voice, clauses[0])
    check, *others = _ways_to_text(voice)
    scenarios = voice.pack.scenarios.scenarios.keys()
    return ((check, *others),) if scenarios & set(clauses) else (tuple(others),)


def _ways_to_text(voice: Voice) -> Row:
    return (
        Button(voice.say(s.BUTTON_CHECK), StartCheck()),
        Button(voice.say(s.BUTTON_MEASURE), ShowMeasure()),
        Button(voice.say(s.BUTTON_SOURCES), ShowSources()),
    )


def _not_stated(voice: Voice, target: str) -> Result:
    gap = next(gap for gap in voice.pack.measure.gaps if gap.id == target)
    return Result(Kind.NOT_STATED, show_gap(voice, gap), target=gap.id)


def _unclear(voice: Voice, near: tuple[str, ...]) -> Result:
    """Return that it was not understood, and what may have been meant, to read."""
    offered = tuple((Button(voice.titled(name), ShowClause(name)),) for name in near)
    words = [Text(voice.say(s.ANSWER_UNCLEAR))]
    if near:
        words.append(Text(voice.say(s.ANSWER_PERHAPS)))
    reply = Reply(tuple(words), (*offered, _ways_to_text(voice)))
    return Result(Kind.OUT_OF_SCOPE, reply)


def _no_such_clause(voice: Voice) -> Result:
    reading = Button(voice.say(s.BUTTON_MEASURE), ShowMeasure())
    words = Text(voice.say(s.ANSWER_NO_SUCH_CLAUSE))
    return Result(Kind.NOT_STATED, Reply((words,), ((reading,),)))


def _scenarios(voice: Voice) -> Result:
    """Return the list of scenarios to browse, which is the answer to which there are as well."""
    names = tuple(voice.pack.scenarios.scenarios)
    section = show_section(voice, voice.pack.measure.section_of[names[0]].id)
    reply = section or show_measure(voice)
    return Result(Kind.ANSWER, reply, names, Function.LIST_SCENARIOS)


def _function(voice: Voice, function: Function, named: tuple[str, ...]) -> Result:
    reply = Reply((Text(help_words(voice)),), (_ways_on(voice),))
    return Result(Kind.INTENT, reply, intent=function, named=named)


def _ways_on(voice: Voice) -> Row:
    return (
        Button(voice.say(s.BUTTON_CHECK), StartCheck()),
        Button(voice.say(s.BUTTON_ADD), AddItem()),
        Button(voice.say(s.BUTTON_ITEMS), ShowItems()),
    )
