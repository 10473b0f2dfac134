"""The classifier: what it learns, what it says of what it does not know, and that it is repeatable."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialog.answer.classifier import Classifier
from bot.dialog.answer.features import View, features, hashed, pieces
from bot.dialog.answer.training import train

LINES = (
    ("招商引资出了问题", "investment"),
    ("引进企业的时候有失误", "investment"),
    ("招商的项目黄了", "investment"),
    ("诫勉谈话是什么", "talk"),
    ("会不会诫勉", "talk"),
    ("找我谈话提醒", "talk"),
    ("政策变了怎么办", "policy"),
    ("上面的政策调整了", "policy"),
    ("what if the policy changes", "policy"),
)
ROUNDING = 1e-5


@pytest.fixture(scope="module")
def model() -> Classifier:
    return train(LINES)


def best(model: Classifier, text: str) -> str:
    odds = model.probabilities(text)
    assert odds
    return max(odds, key=lambda target: odds[target])


@pytest.mark.parametrize(("line", "target"), LINES)
def test_it_knows_what_it_learned(model: Classifier, line: str, target: str) -> None:
    assert best(model, line) == target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("招商引資", "investment"),  # traditional script
        ("ＰＯＬＩＣＹ", "policy"),  # wide letters
        ("诫免谈话", "talk"),  # a homophone
        ("jiemian tanhua", "talk"),  # pinyin
        ("polici changed", "policy"),  # a slip of the finger
    ],
)
def test_it_knows_it_however_it_is_typed(model: Classifier, text: str, target: str) -> None:
    assert best(model, text) == target


@given(st.text(max_size=80))
def test_probabilities_add_up_to_one_or_there_are_none(text: str) -> None:
    odds = train(LINES[:6]).probabilities(text)
    if odds is not None:
        assert math.isclose(sum(odds.values()), 1, abs_tol=ROUNDING)
        assert all(0 <= one <= 1 for one in odds.values())
        assert odds.keys() == {"investment", "talk"}


@pytest.mark.parametrize("text", ["", "？！", "👍", "こんにちは", "zzz"])
def test_of_what_it_never_saw_it_says_nothing(model: Classifier, text: str) -> None:
    assert model.probabilities(text) is None
    assert model.shares(text, "talk") == {}


def test_the_same_lines_make_the_same(model: Classifier) -> None:
    again = train(list(LINES))
    assert again.targets == model.targets
    for one, other in (
        (again.weights, model.weights),
        (again.scale, model.scale),
        (again.bias, model.bias),
        (again.vocabulary.hashes, model.vocabulary.hashes),
        (again.vocabulary.rarity, model.vocabulary.rarity),
    ):
        assert one.dtype == other.dtype
        assert one.tobytes() == other.tobytes()


def test_a_weight_is_a_byte_and_the_largest_of_a_target_is_the_end_of_it(model: Classifier) -> None:
    assert model.weights.dtype == np.int8
    assert np.abs(model.weights.astype(int)).max(axis=0).tolist() == [127] * len(model.targets)
    assert (model.scale > 0).all()


def test_reasons_are_pieces_of_the_text_and_speak_for_the_target(model: Classifier) -> None:
    told = model.shares("招商引资的事", "investment")
    assert told["招商"] > 0 > model.shares("招商引资的事", "talk")["招商"]
    assert set(told) <= {piece for view in pieces("招商引资的事") for piece in view}


def test_without_lines_or_pieces_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="need at least one array"):
        train([])
    with pytest.raises(ValueError, match="nothing to learn"):
        train([("？", "a"), ("！", "b")])


def test_a_piece_is_known_by_its_view_as_well() -> None:
    assert hashed(View.WORDS, "an") != hashed(View.SOUNDS, "an")
    assert features("?") == ((), (), (), ())


def test_of_a_very_long_text_the_end_does_not_count() -> None:
    assert features("容" * 600) == features("容" * 600 + "错" * 600)


@given(st.text(max_size=60))
def test_features_are_there_for_any_text_and_hashes_fit(text: str) -> None:
    for view in features(text):
        assert all(0 <= one < 2**32 for one in view)
