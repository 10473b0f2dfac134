"""Quotations (引文): the only way the words of the measure get into a reply."""

from bot.dialog import sentences as s
from bot.dialog.reply import Quote
from bot.dialog.voice import Voice

_LEFT_OUT = "……"


def is_quoted(words: str, text: str) -> bool:
    """Return whether `words` stand in `text` character by character.

    `……` between two parts stands for words that were left out; the parts keep their order.
    """
    start = 0
    if words in text:
        return bool(words)
    for part in words.split(_LEFT_OUT):
        found = text.find(part, start)
        if found < 0 or not part:
            return False
        start = found + len(part)
    return True


def quote(voice: Voice, clause_id: str, words: str | None = None) -> Quote:
    """Return the clause, or the `words` of it, as a quotation that says where it stands.

    Raises:
        ValueError: `words` do not stand in the clause character by character.
    """
    clause = voice.pack.measure.clauses[clause_id]
    section = voice.pack.measure.section_of[clause_id]
    words = clause.zh if words is None else words
    if not is_quoted(words, clause.zh):
        raise ValueError(f"words that do not stand in clause {clause_id} cannot be quoted")
    translation = None
    if voice.language == "en" and words == clause.zh:
        translation = voice.say(s.QUOTE_TRANSLATION, text=clause.en)
    title = section.title.in_(voice.language)
    source = voice.say(s.QUOTE_SOURCE, section=title, clause=clause_id)
    return Quote(clause_id, words, source, translation)
