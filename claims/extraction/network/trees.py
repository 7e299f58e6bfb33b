"""Scores of heads and relations → a dependency tree for each sentence of a window.

In: the network's arc scores and relation vectors, and which words begin a sentence. Out: heads and labels.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.extraction.network.arborescence import Heads, best_tree
from claims.extraction.network.text import Flags


def heads(scores: NDArray[Any], starts: Flags) -> Heads:
    """Head of each word as an index of the window, its own at the root; one root a sentence, no arc leaves one.

    scores [n, n + 1]: of word d with head h - 1, or, in column 0, as the root.
    """
    words = len(scores)
    sentence = np.cumsum(starts, dtype=np.int64)
    allowed = np.ones((words, words + 1), dtype=bool)
    allowed[:, 1:] = (sentence[:, None] == sentence[None]) & ~np.eye(words, dtype=bool)
    found = np.where(allowed, np.nan_to_num(scores.astype(np.float64)), -np.inf).argmax(axis=1)
    bounds = [*np.flatnonzero(starts).tolist(), words]
    for number in broken(found, sentence).tolist():
        start, end = bounds[number - 1 : number + 1]
        best = best_tree(np.concatenate([scores[start:end, :1], scores[start:end, start + 1 : end + 1]], axis=1))
        found[start:end] = np.where(best, best + start, 0)
    return np.where(found, found - 1, np.arange(words))


def broken(found: Heads, sentence: NDArray[np.int64]) -> NDArray[np.int64]:
    """Numbers of the sentences, from 1, in which the heads are no tree with one root; 0 is the head of a root."""
    up = np.concatenate([[0], found])
    for _ in range(len(found).bit_length()):
        up = up[up]  # twice as far each time: after these steps only cycles have not come to the root
    roots = np.bincount(sentence[found == 0], minlength=int(sentence.max(initial=0)) + 1)
    roots[sentence[up[1:] != 0]] = 0
    return np.flatnonzero(roots[1:] != 1) + 1


class Relations:
    """The bilinear form of each relation (Dozat and Manning 2017); weights [labels, width, width]."""

    def __init__(self, weights: NDArray[Any], root: int) -> None:
        labels, width, _ = weights.shape
        self.shape = (labels, width)
        self.root = root
        # One matrix product for all labels: [width of the dependent, labels × width of the head].
        self.matrix = np.ascontiguousarray(weights.astype(np.float32).transpose(1, 0, 2).reshape(width, -1))

    def best(self, dependents: NDArray[Any], governors: NDArray[Any], heads: Heads) -> NDArray[np.int64]:
        """Label of each word; dependents [n, width], governors [n + 1, width] with the root first, heads as above."""
        labels, width = self.shape
        form = (dependents.astype(np.float32) @ self.matrix).reshape(-1, labels, width)
        logits = (form @ governors[heads + 1].astype(np.float32)[:, :, None])[:, :, 0]
        logits[:, self.root] = -np.inf
        found: NDArray[np.int64] = logits.argmax(axis=1)
        found[heads == np.arange(len(heads))] = self.root
        return found
