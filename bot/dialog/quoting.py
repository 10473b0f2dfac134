"""Quotations (引文): the only way the words of the measure get into a reply."""

from bot.dialog import sentences as s
from bot.dialog.reply import Quote
from bot.dialog.voice import Voice


def quote(voice: Voice, clause_id: str, words: str | None = None) -> Quote:
    """Return the clause, or the `words` of it, as a quotation that says where it stands.

    Raises:
        ValueError: `words` do not stand in the clause character by character.
    """
    clause = voice.pack.measure.clauses[clause_id]
    section = voice.pack.measure.section_of[clause_id]
    words = clause.zh if words is None else words
    if words not in clause.zh:
        raise ValueError(f"words that do not stand in clause {clause_id} cannot be quoted")
    translation = None
    if voice.language == "en" and words == clause.zh:
        translation = voice.say(s.QUOTE_TRANSLATION, text=clause.en)
    title = section.title.in_(voice.language)
    source = voice.say(s.QUOTE_SOURCE, section=title, clause=clause_id)
    return Quote(clause_id, words, source, translation)
