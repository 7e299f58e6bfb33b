"""Floret vectors → the vocabulary of a spaCy pipeline.

In: floret's text format, plain or `.xz`: a line of settings, then one line a bucket. Out: vectors of spaCy's mode
`floret`: each word's is the mean of its parts', so that no word lacks one.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.strings import StringStore
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from claims.extraction.training.conllu import opened


def read(path: Path, strings: StringStore) -> Vectors:
    """Raises `ValueError` where the table is not as large as its first line says."""
    lines = iter(opened(path))
    buckets, width, least, most, hashes, seed, begin, end = next(lines).split()
    data = np.loadtxt(lines, dtype=np.float32, comments=None)[:, 1:]
    if data.shape != (int(buckets), int(width)):
        raise ValueError(f"{path}: {data.shape} numbers, not ({buckets}, {width})")
    return Vectors(
        strings=strings,
        data=np.ascontiguousarray(data),
        mode="floret",
        minn=int(least),
        maxn=int(most),
        hash_count=int(hashes),
        hash_seed=int(seed),
        bow=begin,
        eow=end,
        name="floret",
    )


def table(floret: Vectors, words: list[str], strings: StringStore) -> Vectors:
    """The words' vectors ready made: while training, floret's hashes would cost more than the network."""
    keys = [strings.add(word) for word in words]
    return Vectors(strings=strings, data=floret.get_batch(keys), keys=keys, name=floret.name)
