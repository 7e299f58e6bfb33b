"""What the small student learns from.

In: the data folder and files of silver rows (`silver.py` describes them), or a `Mixture`. Out: a `Mixture` of
sentences that are all annotated by the same habits.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from claims.extraction.training import mixing, silver
from claims.extraction.training.mixing import Mixture

# The network is told the corpus and learns its habits apart; the student has no such input.
OTHER_HABITS = ("mobie",)


def of_files(data: Path, files: Iterable[Path]) -> Mixture:
    """Gold, and the rows of the files: with gold tags or gold names where a corpus has their words."""
    gold, held = mixing.golden(data)
    known = {mixing.key(s) for s in (*gold, *held)}
    read = silver.by_words(row for path in files for row in silver.rows(path))
    rows = {words: row for words, row in read.items() if words not in known}
    found = mixing.tagged(data, rows) + mixing.named(data, rows)
    corpora = {mixing.key(s) for s in found}
    found += [silver.sentence(row, "speech") for words, row in rows.items() if words not in corpora]
    return Mixture(gold, found, held)


def alike(mixture: Mixture) -> Mixture:
    """Without corpora whose names follow other habits."""
    return Mixture(mixture.gold, [s for s in mixture.silver if s.kind not in OTHER_HABITS], mixture.held)
