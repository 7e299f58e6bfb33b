"""The rounds of training the multi-task network: from the base, then on silver that two networks agree on.

In: the data folder, the work folder with the pruned vocabulary. Out: `network-NAME.pt` (weights, sizes) there.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import torch

from claims.extraction.network.pieces import Pieces
from claims.extraction.training.base import Weights
from claims.extraction.training.conllu import opened
from claims.extraction.training.corpora import germeval, gsd, gsd_tags, pud, word_counts
from claims.extraction.training.examples import Labels, examples
from claims.extraction.training.learning import Schedule, train
from claims.extraction.training.mixing import Mixture
from claims.extraction.training.network import Network, Sizes, load_base
from claims.extraction.training.pruning import prune
from claims.extraction.training.watching import accuracies

LAYERS = 10
PIECES = 32_000
SPEECHES = 150_000


def vocabulary(data: Path, tokenizer: Path, work: Path) -> None:
    """Write `pieces.json` and `kept.json`: what German text of all corpora uses."""
    counts: Counter[str] = word_counts(opened(data / "bundestag_wp19-21_half.txt.xz"), SPEECHES)
    counts.update(word_counts(opened(data / "commonvoice_de_sentence-collector.txt.xz"), 100_000))
    # News and names weigh more than speeches.
    for sentences, times in ((gsd_tags(data), 5), (gsd(data), 5), (pud(data), 5), (germeval(data, "test"), 5)):
        for sentence in sentences:
            for word in sentence.words:
                counts[word] += times
    kept = prune(tokenizer, sorted(counts.items()), PIECES, work / "pieces.json")
    (work / "kept.json").write_text(json.dumps(kept))


def sizes(labels: Labels, pieces: int, layers: int = LAYERS) -> Sizes:
    return Sizes(
        pieces=pieces,
        upos=len(labels.upos),
        xpos=len(labels.xpos),
        feats=len(labels.feats),
        deps=len(labels.deps),
        names=len(labels.names),
        domains=3,
        layers=layers,
    )


def fresh(work: Path, base: Path, labels: Labels, layers: int = LAYERS) -> Network:
    """A network with the base's encoder and new heads."""
    kept = json.loads((work / "kept.json").read_text())
    network = Network(sizes(labels, len(kept), layers))
    load_base(network, Weights(base), kept)
    return network


def save(network: Network, path: Path) -> None:
    torch.save({"sizes": asdict(network.sizes), "weights": network.state_dict()}, path)


def load(path: Path) -> Network:
    stored = torch.load(path, weights_only=True)
    network = Network(Sizes(**stored["sizes"]))
    network.load_state_dict(stored["weights"])
    return network


def run(network: Network, mixture: Mixture, labels: Labels, work: Path, name: str, schedule: Schedule) -> None:
    """Train `network` and save it under `name`, now and then on the way."""
    pieces = Pieces(work / "pieces.json")
    gold, silver, held = (examples(x, pieces, labels) for x in (mixture.gold, mixture.silver, mixture.held))
    path = work / f"network-{name}.pt"

    def watch(step: int) -> None:
        print(f"held out after {step}: {accuracies(network, held)}", flush=True)
        save(network, path)

    train(network, gold, silver, schedule, watch, say=lambda line: print(line, flush=True))
    save(network, path)
