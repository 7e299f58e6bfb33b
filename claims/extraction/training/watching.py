"""How good a network is on held-out sentences while it is trained: gold tokens, gold sentences, greedy arcs.

In: the network, examples. Out: shares of words that are right, in percent, by head.
"""

from __future__ import annotations

import random

import torch

from claims.extraction.training.examples import NONE, Example, batches, tensors
from claims.extraction.training.learning import inside, relations
from claims.extraction.training.network import Network


def share(right: torch.Tensor, known: torch.Tensor) -> tuple[int, int]:
    return int((right & known).sum()), int(known.sum())


@torch.no_grad()
def accuracies(network: Network, found: list[Example]) -> dict[str, float]:
    """upos, xpos, feats, names (share of words), uas, las."""
    network.eval()
    sums: dict[str, list[int]] = {}
    for raw in batches([[e] for e in found], 2048, random.Random(0)):
        batch = tensors(raw)
        out = network(batch["ids"], batch["first"], batch["words"], batch["domain"])
        head = inside(out["arc"], batch["block"]).argmax(-1)
        hit = head == batch["heads"]
        label = relations(network, out, head).argmax(-1) == batch["deps"]
        parts = {
            name: share(out[name].argmax(-1) == batch[name], batch[name] != NONE)
            for name in ("upos", "xpos", "feats", "names")
        }
        parts |= {"uas": share(hit, batch["heads"] != NONE), "las": share(hit & label, batch["deps"] != NONE)}
        for name, (right, known) in parts.items():
            total = sums.setdefault(name, [0, 0])
            total[0] += right
            total[1] += known
    return {name: round(100 * right / max(1, known), 2) for name, (right, known) in sums.items()}
