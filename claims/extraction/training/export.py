"""The trained network → the files of the run-time component: an 8-bit ONNX graph, pieces, labels, relations.

In: a network, its labels, `pieces.json`. Out: the folder that `claims.extraction.network` reads. Weights of all matrix
products and of the embedding are 8-bit integers, one scale an output channel; activations are scaled as they come.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from claims.extraction.network.pieces import PER_WORD
from claims.extraction.training.examples import Labels
from claims.extraction.training.network import Network

INPUTS = ("ids", "first", "words")
OUTPUTS = ("upos", "xpos", "feats", "sent", "names", "arc", "dep_d", "dep_h", "hidden")
PIECES_PER_WINDOW = 128  # trained with windows of up to 144; shorter ones are quicker, as attention is quadratic
QUANTISED = ["MatMul", "Gemm", "Gather"]


class Exported(nn.Module):
    """The network with its outputs in the order of the contract, features decided and names normalised."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        out = self.network(ids, first, words, padded=False)
        out["feats"] = out["feats"].argmax(-1)
        out["names"] = torch.log_softmax(out["names"], -1)
        return tuple(out[name] for name in OUTPUTS)


def to_onnx(network: Network, path: Path) -> None:
    """The graph in 32 bits, with free sizes of batch, pieces and words."""
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 6, 2, 1]])
    first = torch.tensor([[1, 2, 3], [1, 2, 0]])
    free = {"ids": {0: "b", 1: "s"}, "first": {0: "b", 1: "w"}, "words": {0: "b"}}
    torch.onnx.export(
        Exported(network.eval()).eval(),
        (ids, first, torch.tensor([3, 2])),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=free,
        dynamo=False,
        opset_version=17,
    )


def quantise(source: Path, target: Path) -> None:
    """8-bit weights, one scale a channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=QUANTISED)


def write(network: Network, labels: Labels, pieces: Path, folder: Path, work: Path) -> None:
    """Fill `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    to_onnx(network, work / "network-32.onnx")
    quantise(work / "network-32.onnx", folder / "network.onnx")
    shutil.copyfile(pieces, folder / "pieces.json")
    known = asdict(labels) | {"pieces_per_word": PER_WORD, "pieces_per_window": PIECES_PER_WINDOW}
    (folder / "labels.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")
    np.save(folder / "relations.npy", network.relations.detach().numpy().astype(np.float16))
