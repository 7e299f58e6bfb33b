"""A trained network reads tokenised sentences: silver rows, as `silver.py` describes them.

In: sentences (words and spaces), a network, its labels. Out: one row a sentence, with the probability of its tree.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
import torch
from torch import Tensor

from claims.extraction.network.names import BIO
from claims.extraction.network.pieces import Pieces
from claims.extraction.network.trees import Relations, heads
from claims.extraction.training.conllu import Sentence
from claims.extraction.training.examples import Example, Labels, batches, examples, tensors
from claims.extraction.training.network import Network
from claims.extraction.training.silver import Row

CHUNK = 2_000
BUDGET = 4_096


class Annotator:
    """The network with everything that turns its scores into labels."""

    def __init__(self, network: Network, pieces: Pieces, labels: Labels) -> None:
        self.network = network.eval()
        self.pieces, self.labels = pieces, labels
        self.relations = Relations(network.relations.detach().numpy(), labels.deps.index("ROOT"))
        self.bio = BIO(labels.names)

    def rows(self, sentences: Iterable[Sentence]) -> Iterator[Row]:
        """Rows in the order of the sentences."""
        source = iter(sentences)
        while chunk := list(islice(source, CHUNK)):
            made = examples(chunk, self.pieces, self.labels)
            found: dict[int, Row] = {}
            for batch in batches([[e] for e in made], BUDGET, random.Random(0)):
                for (e,), row in zip(batch, self.batch(batch), strict=True):
                    found[id(e)] = row
            for sentence, e in zip(chunk, made, strict=True):
                yield {"words": sentence.words, "spaces": sentence.spaces, **found[id(e)]}

    @torch.no_grad()
    def batch(self, batch: list[list[Example]]) -> list[Row]:
        given = tensors(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = self.network(given["ids"], given["first"], given["words"])
        scores = {name: value.float().numpy() for name, value in out.items() if name != "hidden"}
        return [self.row(scores, index, int(count)) for index, count in enumerate(given["words"])]

    def row(self, scores: dict[str, Any], index: int, count: int) -> Row:
        starts = np.zeros(count, dtype=bool)
        starts[0] = True
        arc = scores["arc"][index, :count, : count + 1]
        tree = heads(arc, starts)
        deps = self.relations.best(scores["dep_d"][index, :count], scores["dep_h"][index, : count + 1], tree)
        names = self.bio.best(log_softmax(scores["names"][index, :count]), starts)
        known = self.labels
        return {
            "heads": tree.tolist(),
            "deps": [known.deps[d] for d in deps],
            "pos": [known.upos[x] for x in scores["upos"][index, :count].argmax(-1)],
            "tags": [known.xpos[x] for x in scores["xpos"][index, :count].argmax(-1)],
            "morphs": [known.feats[x] for x in scores["feats"][index, :count].argmax(-1)],
            "names": [known.names[x] for x in names],
            "sure": round(float(log_softmax(arc)[np.arange(count), columns(tree)].mean()), 3),
        }


def columns(tree: Any) -> Any:
    """Columns of the arc scores that a tree chose: 0 for its root."""
    return np.where(tree == np.arange(len(tree)), 0, tree + 1)


def log_softmax(scores: Any) -> Any:
    return Tensor.log_softmax(torch.from_numpy(np.ascontiguousarray(scores)), -1).numpy()
