"""Pronouns as subjects of speech: "sagte er", "teilte sie mit", "hatte es erklärt", and whom they stand for.

In: a clause with its verb and the actors named before. Out: the pronoun's token, and the `Voice`s it stands for.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components import trees
from claims.extraction.components.actor_index import Actors
from claims.extraction.components.bare_phrases import is_noun
from claims.extraction.components.heads import Match, match
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.saying_nouns import is_utterance
from claims.extraction.components.speech_verbs import SpeechVerb
from claims.extraction.components.voices import Voice, joined
from claims.extraction.extensions import ActorMention
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType

POSSESSIVE = {"seinen", "seiner", "seinem", "ihren", "ihrer", "ihrem", "dessen", "deren"}
PERSONAL = {"ihm", "ihr", "ihnen"}
PRONOUNS = {"er", "sie", "dieser", "diese"}
PERSONS = {SourceType.PERSON, SourceType.UNNAMED, SourceType.EXPERT}
SAYING = {"laut", "zufolge", "gemäß"}
FAR = 700  # characters over which one who did something is meant before one who is only named
NEAR = 300  # characters over which "sie" and "es" go back to an institution


def is_pronoun(source: SourceRef) -> bool:
    """Whether a source is a pronoun that stands for nobody known."""
    return source.name.lower() in PRONOUNS | {"der", "die", "das", "es"}


def pronoun_of(doc: Doc, tokens: list[int], verb: SpeechVerb, actors: Actors) -> int | None:
    """The token of a pronoun that is the subject of the verb."""
    found = _pronoun(doc, tokens, verb)
    if found is not None:
        return found
    for at in (verb.finite - 1, verb.finite + 1):
        if (
            at in tokens
            and doc[at].lower_ == "es"
            and verb.lemma not in {"heißen", "geben"}
            and _meant(doc, at, actors)
        ):
            return at
    return None


def resolved(doc: Doc, at: int, verb: SpeechVerb, actors: Actors) -> list[Voice]:
    """er: the last man, else the last institution of that gender; sie: likewise, in the plural a group or two actors.

    A pronoun that stands for nobody known keeps its place in the text, so that no other word is taken for the subject.
    """
    word = doc[at].lower_
    if word == "sie" and doc[verb.finite].lower_.endswith(("en", "sind")):
        group = actors.group(at)
        if group:
            return [replace(v, start=at, end=at + 1) for v in joined(doc, group, 0)]
        several = _several(doc, at, actors)
        if several:
            return [_standing(several, at)]
    near = actors.before(at)
    if word in {"der", "die", "das", "dieser", "diese"} and near:
        return [_standing(near[0], at)]
    person, institution = _person(doc, at, actors, feminine=word == "sie"), _meant(doc, at, actors)
    if word == "sie" and person and institution:
        person = max(person, institution, key=lambda actor: actor.start)
    found = person if word != "es" and person else institution
    return (
        [_standing(found, at)]
        if found
        else [Voice(SourceRef(doc[at].text, doc[at].text, SourceType.UNNAMED), at, at + 1)]
    )


def person_meant(doc: Doc, at: int, actors: Actors, *, feminine: bool) -> list[Voice]:
    """The person to whom a possessive at a token points."""
    person = _person(doc, at, actors, feminine=feminine)
    return [_standing(person, at)] if person else []


def possessor(doc: Doc, at: int, actors: Actors) -> list[Voice]:
    """Whose it is that a possessive at a token names: "seinen Angaben", "ihrer Ansicht"; who "ihm" or "ihnen" is."""
    if doc[at].lower_ == "ihnen":
        found = _several(doc, at, actors)
    elif doc[at].lower_.startswith(("sein", "dessen", "ihm")):
        found = _person(doc, at, actors, feminine=False) or _institution(doc, at, actors, {"m", "n"})
    else:
        woman, group = _person(doc, at, actors, feminine=True), _several(doc, at, actors)
        women = [woman, _institution(doc, at, actors, {"f"}), group]
        found = max(filter(None, women), key=lambda actor: actor.start, default=None)
    return [_standing(found, at)] if found else []


def _standing(actor: ActorMention, at: int) -> Voice:
    return Voice(SourceRef(actor.name, actor.canonical, actor.type, actor.speaker), at, at + 1)


def _person(doc: Doc, at: int, actors: Actors, *, feminine: bool) -> ActorMention | None:
    """The last woman or man named; near by, one that is no more than an object ("an Kern") comes after the others."""
    fitting = [span for span in actors.spans_before(at) if _is_person(span[2]) and _can_be(span[2], feminine=feminine)]
    if not fitting:
        return None
    last = fitting[0][2]
    near = (span for span in fitting if last.start - span[2].start < FAR)
    return next((span[2] for span in near if not _is_oblique(doc, span)), last)


def _is_oblique(doc: Doc, span: tuple[int, int, ActorMention]) -> bool:
    """Whether a name stands behind a preposition, or in the dative or genitive."""
    if not trees.parsed(doc):
        return False
    start, end, _ = span
    root = next((doc[i] for i in range(start, end) if not start <= doc[i].head.i < end), doc[start])
    before = trees.preposition(root)
    if before in SAYING or (root.dep_ == "nmod" and is_utterance(root.head)):
        return False  # "nach Angaben des Direktors"
    return bool(before) or bool({"Dat", "Gen"} & set(root.morph.get("Case", [])))


def _is_person(actor: ActorMention) -> bool:
    return _has_role(actor) or actor.speaker is not None


def _can_be(actor: ActorMention, *, feminine: bool) -> bool:
    """Whether a person may be a woman, or a man: by the noun of the office, else by the first name."""
    roles = {found.head.gender for found in _heads(actor) if found.head.kind == "role"} & {"m", "f"}
    if roles:
        return ("f" in roles) == feminine
    first = (actor.speaker or actor.name).split()[0]
    names = load("first_names")
    woman = first in names["women"]["names"] or (first.endswith("a") and first not in names["men"]["names"])
    return woman == feminine or " " not in (actor.speaker or actor.name)


def _heads(actor: ActorMention) -> list[Match]:
    """The nouns of offices in a name: a surname may look like a feminine one ("Irwin")."""
    return [found for word in actor.name.replace(",", "").split() if (found := match(word))]


def _has_role(actor: ActorMention) -> bool:
    """Whether the actor is a person with an office or a title, named or not ("ein Sprecher der Armee")."""
    first = next(iter(_heads(actor)), None)
    return bool(first and first.head.kind == "role") or (bool(actor.speaker) and actor.canonical != actor.speaker)


def _pronoun(doc: Doc, tokens: list[int], verb: SpeechVerb) -> int | None:
    for at in (verb.finite - 1, verb.finite + 1, *tokens[:1]):
        if at in tokens and doc[at].lower_ in PRONOUNS and not (at + 1 in tokens and is_noun(doc, at + 1)):
            return at
    final = verb.last == tokens[-1] and verb.finite > tokens[0]
    for at in tokens[1:4] if final else ():
        if doc[at].lower_ in {"er", "sie"}:
            return at
    first = doc[tokens[0]]
    if (
        final
        and first.lower_ in {"der", "die", "das"}
        and tokens[0]
        and doc[tokens[0] - 1].text == ","
        and _is_relative(doc, tokens)
    ):
        return tokens[0]
    return None


def _is_relative(doc: Doc, tokens: list[int]) -> bool:
    return len(tokens) > 1 and not is_noun(doc, tokens[1]) and not is_adjective(doc[tokens[1]].text)


def _meant(doc: Doc, at: int, actors: Actors) -> ActorMention | None:
    """The institution named last that agrees: sie → die Junta, er → der Dienst, es → das Ministerium."""
    return _institution(doc, at, actors, {"sie": {"f"}, "er": {"m"}, "es": {"n"}}.get(doc[at].lower_, set()))


def _institution(doc: Doc, at: int, actors: Actors, genders: set[str]) -> ActorMention | None:
    for start, end, actor in actors.spans_before(at):
        if doc[at].idx - actor.start > NEAR:
            return None
        if actor.speaker is None and _gender(doc, start, end, actor) in genders:
            return actor
    return None


def _gender(doc: Doc, start: int, end: int, actor: ActorMention) -> str | None:
    """The gender of an institution in the singular: by the list of nouns; f where the model says so behind "die"."""
    head = next(filter(None, map(match, actor.name.split())), None)
    if head:
        return head.head.gender if head.head.kind == "institution" and head.can_be_singular else None
    if actor.type in PERSONS or not start or doc[start - 1].lower_ != "die":
        return None
    singular = any("Sing" in doc[i].morph.get("Number", []) for i in range(start, end))
    return "f" if singular and any("Fem" in doc[i].morph.get("Gender", []) for i in range(start, end)) else None


def _several(doc: Doc, at: int, actors: Actors) -> ActorMention | None:
    """The group named last, for "sie" before a verb in the plural."""
    for start, end, actor in actors.spans_before(at):
        if doc[at].idx - actor.start > NEAR:
            return None
        head = next(filter(None, map(match, actor.name.split())), None)
        if head is None or actor.speaker or head.plural not in actor.name.split():
            continue
        if head.plural != head.nominative or any("Plur" in doc[i].morph.get("Number", []) for i in range(start, end)):
            return actor
    return None
