"""One round of training of the network, on as many cores as PyTorch is given, in 16-bit products where they are fast.

In: examples, a network, a schedule. Out: the trained network's weights, and a line of losses every 25 steps.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from claims.extraction.training.examples import NONE, Example, batches, tensors, windows
from claims.extraction.training.network import FAR, Network

WEIGHTS = {"upos": 0.5, "xpos": 0.3, "feats": 0.4, "sent": 0.2, "arc": 1.0, "deps": 1.0, "names": 1.0}
SILVER_TREES = 0.5


@dataclass(frozen=True, slots=True)
class Schedule:
    """steps: updates of `budget` pieces; rate: of the encoder, the heads learn `faster`; frozen: lower layers kept."""

    steps: int
    budget: int = 2304
    rate: float = 2.5e-4
    faster: float = 6.0
    warm: float = 0.08
    frozen: int = 3
    gold_times: int = 2
    seed: int = 0
    threads: int = 2


def cross_entropy(scores: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean over the words that have a label; `weight` [B] makes some rows count less."""
    losses = F.cross_entropy(scores.flatten(0, 1).float(), wanted.flatten(), ignore_index=NONE, reduction="none")
    known = (wanted.flatten() != NONE).float()
    if weight is not None:
        known = known * weight[:, None].expand_as(wanted).flatten()
    return (losses * known).sum() / known.sum().clamp(min=1.0)


def losses(network: Network, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of each head."""
    out = network(batch["ids"], batch["first"], batch["words"], batch["domain"])
    trust = batch["gold"] + SILVER_TREES * (1 - batch["gold"])
    found = {
        "upos": cross_entropy(out["upos"], batch["upos"]),
        "xpos": cross_entropy(out["xpos"], batch["xpos"], trust),
        "feats": cross_entropy(out["feats"], batch["feats"], trust),
        "names": cross_entropy(out["names"], batch["names"]),
        "arc": cross_entropy(inside(out["arc"], batch["block"]), batch["heads"], trust),
        "deps": cross_entropy(relations(network, out, batch["heads"]), batch["deps"], trust),
    }
    starts = F.binary_cross_entropy_with_logits(
        out["sent"].float(), batch["sent"].clamp(min=0).float(), reduction="none"
    )
    real = (batch["sent"] != NONE).float()
    return found | {"sent": (starts * real).sum() / real.sum()}


def inside(arc: Tensor, block: Tensor) -> Tensor:
    """Arc scores with heads in other sentences masked."""
    foreign = (block[:, :, None] != block[:, None, :]).float()
    rooted = torch.cat([torch.zeros_like(foreign[..., :1]), foreign], -1)
    return arc.float() + FAR * rooted


def relations(network: Network, out: dict[str, Tensor], heads: Tensor) -> Tensor:
    """Scores [B, W, labels] of each word's relation to its gold head."""
    index = heads.clamp(min=0)[..., None].expand(-1, -1, out["dep_h"].shape[-1])
    chosen = torch.gather(out["dep_h"], 1, index)
    b, w, r = chosen.shape
    turned = out["dep_d"].reshape(b * w, r) @ network.relations.to(chosen.dtype).permute(1, 0, 2).reshape(r, -1)
    return (turned.view(b, w, -1, r) * chosen[:, :, None, :]).sum(-1)


def groups(network: Network, schedule: Schedule) -> list[dict[str, object]]:
    """Encoder and heads with their learning rates; the embedding and the lowest layers stay as they are."""
    encoder = network.encoder
    for frozen in (encoder.word, encoder.position, encoder.norm, *encoder.layers[: schedule.frozen]):
        frozen.requires_grad_(False)
    slow = [p for p in encoder.parameters() if p.requires_grad]
    inner = {id(p) for p in encoder.parameters()}
    fast = [p for p in network.parameters() if id(p) not in inner]
    return [{"params": slow, "lr": schedule.rate}, {"params": fast, "lr": schedule.rate * schedule.faster}]


def stream(gold: list[Example], silver: list[Example], schedule: Schedule) -> Iterator[list[list[Example]]]:
    """Batches without end; gold comes `gold_times` an epoch, in ever new windows."""
    dice = random.Random(schedule.seed)
    while True:
        cut = windows(silver, dice)
        for _ in range(schedule.gold_times):
            cut += windows(gold, dice)
        yield from batches(cut, schedule.budget, dice)


def train(
    network: Network,
    gold: list[Example],
    silver: list[Example],
    schedule: Schedule,
    watch: Callable[[int], None],
    say: Callable[[str], None] = print,
) -> None:
    """Train in place; `watch(step)` is called ten times on the way."""
    torch.manual_seed(schedule.seed)
    torch.set_num_threads(schedule.threads)
    optimiser = torch.optim.AdamW(groups(network, schedule), weight_decay=0.01, fused=True)
    warm = max(1, int(schedule.steps * schedule.warm))
    factor = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.01, (schedule.steps - s) / (schedule.steps - warm)))
    )
    began = time.monotonic()
    sums: dict[str, float] = {}
    for step, batch in enumerate(stream(gold, silver, schedule), 1):
        network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = losses(network, tensors(batch))
        total = sum(WEIGHTS[name] * value for name, value in found.items())
        optimiser.zero_grad()
        total.backward()  # type: ignore[union-attr]
        torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        factor.step()
        for name, value in found.items():
            sums[name] = sums.get(name, 0.0) + value.item()
        if step % 25 == 0:
            shown = " ".join(f"{name} {value / 25:.3f}" for name, value in sums.items())
            say(f"{step}/{schedule.steps} {time.monotonic() - began:.0f} s {shown}")
            sums = {}
        if step % max(1, schedule.steps // 10) == 0:
            watch(step)
        if step >= schedule.steps:
            return
