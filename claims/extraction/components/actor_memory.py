"""What a whole text knows about its actors: whose minister it is, and that two names are one person.

In: a document's actor mentions. Out: the same mentions, better identified. A title without a country ("Minister Meier")
belongs to the country that the text names most; a surname belongs to the person named in full elsewhere in the text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.components import states
from claims.extraction.components.actor_places import BACK, city_near, city_of_title
from claims.extraction.components.heads import Match, community, match
from claims.extraction.components.home_countries import HomeCountries
from claims.extraction.components.institutions import TYPES, office_of, part_of_country
from claims.extraction.extensions import ActorMention
from claims.records import SourceType

HOME = {"government", "defence", "defence_chief", "staff", "army", "intelligence"}
WITHOUT_POLICE = {"Deutschland", "Schweiz", "USA"}  # the police is that of states, cantons, cities
NAMESAKES = 50  # mentions of a surname compared
PLAIN = {"actors.role", "actors.head", "actors.office", "actors.speaker-of"}
LAST = ""  # who governs, named last
MINISTERS = {"Minister", "Ministerin", "Ministerium", "Staatssekretär", "Staatssekretärin"}
OF_COUNTRIES = {"Außen", "Verteidigungs", "Premier"}
LOCAL = {"regional", "municipal", "district"}
OF_STATES = {"Deutschland": ("Ministerpräsident", "Ministerpräsidentin", "Kulturminister", "Kulturministerin")}


def at_home(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """Give offices without a country theirs, regional ones the region or city that is meant."""
    countries = HomeCountries(doc, mentions)
    tokens = {token.idx: token.i for token in doc}
    placed: list[ActorMention] = []
    told: dict[str, ActorMention] = {}  # by noun: who "die Junta" was before
    for mention in mentions:
        found = _placed(doc, mention, countries, told, tokens.get(mention.start, 0))
        head = _head(mention)
        if head and head.head.office in HOME and (found.country or found.canonical.startswith("Regierung ")):
            told[head.nominative] = told[LAST] = found
        placed.append(found)
    return _only_police(placed)


def _only_police(mentions: list[ActorMention]) -> list[ActorMention]:
    """Where a text names the police of one place only, "die Polizei" is that one everywhere."""
    named = {m.canonical for m in mentions if m.type is SourceType.POLICE and m.canonical.startswith("Polizei ")}
    only = next(iter(named)) if len(named) == 1 else None
    return [replace(m, canonical=only) if only and m.canonical == "Polizei" else m for m in mentions]


def _placed(
    doc: Doc, mention: ActorMention, countries: HomeCountries, told: dict[str, ActorMention], token: int
) -> ActorMention:
    head = _head(mention)
    if head is None or mention.canonical not in {mention.name, mention.speaker, head.nominative}:
        return mention
    if head.head.office == "police" or mention.canonical == "Polizei":
        return _police(doc, mention, head, countries.most, token)
    if mention.country or mention.rule not in PLAIN:
        return mention
    office = head.head.office
    if office in LOCAL:
        where = _region_before(doc, mention) if office == "regional" else city_near(doc, token)
        if where is None:
            return mention
        own = part_of_country(head.first, where) if office == "regional" else office_of(office, where)
        return replace(mention, canonical=own, rule="actors.local")
    if office not in HOME or _plural(mention, head) or head.first == "Lokal":
        return mention
    federal = head.first.startswith("Bundes") or head.nominative.startswith("Bundes")
    country = countries.federal_at(mention.start) if federal else countries.at(mention.start)
    same = told.get(head.nominative) or _of_same_state(head, told)
    if same:
        return replace(mention, canonical=same.canonical, type=same.type, country=same.country, rule="actors.home")
    if country is None:
        return mention
    if head.nominative in OF_STATES.get(country, ()):
        state = _region_before(doc, mention)
        return replace(mention, canonical=office_of("regional", state), rule="actors.local") if state else mention
    return replace(
        mention, canonical=office_of(office, country), type=TYPES[office], country=country, rule="actors.home"
    )


def _of_same_state(head: Match, told: dict[str, ActorMention]) -> ActorMention | None:
    """The government of a state that spoke last, for a minister that a state may have ("Ministerin Meier")."""
    last = told.get(LAST)
    if last is None or head.head.noun not in MINISTERS or head.first in OF_COUNTRIES:
        return None
    return last if last.canonical.removeprefix("Regierung ") in states.by_name() else None


def _police(doc: Doc, mention: ActorMention, head: Match, country: str | None, token: int) -> ActorMention:
    """The police of the city that is meant, else of the country; special forces keep their name ("Bundespolizei")."""
    special = head.head.kind == "institution" and (head.first or head.head.noun not in {"Polizei", "Polizeipräsidium"})
    if mention.country or special or _plural(mention, head):
        return mention
    where = city_near(doc, token) or city_of_title(doc) or (country if country not in WITHOUT_POLICE else None)
    return replace(mention, canonical=office_of("police", where), rule="actors.local") if where else mention


def _region_before(doc: Doc, mention: ActorMention) -> str | None:
    places = doc._.places
    first = bisect_left(places, mention.start, key=lambda place: place.start)
    return next((str(p.name) for p in reversed(places[max(0, first - BACK) : first]) if p.kind == "region"), None)


def _plural(mention: ActorMention, head: Match) -> bool:
    return head.plural in mention.name.split() and head.plural != head.nominative


def _head(mention: ActorMention) -> Match | None:
    """The noun of the mention that tells the office: the first, since names and owners follow it.

    For "Sprecher der Junta" it is the owner, since the owner answers.
    """
    found = [head for word in mention.name.replace(",", "").split() if (head := match(word) or community(word))]
    if mention.rule == "actors.speaker-of":
        return next((head for head in found if head.nominative == mention.canonical), None)
    return found[0] if found else None


def same_people(mentions: list[ActorMention]) -> list[ActorMention]:
    """Give a person everywhere the institution that one mention tells: before this one first, else later."""
    told: dict[str, list[ActorMention]] = {}
    for mention in mentions:
        if mention.speaker and mention.canonical != mention.speaker:
            told.setdefault(_surname(mention.speaker), []).append(mention)
    merged: list[ActorMention] = []
    for mention in mentions:
        if mention.speaker and mention.canonical == mention.speaker and mention.rule != "actors.former":
            others = told.get(_surname(mention.speaker), [])[:NAMESAKES]
            alike = [other for other in others if _same(other, mention.speaker)]
            twin = next((other for other in reversed(alike) if other.start < mention.start), next(iter(alike), None))
            if twin and mention.type is not SourceType.EXPERT:
                mention = replace(mention, canonical=twin.canonical, type=twin.type, country=twin.country)
        merged.append(mention)
    return _in_full(merged)


def _in_full(mentions: list[ActorMention]) -> list[ActorMention]:
    """Give a person who answers for himself the full name, where the text uses a part of it alone: "Thaksin"."""
    full: dict[str, str] = {}
    for mention in mentions:
        if mention.speaker and mention.canonical == mention.speaker and " " in mention.speaker:
            first, *_, last = mention.speaker.split(" ")
            full.setdefault(first, mention.speaker)
            full.setdefault(last, mention.speaker)
    return [
        replace(m, canonical=full[m.canonical], speaker=full[m.canonical])
        if m.canonical in full and m.speaker == m.canonical
        else m
        for m in mentions
    ]


def _surname(name: str) -> str:
    return name.replace("-", " ").split()[-1]


def _same(other: ActorMention, name: str) -> bool:
    if not other.speaker:
        return False
    mine, theirs = name.replace("-", " ").split(), other.speaker.replace("-", " ").split()
    return mine[-1] == theirs[-1] and (len(mine) == 1 or len(theirs) == 1 or mine[0] == theirs[0])
