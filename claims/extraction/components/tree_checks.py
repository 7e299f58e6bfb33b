"""What the tree says against a frame that words and commas suggest.

In: a verb of speech, its clause and the stretch that it seems to report. Out: whether the tree lets it stand.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.components import trees
from claims.extraction.components.speech_verbs import SpeechVerb

VERBAL = {"VERB", "AUX", "ADJ"}  # a participle may be read as an adjective
HANGING = {"ccomp", "csubj", "csubj:pass", "xcomp", "parataxis", "advcl", "acl", "conj", "dep", "advmod"}


def is_verb(doc: Doc, verb: SpeechVerb) -> bool:
    """Whether the tree, too, takes the word for a verb: "Meinen" and "Befinden" are nouns."""
    return not trees.parsed(doc) or doc[verb.at].pos_ in VERBAL


def reports(doc: Doc, tokens: list[int], verb: SpeechVerb, content: tuple[int, int]) -> bool:
    """Whether the stretch holds a clause that hangs on the verb's clause, or on which the verb hangs."""
    if not trees.parsed(doc):
        return True
    clause = set(tokens)
    inside = range(*content)
    return any(_hangs(doc[i], clause) for i in inside) or any(_put_in(doc[i], inside) for i in clause)


def _hangs(token: Token, clause: set[int]) -> bool:
    return token.head.i in clause and token.dep_ in HANGING and _is_clause(token)


def _is_clause(token: Token) -> bool:
    if token.dep_ == "acl":
        return not any("Rel" in t.morph.get("PronType", []) for t in token.children)
    return trees.is_predicate(token) or any(trees.is_predicate(t) for t in token.children)


def _put_in(token: Token, inside: range) -> bool:
    return token.head.i in inside and token.dep_ in {"parataxis", "ccomp", "conj", "dep", "advcl"}
