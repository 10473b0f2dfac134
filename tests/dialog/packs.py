"""The shipped content pack, and small packs with any scenario a test needs."""

from collections.abc import Mapping

from bot.content_folder import load_pack
from bot.dialog.content.schema import (
    Bilingual,
    Element,
    Expression,
    Language,
    Pack,
    Role,
    Scenario,
    Scenarios,
)
from bot.dialog.voice import Voice

PACK: Pack = load_pack(None)
ZH = Voice(PACK, Language.CHINESE)
EN = Voice(PACK, Language.ENGLISH)


def element(question: str, *, met_by: bool = True) -> Element:
    """Return an element of clause S01 with a question that a test can recognise."""
    return Element(
        role=Role.CONDITION,
        clause="S01",
        phrase="经过民主决策程序",
        question=Bilingual(zh=f"问 {question}", en=f"ask {question}"),
        why=Bilingual(zh=f"因为 {question}", en=f"because of {question}"),
        met_by=met_by,
    )


def scenario(requires: Expression) -> Scenario:
    return Scenario(title=Bilingual(zh="情形", en="Scenario"), requires=requires)


def pack_of(requires: Mapping[str, Expression], met_by: Mapping[str, bool]) -> Pack:
    """Return the shipped pack with other scenarios; `met_by` names the elements."""
    content = Scenarios(
        elements={name: element(name, met_by=answer) for name, answer in met_by.items()},
        scenarios={name: scenario(expression) for name, expression in requires.items()},
    )
    return PACK.model_copy(update={"scenarios": content})
