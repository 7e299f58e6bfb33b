"""A trained student → the folder that ships: without the words of its training texts.

In: a trained pipeline with its vectors. Out: a pipeline folder. spaCy keeps every string it has ever seen; the student
needs its labels only, so its weights move to a fresh pipeline.
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language

from claims.extraction.training.assembling import described
from claims.extraction.training.student_config import TRAINED, Size, blank

DESCRIPTION = "German news: tags, features, lemmas, UD trees, names; a small convolutional network."
KEPT = ("vocab", "tokenizer")


def save(nlp: Language, size: Size, out: Path) -> Language:
    """Write the pipeline to `out` and give the one written."""
    fresh = blank(size)
    vectors = nlp.vocab.vectors
    vectors.strings = fresh.vocab.strings  # before they move: a vocabulary takes over all strings of its vectors
    fresh.vocab.vectors = vectors
    fresh.from_bytes(nlp.to_bytes(exclude=list(KEPT)), exclude=list(KEPT))
    for name in TRAINED:
        for label in fresh.get_pipe(name).labels:  # type: ignore[attr-defined]
            fresh.vocab.strings.add(label)
    described(fresh, "claimtrack_fast", DESCRIPTION)
    fresh.to_disk(out)
    return fresh
