"""Scores of heads → the best tree with one root, by Chu and Liu (1965) and Edmonds (1967).

In: a matrix of scores, dependents by heads. Out: the head of each word. Ours, because the one library for it has no
wheel for Python 3.13; it is asked only where the best heads taken one by one are no tree.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]
LIMIT = 1e6


def best_tree(scores: NDArray[Any]) -> Heads:
    """Heads of the tree with the greatest sum among those with exactly one root.

    scores [n, n + 1]: of word d with head h - 1, or, in column 0, as the root. The answer counts in the same way.
    """
    size = len(scores) + 1
    square = np.full((size, size), -np.inf)
    square[1:] = np.clip(np.nan_to_num(scores.astype(np.float64)), -LIMIT, LIMIT)
    # Dearer than anything that a second root could bring.
    square[1:, 0] -= 2 * LIMIT * size
    np.fill_diagonal(square, -np.inf)
    found: Heads = arborescence(square)[1:]
    return found


def arborescence(scores: Scores) -> Heads:
    """Heads [m] of the best tree that hangs on node 0, whose own head is 0; scores [m, m], its diagonal -inf."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    outside = np.delete(np.arange(len(scores)), cycle)
    # The cycle becomes one node, the last. Who enters it at a word puts that word's head in the cycle out.
    entering = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    leaving = scores[np.ix_(outside, cycle)]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(axis=0)
    smaller[:-1, -1] = leaving.max(axis=1)
    found = arborescence(smaller)
    hangs = found[:-1] == len(outside)
    heads[outside] = np.where(hangs, cycle[leaving.argmax(axis=1)], outside[np.where(hangs, 0, found[:-1])])
    heads[cycle[entering[:, found[-1]].argmax()]] = outside[found[-1]]
    return heads


def find_cycle(heads: Heads) -> Heads | None:
    """The nodes of one cycle; node 0 is none."""
    seen = np.zeros(len(heads), dtype=np.int64)
    for first in range(1, len(heads)):
        node = first
        while node and not seen[node]:
            seen[node] = first
            node = int(heads[node])
        if node and seen[node] == first:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(int(heads[cycle[-1]]))
            return np.array(cycle)
    return None
