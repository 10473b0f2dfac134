"""Two searches of common kind over the same clauses: what the assistant is compared with.

Each clause is one document: its text in both languages and the lines that the author wrote for it.
They get the text in the same form as the assistant's classifier. What the text does not state and
what is declined they cannot tell; they always name a clause.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import rjieba
from numpy.typing import NDArray

from bot.dialog.answer.normalise import simplified

Search = Callable[[str], str]
"""From a question to the id of the first clause."""

_SATURATION = 1.2
_LENGTH = 0.75
"""k1 and b of BM25, as they are commonly set."""


def bm25(documents: Mapping[str, Sequence[str]]) -> Search:
    """Return BM25 (S. Robertson and others, 1994) over the words that jieba finds."""
    counts, places = _counted(documents, _words)
    lengths = counts.sum(axis=1, keepdims=True)
    within = (counts > 0).sum(axis=0)
    rarity = np.log(1 + (len(documents) - within + 0.5) / (within + 0.5))
    bounds = _SATURATION * (1 - _LENGTH + _LENGTH * lengths / lengths.mean())
    weights = rarity * counts * (_SATURATION + 1) / (counts + bounds)
    names = list(documents)

    def search(question: str) -> str:
        known = [places[word] for word in _words(question) if word in places]
        return names[int(weights[:, known].sum(axis=1).argmax())]

    return search


def tf_idf(documents: Mapping[str, Sequence[str]]) -> Search:
    """Return the nearest document by the cosine of TF-IDF weights of pairs of characters."""
    counts, places = _counted(documents, _pairs)
    rarity = np.log((1 + len(documents)) / (1 + (counts > 0).sum(axis=0))) + 1
    weights = np.log1p(counts) * rarity
    weights /= np.linalg.norm(weights, axis=1, keepdims=True)
    names = list(documents)

    def search(question: str) -> str:
        known = Counter(places[pair] for pair in _pairs(question) if pair in places)
        columns = np.array(list(known), np.intp)
        values = np.log1p(np.array(list(known.values()))) * rarity[columns]
        return names[int((weights[:, columns] @ values).argmax())]

    return search


def _words(text: str) -> list[str]:
    return [word for word in rjieba.cut(simplified(text)) if word.strip()]


def _pairs(text: str) -> list[str]:
    seen = "".join(simplified(text).split())
    return [seen[place : place + 2] for place in range(len(seen) - 1)]


def _counted(
    documents: Mapping[str, Sequence[str]], taken_apart: Callable[[str], Iterable[str]]
) -> tuple[NDArray[np.float64], dict[str, int]]:
    """Return how often each piece is in each document, and the columns of the pieces."""
    found = [
        Counter(piece for text in texts for piece in taken_apart(text))
        for texts in documents.values()
    ]
    places = {piece: place for place, piece in enumerate(sorted(set().union(*found)))}
    counts = np.zeros((len(documents), len(places)))
    for row, pieces in zip(counts, found, strict=True):
        for piece, number in pieces.items():
            row[places[piece]] = number
    return counts, places
