"""Finding the clause a question is about, by the pairs of characters they share.

Chinese is written without spaces, so pairs of neighbouring characters stand in for words. The
score is the cosine of TF-IDF vectors: rare pairs weigh more (K. Spärck Jones, 1972). Small and
exact enough for some thirty clauses; it is built once, when a pack is loaded.
"""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialog.answer.normalise import normalise

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Match:
    """A document that shares something with the question; `score` is from 0 to 1."""

    id: str
    score: float


class Index:
    """Documents to search in.

    Args:
        documents: the texts, by id.
    """

    def __init__(self, documents: Mapping[str, str]) -> None:
        counts = {name: _pairs(text) for name, text in documents.items()}
        found_in = Counter(pair for count in counts.values() for pair in count)
        self._weights = {
            pair: math.log((1 + len(counts)) / (1 + number)) + 1
            for pair, number in found_in.items()
        }
        self._vectors = {name: self._vector(count) for name, count in counts.items()}

    def search(self, question: str) -> list[Match]:
        """Return the documents that share a pair of characters with `question`, best first."""
        vector = self._vector(_pairs(question))
        scores = {name: _product(vector, other) for name, other in self._vectors.items()}
        matches = [Match(name, score) for name, score in scores.items() if score > 0]
        return sorted(matches, key=lambda match: -match.score)

    def _vector(self, counts: Counter[str]) -> Vector:
        known = {
            pair: (1 + math.log(number)) * self._weights[pair]
            for pair, number in counts.items()
            if pair in self._weights
        }
        length = math.sqrt(sum(weight * weight for weight in known.values()))
        return {pair: weight / length for pair, weight in known.items()}


def _pairs(text: str) -> Counter[str]:
    text = normalise(text)
    return Counter(text[index : index + 2] for index in range(len(text) - 1))


def _product(one: Vector, other: Vector) -> float:
    return sum(weight * other[pair] for pair, weight in one.items() if pair in other)
