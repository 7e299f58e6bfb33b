"""A network with random weights and the true one's interface, small enough to be built in each test run.

Words are read without their surroundings: a vector from a table for the first piece, and a matrix for each output.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models

LABELS: dict[str, Any] = {
    "upos": ["NOUN", "VERB", "PUNCT", "PROPN", "ADJ"],
    "xpos": ["NN", "NE", "VVFIN", "ADJA", "$.", "$,"],
    "feats": ["_", "Case=Nom|Gender=Fem", "Number=Sing"],
    "deps": ["ROOT", "nsubj", "obj", "punct", "amod"],
    "names": ["O", *(f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC", "DERIV") for mark in "BI")],
    "pieces_per_word": 8,
    "pieces_per_window": 192,
}
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789.,!?-'\"„“»«()/%:;"
WIDTH, RELATION = 12, 6
SHAPES = {"feats": ["b", "w"], "sent": ["b", "w"], "arc": ["b", "w", "heads"], "dep_h": ["b", "heads", "dep_h"]}


def pieces() -> Tokenizer:
    """Single letters, and each of them at the beginning of a word."""
    vocabulary = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -9.0)]
    vocabulary += [(prefix + letter, -3.0) for letter in LETTERS for prefix in ("▁", "")]
    vocabulary += [(word, -4.0) for word in ("▁der", "▁die", "▁Ber", "lin", "▁und")]
    return Tokenizer(models.Unigram(vocabulary, unk_id=3))


def typed(output: str) -> tuple[int, list[str]]:
    """Element type and shape of an output."""
    return TensorProto.INT64 if output == "feats" else TensorProto.FLOAT, SHAPES.get(output, ["b", "w", output])


def network(seed: int = 0) -> onnx.ModelProto:
    random = np.random.default_rng(seed)
    weights: list[onnx.TensorProto] = []
    nodes: list[onnx.NodeProto] = []

    def table(name: str, *shape: int) -> str:
        weights.append(numpy_helper.from_array(random.normal(size=shape).astype(np.float32), name))
        return name

    def number(name: str, *values: int) -> str:
        weights.append(numpy_helper.from_array(np.array(values, dtype=np.int64), name))
        return name

    def node(kind: str, inputs: list[str], output: str, **attributes: Any) -> str:
        nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    vocabulary = pieces().get_vocab_size()
    node("Gather", [table("embedding", vocabulary, WIDTH), "ids"], "pieces")
    node("Unsqueeze", ["first", number("last", -1)], "index")
    node("GatherND", ["pieces", "index"], "hidden", batch_dims=1)
    for name in ("upos", "xpos"):
        node("MatMul", ["hidden", table(f"{name}_w", WIDTH, len(LABELS[name]))], name)
    node("MatMul", ["hidden", table("feats_w", WIDTH, len(LABELS["feats"]))], "feats_logits")
    node("ArgMax", ["feats_logits"], "feats", axis=-1, keepdims=0)
    node("MatMul", ["hidden", table("sent_w", WIDTH, 1)], "sent_column")
    node("Squeeze", ["sent_column", "last"], "sent")
    node("MatMul", ["hidden", table("names_w", WIDTH, len(LABELS["names"]))], "names_logits")
    node("LogSoftmax", ["names_logits"], "names", axis=-1)
    # The root, once for each row of the batch, before the words.
    node("Slice", ["hidden", number("zero", 0), number("one", 1), "one"], "opening")
    node("Mul", ["opening", table("root_w", 1, 1, WIDTH)], "root")
    node("Concat", ["root", "hidden"], "rooted", axis=1)
    node("Transpose", ["rooted"], "columns", perm=[0, 2, 1])
    node("MatMul", ["hidden", table("arc_w", WIDTH, WIDTH)], "dependents")
    node("MatMul", ["dependents", "columns"], "arc")
    node("MatMul", ["hidden", table("dep_d_w", WIDTH, RELATION + 1)], "dep_d")
    node("MatMul", ["rooted", table("dep_h_w", WIDTH, RELATION + 1)], "dep_h")

    inputs = [("ids", ["b", "s"]), ("first", ["b", "w"]), ("words", ["b"])]
    outputs = dict.fromkeys(("upos", "xpos", "sent", "names", "arc", "dep_d", "dep_h", "hidden"), TensorProto.FLOAT)
    outputs["feats"] = TensorProto.INT64
    graph = helper.make_graph(
        nodes,
        "toy",
        [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name, shape in inputs],
        [helper.make_tensor_value_info(name, *typed(name)) for name in outputs],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def write(folder: Path, seed: int = 0) -> Path:
    """All four files of a network."""
    folder.mkdir(parents=True, exist_ok=True)
    onnx.save(network(seed), str(folder / "network.onnx"))
    pieces().save(str(folder / "pieces.json"))
    (folder / "labels.json").write_text(json.dumps(LABELS), encoding="utf-8")
    relations = np.random.default_rng(seed).normal(size=(len(LABELS["deps"]), RELATION + 1, RELATION + 1))
    np.save(folder / "relations.npy", relations.astype(np.float16))
    return folder
