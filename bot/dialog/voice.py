"""Speaks: fills the sentences of a content pack in one language."""

from dataclasses import dataclass

from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.sentences import CLAUSE_TITLED, Sentence


@dataclass(frozen=True, slots=True)
class Voice:
    """A content pack in one language: what the dialog speaks with."""

    pack: Pack
    language: Language

    def say(self, sentence: Sentence, **values: str | int) -> str:
        """Return the text of `sentence` with `values` filled in."""
        return self.pack.texts[self.language][sentence.key].format(**values)

    def name(self, clause: str) -> str:
        """Return what is shown for a clause: its label, else its id."""
        return self.pack.measure.clauses[clause].name_in(self.language)

    def titled(self, clause: str) -> str:
        """Return what is shown for a clause where its words are not: its name and its title."""
        rule = self.pack.scenarios.scenarios.get(clause)
        title = rule.title if rule else self.pack.measure.clauses[clause].title
        name = self.name(clause)
        if title is None:
            return name
        text = self.pack.texts[self.language][CLAUSE_TITLED.key]
        return text.format(clause=name, title=title.in_(self.language))

    def say_key(self, key: str) -> str:
        """Return the text of a key that the pack itself names, such as a kind of refusal."""
        return self.pack.texts[self.language][key]
