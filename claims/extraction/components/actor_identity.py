"""Say who an actor phrase is: its name in the nominative, the institution that answers, the kind of source, the person.

In: an `ActorPhrase`. Out: an `Identity`. Rules of the guideline for claims, "Source" and "canonical".
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from claims.extraction.components import compounds, states
from claims.extraction.components.actor_names import gender_of, is_officer, name_of, own_name, text_of
from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.countries import by_name
from claims.extraction.components.heads import is_utterance
from claims.extraction.components.inflection import STRONG
from claims.extraction.components.institutions import PARTS, TYPES, by_written, office_of, part_of_country
from claims.extraction.components.place_names import region_names
from claims.extraction.lexicon import load
from claims.records import SourceType

OFFICIALS = {"Beauftragte"}  # of a government, whatever they are charged with
SPOKESMEN = {"Sprecher", "Sprecherin", "Pressesprecher", "Pressesprecherin", "Vertreter", "Vertreterin", "Berater"}
ORGANS = {"Führung", "Kabinett", "Kommission", "Ausschuss", "Büro", "Zentrale", "Pressestelle", "Betreiber", "Fakultät"}
ORGANS |= {"Geschäftsführung", "Geschäftsleitung", "Unternehmensleitung", "Parteiführung", "Parteispitze", "Lehrstuhl"}
ORGANS |= {
    "Aufsichtsrat",
    "Verwaltungsrat",
    "Institut",
    "Zentrum",
    "Sekretariat",
    "Konzernleitung",
    "Fraktion",
    "Senat",
    "Strafkammer",
    "Zivilkammer",
    "Mission",
}
ENVOYS = {"Delegations", "Verhandlungs", "Chefunter"}  # first parts of roles that serve a government abroad
FORMER = ("ehemalig", "früher", "einstig", "vormalig")
OFFICIAL = ("staatlich", "amtlich", "offiziell")
WRITTEN_OUT = {"LKA": "Landeskriminalamt"}
MEMBERS = {"Aktivist", "Aktivistin", "Politiker", "Funktionär"}  # several of them speak not for the whole


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
    name, speaker = name_of(doc, phrase), _speaker(doc, phrase)
    canonical, source_type, rule = _answers(doc, phrase, name, speaker)
    country = phrase.country or (phrase.apposed.country if phrase.apposed else None)
    return Identity(name, canonical, source_type, country, speaker, f"actors.{rule}")


def _speaker(doc: Doc, phrase: ActorPhrase) -> str | None:
    if phrase.person:
        return text_of(doc, *phrase.person)
    return phrase.known.person if phrase.known else None


def _answers(doc: Doc, phrase: ActorPhrase, name: str, speaker: str | None) -> tuple[str, SourceType, str]:
    """The institution that answers for the phrase."""
    if phrase.apposed:
        return phrase.apposed.canonical, phrase.apposed.type, "apposition"
    answer = _own_answer(doc, phrase, name, speaker)
    if phrase.party and answer[1] in {SourceType.PERSON, SourceType.EXPERT, SourceType.UNNAMED}:
        return phrase.party.canonical, phrase.party.type, "apposition"
    return answer


def _own_answer(doc: Doc, phrase: ActorPhrase, name: str, speaker: str | None) -> tuple[str, SourceType, str]:
    """The same, leaving aside what stands behind the name."""
    if phrase.known and phrase.known.person and phrase.head and (told := _told_by_role(doc, phrase, name, speaker)):
        return told
    if phrase.known and phrase.known.type is SourceType.MILITARY and is_officer(doc, phrase):
        return name, SourceType.UNNAMED, "head"
    if phrase.known:
        abroad = phrase.country if phrase.known.country is None and not phrase.known.person else None
        if phrase.known.type is SourceType.INTELLIGENCE:
            abroad = phrase.state or (phrase.place if phrase.place in states.CITIES else None) or abroad
        return " ".join(filter(None, (phrase.known.canonical, abroad))), phrase.known.type, "registry"
    if phrase.named:
        return _own_name(doc, phrase)
    if phrase.head is None:
        return _without_head(doc, phrase, name)
    if phrase.head.head.kind == "role":
        return _for_role(doc, phrase, name, speaker)
    return _for_institution(doc, phrase, name)


def _told_by_role(doc: Doc, phrase: ActorPhrase, name: str, speaker: str | None) -> tuple[str, SourceType, str] | None:
    """Whom a role names outright: "CDU-Chefin Merkel" speaks for the party, though the list knows her office."""
    assert phrase.head is not None
    if phrase.head.head.kind != "role":
        return None
    if phrase.whose and _is_anybodys(phrase.whose):
        return None  # "der Sprecher des Präsidenten, Dmitri Peskow": the name tells more than the owner
    told = _for_role(doc, phrase, name, speaker)
    return told if told[2] in {"speaker-of", "compound"} else None


def _is_anybodys(owner: ActorPhrase) -> bool:
    """Whether only a role tells who somebody is: many countries have a president."""
    told = owner.known or owner.apposed or owner.named or owner.person or owner.whose
    role = owner.head is not None and owner.head.head.kind == "role"
    return role and not (told or owner.country or owner.state or owner.place)


def _own_name(doc: Doc, phrase: ActorPhrase) -> tuple[str, SourceType, str]:
    if phrase.head is None and phrase.whose:
        inner = identify(doc, phrase.whose)
        return inner.canonical, inner.type, "own-name"
    assert phrase.named is not None
    source_type = phrase.head.head.type if phrase.head else SourceType.ORGANISATION
    start, end = phrase.named
    if phrase.head_at == start - 1 and doc[start].ent_iob_ == "I" and doc[start].ent_type_ == "ORG":
        start -= 1  # "Bundesverband Freie Seefahrt": the model sees the noun in the name
    return own_name(doc, start, end), source_type, "own-name"


def _without_head(doc: Doc, phrase: ActorPhrase, name: str) -> tuple[str, SourceType, str]:
    if phrase.person:
        if phrase.whose:
            if phrase.whose.head is None or phrase.whose.head.head.kind != "role":
                inner = identify(doc, phrase.whose)
                return inner.canonical, inner.type, "person-of"
            return _for_role(doc, phrase.whose, text_of(doc, *phrase.person), text_of(doc, *phrase.person))
        return text_of(doc, *phrase.person), SourceType.PERSON, "person"
    if phrase.country is None:
        return name, SourceType.UNNAMED, "bare"
    return office_of("government", phrase.country), SourceType.GOVERNMENT, "metonymy"


def _for_institution(doc: Doc, phrase: ActorPhrase, name: str) -> tuple[str, SourceType, str]:
    assert phrase.head is not None
    head = phrase.head.head
    if head.office == "organiser":
        return "Veranstalter", head.type, "office"
    if is_officer(doc, phrase):
        return name, SourceType.UNNAMED, "head"
    if phrase.whose and head.noun in ORGANS and _is_institution(phrase.whose):
        inner = identify(doc, phrase.whose)
        return inner.canonical, inner.type, "organ-of"  # "die Führung der britischen Armee"
    if head.office == "municipal":
        return (office_of("municipal", phrase.place) if phrase.place else name), head.type, "office"
    if head.office == "police":
        where = phrase.place or phrase.state or phrase.country
        return (f"Polizei {where}" if where else name), head.type, "office"
    if phrase.head.first.rstrip("-") in PARTS and head.office == "government" and phrase.place:
        return part_of_country(phrase.head.first, phrase.place), head.type, "office"
    if phrase.state and head.office in {"government", "regional", "authority"} and _is_of_state(phrase):
        return office_of("regional", phrase.state), head.type, "office"
    if head.office == "regional" and phrase.place and not phrase.state:
        return office_of("regional", phrase.place), head.type, "office"
    if phrase.place_kind == "region" and head.office == "government" and phrase.place and not phrase.country:
        return office_of("regional", phrase.place), head.type, "office"
    if head.office == "local" and (phrase.place or phrase.state) and not phrase.head.first.startswith("Bundes"):
        noun = phrase.head.plural if phrase.plural else phrase.head.nominative
        return f"{WRITTEN_OUT.get(noun, noun)} {phrase.place or phrase.state}", head.type, "seat"
    if phrase.country and (head.office in TYPES or _are_authorities(phrase)):
        office = head.office if head.office in TYPES else "government"
        return office_of(office, phrase.country), head.type, "office"
    if agency := _state_agency(doc, phrase):
        return agency, head.type, "office"
    if state := _state_owned(doc, phrase):
        return state, head.type, "state"
    part_of = by_written().get(phrase.head.nominative.partition("-")[0]) if "-" in phrase.head.nominative else None
    if part_of and (head.kind == "institution" or is_utterance(phrase.head)):
        return part_of.canonical, part_of.type, "part"  # "UN-Büro", "EU-Behörde"
    if is_utterance(phrase.head) and name == phrase.head.nominative:
        return phrase.head.plural, head.type, "head"  # "laut einem Bericht" and "laut Berichten" are one source
    if "-" in phrase.head.nominative and phrase.named is None and not phrase.plural:
        return phrase.head.nominative, head.type, "head"  # "die neue Alma-Meyer-Stiftung" has a name of its own
    return name, head.type, "head"


def _is_institution(phrase: ActorPhrase) -> bool:
    named = phrase.named is not None or (phrase.known is not None and phrase.known.person is None)
    return named or phrase.apposed is not None or (phrase.head is not None and phrase.head.head.kind == "institution")


def _is_of_state(phrase: ActorPhrase) -> bool:
    """Ministries of a part of a country speak for its government, other authorities for themselves."""
    assert phrase.head is not None
    return phrase.head.head.office != "authority" or _are_authorities(phrase)


def _are_authorities(phrase: ActorPhrase) -> bool:
    """ "Die japanischen Behörden" speak for the country; a single one for itself."""
    return phrase.head is not None and phrase.plural and phrase.head.nominative == "Behörde"


def _state_agency(doc: Doc, phrase: ActorPhrase) -> str | None:
    """ "Die staatliche Nachrichtenagentur" of a country by its own name."""
    country = by_name().get(phrase.country or "")
    words = [doc[i].text for i in phrase.adjectives]
    official = phrase.head is not None and (
        phrase.head.nominative.startswith("Staats") or any(word.startswith(OFFICIAL) for word in words)
    )
    if country is None or not official or phrase.head is None or phrase.head.head.type is not SourceType.AGENCY:
        return None
    own: str | None = load("offices")["agency"].get(country.code)
    return own


def _state_owned(doc: Doc, phrase: ActorPhrase) -> str | None:
    """ "Nordkoreas Staatsmedien" and "Staatsmedien in Pjöngjang" are the North Korean state media."""
    assert phrase.head is not None
    noun = phrase.head.plural if phrase.plural else phrase.head.nominative
    country = by_name().get(phrase.country or "")
    if not noun.startswith("Staats") or country is None or not country.adjectives:
        return None
    return f"{country.adjectives[0]}{STRONG[gender_of(doc, phrase)]} {noun}"


def _for_role(doc: Doc, phrase: ActorPhrase, name: str, speaker: str | None) -> tuple[str, SourceType, str]:
    """Whom a person with a role speaks for: whose speaker it is, else the office of a country, else nobody."""
    assert phrase.head is not None
    head, first = phrase.head.head, phrase.head.first
    if _is_former(doc, phrase):
        return (speaker or name), (SourceType.PERSON if speaker else head.type), "former"
    if phrase.country and first in ENVOYS:
        return office_of("government", phrase.country), SourceType.GOVERNMENT, "office"
    if phrase.whose and phrase.plural and head.noun in MEMBERS and phrase.whose.known is None:
        return name, SourceType.UNNAMED, "head"  # "Aktivisten der Opposition" speak not for it
    if phrase.whose:
        inner = identify(doc, phrase.whose)
        belongs = phrase.person is not None and phrase.whose.known is not None  # "Kommandeur Holm von der Marine"
        if belongs or head.office in {"of", "government"} or phrase.whose.head or _is_institution(phrase.whose):
            return inner.canonical, inner.type, "speaker-of"
    if known := compounds.listed(doc, phrase):
        return known
    if known := compounds.named(doc, phrase):
        return known
    place = phrase.place or (phrase.whose.place if phrase.whose else None)
    if state := _state_of(phrase):
        return office_of("regional", state), SourceType.GOVERNMENT, "office"
    if head.office == "municipal" and any(doc[i].text.startswith("Regierende") for i in phrase.adjectives):
        return office_of("regional", "Berlin"), SourceType.GOVERNMENT, "office"
    if head.office in {"regional", "municipal", "district"}:
        kind = phrase.place_kind or (phrase.whose.place_kind if phrase.whose else None)
        local = kind == "city" and place not in region_names() and head.office != "district"
        office = "municipal" if local else head.office
        if place and office == "regional":
            return part_of_country(first, place), head.type, "office"
        return (office_of(office, place) if place else speaker or name), head.type, "office"
    if head.office in TYPES and phrase.country:
        return office_of(head.office, phrase.country), head.type, "office"
    if phrase.country and (head.noun in OFFICIALS or (head.noun in SPOKESMEN and not first)):
        return office_of("government", phrase.country), SourceType.GOVERNMENT, "office"
    if head.type is SourceType.EXPERT:
        return (speaker or name), SourceType.EXPERT, "expert"
    return (
        (speaker or name),
        (head.type if not speaker or head.type is not SourceType.UNNAMED else SourceType.PERSON),
        "role",
    )


def _is_former(doc: Doc, phrase: ActorPhrase) -> bool:
    """Whether the office was held before: ehemalige Ministerin, Ex-Gouverneur."""
    assert phrase.head_at is not None
    before = any(doc[i].text.lower().startswith(FORMER) for i in phrase.adjectives)
    return before or doc[phrase.head_at].text.startswith(("Ex-", "Alt-", "Altbundes", "Altkanzler"))


def _state_of(phrase: ActorPhrase) -> str | None:
    """The part of a country that a minister or governor serves: bayerischer, Hessens, von Sachsen."""
    assert phrase.head is not None
    if phrase.head.head.office not in {"government", "regional"} and phrase.head.head.noun != "Senator":
        return None
    place = phrase.place or (phrase.whose.place if phrase.whose else None)
    if phrase.state or (place in states.by_name() and place not in states.CITIES):
        return phrase.state or place
    return place if place in states.CITIES and phrase.head.head.noun == "Senator" and phrase.head.first else None
