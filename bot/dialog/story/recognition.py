"""Recognising a story (自述): a text that tells a case of one's own, and not a question about the measure.

The rule, in the order it is applied. A text is no story

1. that names a clause by its id, asks what the text says, or asks or wants anything but whether its case
   counts (“这算不算”, “怎么办”): it is answered, and what it states is remembered for a check;
2. that says one thing only; or has nobody of one's own in it, unless it says three things and what is past:
   keywords, and cases in general;
3. whose language is not read: Latin letters that are no English;
4. that asks for a function, unless it states two elements or more, or for what has to be declined.

Then it is a story if it may be one of the scenarios and states something of it; whoever asks whether it
counts has to state what a story has to, since the answer is shown otherwise. If it is none of the
scenarios, it is a story that fits none only if nothing in it asks, and it is no small talk.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialog.answer.language import language_of
from bot.dialog.answer.result import Kind
from bot.dialog.answer.route import Explained, Router
from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.story.elements import contexts, told_elements
from bot.dialog.story.facts import Fact
from bot.dialog.story.folding import fold
from bot.dialog.story.reading import Reader
from bot.dialog.story.telling import Manner, Telling, begins, telling

_OUTWEIGHS_FUNCTION = 2
"""So many stated elements are a story, whatever function its words resemble."""
_SURELY = 0.5
"""So probable is what is not stated, where that is asked for and nothing told."""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it was recognised; its text is not kept."""

    scenarios: tuple[str, ...]
    """Which it may be, best first, but those of which nothing is stated last; none if it fits none."""
    facts: tuple[Fact, ...]
    """What it says of any element, in its order."""
    asks_whether: bool
    """Whether it asks if its case counts, which nobody here can say."""


def recognised(pack: Pack, router: Router, reader: Reader, text: str) -> Story | None:
    """Return the story that `text` tells; None if it asks, or says something else."""
    told = telling(text)
    of_a_case = told.is_own or (told.is_past and told.is_many)
    if told.manner is Manner.ASKS or not told.is_several or not of_a_case:
        return None
    if _names_a_clause(pack, text) or _is_unread(text):
        return None
    facts = reader.facts(text)
    counted = told_elements(pack.scenarios)
    stated = sum(fact.element in counted for fact in facts)
    explained = router.explain(text)
    kind = explained.route.kind
    asks = told.manner is Manner.ASKS_WHETHER
    if kind is Kind.INTENT and stated < _OUTWEIGHS_FUNCTION:
        return None
    if kind is Kind.OUT_OF_SCOPE and told.asks_anything and not asks:
        return None
    scenarios = reader.read(text).scenarios
    if not scenarios:
        is_a_case = _is_a_case(told, explained)
        return Story((), facts, asks_whether=False) if is_a_case else None
    telling_facts = [fact for fact in facts if fact.element in counted | contexts(pack.scenarios)]
    if not any(_speaks_of(pack, name, telling_facts) for name in scenarios):
        return None
    if asks and not (stated and told.is_own):
        return None
    ordered = sorted(scenarios, key=lambda name: not _speaks_of(pack, name, facts))
    return Story(tuple(ordered), facts, asks_whether=asks)


def _speaks_of(pack: Pack, scenario: str, facts: Iterable[Fact]) -> bool:
    elements = {*pack.scenarios.own[scenario], *pack.scenarios.lines_of[scenario]}
    return any(fact.element in elements for fact in facts)


def is_begun(router: Router, text: str) -> bool:
    """Return whether `text` begins a story that is told in pieces, and says nothing of it yet."""
    kinds = (Kind.ANSWER, Kind.INTENT, Kind.CHITCHAT)
    return begins(text) and not _is_unread(text) and router.route(text).kind not in kinds


def _is_a_case(told: Telling, explained: Explained) -> bool:
    """Return whether what resembles no scenario is a case all the same."""
    kind, ranked = explained.route.kind, explained.ranked
    is_question = kind is Kind.NOT_STATED and bool(ranked and ranked[0].score >= _SURELY)
    quiet = not told.asks_anything and kind not in (Kind.CHITCHAT, Kind.INTENT)
    return quiet and not is_question and told.is_own and told.is_past


def _names_a_clause(pack: Pack, text: str) -> bool:
    names = (name.casefold() for name, one in pack.measure.clauses.items() if not one.label)
    ids = "|".join(map(re.escape, names))
    return bool(ids and re.search(f"(?<![a-z0-9])(?:{ids})(?![a-z0-9])", fold(text).text))


def _is_unread(text: str) -> bool:
    return text.isascii() and language_of(text) is not Language.ENGLISH
