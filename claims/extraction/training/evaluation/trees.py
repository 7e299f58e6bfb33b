"""A pipeline and gold sentences → how many tags, lemmas and arcs it finds, in percent.

In: sentences; they are put together to documents of five and read from their raw text, as the feasibility study did
with `nlp.evaluate`. Out: a dictionary of scores. We call spaCy's scoring functions ourselves: `nlp.evaluate` asks each
component how it wants to be measured, and so leaves out whatever a component does not declare.

Like spaCy's parser and the study, `las` and `uas` leave punctuation out (words that gold or prediction call `punct`);
`las_punct` and `uas_punct` count it. A word that was cut otherwise than in gold counts as an error.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example

from claims.extraction.training.conllu import Sentence
from claims.extraction.training.docs import docs_of

PUNCTUATION = ("p", "punct")  # what spaCy's parser leaves out of its scores
DOCUMENT = 5  # sentences, as in the study
BATCH = 128


def examples(nlp: Language, sentences: Iterable[Sentence]) -> list[Example]:
    """Each document as the pipeline reads it, beside its gold."""
    gold = list(docs_of(sentences, nlp.vocab, DOCUMENT))
    return [Example(read, true) for read, true in zip(predicted(nlp, gold), gold, strict=True)]


def predicted(nlp: Language, gold: Iterable[Doc]) -> Iterable[Doc]:
    return nlp.pipe((doc.text for doc in gold), batch_size=BATCH)


def scores(pairs: list[Example]) -> dict[str, float]:
    """Shares in percent; a column that gold does not have is left out."""
    found = {
        "tokens": Scorer.score_tokenization(pairs)["token_f"],
        "upos": Scorer.score_token_attr(pairs, "pos_")["pos__acc"],
        "stts": Scorer.score_token_attr(pairs, "tag_")["tag__acc"],
        "lemma": Scorer.score_token_attr(pairs, "lemma_")["lemma__acc"],
        "morph": Scorer.score_token_attr(pairs, "morph", getter=key)["morph_acc"],
        "sentences": Scorer.score_spans(pairs, "sents", has_annotation=split, labeled=False)["sents_f"],
        **arcs(pairs, "", PUNCTUATION),
        **arcs(pairs, "_punct", ()),
    }
    return {name: 100 * value for name, value in found.items() if value is not None}


def arcs(pairs: list[Example], ending: str, ignored: tuple[str, ...]) -> dict[str, Any]:
    """LAS and UAS without the relations that are ignored."""
    found = Scorer.score_deps(pairs, "dep_", ignore_labels=ignored)
    return {"las" + ending: found["dep__las"], "uas" + ending: found["dep__uas"]}


def by_relation(pairs: list[Example]) -> dict[str, float]:
    """F of each relation in percent."""
    found = Scorer.score_deps(pairs, "dep_", ignore_labels=PUNCTUATION)["dep__las_per_type"] or {}
    return {label: 100 * value["f"] for label, value in sorted(found.items())}


def key(token: Token, attribute: str) -> int:
    """The number of a word's features, 0 where they are unknown."""
    return int(getattr(token, attribute).key)


def split(doc: Doc) -> bool:
    return doc.has_annotation("SENT_START")
