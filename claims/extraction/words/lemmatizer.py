"""`claimtrack_lemmatizer`: `Doc` with parts of speech, tags and features → the same `Doc` with lemmas.

Both shipped models end with it: lemmas come from rules and lists, so they cost no weights and are the same in both.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.words.lemmas import lemma

NAME = "claimtrack_lemmatizer"


@Language.factory(NAME, requires=["token.pos", "token.tag"], assigns=["token.lemma"])
def create(nlp: Language, name: str) -> Lemmatizer:
    return Lemmatizer(name)


class Lemmatizer:
    """Sets `token.lemma_`; a token without part of speech gets its form in lower case."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        opens = True
        for token in doc:
            upos = token.pos_
            genitive = upos == "PROPN" and "Gen" in token.morph.get("Case", [])
            token.lemma_ = lemma(token.text, upos, token.tag_, genitive, opens or bool(token.is_sent_start))
            opens = upos == "PUNCT"
        return doc
