"""Where sentences begin: the network's evidence beside that of the rules.

In: for each word the network's logit, whether it opens a line, whether the rules see a sentence begin with it.
Out: for each word whether it begins a sentence.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.extraction.network.text import Flags

# Log odds that the rules add: they know abbreviations and ordinals, but only what stands around a full stop.
RULED = 6.0
UNRULED = -3.0


def starts(logits: NDArray[Any], line: Flags, ruled: Flags) -> Flags:
    """A line break always begins a sentence, and so does the first word; elsewhere the more probable holds.

    Where rules see no start the network needs log odds above 3 (probability 0.95), to deny one below -6.
    """
    found: Flags = line | (logits + np.where(ruled, RULED, UNRULED) > 0)
    found[:1] = True
    return found
