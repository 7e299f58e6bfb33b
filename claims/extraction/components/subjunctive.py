"""The subjunctive of reported speech: "sei", "habe", "komme"; and "würden", "hätten", where the first has no own form.

In: a token; whether somebody was reported just before. Out: whether the token shows reported speech.
"""

from __future__ import annotations

from spacy.tokens import Token

from claims.extraction.components import trees
from claims.extraction.lexicon import load

VERBS = {"VERB", "AUX"}


def is_subjunctive(token: Token, reported: bool) -> bool:
    """By the list of forms that are no indicative; the model tells further verbs and rules out other readings."""
    pos = token.pos_
    if pos not in VERBS and trees.parsed(token.doc):
        return False
    words = load("speech")["subjunctive"]
    listed = token.text in words["words"] or token.is_sent_start and token.lower_ in words["words"]
    if not trees.parsed(token.doc):
        return bool(listed)
    if "Sub" not in token.morph.get("Mood", []):
        return bool(listed) and pos == "AUX"
    if token.lower_ in words["conditional"]:
        return reported and token.lower_ in words["replacing"]
    return bool(listed) or (reported and token.text.endswith("e") and not token.text.endswith("te"))
