"""A pipeline and articles with gold sentence boundaries → F of whole sentences, in percent.

In: `boundaries.jsonl`. Out: `boundaries.Scores`. The text is given as the product gives it: soft line breaks undone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.language import Language

from claims.extraction.components.sentences import spans
from claims.extraction.training.boundaries import Article, Scores, Splitter, read, sentence_scores
from claims.extraction.wrapping import unwrapped


def splitter(nlp: Language) -> Splitter:
    """What `boundaries.report` wants: text → the first character of each sentence that has any ink."""
    return lambda text: [start for start, _ in spans(nlp(unwrapped(text)))]


def scores(nlp: Language, file: Path) -> Scores:
    """Scores over all articles of the file."""
    articles: Sequence[Article] = list(read(file))
    split = splitter(nlp)
    return sentence_scores([a.starts for a in articles], [split(a.text) for a in articles])
