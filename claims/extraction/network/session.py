"""Padded piece numbers → the network's outputs, by onnxruntime on one thread.

In: the ONNX file and a batch. Out: arrays by output name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from claims.extraction.network.batches import Batch

Outputs = dict[str, NDArray[Any]]


def options() -> onnxruntime.SessionOptions:
    """One thread a process: extraction workers are as many as there are cores."""
    chosen = onnxruntime.SessionOptions()
    chosen.intra_op_num_threads = 1
    chosen.inter_op_num_threads = 1
    chosen.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # The arena never gives back what its largest batch took.
    chosen.enable_cpu_mem_arena = False
    chosen.enable_mem_pattern = False
    chosen.log_severity_level = 3
    return chosen


class Session:
    """A loaded network; `source`: a path or the file's bytes."""

    def __init__(self, source: str | bytes) -> None:
        self.session = onnxruntime.InferenceSession(source, options(), providers=["CPUExecutionProvider"])

    def run(self, batch: Batch, outputs: Sequence[str]) -> Outputs:
        feeds = {"ids": batch.ids, "first": batch.first, "words": batch.words}
        found = self.session.run(list(outputs), feeds)
        return dict(zip(outputs, (np.asarray(array) for array in found), strict=True))
