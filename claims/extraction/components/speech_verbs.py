"""Verbs of speech in all the forms by which they report: "teilte … mit", "mitgeteilt hat", "kann bestätigen".

In: the tokens of a clause. Out: the verb that reports in it, where it stands and what stance it gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from claims.extraction.components.columns import lower, written
from claims.extraction.components.verb_senses import reports
from claims.extraction.lexicon import load
from claims.records import Stance


@dataclass(frozen=True, slots=True)
class Form:
    """One written form. kind: finite, joined (with its particle, at the end of a clause), participle, infinitive."""

    lemma: str
    particle: str | None
    kind: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb found. finite: the token that is inflected; last: the last token of the verb; lemma: one word."""

    lemma: str
    stance: Stance
    at: int
    finite: int
    last: int
    passive: bool
    infinitive: bool


def _forms(entry: str, stance: Stance) -> Iterator[tuple[str, Form]]:
    words, _, given = entry.partition(":")
    *before, infinitive = words.split(" ")
    particle = before[-1] if before else None
    stem = infinitive.removesuffix("en") if infinitive.endswith("en") else infinitive.removesuffix("n")
    present, preterite, participle = given.split() if given else (stem + "t", stem + "te", "ge" + stem + "t")
    plural = preterite + ("n" if preterite.endswith("e") else "en")
    lemma = (particle or "") + infinitive
    for form in dict.fromkeys((present, preterite, plural, infinitive, stem + "e")):
        yield form, Form(lemma, particle, "finite", stance)
        if particle:
            yield particle + form, Form(lemma, None, "joined", stance)
    yield (particle or "") + participle, Form(lemma, None, "participle", stance)
    if particle == "bekannt":  # written apart or together: bekannt gegeben, bekanntgegeben
        yield participle, Form(lemma, particle, "participle", stance)
    yield (particle + "zu" if particle else "") + infinitive, Form(lemma, None, "infinitive", stance)


@cache
def _index() -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = {}
    for stance, entries in load("speech")["verbs"].items():
        for entry in entries:
            for word, form in _forms(entry, Stance(stance)):
                found.setdefault(word, []).append(form)
    return {word: tuple(forms) for word, forms in found.items()}


def forms(word: str) -> tuple[Form, ...]:
    """The forms of verbs of speech that are written so."""
    return _index().get(word, ())


@cache
def state() -> frozenset[str]:
    """Auxiliaries with which a participle is a state: "ist angekündigt"."""
    return frozenset(load("speech")["auxiliaries"]["state"])


@cache
def auxiliary() -> frozenset[str]:
    """Auxiliaries and modal verbs, in their finite and other forms."""
    return frozenset(load("speech")["auxiliaries"]["words"])


@cache
def moving() -> frozenset[str]:
    """Verbs whose perfect takes "sein": "ist ausgegangen"."""
    return frozenset(load("speech")["auxiliaries"]["moving"])


@cache
def _finite() -> frozenset[str]:
    return frozenset(word for word, found in _index().items() if any(form.kind == "finite" for form in found))


def is_finite(word: str) -> bool:
    """Whether a word can be a finite verb of speech: "sagte", which looks like an adjective."""
    return word in _finite()


def verb_in(doc: Doc, tokens: list[int]) -> SpeechVerb | None:
    """The reporting verb of a clause, given by its tokens; the one with its own finite form before others."""
    all_words, known, helping = written(doc), _index(), auxiliary()
    words = {i: all_words[i] for i in tokens}
    if tokens and doc[tokens[0]].is_sent_start:
        words[tokens[0]] = lower(doc)[tokens[0]]
    if known.keys().isdisjoint(words.values()):
        return None
    auxiliaries = [i for i in tokens if words[i] in helping]
    particles = {i for i in tokens if is_particle(doc[i])}
    found = [
        verb
        for i in tokens
        for form in known.get(words[i], ())
        if (verb := _verb(words, i, form, auxiliaries, particles)) and reports(doc, verb)
    ]
    perfect = {
        v.at for v in found if v.finite < v.at == tokens[-1]
    }  # "hatte … bezeichnet": the last word is no finite form
    found = [v for v in found if not (v.at in perfect and v.finite == v.at)]
    return max(found, key=lambda v: (v.lemma not in weak(), v.at == v.finite, len(v.lemma)), default=None)


def is_particle(token: Token) -> bool:
    """Whether a word that may be a preposition can belong to a verb: "kündigte … an"."""
    return token.tag_ not in {"APPR", "APPRART", "APZR"}


def _verb(words: dict[int, str], at: int, form: Form, auxiliaries: list[int], particles: set[int]) -> SpeechVerb | None:
    passive = any(words[i] in load("speech")["auxiliaries"]["passive"] for i in auxiliaries)
    if form.kind == "participle" and form.lemma not in load("speech")["auxiliaries"]["moving"]:
        passive = passive or all(words[i] in load("speech")["auxiliaries"]["state"] for i in auxiliaries)
    if form.kind in {"participle", "infinitive"}:
        if not auxiliaries or (form.particle and words.get(at - 1) != form.particle):
            return None
        last = max(at, *auxiliaries)
        infinitive = form.kind == "infinitive"
        return SpeechVerb(form.lemma, form.stance, at, auxiliaries[0], last, passive and not infinitive, infinitive)
    if form.particle:
        behind = [i for i, word in words.items() if i > at and word == form.particle and i in particles]
        return SpeechVerb(form.lemma, form.stance, at, at, behind[-1], False, False) if behind else None
    if any(i == at - 1 or i == at + 1 for i in auxiliaries) and form.kind == "finite" and not words[at].endswith("te"):
        return None
    return SpeechVerb(form.lemma, form.stance, at, at, at, False, False)


@cache
def alone() -> frozenset[str]:
    """Verbs that report without a clause of their own ("bestreitet den Einsatz")."""
    return frozenset(load("speech")["alone"]["lemmas"])


@cache
def weak() -> frozenset[str]:
    """Verbs too common in other senses to count without clause or quotation."""
    return frozenset(load("speech")["weak"]["lemmas"])
