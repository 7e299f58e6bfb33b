"""The trained network's files, from a folder or from bytes, until somebody needs one.

In: a folder, or what `to_bytes` gave. Out: contents by name. Nothing is read before it is asked for: a process that
only plans work must not pay for the network.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

NETWORK = "network.onnx"
PIECES = "pieces.json"
LABELS = "labels.json"
RELATIONS = "relations.npy"
NAMES = (NETWORK, PIECES, LABELS, RELATIONS)


class Files:
    """Contents by name; `FileNotFoundError` where one is missing."""

    def __init__(self, source: Path | dict[str, bytes]) -> None:
        self.source = source

    def read(self, name: str) -> bytes:
        if isinstance(self.source, Path):
            return (self.source / name).read_bytes()
        if name not in self.source:
            raise FileNotFoundError(f"the network's bytes hold no {name}")
        return self.source[name]

    def openable(self, name: str) -> str | bytes:
        """A path where there is one: who reads from it need not hold the bytes as well."""
        return str(self.source / name) if isinstance(self.source, Path) else self.read(name)

    def labels(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.read(LABELS))
        return found

    def relations(self) -> NDArray[Any]:
        array: NDArray[Any] = np.load(io.BytesIO(self.read(RELATIONS)), allow_pickle=False)
        return array

    def copy(self, folder: Path) -> None:
        """Write all files to a folder; where they lie there already nothing happens."""
        folder.mkdir(parents=True, exist_ok=True)
        if isinstance(self.source, Path) and self.source.resolve() == folder.resolve():
            return
        for name in NAMES:
            (folder / name).write_bytes(self.read(name))

    def bytes(self) -> dict[str, bytes]:
        return {name: self.read(name) for name in NAMES}
