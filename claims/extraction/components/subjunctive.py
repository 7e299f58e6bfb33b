"""The subjunctive of reported speech: "sei", "habe", "komme"; and "würden", "hätten", where the first has no own form.

In: a token; whether somebody was reported just before. Out: whether the token shows reported speech.
"""

from __future__ import annotations

from spacy.tokens import Token

from claims.extraction.components import trees
from claims.extraction.lexicon import load


def is_subjunctive(token: Token, reported: bool) -> bool:
    """By the list of forms that are no indicative; the model tells further verbs and rules out other readings."""
    words = load("speech")["subjunctive"]
    listed = token.text in words["words"] or token.is_sent_start and token.lower_ in words["words"]
    if not trees.parsed(token.doc):
        return bool(listed)
    if token.pos_ not in {"VERB", "AUX"} or "Sub" not in token.morph.get("Mood", []):
        return bool(listed) and token.pos_ == "AUX"
    if token.lower_ in words["conditional"]:
        return reported and token.lower_ in words["replacing"]
    return bool(listed) or (reported and token.text.endswith("e") and not token.text.endswith("te"))
