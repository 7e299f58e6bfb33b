"""The multi-task network: a small transformer with heads for tags, sentence starts, trees and names.

In: piece ids [B, S], index of each word's first piece [B, W], words per row [B]. Out: see `Network.forward`; the names
and shapes are the contract with `claims.extraction.network`. Trees by biaffine attention (Dozat and Manning 2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from claims.extraction.training.base import Weights

PAD = 1
FAR = -1e4  # of a masked score: small enough for softmax, large enough for 16-bit numbers
ARC_WIDTH = 256
RELATION_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head knows, how many layers and pieces the encoder has."""

    pieces: int
    upos: int
    xpos: int
    feats: int
    deps: int
    names: int
    domains: int = 2
    layers: int = 12
    width: int = 384
    heads: int = 12
    inner: int = 1536


class Noise:
    """Dropout masks cut from one pool at random places: drawing each anew costs a CPU more than the layer itself."""

    def __init__(self, size: int = 1 << 23) -> None:
        self.pool = torch.rand(size)
        self.masks: dict[float, Tensor] = {}

    def mask(self, like: Tensor, rate: float) -> Tensor:
        if rate not in self.masks:
            self.masks[rate] = (self.pool >= rate).to(torch.bfloat16) / (1 - rate)
        at = int(torch.randint(self.pool.numel() - like.numel(), ()))
        return self.masks[rate][at : at + like.numel()].view(like.shape).to(like.dtype)


NOISE: list[Noise] = []


