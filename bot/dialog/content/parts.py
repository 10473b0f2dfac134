"""What every part of a content pack (内容包) is made of.

All texts come in Simplified Chinese (`zh`) and English (`en`); English is always an unofficial
translation.
"""

from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

ID_PATTERN = r"^[A-Za-z][A-Za-z0-9_]{0,63}$"
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
COMMAND_PATTERN = r"^[a-z0-9_]{1,32}$"
Command = Annotated[str, StringConstraints(pattern=COMMAND_PATTERN)]
"""What a person sends after a slash, as Telegram lets a command be."""
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Cues = tuple[Line, ...]
"""Pieces of text that tell what is meant."""


class Language(StrEnum):
    """The languages the assistant speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


class Part(BaseModel):
    """Anything in a pack: read-only, and without unknown fields."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        ignored_types=(cached_property,),
        use_attribute_docstrings=True,  # an editor shows them beside the fields
    )


class Bilingual(Part):
    """A text in both languages."""

    zh: Line
    en: Line

    def in_(self, language: Language) -> str:
        """Return the text in `language`."""
        return self.en if language is Language.ENGLISH else self.zh
