"""Inline mode (在任何聊天里引用条文): from a half-typed query to cards, each an exact quotation.

A card is posted under a person's own name, in a chat where the assistant may not be. So it says
where its words come from and what they are not, and has no buttons. What is found depends on the
query alone and never on who asks, because Telegram keeps the cards of a query for everyone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialog import sentences as s
from bot.dialog.answer.normalise import normalise, words_of
from bot.dialog.answer.result import Kind
from bot.dialog.answer.route import Route, Router
from bot.dialog.content.measure import Clause, Gap
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.quoting import place, quote, verified
from bot.dialog.render import render
from bot.dialog.reply import Heading, Note, Reply, Text
from bot.dialog.voice import Voice

PAGE = 50
"""How many cards Telegram takes at a time."""
_DESCRIPTION_LENGTH = 120
_SHORTEST_QUESTION = 2
"""One character may be the beginning of anything: it is looked up and not understood."""
_SHORTEST_WORD = 3
"""Fewer Latin letters may be pinyin or the id of a clause as well."""


@dataclass(frozen=True, slots=True)
class Card:
    """One thing to choose: what the list shows of it, and the message that it becomes."""

    id: str
    title: str
    description: str
    html: str


@dataclass(frozen=True, slots=True)
class Cards:
    """The answer to an inline query: a page of cards."""

    shown: tuple[Card, ...]
    next_offset: str = ""
    """Where the next page begins; empty on the last."""
    invitation: str = ""
    """What leads to the private chat, where it can do more; empty where it is not needed."""
    false: tuple[str, ...] = ()
    """Clauses whose quotation was false, which are not shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a query leads to: clauses, best first, or what the text does not state."""

    clauses: tuple[str, ...] = ()
    gap: Gap | None = None
    understood: bool = True
    """Whether the query asks for the text, rather than for something only a private chat has."""


def cards(pack: Pack, router: Router, query: str, offset: str = "") -> Cards:
    """Return the cards for what was typed so far; `offset` is where an earlier page ended."""
    voice = Voice(pack, _language(pack, query))
    result = found(pack, router, query)
    invitation = "" if result.understood else voice.say(s.BUTTON_PRIVATE)
    if result.gap:
        return Cards((_gap_card(voice, result.gap),))
    start = int(offset) if offset.isdecimal() else 0
    end = start + PAGE
    shown: list[Card] = []
    false: list[str] = []
    for clause in result.clauses[start:end]:
        reply, wrong = verified(voice, _message(voice, clause))
        false += wrong
        html = None if wrong else _single(reply)
        if html:
            shown.append(_clause_card(voice, clause, html))
    more = str(end) if end < len(result.clauses) else ""
    return Cards(tuple(shown), more, invitation, tuple(false))


def found(pack: Pack, router: Router, query: str) -> Found:
    """Return what `query` leads to; without words, everything, the scenarios first."""
    if not normalise(query):
        scenarios = [name for name in pack.measure.clauses if name in pack.scenarios.scenarios]
        return Found(tuple(dict.fromkeys((*scenarios, *pack.measure.clauses))))
    spelt = tuple(_with_words(pack, query))
    if len(normalise(query)) < _SHORTEST_QUESTION:
        return Found(spelt, understood=bool(spelt))
    match router.route(query):
        case Route(kind=Kind.ANSWER, clauses=meant, related=related):
            both = [name for name in (*meant, *related) if name in spelt]
            return Found(tuple(dict.fromkeys((*both, *spelt, *meant, *related))))
        case Route(kind=Kind.NOT_STATED, target=target):
            gap = next((gap for gap in pack.measure.gaps if gap.id == target), None)
            return Found(gap=gap) if gap else Found(spelt, understood=bool(spelt))
    return Found(spelt, understood=False)


def _with_words(pack: Pack, query: str) -> Iterator[str]:
    """Yield the clauses that have every word of `query`, in the order of the text."""
    words = words_of(query).split()
    for name, clause in pack.measure.clauses.items():
        if all(word in _searched(pack, clause) for word in words):
            yield name


def _searched(pack: Pack, clause: Clause) -> str:
    """Return all that a clause can be found by."""
    section = pack.measure.section_of[clause.id]
    named = [section.title, *([clause.label] if clause.label else [])]
    if clause.id in pack.scenarios.scenarios:
        named.append(pack.scenarios.scenarios[clause.id].title)
    texts = [text.in_(language) for text in (clause, *named) for language in Language]
    return "\n".join(map(normalise, (clause.id, *texts)))


def _language(pack: Pack, query: str) -> Language:
    """Return English where a word of the query begins a word of the translation, else Chinese."""
    typed = [word for word in words_of(query).split() if len(word) >= _SHORTEST_WORD]
    latin = tuple(word for word in typed if word.isascii() and word.isalpha())
    if not latin:
        return Language.CHINESE
    texts = (*pack.measure.clauses.values(), *pack.measure.gaps)
    known = (word for text in texts for word in words_of(text.en).split())
    return Language.ENGLISH if any(word.startswith(latin) for word in known) else Language.CHINESE


def _message(voice: Voice, clause: str) -> Reply:
    """Return the message of a clause: of what measure, its exact words, what that is not."""
    title = voice.pack.measure.title.in_(voice.language)
    rules = (
        (Note(voice.say(s.ANSWER_WHO_RULES)),) if clause in voice.pack.scenarios.scenarios else ()
    )
    standing = Note(voice.say(s.ANSWER_STANDING))
    return Reply((Heading(title), quote(voice, clause), *rules, standing))


def _single(reply: Reply) -> str | None:
    """Return `reply` as one message; None where it is too long, since a card is only one."""
    rendered = render(reply, "")
    return rendered[0].html if len(rendered) == 1 else None


def _clause_card(voice: Voice, clause: str, html: str) -> Card:
    text = voice.pack.measure.clauses[clause]
    words = text.zh
    if voice.language is Language.ENGLISH:
        words = voice.say(s.QUOTE_TRANSLATION, text=text.en)
    number = tuple(voice.pack.measure.clauses).index(clause)
    return Card(_id(voice, "c", number), place(voice, clause), _shortened(words), html)


def _gap_card(voice: Voice, gap: Gap) -> Card:
    words = gap.in_(voice.language)
    contacts = (voice.pack.measure.contacts[name].in_(voice.language) for name in gap.ask)
    whom = voice.say(s.ANSWER_WHOM_TO_ASK, contacts=voice.say(s.LIST_OR).join(contacts))
    title = voice.pack.measure.title.in_(voice.language)
    [message] = render(Reply((Heading(title), Text(words), Text(whom))), "")
    number = voice.pack.measure.gaps.index(gap)
    name = voice.say(s.INLINE_NOT_STATED)
    return Card(_id(voice, "g", number), name, _shortened(words), message.html)


def _id(voice: Voice, kind: str, number: int) -> str:
    """Return the id of a card: another one with other content or in another language."""
    return f"{voice.pack.version}.{voice.language}.{kind}{number}"


def _shortened(words: str) -> str:
    cut = words[:_DESCRIPTION_LENGTH]
    return cut if cut == words else f"{cut}……"
