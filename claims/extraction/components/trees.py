"""Look-ups in the tree of a sentence: subjects, agents, clauses, the words of a phrase.

In: tokens of a `Doc` that a trained pipeline has parsed (UD labels, coarse). Out: tokens and stretches of tokens.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Token

SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubj:pass", "csubj:pass"}
PASSIVE = {"aux:pass"}
AUXILIARIES = {"aux", "aux:pass", "cop"}
PREDICATES = {"ROOT", "ccomp", "csubj", "csubj:pass", "advcl", "acl", "parataxis", "conj", "xcomp", "dep"}
CLAUSES = {"advcl", "acl", "ccomp", "csubj", "parataxis", "conj"}
PARSED = "claimtrack_parsed"
BY = {"von", "vom", "durch", "seitens"}


def parsed(doc: Doc) -> bool:
    """Whether the document has trees; without them rules go by words and punctuation."""
    found: bool | None = doc.user_data.get(PARSED)
    if found is None:
        found = doc.user_data[PARSED] = doc.has_annotation("DEP")
    return found


def child(token: Token, labels: Collection[str]) -> Token | None:
    """The first child with one of these labels."""
    for c in token.children:
        if c.dep_ in labels:
            return c
    return None


def subject(verb: Token) -> Token | None:
    """The subject of a verb in the active; a verb joined by `und` or an infinitive has that of the verb before."""
    for _ in range(4):
        found = child(verb, SUBJECTS)
        if found is not None:
            return found
        if verb.dep_ not in {"conj", "xcomp"} or verb.head is verb:
            return None
        verb = verb.head
    return None


def agent(verb: Token) -> Token | None:
    """By whom, in the passive."""
    for found in verb.children:
        if found.dep_ in {"obl", "obl:arg", "nmod"} and preposition(found) in BY:
            return found
    return None


def preposition(noun: Token) -> str:
    """The preposition of a noun, "" where it has none."""
    case = child(noun, {"case"})
    return case.lower_ if case is not None else ""


def is_passive(verb: Token) -> bool:
    return child(verb, PASSIVE | PASSIVE_SUBJECTS) is not None


def clause_of(token: Token) -> Token:
    """The predicate of the clause in which a token stands."""
    while token.dep_ not in PREDICATES and token.head is not token:
        token = token.head
    if token.dep_ == "conj" and token.pos_ not in {"VERB", "AUX"} and child(token, SUBJECTS | AUXILIARIES) is None:
        return clause_of(token.head)  # a noun joined to a noun is no clause
    return clause_of(token.head) if token.dep_ in {"xcomp", "dep"} and token.head is not token else token


def span(token: Token) -> tuple[int, int]:
    """The stretch of a token's subtree; its ends are tokens, end exclusive."""
    return token.left_edge.i, token.right_edge.i + 1


def own_words(verb: Token) -> list[int]:
    """The tokens of a clause without the clauses that hang on its verb."""
    found, waiting = [], [verb]
    while waiting:
        token = waiting.pop()
        found.append(token.i)
        waiting += [c for c in token.children if not (c.dep_ in CLAUSES and is_predicate(c))]
    return sorted(found)


def is_predicate(token: Token) -> bool:
    """Whether a token is the predicate of a clause: a verb, or with an auxiliary or a subject."""
    return token.pos_ in {"VERB", "AUX"} or child(token, SUBJECTS | PASSIVE_SUBJECTS | AUXILIARIES) is not None


def phrase(noun: Token) -> tuple[int, int]:
    """A noun with its attributes and its name, without article, preposition, apposition and clauses."""
    start = end = noun.i
    for c in noun.children:
        if c.dep_ in {"amod", "compound", "nummod", "flat", "nmod"} and preposition(c) in {"", "von", "vom"}:
            start, end = min(start, c.left_edge.i), max(end, span(c)[1] - 1)
    while start < noun.i and noun.doc[start].pos_ in {"DET", "ADP", "PUNCT"}:
        start += 1
    return start, end + 1
