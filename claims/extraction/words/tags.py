"""`claimtrack_tags`: puts tags right that follow from the word; both shipped models have it before the lemmatizer.

In: a `Doc` with parts of speech and tags. Out: the same, where the guidelines are certain (`stts.py`).
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.words.stts import both

NAME = "claimtrack_tags"


@Language.factory(NAME, requires=["token.pos", "token.tag"], assigns=["token.pos", "token.tag"])
def create(nlp: Language, name: str) -> Tags:
    return Tags()


class Tags:
    """Changes only what a rule knows."""

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            given = token.pos_, token.tag_
            found = both(token.text, *given)
            if found != given:
                token.pos_, token.tag_ = found
        return doc
