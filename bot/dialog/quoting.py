"""Quotations (引文): the only way the words of the measure get into a reply."""

from collections.abc import Iterable
from dataclasses import replace

from bot.dialog import sentences as s
from bot.dialog.content.measure import Clause, Measure
from bot.dialog.content.parts import Language
from bot.dialog.reply import Quote, Reply
from bot.dialog.voice import Voice

_LEFT_OUT = "……"


def is_quoted(words: str, text: str) -> bool:
    """Return whether `words` stand in `text` character by character.

    `……` between two parts stands for words that were left out; the parts keep their order.
    """
    return bool(spans(words, text))


def spans(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the parts of `words` begin and end in `text`; nothing if they do not stand there."""
    start = text.find(words)
    if start >= 0:
        return ((start, start + len(words)),) if words else ()
    found, end = [], 0
    for part in words.split(_LEFT_OUT):
        start = text.find(part, end)
        if start < 0 or not part:
            return ()
        end = start + len(part)
        found.append((start, end))
    return tuple(found)


def quote(voice: Voice, clause_id: str, words: str | None = None) -> Quote:
    """Return the clause with its parts, or the `words` of it, and where it stands.

    Raises:
        ValueError: `words` do not stand in the clause character by character.
    """
    measure = voice.pack.measure
    clause = measure.clauses[clause_id]
    translation = None
    if words is None or words == clause.zh:
        with_parts = (clause, *measure.parts_of[clause_id]) if words is None else (clause,)
        words = _lines(with_parts, Language.CHINESE)
        if voice.language is Language.ENGLISH:
            text = _lines(with_parts, Language.ENGLISH)
            translation = voice.say(s.QUOTE_TRANSLATION, text=text)
    elif not is_quoted(words, clause.zh):
        raise ValueError(f"words that do not stand in clause {clause_id} cannot be quoted")
    source = voice.say(s.QUOTE_SOURCE, place=place(voice, clause_id))
    return Quote(clause_id, words, source, translation)


def quote_under_heading(voice: Voice, clause_id: str) -> Quote:
    """Return the clause with its parts, below a heading that names its section already."""
    source = voice.say(s.QUOTE_SOURCE, place=voice.name(clause_id))
    return replace(quote(voice, clause_id), source=source)


def _lines(clauses: Iterable[Clause], language: Language) -> str:
    return "\n".join(clause.in_(language) for clause in clauses)


def place(voice: Voice, clause: str) -> str:
    """Return where a clause stands: its section and its name, once where they are the same."""
    section = voice.pack.measure.section_of[clause].title.in_(voice.language)
    name = voice.name(clause)
    return name if name == section else voice.say(s.CLAUSE_PLACE, section=section, clause=name)


def verified(voice: Voice, reply: Reply) -> tuple[Reply, tuple[str, ...]]:
    """Return `reply` without quotations that are not in the text, and the clauses they named.

    It is looked at once more before a message leaves: nothing false may be shown as a quotation,
    whatever went wrong before.
    """
    measure = voice.pack.measure
    false = [
        block for block in reply.blocks if isinstance(block, Quote) and not _is_true(measure, block)
    ]
    kept = tuple(block for block in reply.blocks if block not in false)
    return replace(reply, blocks=kept), tuple(block.clause for block in false)


def _is_true(measure: Measure, quotation: Quote) -> bool:
    clause = measure.clauses.get(quotation.clause)
    if clause is None:
        return False
    whole = _lines((clause, *measure.parts_of[clause.id]), Language.CHINESE)
    return quotation.text == whole or is_quoted(quotation.text, clause.zh)
