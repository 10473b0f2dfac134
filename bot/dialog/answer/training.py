"""Training the classifier from the lines of a content pack: deterministic, offline, in seconds.

Softmax regression by stochastic gradient descent with a step size for each weight (AdaGrad, J. Duchi
and others, 2011): the pieces of a text are few, so a step touches few rows, and no solver for sparse
matrices has to be installed for it.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from bot.dialog.answer.classifier import Classifier, Floats, Vector, Vocabulary
from bot.dialog.answer.features import Features, features

_EPOCHS = 5
_STEP = 0.3
_SHARPNESS = 4.0
"""Texts have length 1; this makes them as long as the steps suppose."""
_FIRST_SQUARE = 1e-2
"""What the sums of squared gradients begin with: it bounds the first steps."""
_BIAS_STEP = 0.01
_SMALLEST = np.float32(1e-6)
"""The weights of a target that is alone are nothing, and not to be divided by."""
_LARGEST = 127
"""The largest weight of a target, in steps."""
_SEEDS = (20261123, 20261124)
_DECAY = 5e-4
"""Weights are drawn towards nothing a little (L2), so that rare pieces do not decide alone."""
_SETTLED = 0.99
"""A line that is known so surely teaches nothing more; most are, after some epochs."""
_LEAST_LINES = 2
"""A piece that only one line has tells nothing about others."""
_MANY_LINES = 500
"""Of fewer lines every piece is kept."""


def train(lines: Sequence[tuple[str, str]]) -> Classifier:
    """Return the classifier that `lines` (text, target) make; the same lines make the same.

    Raises:
        ValueError: there are no lines, or none has a piece.
    """
    targets = sorted({target for _, target in lines})
    seen = [features(text) for text, _ in lines]
    vocabulary = _vocabulary(seen)
    vectors = [vocabulary.vector(one) for one in seen]
    wanted = [targets.index(target) for _, target in lines]
    weights, bias = _averaged(vectors, wanted, (len(vocabulary.hashes), len(targets)))
    scale = np.maximum(np.abs(weights).max(axis=0), _SMALLEST) / _LARGEST
    whole = np.round(weights / scale).astype(np.int8)
    # What many lines have stands together: of the rest of the file most is never read.
    by_frequency = np.argsort(vocabulary.rarity, kind="stable")
    rows = np.empty(len(by_frequency), np.uint32)
    rows[by_frequency] = np.arange(len(by_frequency))
    return Classifier(tuple(targets), vocabulary, rows, whole[by_frequency], scale, bias)


def _vocabulary(seen: Sequence[Features]) -> Vocabulary:
    pieces = [np.unique(np.fromiter(chain.from_iterable(one), np.uint32)) for one in seen]
    hashes, lines = np.unique(np.concatenate(pieces), return_counts=True)
    kept = lines >= (_LEAST_LINES if len(seen) >= _MANY_LINES else 1)
    rarity = np.log((1 + len(seen)) / (1 + lines[kept])) + 1
    if not kept.any():
        raise ValueError("the lines have nothing to learn from")
    return Vocabulary(hashes[kept], rarity.astype(np.float32))


def _averaged(
    vectors: Sequence[Vector], wanted: Sequence[int], shape: tuple[int, int]
) -> tuple[Floats, Floats]:
    """Descend in several orders and take the mean, which depends less on the order of the lines."""
    found = [_descend(vectors, wanted, shape, seed) for seed in _SEEDS]
    weights = sum((one for one, _ in found), np.zeros(shape, np.float32)) / len(found)
    bias = sum((one for _, one in found), np.zeros(shape[1], np.float32)) / len(found)
    return np.asarray(weights, np.float32), np.asarray(bias, np.float32)


def _descend(
    vectors: Sequence[Vector], wanted: Sequence[int], shape: tuple[int, int], seed: int
) -> tuple[Floats, Floats]:
    weights, bias = np.zeros(shape, np.float32), np.zeros(shape[1], np.float32)
    squares = np.full(shape, _FIRST_SQUARE, np.float32)
    order = np.random.default_rng(seed)
    for _ in range(_EPOCHS):
        for line in order.permutation(len(vectors)):
            places, values = vectors[line]
            rows = weights[places]
            surplus = _odds(values @ rows * np.float32(_SHARPNESS) + bias)
            if surplus[wanted[line]] > _SETTLED:
                continue
            surplus[wanted[line]] -= 1
            slope = np.outer(values * np.float32(_SHARPNESS), surplus) + np.float32(_DECAY) * rows
            sums = squares[places] + slope * slope
            squares[places] = sums
            weights[places] = rows - np.float32(_STEP) * slope / np.sqrt(sums)
            bias -= np.float32(_BIAS_STEP) * surplus
    return weights * np.float32(_SHARPNESS), bias


def _odds(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum(), np.float32)
