"""Evidence (佐证): photos and documents that show what was done, by the number the messenger gives a file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Form(StrEnum):
    """What kind of file it is: it can be sent again only as that."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file of an item; it lies with the messenger, and only its number is kept."""

    form: Form
    file: str
    name: str = ""
    id: int = 0
    added_at: datetime | None = None
