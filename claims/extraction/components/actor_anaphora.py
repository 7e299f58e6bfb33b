"""Nouns that point back: "der Dienst", "das Ministerium", "ein Sprecher", "sein Büro" stand for who was named before.

In: a mention with its phrase, and the mentions before it. Out: the mention with the institution that it points to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.columns import at_offset
from claims.extraction.components.countries import by_adjective
from claims.extraction.components.heads import Head, Match, match
from claims.extraction.extensions import ActorMention
from claims.records import SourceType

MEMORY = 40  # mentions looked back to for "der Dienst"
NEAR = 400  # characters over which "ein Sprecher" is that of the institution before
VAGUE = {"Dienst": "intelligence", "Behörde": None, "Agentur": "agency", "Blatt": "media", "Sender": "media"}
POSSESSIVE = {"sein", "seine", "seinem", "seiner", "ihr", "ihre", "ihrem", "ihrer", "dessen", "deren"}
ORGANISATIONS = {"Organisation", "Verband", "Verein", "Unternehmen", "Konzern", "Firma", "Hilfswerk", "Gewerkschaft"}
COMPANIES = {"Unternehmen", "Konzern", "Firma", "Gesellschaft", "Bank", "Hersteller", "Betreiber"}
ORGANISATIONS |= COMPANIES | {"Partei"}
NO_COMPANIES = {"Gewerkschaft", "Partei", "Kirche", "Verband", "Stiftung", "Verein", "Initiative", "Organisation"}
OWN = {"actors.own-name", "actors.apposition"}  # a name behind a noun: "Autobauer Nordwerk"
SERVED = {"actors.speaker-of", "actors.compound", "actors.person-of", "actors.led"}
TITLED = {"actors.speaker-of", "actors.compound", "actors.surname"}
ALONE = {"actors.role", "actors.head"}
DEFINITE = {"der", "die", "das", "dem", "des", "den"}
OWNED = {"Büro", "Chef", "Chefin", "Leiter", "Leiterin"}
SPEAKERS = {"Sprecher", "Sprecherin", "Pressesprecher", "Pressesprecherin"}
SILENT = {SourceType.MEDIA, SourceType.AGENCY, SourceType.UNNAMED, SourceType.EXPERT, SourceType.PERSON}
OWN_KIND = {"authority", "local", "parliament", "bank", "regional"}
GENERIC = {"Behörde", "Amt", "Dienst", "Verwaltung", "Kommission", "Direktion", "Ausschuss"}
SERVING = {
    "Richter": "gericht",
    "Richterin": "gericht",
    "Staatsanwalt": "anwaltschaft",
    "Oberstaatsanwalt": "anwaltschaft",
}
AUTHORITIES = ("behörde", "agentur", "amt", "verwaltung", "Verwaltung", "Amt")


def pointing(doc: Doc, mention: ActorMention, phrase: ActorPhrase, earlier: list[ActorMention]) -> ActorMention:
    """The mention, standing for who was named last among those of its kind; itself where it points nowhere."""
    whose = phrase.whose
    if phrase.head and phrase.person and whose and whose.head and mention.canonical == whose.head.nominative:
        whose.definite = True  # "Direktor der Behörde": the inner noun has its article
        inner = replace(mention, name=whose.head.nominative, type=whose.head.head.type, speaker=None)
        found = pointing(doc, inner, whose, earlier)
        return replace(mention, canonical=found.canonical, type=found.type, country=found.country)
    told = phrase.country or whose or phrase.named or phrase.place or phrase.apposed or phrase.known
    if phrase.head is None or told or phrase.head.first:
        return mention
    return _as(mention, _meant(doc, mention, phrase, phrase.head.head, earlier))


def echoed(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """Once places are known, "die Behörde" may stand for "die Stadtverwaltung" of a city named before."""
    tokens = at_offset(doc)
    found: list[ActorMention] = []
    for mention in mentions:
        (head, first), at = _bare(mention.name), tokens.get(mention.start, 0)
        article = doc[at - 1].lower_ if at else ""
        plain = mention.canonical == mention.name and mention.speaker is None and article in DEFINITE
        if mention.rule in TITLED:  # "Direktor der Firma", "Gewerkschaftschef Kern", then "Kern"
            (head, first), plain = _bare(mention.canonical), True
        if plain and head and (_points(head) or first) and not _are_many(mention.canonical, head):
            before = (other for other in reversed(found[-MEMORY:]) if not first or _is_from(other, first))
            mention = _as(mention, _of_kind(head.head, before, only_same_noun=False))
        found.append(_serving(mention, found) if mention.rule in ALONE else mention)
    return found


def _serving(mention: ActorMention, earlier: list[ActorMention]) -> ActorMention:
    """A judge or prosecutor of whom no more is told speaks for the court or office named before."""
    head = next(filter(None, map(match, mention.name.split())), None)
    if head is None or head.first or mention.name.split()[0] in {head.plural, head.head.plural} - {head.nominative}:
        return mention
    ending = SERVING.get(head.head.noun)
    before = (other for other in reversed(earlier[-MEMORY:]) if ending and other.type is SourceType.GOVERNMENT)
    served = next((o for o in before if o.canonical.split()[0].lower().endswith(ending or "")), None)
    return _as(mention, served if served and " " in served.canonical else None)


def _bare(name: str) -> tuple[Match | None, list[str]]:
    """The noun of a name, and adjectives that only tell where it is at home: "britischer Sender", "Linzer Konzern"."""
    *first, noun = name.split()
    head = match(noun)
    if not first or head is None:
        return head, []
    local = all(word in by_adjective() or (word[0].isupper() and word.endswith("er")) for word in first)
    firm = head.head.noun in COMPANIES or (head.head.type is SourceType.MEDIA and head.head.kind == "institution")
    return (head, first) if local and firm else (None, [])


def _is_from(other: ActorMention, first: list[str]) -> bool:
    """Whether somebody may be at home where the adjectives say."""
    country = next((found.name for word in first if (found := by_adjective().get(word))), None)
    return country is None or other.country in {None, country}


def _are_many(name: str, head: Match) -> bool:
    """Whether a noun stands in the plural; "Unternehmen" may be one."""
    return name in {head.plural, head.head.plural} and name != head.nominative


def _points(head: Match | None) -> bool:
    """Whether a noun for an institution tells nothing of its own: "Behörde", "Fluggesellschaft"."""
    if head is None or head.head.kind != "institution":
        return False
    return not head.first or head.head.noun in ORGANISATIONS


def _meant(
    doc: Doc, mention: ActorMention, phrase: ActorPhrase, head: Head, earlier: list[ActorMention]
) -> ActorMention | None:
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    near = [other for other in reversed(earlier[-MEMORY:]) if other.start >= mention.start - NEAR]
    if head.noun in SPEAKERS and not phrase.plural:
        return next(filter(_can_have_a_speaker, near), None)
    if head.noun in OWNED and before in POSSESSIVE:
        return next((other for other in near if _identified(other)), None)
    if phrase.person or not phrase.definite:
        return None
    return _of_kind(head, reversed(earlier[-MEMORY:]), only_same_noun=phrase.plural)


def _of_kind(head: Head, others: Iterable[ActorMention], *, only_same_noun: bool) -> ActorMention | None:
    alike = [other for other in others if _same_kind(head, other)]
    same = next((other for other in alike if _has_noun(head.noun, other)), None)
    if same is not None or only_same_noun:
        return same if same is not None and _identified(same) else None
    return next(filter(_identified, alike), None)


def _as(mention: ActorMention, other: ActorMention | None) -> ActorMention:
    if other is None:
        return mention
    return replace(mention, canonical=other.canonical, type=other.type, country=other.country, rule="actors.anaphora")


def _identified(other: ActorMention) -> bool:
    known = other.rule in {"actors.registry", "actors.own-name", "actors.apposition", "actors.seat"}
    known = known or (other.rule == "actors.entity" and other.type is SourceType.ORGANISATION)
    bare = other.country is None and " " not in other.canonical and match(other.canonical) is not None
    return known or (other.canonical != other.name and not bare)  # "Sprecher der Junta" tells not whose junta


def _can_have_a_speaker(other: ActorMention) -> bool:
    return other.type not in SILENT and other.rule != "actors.metonymy"


def _same_kind(head: Head, other: ActorMention) -> bool:
    noun = head.noun
    if other.rule == "actors.metonymy":
        return False
    if noun in VAGUE:
        if VAGUE[noun]:
            return other.type == VAGUE[noun]
        return other.type in {"intelligence", "police"} or any(w.endswith(AUTHORITIES) for w in other.name.split())
    if noun == "Ministerium":
        return "ministerium" in other.name.lower() or "ministerium" in other.canonical.lower() or _is_pentagon(other)
    if other.type != head.type:
        return False
    if head.kind == "role":
        return other.speaker is not None or _has_noun(noun, other)
    if other.speaker and head.type in {SourceType.ALLIANCE, SourceType.INTELLIGENCE}:
        return True  # "Nato-Generalsekretär Rutte … das Bündnis"
    if head.type is SourceType.ORGANISATION and noun not in ORGANISATIONS:
        return _has_noun(noun, other)  # "die Opposition" is not the charity named before
    if head.type is SourceType.ORGANISATION and other.rule in SERVED:
        return match(other.canonical) is None  # "Vertreter der Caritas … die Organisation"
    if noun in COMPANIES and other.rule in OWN:
        return not any(_has_noun(kind, other) for kind in NO_COMPANIES)
    if head.office in OWN_KIND and noun not in GENERIC:
        return _has_noun(noun, other)  # "die Wahlkommission" is not the minister named before
    return _has_noun(noun, other) or not any(map(match, other.name.split()))


def _is_pentagon(other: ActorMention) -> bool:
    return other.canonical == "Pentagon"


def _has_noun(noun: str, other: ActorMention) -> bool:
    heads = [found for found in map(match, other.name.split()) if found]
    return any(found.head.noun == noun or found.head.noun.endswith(noun.lower()) for found in heads)
