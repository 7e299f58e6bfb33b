"""Who a clause says is speaking: its subject, the actor after a preposition, the medium that relays.

In: a clause and the actors found. Out: `Voice`s: a source with the place in the text where it is named.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.components import tree_sources, trees
from claims.extraction.components.actor_index import DETERMINERS, Actors
from claims.extraction.components.bare_phrases import OBLIQUE, PREPOSITIONS, noun_phrase
from claims.extraction.components.columns import lower
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.person_names import is_name_part
from claims.extraction.components.pronouns import pronoun_of, resolved
from claims.extraction.components.speaker_choice import chosen
from claims.extraction.components.speaking_nouns import may_speak
from claims.extraction.components.speech_verbs import SpeechVerb, alone, weak
from claims.extraction.components.voices import Voice, joined
from claims.extraction.extensions import ActorMention
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType

IMPERSONAL = {"heißen", "verlauten", "hervorgehen"}  # "aus Kreisen verlautete", "in Berichten heißt es"
RELAYS = {SourceType.MEDIA, SourceType.AGENCY}


def subject(doc: Doc, tokens: list[int], verb: SpeechVerb, actors: Actors) -> list[Voice]:
    """The subject of a reporting verb: the actor next to it in the nominative, else a pronoun, else a bare phrase."""
    if verb.lemma == "zitieren" and verb.passive:
        return _cited(doc, tokens, verb, actors)
    by_words = _by_words(doc, tokens, verb, actors)
    if not trees.parsed(doc) or doc[verb.at].pos_ not in {"VERB", "AUX"}:
        return by_words
    return chosen(doc, verb, by_words, actors)


def _cited(doc: Doc, tokens: list[int], verb: SpeechVerb, actors: Actors) -> list[Voice]:
    """Kern wird von Radio Nord zitiert: who is cited speaks, the agent relays."""
    spans = actors.within(tokens)
    media = [span for span in spans if span[2].type in RELAYS]
    noun = trees.child(doc[verb.at], trees.PASSIVE_SUBJECTS) if trees.parsed(doc) else None
    cited = tree_sources.at(doc, noun, actors) if noun is not None else []
    others = [k for k, span in enumerate(spans) if span[2].type not in RELAYS and _nominative(doc, span)]
    voices = cited or (joined(doc, spans, others[0]) if others else [])
    via = media[0][2].canonical if media else None
    return [replace(voice, source=replace(voice.source, via=voice.source.via or via)) for voice in voices]


def _by_words(doc: Doc, tokens: list[int], verb: SpeechVerb, actors: Actors) -> list[Voice]:
    spans = actors.within(tokens)
    if verb.passive:
        return _agent(doc, spans) or _reporting(doc, tokens, spans)
    if verb.lemma in IMPERSONAL:
        return joined(doc, spans, 0) if spans else []
    able = [i for i, span in enumerate(spans) if _nominative(doc, span)]
    able = [i for i in able if not _inside_phrase(doc, spans, i)]
    before = [i for i in able if spans[i][1] <= verb.finite]
    after = [i for i in able if spans[i][0] > verb.finite]
    pronoun = pronoun_of(doc, tokens, verb, actors)
    if pronoun is not None:
        return resolved(doc, pronoun, verb, actors)
    if before and _opens(doc, tokens, spans[before[0]][0]):
        return joined(doc, spans, before[0])
    bare = _phrase(doc, tokens, verb)
    if bare and any(bare.start < spans[i][0] < bare.end for i in able):
        bare = None  # "Senior General Meier": the actor in it is known
    if bare and (not after or bare.start < spans[after[0]][0]) and not before:
        return [bare]
    for group in (after, before[::-1]):
        if group:
            return joined(doc, spans, group[0])
    return []


def _opens(doc: Doc, tokens: list[int], start: int) -> bool:
    first = tokens[0]
    words = lower(doc)[first:start]
    return all(
        w in DETERMINERS or w in {"auch", "„", "«", "»", '"', "“", "und", "wie", "doch", "dass"} or is_adjective(w)
        for w in words
    )


def _nominative(doc: Doc, span: tuple[int, int, ActorMention]) -> bool:
    at = span[0] - 1
    if at < 0:
        return True
    if doc[at].lower_ in DETERMINERS and at and doc[at - 1].lower_ in PREPOSITIONS:
        return False
    return doc[at].lower_ not in PREPOSITIONS | OBLIQUE


def _inside_phrase(doc: Doc, spans: list[tuple[int, int, ActorMention]], index: int) -> bool:
    """A genitive after a noun ("die Aussage der Gewerkschaft") is nobody's subject."""
    at = spans[index][0] - 1
    return at > 0 and doc[at].text == "der" and doc[at - 1].text[0].isupper() and doc[at - 1].is_alpha


