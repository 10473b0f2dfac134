"""What a sentence is used for says how long it may be."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bot
from bot.dialog import sentences

FOLDER = Path(bot.__file__).parent
REMARK_LIMIT = 200
"""What Telegram shows above a chat when a button was pressed."""


def sentences_in(*nodes: ast.AST) -> Iterator[str]:
    """Yield the keys of the sentences that the code names."""
    for part in (part for node in nodes for part in ast.walk(node)):
        match part:
            case ast.Attribute(value=ast.Name(id="s"), attr=name) if name.isupper():
                yield getattr(sentences, name).key


def remarks_in(code: ast.AST) -> Iterator[str]:
    """Yield the keys of the sentences with which the code answers the press of a button."""
    for node in ast.walk(code):
        match node:
            case ast.Assign(targets=[ast.Attribute(attr="remark")], value=value):
                yield from sentences_in(value)
            case ast.Call(func=ast.Name(id="Stepped"), args=[_, _, remark]):
                yield from sentences_in(remark)
            case ast.FunctionDef(name="reopened" | "remark_on"):
                yield from sentences_in(*node.body)


def test_what_is_said_at_the_press_of_a_button_is_held_to_its_limit() -> None:
    remarks = {
        key
        for path in FOLDER.rglob("*.py")
        for key in remarks_in(ast.parse(path.read_text(encoding="utf-8")))
    }
    limited = {key for key, one in sentences.ALL.items() if one.limit == REMARK_LIMIT}
    assert limited == remarks
    assert len(remarks) > 4


def test_commands_and_the_profile_have_limits_of_their_own() -> None:
    for key, sentence in sentences.ALL.items():
        if key.startswith("command."):
            assert sentence.limit == 256
    assert sentences.PROFILE_DESCRIPTION.limit == 512
    assert sentences.PROFILE_SHORT.limit == 120
