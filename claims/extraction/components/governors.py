"""What governs a word in the tree: its predicate, the words of the predicate's own clause, and the clause's tense.

In: a scene with the tree of its sentence, and an offset into the text. Out: tokens and words; None or "" where the
pipeline gave no tree. Source: Universal Dependencies (clausal relations), Duden grammar (tenses of the verb).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from spacy.tokens import Span, Token

from claims.extraction.components import columns, tenses
from claims.extraction.components.scenes import Scene, Spanned

EMBEDDED = {"ccomp", "advcl", "acl", "csubj", "parataxis", "csubj:pass"}
COMPLETING = {"ccomp", "xcomp", "csubj", "csubj:pass", "parataxis"}
VERBAL = {"VERB", "AUX"}
FINITE = {"VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"}
HELPERS = {"aux", "aux:pass", "cop"}
PARTICIPLES = {"VVPP", "VAPP", "VMPP"}
INFINITIVES = {"VVINF", "VMINF"}
CLAUSES = "claimtrack_clauses"  # of a Doc's tokens, each made once
TOPS = "claimtrack_tops"  # where the line above each token ends
FRAMING = "claimtrack_framing"  # words, by predicate
BEEN = {"gewesen", "geworden", "gehabt"}
PASSED = {"worden", "gewesen"}
WEAK_PAST = re.compile(r"te(?:n|st|t)?$")


class Tense(StrEnum):
    PRETERITE = "preterite"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


DONE = {Tense.PRETERITE, Tense.PERFECT}


def token_at(scene: Scene, at: int) -> Token | None:
    """The token around an offset."""
    if scene.span is None:
        return None
    doc = scene.span.doc
    begun = columns.at_offset(doc).get(at)
    if begun is not None:
        return doc[begun]
    found = doc.char_span(at, at + 1, alignment_mode="expand")
    return found[0] if found else None


def line(token: Token) -> Iterator[Token]:
    """A token and its heads, up to the predicate of its clause."""
    yield token
    while token.head.i != token.i and not is_predicate(token):
        token = token.head
        yield token


def top(token: Token) -> Token:
    """The end of a token's line: the predicate of its clause."""
    doc = token.doc
    known: dict[int, int] = doc.user_data.setdefault(TOPS, {})
    if token.i not in known:
        *_, last = line(token)
        known[token.i] = last.i
    return doc[known[token.i]]


def is_predicate(token: Token) -> bool:
    """Whether a clause hangs on the token: a verb, or whatever stands in a clausal relation."""
    return token.pos_ in VERBAL and token.dep_ not in HELPERS or token.dep_ in EMBEDDED or token.dep_ == "ROOT"


def predicate(scene: Scene, at: int) -> Token | None:
    """The predicate that governs the word at an offset."""
    token = token_at(scene, at)
    return top(token) if token is not None else None


def together(scene: Scene, one: int, other: int) -> bool:
    """Whether one predicate governs the words at two offsets."""
    first, second = predicate(scene, one), predicate(scene, other)
    return first is not None and second is not None and first.i == second.i


def is_adverbial(scene: Scene, words: Spanned, told: Token) -> bool:
    """Whether a stretch of words hangs on the predicate itself, on no noun below it."""
    if scene.span is None:
        return False
    found = scene.span.doc.char_span(words.start, words.end, alignment_mode="expand")
    return found is not None and found.root.head.i == told.i


def is_attributive(scene: Scene, at: int) -> bool:
    """Whether a word belongs to an adjective or participle before a noun (`der 1996 gegründete Verein`)."""
    token = token_at(scene, at)
    return token is not None and any(item.dep_ == "amod" and item.i != token.i for item in line(token))


def of_span(span: Span | None) -> Token | None:
    """The predicate of a stretch: what nothing else in it governs."""
    if span is None or not len(span):
        return None
    root = span.root
    last = top(root)
    return last if span.start <= last.i < span.end else root


def clause(token: Token) -> list[Token]:
    """The tokens of a predicate's own clause, in order: without embedded clauses and without verbs joined to it."""
    doc = token.doc
    known: dict[int, tuple[int, ...]] = doc.user_data.setdefault(CLAUSES, {})
    if token.i not in known:
        known[token.i] = tuple(sorted(below(token)))
    return [doc[at] for at in known[token.i]]


def below(token: Token) -> Iterator[int]:
    """The positions of a token and of what hangs on it in its own clause."""
    waiting = [token]
    while waiting:
        here = waiting.pop()
        yield here.i
        waiting += [child for child in here.children if not apart(child)]


def apart(child: Token) -> bool:
    """Whether a clause of its own begins below a token."""
    return child.dep_ in EMBEDDED or (child.dep_ == "conj" and child.pos_ in VERBAL)


