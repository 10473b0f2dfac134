"""The JSON Schema of each file of a pack, for editors: completion, and mistakes as one types.

A file names its schema in its first line. The schema says what `bot.dialog.content.schema` says;
what only a look at the whole pack tells, `content check` does.
"""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import BoolSchema, DictSchema

from bot.dialog.content.measure import Measure
from bot.dialog.content.parts import Part
from bot.dialog.content.rules import Scenarios
from bot.dialog.content.schema import Examples, Ladders, Utterances
from bot.dialog.sentences import ALL, Sentence

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PARTS: dict[str, type[Part]] = {
    "measure": Measure,
    "scenarios": Scenarios,
    "ladders": Ladders,
    "examples": Examples,
    "utterances": Utterances,
}
_TEXT = {"type": "string", "minLength": 1}


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by the name of its file."""
    found = {
        name: part.model_json_schema(schema_generator=_ForEditors) for name, part in _PARTS.items()
    }
    found["texts"] = _texts()
    return {f"{name}.schema.json": {"$schema": _DIALECT, **found[name]} for name in found}


class _ForEditors(GenerateJsonSchema):
    """What pydantic generates, as an editor needs it."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - the signature is pydantic's
        """Return False: a title would repeat the name of the field."""
        del schema
        return False

    def bool_schema(self, schema: BoolSchema) -> JsonSchemaValue:
        """Return yes and no as well: to editors, which read YAML 1.2, they are text."""
        del schema
        return {"enum": [True, False, "yes", "no"]}

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        """Return a mapping whose keys are ids and nothing else."""
        found = super().dict_schema(schema)
        return {**found, "additionalProperties": False} if "patternProperties" in found else found


def _texts() -> dict[str, Any]:
    return {
        "title": "Texts",
        "description": "Every sentence the assistant says, in one language.",
        "type": "object",
        "properties": {key: _text(sentence) for key, sentence in ALL.items()},
        "patternProperties": {r"^(chitchat|refusals)\.[A-Za-z][A-Za-z0-9_]*$": _TEXT},
        "required": list(ALL),
        "additionalProperties": False,
    }


def _text(sentence: Sentence) -> dict[str, Any]:
    values = ", ".join(f"{{{value}}}" for value in sorted(sentence.values))
    return {
        **_TEXT,
        "maxLength": sentence.limit,
        "description": f"May use {values}." if values else "Uses no values.",
    }
