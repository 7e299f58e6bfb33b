"""MinHash: the bands by which texts that may be near copies are found in an index.

In: the words of a text. Out: some dozens of 32-bit numbers; two texts that share one of them may be near copies.

Of shingles in random order, many times anew, two texts begin with the same one as often as they have shingles in common
among all (Jaccard): so says Broder 1997. Three such beginnings make a band. A share of 0.5 is met in one of the 28
bands of the whole text with 98 percent, 0.35 with 71, 0.05 with 0.35. The 12 bands of the first hundred words find
copies that an outlet cut at their end, however short: agencies put first what matters. More bands would find hardly
more, and each costs 55 bytes of index for every article.

Not by the library datasketch: it needs SciPy (113 MB) and took 1.9 ms for a text of 450 words, this takes 0.9 in all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from articles.alike.numbers import Numbers, mixed, stream
from articles.alike.shingles import FEWEST_WORDS, Shingles, shingles

ROWS = 3  # beginnings in a band
WHOLE_BANDS = 28
LEAD_BANDS = 12
LEAD_WORDS = 100
AT_ONCE = 4096  # shingles; keeps the table of a book's worth of them below 4 MB
_HALF = np.uint64(32)
_ORDERS = stream(seed=11, count=ROWS * (WHOLE_BANDS + LEAD_BANDS)) | np.uint64(1)
_SALTS = stream(seed=17, count=WHOLE_BANDS + LEAD_BANDS)
_ROW_FACTORS = stream(seed=23, count=ROWS) | np.uint64(1)


def bands(told: Sequence[str]) -> list[int]:
    """Return the bands of a text by its words, in the range of PostgreSQL's integer; none for a short text."""
    if len(told) < FEWEST_WORDS:
        return []
    cut = ROWS * WHOLE_BANDS
    whole = _firsts(shingles(told), _ORDERS[:cut])
    lead = _firsts(shingles(told[:LEAD_WORDS]), _ORDERS[cut:])
    rows = np.concatenate([whole, lead]).reshape(-1, ROWS)
    found = mixed((rows * _ROW_FACTORS).sum(axis=1, dtype=np.uint64) + _SALTS) >> _HALF
    # The same 32 bits, read as a signed number.
    return [int(number) for number in found.astype(np.uint32).view(np.int32)]


def _firsts(found: Shingles, orders: Numbers) -> Numbers:
    """The first shingle in each order, by the upper half of its product with an odd number (multiply-shift)."""
    parts = [found[at : at + AT_ONCE] for at in range(0, len(found), AT_ONCE)]
    firsts: Numbers = np.min([((part[:, None] * orders[None, :]) >> _HALF).min(axis=0) for part in parts], axis=0)
    return firsts