def words(tokens: list[Token]) -> str:
    return " ".join(token.text for token in tokens if not token.is_space)


def governing_words(scene: Scene, at: int) -> str:
    """The nouns and the verb above a word, with the verb's helpers, particles and complements, in order of the text."""
    token = token_at(scene, at)
    if token is None:
        return ""
    above = list(line(token))
    around = clause(above[-1]) if is_predicate(above[-1]) else []
    return f"{words(sorted({*above[1:], *around}, key=lambda item: item.i))} {infinitive(above[-1])}"


def framing_words(scene: Scene, at: int) -> str:
    """The words of the clause around a word and of the clauses that it completes (`es ist möglich, dass …`)."""
    told = predicate(scene, at)
    if told is None:
        return ""
    known: dict[int, str] = told.doc.user_data.setdefault(FRAMING, {})
    if told.i not in known:
        known[told.i] = words(sorted(framing(told), key=lambda item: item.i))
    return known[told.i]


def framing(told: Token) -> set[Token]:
    """The tokens of a predicate's clause and of the clauses that it completes."""
    found = {*clause(told)}
    while told.dep_ in COMPLETING and told.head.i != told.i:
        told = top(told.head)
        found.update(clause(told))
    return found


def obliged(token: Token) -> bool:
    """Whether the predicate hangs on a `sollen` of the present or preterite, without a perfect."""
    modal = next((child for child in token.children if child.dep_ in HELPERS and child.lemma_ == "sollen"), None)
    return modal is not None and tense(token) is not Tense.PERFECT


def infinitive(token: Token) -> str:
    """The verb with its particle: `nahmen … teil` → `teilnehmen`."""
    particle = next((child.lower_ for child in token.children if child.dep_ == "compound:prt"), "")
    return particle + token.lemma_.lower() if token.pos_ in VERBAL else ""


def tense(token: Token | None) -> Tense:
    """The tense of a predicate; hearsay of something done (`soll … gestorben sein`) is perfect."""
    while token is not None:
        helpers = [child for child in token.children if child.dep_ in HELPERS]
        finite = [item for item in [*helpers, token] if item.tag_ in FINITE]
        if finite:
            return of_forms(token, min(finite, key=lambda item: item.tag_ != "VMFIN"), helpers)
        # "wurden getötet und verletzt": the helper stands with the first verb.
        token = token.head if token.dep_ == "conj" and token.head.i != token.i else None
    return Tense.NONE


def of_forms(token: Token, finite: Token, helpers: list[Token]) -> Tense:
    """The tense that the finite verb makes with the participles and infinitives beside it."""
    participle = any(item.tag_ in PARTICIPLES for item in [token, *helpers]) or tenses.with_sein(token.lower_)
    past = is_past(finite)
    if finite.tag_ == "VMFIN":
        done = participle and any(item.lower_ in {"haben", "sein"} for item in helpers)
        maybe = finite.lower_.startswith(("könnte", "dürfte"))
        return Tense.PERFECT if done else Tense.PRETERITE if past else Tense.FUTURE if maybe else Tense.PRESENT
    causing = finite.lemma_ == "haben" and token.tag_ in INFINITIVES  # "hat räumen lassen", "hatte kommen müssen"
    if finite.lemma_ in {"haben", "sein"} and finite.i != token.i and (causing or participle or token.lower_ in BEEN):
        state = finite.lemma_ == "sein" and is_state(token, helpers)
        return (Tense.PRETERITE if past else Tense.PRESENT) if state else Tense.PLUPERFECT if past else Tense.PERFECT
    if finite.lemma_ == "werden" and finite.i != token.i and not participle and not past:
        return Tense.FUTURE
    return Tense.PRETERITE if past else Tense.PRESENT


def is_state(token: Token, helpers: list[Token]) -> bool:
    """Whether a participle with `sein` tells how things are (`ist gesperrt`), not what happened (`ist gelandet`)."""
    passive = any(item.lower_ in PASSED for item in helpers)
    return not passive and token.tag_ in PARTICIPLES and not tenses.with_sein(token.lower_)


def is_past(finite: Token) -> bool:
    """Whether a finite verb is a preterite of the indicative: helping verbs by their form, others by what the
    conjugation tells, and where it knows no such verb by their features."""
    if finite.lemma_ in {"haben", "sein", "werden"}:
        return finite.lower_.startswith(("hatte", "war", "wurde"))
    if finite.tag_ == "VMFIN":
        return finite.lower_.startswith(("sollte", "wollte", "konnte", "musste", "durfte"))
    if tenses.is_preterite(finite.lower_):
        return True
    marked = "Past" in finite.morph.get("Tense", []) and "Sub" not in finite.morph.get("Mood", [])
    return marked and WEAK_PAST.search(finite.lower_) is not None
