"""Say who an actor phrase is: its name in the nominative, the institution that answers, the kind of source, the person.

In: an `ActorPhrase`. Out: an `Identity`. Rules of the guideline for claims, "Source" and "canonical".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.countries import by_name
from claims.extraction.components.heads import Match, is_utterance, match
from claims.extraction.components.inflection import STRONG, strong
from claims.extraction.components.institutions import PARTS, TYPES, by_written, office_of, part_of_country
from claims.extraction.components.place_names import region_names
from claims.records import SourceType

ACRONYM = 3  # letters from which capitals alone name an institution ("UNMISS-Vertreter")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who it is. rule: which part of the phrase told."""

    name: str
    canonical: str
    type: SourceType
    country: str | None
    speaker: str | None
    rule: str


def identify(doc: Doc, phrase: ActorPhrase) -> Identity:
    """Who an actor phrase names."""
    name, speaker = _name(doc, phrase), _speaker(doc, phrase)
    canonical, source_type, rule = _answers(doc, phrase, name, speaker)
    country = phrase.country or (phrase.apposed.country if phrase.apposed else None)
    return Identity(name, canonical, source_type, country, speaker, f"actors.{rule}")


def _speaker(doc: Doc, phrase: ActorPhrase) -> str | None:
    if phrase.person:
        return _text(doc, *phrase.person)
    return phrase.known.person if phrase.known else None


def _text(doc: Doc, start: int, end: int) -> str:
    return doc[start:end].text.replace("\n", " ")  # doc.text would be made anew for each name


def _name(doc: Doc, phrase: ActorPhrase) -> str:
    """As written, without article, its adjectives and noun in the nominative."""
    if phrase.head is None or phrase.head_at is None:
        return _bare_name(doc, phrase)
    gender = _gender(doc, phrase)
    noun = phrase.head.plural if phrase.plural else _singular(phrase.head, gender)
    first = [_text(doc, i, i + 1) for i in range(phrase.start, phrase.head_at)]
    attributes = _attributes(doc, phrase)
    words = [strong(w, gender) if phrase.start + i in attributes else w for i, w in enumerate(first)]
    words = [w[0].lower() + w[1:] if phrase.start + i in phrase.adjectives else w for i, w in enumerate(words)]
    rest = _text(doc, phrase.head_at + 1, phrase.end) if phrase.end > phrase.head_at + 1 else ""
    return " ".join([*words, noun, _without_marks(rest)]).strip()


def _attributes(doc: Doc, phrase: ActorPhrase) -> set[int]:
    """The adjectives that are declined: an adverb before one has another ending ("nicht näher genannten Quellen")."""
    if not phrase.adjectives:
        return set()
    last = doc[phrase.adjectives[-1]].text[-2:]
    return {i for i in phrase.adjectives if doc[i].text[-2:] == last or not doc[i].text.endswith("er")}


def _without_marks(rest: str) -> str:
    for mark in '„“”"«»':
        rest = rest.replace(mark, "")
    return " ".join(rest.replace(",", " ").split())


def _gender(doc: Doc, phrase: ActorPhrase) -> str:
    assert phrase.head is not None
    if phrase.plural:
        return "p"
    if _is_officer(doc, phrase):
        return "m"
    if phrase.head.head.gender != "a":
        return phrase.head.head.gender
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    return "f" if before in {"die", "eine"} else "m"


def _singular(head: Match, gender: str) -> str:
    if head.head.gender != "a":
        return head.nominative
    return head.nominative + "r" if gender == "m" else head.nominative


def _bare_name(doc: Doc, phrase: ActorPhrase) -> str:
    if phrase.known and not phrase.adjectives:
        written = _text(doc, phrase.start, phrase.end)
        return written.rstrip(",") if "(" in written or "," in written else phrase.known.name
    if phrase.place:
        return phrase.place
    return _text(doc, phrase.start, phrase.end).rstrip(",")


def _answers(doc: Doc, phrase: ActorPhrase, name: str, speaker: str | None) -> tuple[str, SourceType, str]:
    """The institution that answers for the phrase."""
    if phrase.apposed:
        return phrase.apposed.canonical, phrase.apposed.type, "apposition"
    if phrase.known and phrase.known.type is SourceType.MILITARY and _is_officer(doc, phrase):
        return name, SourceType.UNNAMED, "head"
    if phrase.known:
        abroad = phrase.country if phrase.known.country is None and not phrase.known.person else None
        return " ".join(filter(None, (phrase.known.canonical, abroad))), phrase.known.type, "registry"
    if phrase.named:
        return _own_name(doc, phrase)
    if phrase.head is None:
        return _without_head(doc, phrase, name)
    if phrase.head.head.kind == "role":
        return _for_role(doc, phrase, name, speaker)
    return _for_institution(doc, phrase, name)


def _own_name(doc: Doc, phrase: ActorPhrase) -> tuple[str, SourceType, str]:
    if phrase.head is None and phrase.whose:
        inner = identify(doc, phrase.whose)
        return inner.canonical, inner.type, "own-name"
    assert phrase.named is not None
    source_type = phrase.head.head.type if phrase.head else SourceType.ORGANISATION
    return _text(doc, *phrase.named), source_type, "own-name"


