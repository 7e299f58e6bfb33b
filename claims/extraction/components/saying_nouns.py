"""Nouns of saying that name their source in themselves: Polizeiangaben, US-Angaben, Regierungsangaben.

In: tokens. Out: the `Voice`. The lists are in `lexicon/speech.toml`.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from claims.extraction.components.actor_index import DETERMINERS
from claims.extraction.components.actor_places import city_near
from claims.extraction.components.bare_phrases import OBLIQUE
from claims.extraction.components.countries import by_name
from claims.extraction.components.heads import match
from claims.extraction.components.home_countries import HomeCountries
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.institutions import by_written, office_of
from claims.extraction.components.voices import Voice
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType


def compound(doc: Doc, ahead: list[int]) -> Voice | None:
    """Polizeiangaben → Polizei; US-Angaben → USA; Regierungsangaben → Regierung."""
    for index in ahead:
        text = doc[index].text
        if text[0].isupper() and text not in load("speech")["prepositions"]["nouns"]:
            for ending in load("speech")["prepositions"]["compound"]:
                if text.lower().endswith(ending) and len(text) > len(ending) + 1:
                    source = named_by(text[: -len(ending)].rstrip("-"))
                    return Voice(_local(doc, index, source), index, index + 1) if source else None
            return None
        if not is_adjective(text) and doc[index].lower_ not in DETERMINERS | OBLIQUE:
            return None
    return None


def _local(doc: Doc, index: int, source: SourceRef) -> SourceRef:
    """Polizeiangaben in a text about Essen are those of its police, Armeeangaben those of the country's army."""
    if source.canonical == "Polizei":
        city = city_near(doc, index)
        return replace(source, canonical=office_of("police", city)) if city else source
    head = match(source.canonical)
    if head is None or head.head.office not in {"army", "government"}:
        return source
    country = HomeCountries(doc, doc._.actors).at(doc[index].idx)
    own = head.nominative in {"Armee", "Militär", "Regierung", "Verteidigungsministerium"} and country
    return replace(source, canonical=office_of(head.head.office, country)) if own and country else source


def is_utterance(token: Token) -> bool:
    """Whether a noun is one for what somebody says or writes: "Angaben", "Ansicht", "Jahresbericht"."""
    words = load("speech")["prepositions"]
    return token.text in words["nouns"] or token.text.lower().endswith(tuple(words["texts"]))


def of_country(word: str) -> SourceRef | None:
    """The government for which the name of a country stands, also in the genitive."""
    country = by_name().get(word)
    return SourceRef(country.name, office_of("government", country.name), SourceType.GOVERNMENT) if country else None


def named_by(first: str) -> SourceRef | None:
    country = of_country({"US": "USA"}.get(first, first))
    if country:
        return country
    for form in (first, first.removesuffix("s")):
        known = by_written().get(form)
        if known:
            return SourceRef(known.name, known.canonical, known.type)
        head = match(form)
        if head and head.head.kind != "institution":
            return None  # "Korrespondentenberichte" are nobody's in particular
        if head:
            name = head.plural if form == head.plural else head.nominative
            return SourceRef(name, name, head.head.type)
    return None
