"""Speaks: fills the sentences of a content pack in one language."""

from dataclasses import dataclass

from bot.dialog.content.parts import Language
from bot.dialog.content.schema import Pack
from bot.dialog.sentences import Sentence


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

    def say_key(self, key: str) -> str:
        """Return the text of a key that the pack itself names, such as a kind of refusal."""
        return self.pack.texts[self.language][key]
