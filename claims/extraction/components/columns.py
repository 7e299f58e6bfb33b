"""The words of a `Doc` as plain strings, made once for all rules: spaCy makes a string anew each time one is asked for.

In: a `Doc` whose tokens stay as they are. Out: its text; its words as written and in lower case, one a token.
"""

from __future__ import annotations

from spacy.tokens import Doc

TEXT, WRITTEN, LOWER = "claimtrack_text", "claimtrack_written", "claimtrack_lower"


def text_of(doc: Doc) -> str:
    """`doc.text`."""
    found: str | None = doc.user_data.get(TEXT)
    if found is None:
        found = doc.user_data[TEXT] = doc.text
    return found


def written(doc: Doc) -> list[str]:
    """`token.text` of each token; not to be changed."""
    found: list[str] | None = doc.user_data.get(WRITTEN)
    if found is None:
        found = doc.user_data[WRITTEN] = [token.text for token in doc]
    return found


def lower(doc: Doc) -> list[str]:
    """`token.lower_` of each token; not to be changed."""
    found: list[str] | None = doc.user_data.get(LOWER)
    if found is None:
        found = doc.user_data[LOWER] = [token.lower_ for token in doc]
    return found
