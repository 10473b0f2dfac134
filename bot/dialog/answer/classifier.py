"""The classifier (分类): which target a question means, as a probability for each.

Softmax regression over TF-IDF weights of the pieces of a text: linear, so that a result can be
explained piece by piece, and small enough to answer in a fraction of a millisecond. It is trained
from the lines of the content pack by `bot.dialog.answer.training`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.dialog.answer.features import Features, View, features, hashed, pieces

Floats = NDArray[np.float32]
Places = NDArray[np.intp]
Vector = tuple[Places, Floats]
"""The known pieces of a text: their places in the vocabulary, and their weights."""

VIEW_WEIGHTS = {View.CHARACTERS: 1.0, View.SOUNDS: 0.7, View.WORDS: 1.0, View.LETTERS: 1.0}
"""How much a view counts; of a Chinese text the last two are empty."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The pieces that the training lines have, and how rare each is.

    Args:
        hashes: the hashes of the pieces, ascending; shape (pieces,).
        rarity: their inverse document frequencies; shape (pieces,).
    """

    hashes: NDArray[np.uint32]
    rarity: Floats

    def vector(self, seen: Features) -> Vector:
        """Return the known pieces of a text, of length 1 in all."""
        found = list(self._views(seen))
        if not found:
            return np.empty(0, np.intp), np.empty(0, np.float32)
        places = np.concatenate([place for place, _ in found])
        weights = np.concatenate([weight for _, weight in found])
        return places, np.asarray(weights / _length(weights), np.float32)

    def _views(self, seen: Features) -> Iterator[Vector]:
        for view, hashes in zip(View, seen, strict=True):
            if not hashes:
                continue
            counted = Counter(hashes)
            pieces = np.array(sorted(counted), np.uint32)
            places = np.minimum(self.hashes.searchsorted(pieces), len(self.hashes) - 1)
            known = self.hashes[places] == pieces
            if not known.any():
                continue
            places = places[known]
            weights = self.rarity[places]
            if len(counted) < len(hashes):  # mostly no piece stands there twice
                counts = np.array([counted[piece] for piece in pieces[known].tolist()])
                weights = (1 + np.log(counts)).astype(np.float32) * weights
            share = VIEW_WEIGHTS[view] / _length(weights)
            yield places, np.asarray(weights * share, np.float32)


def _length(weights: Floats) -> np.float32:
    """Return the Euclidean norm, without what `np.linalg.norm` does for other shapes."""
    return np.float32(np.sqrt(weights.dot(weights)))


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """A trained model.

    Args:
        targets: what a question can mean, in the order of the columns.
        vocabulary: the pieces.
        rows: in which row of the weights each piece stands; shape (pieces,).
        weights: shape (pieces, targets); one byte each, since they are the bulk of the memory.
        scale: what one step of a weight means, by target; shape (targets,).
        bias: shape (targets,).
    """

    targets: tuple[str, ...]
    vocabulary: Vocabulary
    rows: NDArray[np.uint32]
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats

    def probabilities(self, text: str) -> dict[str, float] | None:
        """Return the probability of each target, which add up to 1; None if nothing is known of it."""
        places, values = self.vocabulary.vector(features(text))
        if not len(places):
            return None
        scores = values @ self._rows(places) + self.bias
        odds = np.exp(scores - scores.max())
        return dict(zip(self.targets, (odds / odds.sum()).tolist(), strict=True))

    def shares(self, text: str, target: str) -> dict[str, float]:
        """Return how much each known piece of `text` speaks for `target`, against the average one."""
        places, values = self.vocabulary.vector(features(text))
        rows = self._rows(places)
        share = values * (rows[:, self.targets.index(target)] - rows.mean(axis=1))
        told = dict(zip(self.vocabulary.hashes[places].tolist(), share.tolist(), strict=True))
        named = ((piece, hashed(view, piece)) for view in View for piece in pieces(text)[view])
        return {piece: told[known] for piece, known in named if known in told}

    def _rows(self, places: Places) -> Floats:
        return self.weights[self.rows[places]].astype(np.float32) * self.scale