def _agent(doc: Doc, spans: list[tuple[int, int, ActorMention]]) -> list[Voice]:
    """By whom, in the passive: "wurde von der Polizei bestätigt"."""
    for index, (start, _, _) in enumerate(spans):
        near = [doc[i].lower_ for i in range(max(0, start - 3), start)]
        if "von" in near or "vom" in near or "durch" in near:
            return joined(doc, spans, index)
    return []


def _reporting(doc: Doc, tokens: list[int], spans: list[tuple[int, int, ActorMention]]) -> list[Voice]:
    """In einem Bericht der Zeitung X wurde vermutet: where it says so stands before the verb."""
    if doc[tokens[0]].lower_ not in {"in", "aus", "im", "laut", "bei"}:
        return []
    return [voice for voice in joined(doc, spans, 0) if tree_sources.is_text(voice)] if spans else []


def _phrase(doc: Doc, tokens: list[int], verb: SpeechVerb) -> Voice | None:
    """A subject that no list knows: "Die Schulleiterin" before the verb, "der Wirt" after it."""
    first = tokens[0] + (doc[tokens[0]].lower_ in {"wie", "und", "doch", "so"})
    for start in (first, verb.finite + 1):
        found = noun_phrase(doc, start, tokens[-1] + 1, subject=True)
        if found and not _speaks(doc, found, verb):
            continue
        if found and (start != first or start > verb.finite or found[1] <= verb.finite):
            begin, end = found
            name = " ".join(doc[i].text for i in range(begin, end))
            kind = (
                SourceType.PERSON if all(is_name_part(doc[i].text) for i in range(begin, end)) else SourceType.UNNAMED
            )
            return Voice(SourceRef(name, name, kind), begin, end)
    return None


def _speaks(doc: Doc, phrase: tuple[int, int], verb: SpeechVerb) -> bool:
    reflexive = any(doc[i].lower_ == "sich" for i in range(verb.at, min(verb.at + 3, len(doc))))
    saying = verb.lemma not in alone() and verb.lemma not in weak() and not reflexive
    return verb.at not in range(*phrase) and may_speak(doc, *phrase, saying=saying)


def relay(doc: Doc, tokens: list[int], speakers: list[Voice], actors: Actors) -> str | None:
    """The medium that relays: "sagte er der BBC", "im Deutschlandfunk", "laut Reuters sagte X"."""
    taken = {i for v in speakers for i in range(v.start, v.end)}
    for start, _, actor in actors.within(tokens):
        if actor.type not in RELAYS or _is_matter(doc[start]):
            continue
        if start not in taken and any(v.source.type not in RELAYS for v in speakers):
            return actor.canonical if actor.canonical != actor.name else actor.name
    return None


def _is_matter(token: Token) -> bool:
    """Whether a medium is what is spoken about, or part of that: "wies den Bericht der Zeitung zurück"."""
    while token.dep_ in {"nmod", "flat", "appos", "compound"} and token.head.i != token.i:
        token = token.head
    return token.dep_ == "obj" and "Dat" not in token.morph.get("Case", [])


def relayed(doc: Doc, tokens: list[int], voices: list[Voice], actors: Actors) -> list[Voice]:
    """Add the medium between source and reader; behind "unter Berufung auf" stands the true source."""
    spans = actors.within(tokens)
    reliant = [i for i in tokens if doc[i].text in load("speech")["prepositions"]["reliant"]]
    behind = [k for k, span in enumerate(spans) if reliant and span[0] > reliant[0]]
    if behind and voices:
        via = voices[0].source.canonical
        return [replace(v, source=replace(v.source, via=via)) for v in joined(doc, spans, behind[0])]
    medium = relay(doc, tokens, voices, actors)
    return [replace(v, source=replace(v.source, via=medium)) for v in voices] if medium else voices
