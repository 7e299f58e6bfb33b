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
        self.inputs = [entry.name for entry in self.session.get_inputs()]

    def run(self, window: Window, outputs: Sequence[str]) -> Outputs:
        """The outputs of that name for one window, without the dimension of the batch."""
        rows = {"ids": [window.ids], "first": [window.first], "words": [len(window.first)]}
        # A graph for windows read alone has no use for the number of words.
        feeds = {name: np.array(rows[name], dtype=np.int64) for name in self.inputs}
        found = self.session.run(list(outputs), feeds)
        return {name: np.asarray(array)[0] for name, array in zip(outputs, found, strict=True)}
