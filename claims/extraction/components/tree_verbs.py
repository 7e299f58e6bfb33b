"""Verbs of speech in a tree: the verb with its particle and its auxiliaries, wherever these stand in the sentence.

In: a token of a parsed `Doc`. Out: the `SpeechVerb`, as the rules by words give it; None where it is no verb of speech.
"""

from __future__ import annotations

from spacy.tokens import Token

from claims.extraction.components import trees
from claims.extraction.components.speech_verbs import Form, SpeechVerb, forms, moving, state
from claims.extraction.components.verb_senses import reports

VERBS = {"VERB", "AUX"}


def reporting(token: Token) -> SpeechVerb | None:
    """The verb of speech that this token is: "teilte … mit", "hat … bestätigt", "bestätigen zu können"."""
    if token.pos_ not in VERBS:
        return None
    written = token.lower_ if token.is_sent_start else token.text
    found = [form for form in forms(written) if _fits(token, form)]
    if not found:
        return None
    form = max(found, key=lambda form: len(form.lemma))
    helpers = [c for c in token.children if c.dep_ in {"aux", "aux:pass"}]
    finite = next((c.i for c in helpers if "Fin" in c.morph.get("VerbForm", [])), token.i)
    last = max([token.i, *(c.i for c in helpers), *(c.i for c in token.children if c.dep_ == "compound:prt")])
    passive = trees.is_passive(token) or _is_state(token, form)
    verb = SpeechVerb(form.lemma, form.stance, token.i, finite, last, passive, form.kind == "infinitive")
    return verb if reports(token.doc, verb) else None


def _fits(token: Token, form: Form) -> bool:
    """Whether the particle of the form stands with the token, and no other."""
    particle = trees.child(token, {"compound:prt"})
    if form.particle:
        return any(c.lower_ == form.particle for c in token.children)
    return particle is None or form.kind in {"participle", "infinitive"}


def _is_state(token: Token, form: Form) -> bool:
    """ "ist angekündigt": a participle with sein that is no perfect of motion."""
    if form.kind != "participle" or form.lemma in moving():
        return False
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(helpers) and helpers <= state()
