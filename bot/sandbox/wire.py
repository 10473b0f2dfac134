"""What goes over the wire: JSON objects, uploaded files and the parameters of one call.

Telegram reads parameters leniently: a number may come as a string, and a list as its JSON text.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad_request

Object = dict[str, Any]
"""A JSON object. One that was handed out is never changed; a change makes a new one."""

_TRUE = {"true", "yes", "1"}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart body."""

    file_name: str
    mime_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of one Bot API call, as they came.

    Attributes:
        values: strings of a form or a query, or the values of a JSON body.
        uploads: the files of a multipart body by field name.
    """

    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Say whether the parameter was given, with any value but null."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Return the parameter as text, "" where it is missing."""
        match self.values.get(name):
            case None:
                return ""
            case str(text):
                return _valid_unicode(text)
            case other:
                return json.dumps(other)

    def integer(self, name: str, default: int = 0) -> int:
        """Return the parameter as a whole number; what is not one counts as 0, as in Telegram."""
        match self.values.get(name):
            case None:
                return default
            case bool(flag):
                return int(flag)
            case int(number):
                return number
            case other:
                try:
                    return int(str(other))
                except ValueError:
                    return 0

    def flag(self, name: str) -> bool:
        """Return the parameter as a truth value."""
        return self.text(name).lower() in _TRUE

    def decoded(self, name: str, what: str) -> object:
        """Return the parameter's JSON value, None where it is missing or empty.

        Raises:
            ApiError: its text is not JSON; the sentence calls it `what`.
        """
        value: object = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return parse_json(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


def parse_json(text: str) -> object:
    """Return the value of a JSON text.

    Raises:
        ValueError: it is no JSON, or nested beyond reason.
        ApiError: a string in it is no Unicode text.
    """
    try:
        value: object = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if "\\ud" in text.lower():
        _valid_unicode(json.dumps(value, ensure_ascii=False))
    return value


def _valid_unicode(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        # JSON can spell half of a surrogate pair; UTF-8, which Telegram speaks, cannot.
        raise bad_request("strings must be encoded in UTF-8") from None
    return text