def _without_head(doc: Doc, phrase: ActorPhrase, name: str) -> tuple[str, SourceType, str]:
    if phrase.person:
        if phrase.whose:
            if phrase.whose.head is None or phrase.whose.head.head.kind != "role":
                inner = identify(doc, phrase.whose)
                return inner.canonical, inner.type, "person-of"
            return _for_role(doc, phrase.whose, _text(doc, *phrase.person), _text(doc, *phrase.person))
        return _text(doc, *phrase.person), SourceType.PERSON, "person"
    if phrase.country is None:
        return name, SourceType.UNNAMED, "bare"
    return office_of("government", phrase.country), SourceType.GOVERNMENT, "metonymy"


def _for_institution(doc: Doc, phrase: ActorPhrase, name: str) -> tuple[str, SourceType, str]:
    assert phrase.head is not None
    head = phrase.head.head
    if head.office == "organiser":
        return "Veranstalter", head.type, "office"
    if _is_officer(doc, phrase):
        return name, SourceType.UNNAMED, "head"
    if head.office == "municipal":
        return (office_of("municipal", phrase.place) if phrase.place else name), head.type, "office"
    if head.office == "police":
        where = phrase.place or phrase.country
        return (f"Polizei {where}" if where else name), head.type, "office"
    if phrase.head.first.rstrip("-") in PARTS and head.office == "government" and phrase.place:
        return part_of_country(phrase.head.first, phrase.place), head.type, "office"
    if phrase.country and (head.office in TYPES or _are_authorities(phrase)):
        office = head.office if head.office in TYPES else "government"
        return office_of(office, phrase.country), head.type, "office"
    if state := _state_owned(doc, phrase):
        return state, head.type, "state"
    part_of = by_written().get(phrase.head.first.rstrip("-")) if "-" in name else None
    if part_of:
        return part_of.canonical, part_of.type, "part"  # "UN-Büro", "EU-Behörde"
    if is_utterance(phrase.head) and name == phrase.head.nominative:
        return phrase.head.plural, head.type, "head"  # "laut einem Bericht" and "laut Berichten" are one source
    return name, head.type, "head"


def _are_authorities(phrase: ActorPhrase) -> bool:
    """ "Die japanischen Behörden" speak for the country; a single one for itself."""
    return phrase.head is not None and phrase.plural and phrase.head.nominative == "Behörde"


def _state_owned(doc: Doc, phrase: ActorPhrase) -> str | None:
    """ "Nordkoreas Staatsmedien" and "Staatsmedien in Pjöngjang" are the North Korean state media."""
    assert phrase.head is not None
    noun = phrase.head.plural if phrase.plural else phrase.head.nominative
    country = by_name().get(phrase.country or "")
    if not noun.startswith("Staats") or country is None or not country.adjectives:
        return None
    return f"{country.adjectives[0]}{STRONG[_gender(doc, phrase)]} {noun}"


def _is_officer(doc: Doc, phrase: ActorPhrase) -> bool:
    """ "Ein hochrangiger US-Militär" is a person; the institution is neuter."""
    if not phrase.adjectives or not doc[phrase.end - 1].text.endswith(("Militär", "militär")):
        return False
    return doc[phrase.start - 1].lower_ == "ein" and doc[phrase.adjectives[-1]].text.endswith("er")


def _for_role(doc: Doc, phrase: ActorPhrase, name: str, speaker: str | None) -> tuple[str, SourceType, str]:
    """Whom a person with a role speaks for: whose speaker it is, else the office of a country, else nobody."""
    assert phrase.head is not None
    head, first = phrase.head.head, phrase.head.first
    if phrase.whose:
        inner = identify(doc, phrase.whose)
        belongs = phrase.person is not None and phrase.whose.known is not None  # "Kommandeur Holm von der Marine"
        if belongs or head.office in {"of", "government"} or phrase.whose.head or phrase.whose.named:
            return inner.canonical, inner.type, "speaker-of"
    if (head.office == "of" or first in by_written()) and first:
        known = _institution_named(doc, phrase, first)
        if known:
            return known
    place = phrase.place or (phrase.whose.place if phrase.whose else None)
    if head.office in {"regional", "municipal"}:
        kind = phrase.place_kind or (phrase.whose.place_kind if phrase.whose else None)
        office = "municipal" if kind == "city" and place not in region_names() else head.office
        if place and office == "regional":
            return part_of_country(first, place), head.type, "office"
        return (office_of(office, place) if place else speaker or name), head.type, "office"
    if head.office in TYPES and phrase.country:
        return office_of(head.office, phrase.country), head.type, "office"
    if head.office == "of" and phrase.country and not first:
        return office_of("government", phrase.country), SourceType.GOVERNMENT, "office"
    if head.type is SourceType.EXPERT:
        return (speaker or name), SourceType.EXPERT, "expert"
    return (
        (speaker or name),
        (head.type if not speaker or head.type is not SourceType.UNNAMED else SourceType.PERSON),
        "role",
    )


def _institution_named(doc: Doc, phrase: ActorPhrase, first: str) -> tuple[str, SourceType, str] | None:
    """The institution in the first part of a compound: Pentagon-Sprecherin, Kremlsprecher, Nato-Generalsekretär."""
    known = by_written().get(first)
    if known:
        return known.canonical, known.type, "compound"
    body = first.partition("-")[0]
    if body.isupper() and len(body) >= ACRONYM and body.isalpha():
        return body, SourceType.ORGANISATION, "compound"
    inner = match(first[:1].upper() + first[1:].removesuffix("s")) or match(first)
    if inner and inner.head.kind == "institution":
        office, country = inner.head.office, phrase.country
        if office in TYPES and country:
            return office_of(office, country), inner.head.type, "compound"
        return inner.nominative, inner.head.type, "compound"
    return None
