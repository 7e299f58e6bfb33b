"""Numbers of 64 bits that look random and are the same on every machine and with every version of NumPy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)


def mixed(numbers: Numbers) -> Numbers:
    """Return the numbers with their bits spread over all places (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def stream(seed: int, count: int) -> Numbers:
    """Return the first `count` numbers of SplitMix64."""
    return mixed(np.arange(1, count + 1, dtype=np.uint64) * _STEP + np.uint64(seed))
