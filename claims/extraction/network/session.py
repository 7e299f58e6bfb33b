"""Piece numbers → the network's outputs, by onnxruntime on one thread.

In: the ONNX file, a window. Out: arrays by output name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from claims.extraction.network.inputs import Window

Outputs = dict[str, NDArray[Any]]


def options() -> onnxruntime.SessionOptions:
    """One thread a process: extraction workers are as many as there are cores."""
    chosen = onnxruntime.SessionOptions()
    chosen.intra_op_num_threads = 1
    chosen.inter_op_num_threads = 1
    chosen.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    # The arena never gives back what its longest window took.
    chosen.enable_cpu_mem_arena = False
    chosen.enable_mem_pattern = False
    chosen.log_severity_level = 3
    return chosen


class Session:
    """A loaded network; `source`: a path or the file's bytes."""

    def __init__(self, source: str | bytes) -> None:
        self.session = onnxruntime.InferenceSession(source, options(), providers=["CPUExecutionProvider"])

    def run(self, window: Window, outputs: Sequence[str]) -> Outputs:
        """The outputs of that name for one window, without the dimension of the batch."""
        feeds = {"ids": [window.ids], "first": [window.first], "words": [len(window.first)]}
        found = self.session.run(list(outputs), {name: np.array(rows, dtype=np.int64) for name, rows in feeds.items()})
        return {name: np.asarray(array)[0] for name, array in zip(outputs, found, strict=True)}
