"""Scores of BIO labels → the best sequence that is well formed, and the spans in it.

In: a score for each word and label, which words begin a sentence, names known beforehand as (start, end, kind,
certainty above 0). Out: one label a word; spans from labels.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.extraction.network.text import Flags

Labels = NDArray[np.int64]
Span = tuple[int, int, str]
Known = tuple[int, int, str, float]
FIXED = 1e6
# What a sentence full of scores within the limit cannot outweigh.
LIMIT = 2 * FIXED
FORBIDDEN = -1e12


class BIO:
    """Decoder for an inventory of labels such as `O B-PER I-PER`."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = list(labels)
        self.inside = np.array([label.startswith("I-") for label in labels])
        kinds = np.array([label[2:] for label in labels])
        # may[before, after]: an inside label goes on with its own kind only.
        self.may = ~self.inside[None] | (kinds[:, None] == kinds[None])
        self.may[self.labels.index("O"), self.inside] = False

    def add(self, scores: NDArray[Any], known: Iterable[Known]) -> None:
        """Raise, in place, the scores [n, labels] of names known beforehand by the log odds of their certainty.

        At certainty 1 a name is fixed: neither a higher score nor a name that runs into it can take it away.
        Kinds that the network does not know are passed over.
        """
        for start, end, kind, certainty in known:
            if f"B-{kind}" not in self.labels:
                continue
            odds = FIXED if certainty >= 1 else math.log(certainty / (1 - certainty)) / (end - start)
            scores[start, self.labels.index(f"B-{kind}")] += odds
            scores[start + 1 : end, self.labels.index(f"I-{kind}")] += odds
            if certainty >= 1:
                scores[end : end + 1, self.inside] -= FIXED

    def best(self, scores: NDArray[Any], starts: Flags) -> Labels:
        """Labels [n] with the greatest sum of scores [n, labels]; no name runs over the start of a sentence."""
        scores = np.clip(np.nan_to_num(scores.astype(np.float64)), -LIMIT, LIMIT)
        scores[np.ix_(starts, self.inside)] = FORBIDDEN
        found: Labels = scores.argmax(axis=1)
        sentence = np.cumsum(starts) - 1
        # Where the best label of each word is allowed after the one before, no search can find better.
        wrong = ~starts[1:] & ~self.may[found[:-1], found[1:]]
        chosen = np.unique(sentence[1:][wrong])
        if len(chosen):
            bounds = np.append(np.flatnonzero(starts), len(scores))
            firsts, lengths = bounds[chosen], np.diff(bounds)[chosen]
            steps = np.arange(int(lengths.max()))
            real = steps < lengths[:, None]
            rows = np.minimum(firsts[:, None] + steps, len(scores) - 1)
            found[rows[real]] = self.viterbi(scores[rows], lengths)[real]
        return found

    def viterbi(self, scores: NDArray[np.float64], lengths: NDArray[np.int64]) -> Labels:
        """Best labels [b, n] by Viterbi's recursion, all rows at once; what lies behind a row's length is noise."""
        allowed = np.where(self.may, 0.0, FORBIDDEN)[None]
        rows, steps, labels = scores.shape
        before = np.zeros((rows, steps, labels), dtype=np.int64)
        sums = scores[:, 0]
        final = np.where((lengths == 1)[:, None], sums, 0)
        for step in range(1, steps):
            ways = sums[:, :, None] + allowed
            before[:, step] = ways.argmax(axis=1)
            sums = ways.max(axis=1) + scores[:, step]
            final[lengths == step + 1] = sums[lengths == step + 1]
        found = np.zeros((rows, steps), dtype=np.int64)
        label = final.argmax(axis=1)
        everyone = np.arange(rows)
        for step in range(steps - 1, -1, -1):
            running = step < lengths
            found[running, step] = label[running]
            label = np.where(running, before[everyone, step, label], label)
        return found

    def spans(self, found: Labels) -> Iterator[Span]:
        """(start, end, kind) of each name, ascending; the labels are well formed."""
        for start in np.flatnonzero((found != self.labels.index("O")) & ~self.inside[found]).tolist():
            end = start + 1
            while end < len(found) and self.inside[found[end]]:
                end += 1
            yield start, end, self.labels[found[start]][2:]
