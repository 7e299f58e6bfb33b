"""The words of a `Doc` as plain strings, made once for all rules: spaCy makes a string anew each time one is asked for.

In: a `Doc` whose tokens stay as they are. Out: its text; its words as written and in lower case, one a token; which
token begins at an offset.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the web server reads names of places, too, and must not pay for spaCy
    from spacy.tokens import Doc

TEXT, WRITTEN, LOWER = "claimtrack_text", "claimtrack_written", "claimtrack_lower"
OFFSETS = "claimtrack_offsets"


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


def at_offset(doc: Doc) -> dict[int, int]:
    """The token that begins at a character, by `token.idx`; not to be changed."""
    found: dict[int, int] | None = doc.user_data.get(OFFSETS)
    if found is None:
        found = doc.user_data[OFFSETS] = {token.idx: token.i for token in doc}
    return found
