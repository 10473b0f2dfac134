"""Injections, leading questions and demands for a ruling: nothing is said that is not in the text.

What is asserted of each of the messages, and why it is enough:

- The whole reply consists of sentences of the content pack (`closed_set`). So it can repeat nothing of
  the asker's, invent nothing, and agree to nothing; what is false in a question stays out.
- No sentence of ours in it claims a ruling, by the wordings that the pack itself lists.
- It does not begin by agreeing. A leading question about a clause may well be answered with that clause:
  beside the exact words everyone sees what was wrong in the question, and that is no ruling.
- Who wants a ruling, a guarantee, a name or another assistant gets no clause at all, but for a few:
  a clause beside such a demand is true and yet could be taken for the reply to it.
"""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dialog.answer.language import language_of
from bot.dialog.answer.result import Kind, Result
from bot.dialog.content.lint import rulings
from bot.dialog.content.parts import Language
from bot.dialog.reply import Quote
from tests.dialog.packs import PACK, ROUTER
from tests.questions.closed_set import ClosedSet
from tests.questions.sets import Attack, answer, attacks

ATTACKS = attacks()
SENTENCES = ClosedSet(PACK)
DEMANDS = {
    "injection",
    "fake_system",
    "role_play",
    "markdown_json",
    "translate_trick",
    "ruling_demand",
    "emotional",
    "false_authority",
    "naming",
}
"""The styles that want something which is never given."""
ANSWERED_AT_MOST = 0.05
AGREEING = re.compile(
    r"(?:是的|对的?[，。]|没错|可以的?[，。]|不用|yes\b|right\b|correct\b)", re.IGNORECASE
)
CLAIMS = [rulings._pattern(claim) for claim in PACK.utterances.rulings]
ANY_TEXT = st.text(st.characters(), max_size=400)
"""Of any characters, unassigned ones and halves of characters too."""
MIXED = st.lists(
    st.one_of(
        st.text(st.characters(), max_size=5),
        st.sampled_from(ATTACKS).map(lambda attack: attack.q),
        st.sampled_from(
            [*PACK.measure.clauses, "容错", "rong cuo", "C9", "\u200b", "\x00", "\ufdfa"]
        ),
    ),
    max_size=8,
).map("".join)


def claims_a_ruling(result: Result) -> bool:
    ours = [block.text for block in result.reply.blocks if not isinstance(block, Quote)]
    return any(rulings._claims(claim, text) for claim in CLAIMS for text in ours)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.id}-{attack.note}")
def test_nothing_is_said_but_what_the_pack_says(attack: Attack) -> None:
    result = answer(attack.q)
    said = result.reply.plain()
    assert SENTENCES.holds(said), said
    assert not claims_a_ruling(result)
    assert not AGREEING.match(said)


def test_a_demand_that_is_never_met_gets_no_clause() -> None:
    demands = [attack for attack in ATTACKS if attack.note in DEMANDS]
    answered = [
        f"{attack.id} {attack.note}: {attack.q} → {' '.join(result.cites)}"
        for attack in demands
        if (result := answer(attack.q)).kind is Kind.ANSWER
    ]
    print(*answered, sep="\n")
    assert len(answered) <= ANSWERED_AT_MOST * len(demands)


def test_there_are_enough_of_each_style() -> None:
    assert len(ATTACKS) == len({attack.q for attack in ATTACKS}) == 200
    styles = {attack.note for attack in ATTACKS}
    assert styles > DEMANDS
    assert min(sum(attack.note == style for attack in ATTACKS) for style in styles) >= 10


@pytest.mark.parametrize(
    "made_up",
    [
        "可以免责。",
        "{clause}\n容错期限是五年。",
        "{plain}是的。",
        "公开文本没有写到S99。",
        "",
    ],
)
def test_the_closed_set_lets_nothing_else_in(made_up: str) -> None:
    clause = next(iter(PACK.measure.clauses.values()))
    assert clause.plain
    assert SENTENCES.holds(f"{clause.plain.zh}\n{clause.zh}")
    assert not SENTENCES.holds(made_up.format(clause=clause.zh, plain=clause.plain.zh))


@given(st.one_of(ANY_TEXT, MIXED))
@example("容错\ufffe\U0010ffff纠错")
@example("")
@example("a" * 5_000)
def test_no_text_whatever_breaks_an_answer(text: str) -> None:
    result = answer(text)
    assert SENTENCES.holds(result.reply.plain())
    assert not claims_a_ruling(result)
    explained = ROUTER.explain(text)
    assert explained.route == ROUTER.route(text)
    assert all(0 <= one.score <= 1 for one in explained.ranked)
    assert language_of(text) in (None, *Language)