def dropped(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout (Srivastava et al. 2014) by the shared pool."""
    if not training or rate == 0:
        return x
    if not NOISE:
        NOISE.append(Noise())
    return x * NOISE[0].mask(x, rate)


class Layer(nn.Module):
    """One encoder layer, normalised after each half as in BERT."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm_attention = nn.LayerNorm(sizes.width, eps=1e-12)
        self.wide = nn.Linear(sizes.width, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, sizes.width)
        self.norm_out = nn.LayerNorm(sizes.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, drop: float) -> Tensor:
        b, s, h = x.shape
        size = h // self.heads
        q, k, v = self.qkv(x).view(b, s, 3, self.heads, size).permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: the fused kernel is many times slower on a CPU for rows as short as ours.
        scores = (q * size**-0.5) @ k.transpose(-1, -2)
        weights = torch.softmax(scores if mask is None else scores + mask.to(q.dtype), -1)
        mixed = self.out((weights.to(v.dtype) @ v).transpose(1, 2).reshape(b, s, h))
        x = self.norm_attention(x + dropped(mixed, drop, self.training))
        return self.norm_out(x + dropped(self.narrow(F.gelu(self.wide(x))), drop, self.training))


class Encoder(nn.Module):
    """Pieces → one vector a piece: the softmax mix of the upper layers."""

    def __init__(self, sizes: Sizes, first_mixed: int = 5) -> None:
        super().__init__()
        self.word = nn.Embedding(sizes.pieces, sizes.width)
        self.position = nn.Embedding(512, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.first_mixed = min(first_mixed, sizes.layers - 1)
        self.mix = nn.Parameter(torch.zeros(sizes.layers - self.first_mixed))

    def forward(self, ids: Tensor, drop: float, padded: bool) -> Tensor:
        """`padded` is false at run time, where a window is read alone: a quarter of the time is the mask's."""
        allowed = (ids != PAD)[:, None, None, :]
        mask = torch.zeros(allowed.shape).masked_fill(~allowed, FAR) if padded else None
        positions = torch.arange(ids.shape[1])
        x = self.norm(self.word(ids) + self.position(positions))
        x = dropped(x, drop, self.training)
        mixed = torch.zeros_like(x)
        weights = torch.softmax(self.mix, 0)
        for index, layer in enumerate(self.layers):
            x = layer(x, mask, drop)
            if index >= self.first_mixed:
                mixed = mixed + weights[index - self.first_mixed] * x
        return mixed


def with_one(x: Tensor) -> Tensor:
    """A last component 1, so that a bilinear form has linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Network(nn.Module):
    """Encoder and heads; `domain` tells the heads whose annotation habits to follow (0: GSD and our own gold)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        width = sizes.width
        self.encoder = Encoder(sizes)
        self.domain = nn.Embedding(sizes.domains, width)
        self.upos = nn.Linear(width, sizes.upos)
        self.xpos = nn.Linear(width, sizes.xpos)
        self.feats = nn.Linear(width, sizes.feats)
        self.sent = nn.Linear(width, 1)
        self.names_hidden = nn.Linear(width, width)
        self.names = nn.Linear(width, sizes.names)
        self.root = nn.Parameter(torch.randn(width) * 0.05)
        self.arc_head = nn.Linear(width, ARC_WIDTH)
        self.arc_dependent = nn.Linear(width, ARC_WIDTH)
        self.arc = nn.Parameter(torch.randn(ARC_WIDTH + 1, ARC_WIDTH) * 0.02)
        self.dep_head = nn.Linear(width, RELATION_WIDTH)
        self.dep_dependent = nn.Linear(width, RELATION_WIDTH)
        self.relations = nn.Parameter(torch.randn(sizes.deps, RELATION_WIDTH + 1, RELATION_WIDTH + 1) * 0.02)
        nn.init.zeros_(self.domain.weight)

    def word_vectors(self, ids: Tensor, first: Tensor, drop: float, padded: bool) -> Tensor:
        pieces = self.encoder(ids, drop, padded)
        index = first[..., None].expand(-1, -1, pieces.shape[-1])
        return torch.gather(pieces, 1, index)

    def forward(
        self, ids: Tensor, first: Tensor, words: Tensor, domain: Tensor | None = None, padded: bool = True
    ) -> dict[str, Tensor]:
        drop = 0.1 if self.training else 0.0
        hidden = self.word_vectors(ids, first, drop, padded)
        out = self.read(dropped(hidden, 2 * drop, self.training), domain)
        if padded:
            out["arc"] = out["arc"] + forbidden(words, hidden.shape[1]).to(hidden.dtype)
        return out | {"hidden": hidden}

    def read(self, hidden: Tensor, domain: Tensor | None) -> dict[str, Tensor]:
        """All heads on the words' vectors; who reads them must see to it that no word is its own head."""
        habits = self.domain.weight[0] if domain is None else self.domain(domain)[:, None, :]
        syntactic = hidden + habits
        rooted = torch.cat([self.root.to(hidden.dtype).expand(hidden.shape[0], 1, -1), syntactic], 1)
        drop = 0.2 if self.training else 0.0
        heads = dropped(F.gelu(self.arc_head(rooted)), drop, self.training)
        dependents = with_one(dropped(F.gelu(self.arc_dependent(syntactic)), drop, self.training))
        arc = (dependents @ self.arc.to(dependents.dtype)) @ heads.transpose(1, 2)
        named = F.gelu(self.names_hidden(hidden))
        return {
            "upos": self.upos(syntactic),
            "xpos": self.xpos(syntactic),
            "feats": self.feats(syntactic),
            "sent": self.sent(hidden)[..., 0],
            "names": self.names(named),
            "arc": arc,
            "dep_d": with_one(dropped(F.gelu(self.dep_dependent(syntactic)), drop, self.training)),
            "dep_h": with_one(dropped(F.gelu(self.dep_head(rooted)), drop, self.training)),
        }


def forbidden(words: Tensor, width: int) -> Tensor:
    """Scores [B, W, W+1] that keep a word from being its own head and padding from being anybody's."""
    index = torch.arange(width)
    padding = torch.cat([torch.zeros(words.shape[0], 1), (index[None, :] >= words[:, None]).float()], 1)
    own = torch.cat([torch.zeros(width, 1), torch.eye(width)], 1)
    return FAR * (padding[:, None, :] + own[None])


def load_base(network: Network, weights: Weights, kept: Any) -> None:
    """Fill the encoder from the base; `kept`: ids of the pieces that survive the pruning, in the new order."""
    shape = weights.shape
    width, inner = shape.width, shape.inner

    def put(parameter: Tensor, array: Any) -> None:
        parameter.data.copy_(torch.from_numpy(array))

    encoder = network.encoder
    kind = weights.vector("emb.type").reshape(-1, width)[0]
    put(encoder.word.weight, weights.matrix("emb.word", shape.pieces, width)[kept])
    put(encoder.position.weight, weights.vector("emb.pos").reshape(-1, width)[:512] + kind)
    put(encoder.norm.weight, weights.vector("emb.ln.w"))
    put(encoder.norm.bias, weights.vector("emb.ln.b"))
    for index, layer in enumerate(encoder.layers):
        name = f"l{index}."
        qkv = [weights.matrix(f"{name}{part}.w", width, width) for part in "qkv"]
        put(layer.qkv.weight, np.concatenate(qkv))
        put(layer.qkv.bias, np.concatenate([weights.vector(f"{name}{part}.b") for part in "qkv"]))
        put(layer.out.weight, weights.matrix(name + "ao.w", width, width))
        put(layer.out.bias, weights.vector(name + "ao.b"))
        put(layer.norm_attention.weight, weights.vector(name + "aln.w"))
        put(layer.norm_attention.bias, weights.vector(name + "aln.b"))
        put(layer.wide.weight, weights.matrix(name + "fi.w", inner, width))
        put(layer.wide.bias, weights.vector(name + "fi.b"))
        put(layer.narrow.weight, weights.matrix(name + "fo.w", width, inner))
        put(layer.narrow.bias, weights.vector(name + "fo.b"))
        put(layer.norm_out.weight, weights.vector(name + "oln.w"))
        put(layer.norm_out.bias, weights.vector(name + "oln.b"))
