"""Who speaks, by the tree: the subject of the verb of speech, the agent of its passive, whom `es heißt aus` names.

In: the token of a verb of speech and the actors found. Out: `Voice`s. A pronoun is resolved, a relative pronoun stands
for what its clause hangs on, a phrase that no list knows is read from the tree.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.components import trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.bare_phrases import nominative
from claims.extraction.components.heads import match
from claims.extraction.components.pronouns import PRONOUNS, resolved
from claims.extraction.components.saying_nouns import is_utterance
from claims.extraction.components.speaking_nouns import may_speak
from claims.extraction.components.speech_verbs import SpeechVerb, alone, weak
from claims.extraction.components.voices import Voice, joined
from claims.extraction.extensions import ActorMention
from claims.records import SourceRef, SourceType

NEAR = 12  # tokens before a relative pronoun in which its noun stands
IMPERSONAL = {"heißen", "verlauten", "hervorgehen"}
NAMING = {"aus", "in", "im", "von", "vom", "bei", "beim", "seitens"}
TEXTS = {SourceType.MEDIA, SourceType.AGENCY, SourceType.UNNAMED, SourceType.EXPERT, SourceType.ORGANISATION}
NAMES = {"PER": SourceType.PERSON, "ORG": SourceType.ORGANISATION}


def speakers(doc: Doc, token: Token, verb: SpeechVerb, actors: Actors) -> list[Voice]:
    """Who reports with this verb."""
    if verb.passive:
        agent = trees.agent(token)
        if agent is not None:
            return at(doc, agent, actors)
        found = _where(token, {"in", "im", "aus", "bei"})
        return [voice for voice in at(doc, found, actors) if is_text(voice)] if found is not None else []
    if verb.lemma in IMPERSONAL:
        found = _where(token, NAMING)
        return at(doc, found, actors) if found is not None else []
    subject = trees.subject(token)
    if subject is None:
        return []
    if "Rel" in subject.morph.get("PronType", []) or subject.tag_ == "PRELS":
        antecedent = _antecedent(subject)
        return at(doc, antecedent, actors) if antecedent is not None else []
    if subject.pos_ == "PRON" and subject.lower_ in PRONOUNS | {"es"}:
        return resolved(doc, subject.i, verb, actors)
    if subject.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "X", "NUM"} or subject.tag_ == "PIS":
        return []
    return at(doc, subject, actors, verb)


def speaking(token: Token, verb: SpeechVerb) -> Token | None:
    """The token that the tree takes for the speaker, whether it can speak or not; a relative pronoun's antecedent."""
    if verb.passive:
        return trees.agent(token) or _where(token, {"in", "im", "aus", "bei"})
    if verb.lemma in IMPERSONAL:
        return _where(token, NAMING)
    subject = trees.subject(token)
    if subject is not None and ("Rel" in subject.morph.get("PronType", []) or subject.tag_ == "PRELS"):
        return _antecedent(subject)
    return subject


def _antecedent(pronoun: Token) -> Token | None:
    """What a relative pronoun stands for: the noun that its clause hangs on, else the one before it that agrees."""
    clause = trees.clause_of(pronoun)
    if clause.dep_ != "acl":
        return None
    before = range(pronoun.i - 1, max(pronoun.i - NEAR, -1), -1)
    nouns = (pronoun.doc[i] for i in before if pronoun.doc[i].pos_ in {"NOUN", "PROPN"})
    number = _number(pronoun, clause)
    if _agree(clause.head, pronoun, number):
        return clause.head
    return next((noun for noun in nouns if _agree(noun, pronoun, number)), clause.head)


def _number(pronoun: Token, clause: Token) -> set[str]:
    """The number of a relative pronoun: as its finite verb shows, where it is the subject; "die" may be either."""
    if pronoun.dep_ == "nsubj":
        helping = (c for c in clause.children if c.dep_ in trees.AUXILIARIES)
        finite = next((c for c in helping if "Fin" in c.morph.get("VerbForm", [])), clause)
        return set(finite.morph.get("Number", [])) or set(pronoun.morph.get("Number", []))
    return set(pronoun.morph.get("Number", []))


def _agree(noun: Token, pronoun: Token, number: set[str]) -> bool:
    """Whether number and, in the singular, gender are the same, as far as the model tells."""
    numbers = set(noun.morph.get("Number", [])), number
    if all(numbers) and not numbers[0] & numbers[1]:
        return False
    genders = set(noun.morph.get("Gender", [])), set(pronoun.morph.get("Gender", []))
    return "Plur" in numbers[1] or not all(genders) or bool(genders[0] & genders[1])


def is_text(voice: Voice) -> bool:
    """Whether a source is a medium or what somebody wrote: only there can "in X" be who says it."""
    return voice.source.type in TEXTS


def _where(token: Token, prepositions: set[str]) -> Token | None:
    """The noun behind "aus", "in": "aus Kreisen verlautete", "in Berichten heißt es"."""
    nouns = (c for c in token.children if c.dep_ in {"obl", "obl:arg", "nmod"})
    return next((c for c in nouns if trees.preposition(c) in prepositions), None)


def at(doc: Doc, noun: Token, actors: Actors, verb: SpeechVerb | None = None) -> list[Voice]:
    """The actor whose name holds this noun, and those joined to it; else the phrase itself, if it can speak."""
    if noun.text in {"Seiten", "Seite"} and trees.preposition(noun) in trees.BY:  # "von Seiten der Bahn"
        noun = next((c for c in noun.children if c.dep_ == "nmod"), noun)
    owner = _owner(noun, actors) if is_utterance(noun) else None
    if owner:
        return joined(doc, owner, 0)
    start, end = trees.span(noun)
    spans = actors.within(list(range(max(0, start - 1), end)))
    holding = actors.holding(noun.i)
    if holding:
        return joined(doc, holding, 0)
    near = [k for k, span in enumerate(spans) if _names(doc, noun, span)]
    if near:
        return joined(doc, spans, near[0])
    own = _phrase(doc, noun, verb)
    return [own] if own else []


def _owner(noun: Token, actors: Actors) -> list[tuple[int, int, ActorMention]]:
    """Whose word it is: "ein Bericht der Zeitung", "die Studie von Nordwelle"."""
    owned = (c for c in noun.children if c.dep_ == "nmod" and trees.preposition(c) in {"", "von", "vom"})
    return next((held for c in owned if (held := actors.holding(c.i))), [])


def _names(doc: Doc, noun: Token, span: tuple[int, int, ActorMention]) -> bool:
    """Whether an actor is the name or the apposition of the noun."""
    return any(c.dep_ in {"flat", "appos"} and span[0] <= c.i < span[1] for c in noun.children)


def _phrase(doc: Doc, noun: Token, verb: SpeechVerb | None) -> Voice | None:
    start, end = trees.phrase(noun)
    kind = NAMES.get(noun.ent_type_)
    if kind is None and not _speaks(doc, noun, verb):
        return None
    name = nominative(doc, start, end)
    return Voice(SourceRef(name, name, kind or SourceType.UNNAMED), start, end)


def _speaks(doc: Doc, noun: Token, verb: SpeechVerb | None) -> bool:
    saying = verb is not None and verb.lemma not in alone() and verb.lemma not in weak()
    return match(noun.text) is not None or may_speak(doc, noun.i, noun.i + 1, saying=saying)
