"""Who says what stands behind a colon, where no verb of speech tells: "Der Trainer stellte sich vor ihn: „…“".

In: the clause before the colon and the actors. Out: `Voice`s. The subject of the clause speaks; without a verb it is
whose word it is ("Seine Antwort: …", "Der Rat der Stadt: …"), never whom the clause is about.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.components import tree_sources, trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.bare_phrases import PREPOSITIONS
from claims.extraction.components.clauses import Segment
from claims.extraction.components.pronouns import PRONOUNS, person_meant, resolved
from claims.extraction.components.speech_verbs import SpeechVerb
from claims.extraction.components.voices import Voice, joined
from claims.records import Stance

POSSESSIVE = {"sein": False, "seine": False, "ihr": True, "ihre": True}  # whether it points to a woman


def before_colon(doc: Doc, host: Segment, actors: Actors) -> list[Voice]:
    """The speakers of what follows this clause."""
    spans = actors.within(host.tokens)
    if not trees.parsed(doc):
        return joined(doc, spans, 0) if spans else []
    predicate = _predicate(doc, host)
    if predicate is not None:
        return _subject(doc, predicate, actors)
    if doc[host.start].lower_ in POSSESSIVE:
        return person_meant(doc, host.start, actors, feminine=POSSESSIVE[doc[host.start].lower_])
    free = [k for k, span in enumerate(spans) if doc[max(span[0] - 1, 0)].lower_ not in PREPOSITIONS - {"von", "vom"}]
    return joined(doc, spans, free[0]) if free else []


def _predicate(doc: Doc, host: Segment) -> Token | None:
    """The verb that is nearest to the colon and has a subject, of its own or of a verb before."""
    verbs = (doc[i] for i in reversed(host.tokens) if doc[i].pos_ in {"VERB", "AUX"} or doc[i].dep_ == "ROOT")
    return next((verb for verb in verbs if trees.subject(verb) is not None), None)


def _subject(doc: Doc, verb: Token, actors: Actors) -> list[Voice]:
    subject = trees.subject(verb)
    if subject is None:
        return []
    if subject.pos_ == "PRON" and subject.lower_ in PRONOUNS:
        finite = next((c.i for c in verb.children if c.dep_ == "aux"), verb.i)
        said = SpeechVerb("sagen", Stance.ASSERTS, verb.i, finite, verb.i, False, False)
        return resolved(doc, subject.i, said, actors)
    own = tree_sources.at(doc, subject, actors)
    if own:
        return own
    start, end = trees.span(subject)
    spans = actors.within(list(range(start, end)))
    return joined(doc, spans, 0) if spans and spans[0][0] > subject.i else []
