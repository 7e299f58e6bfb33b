"""Who or what a claim is about: base form, the actor it belongs to, and its class.

In: a noun phrase and its scene, and what earlier sentences were about (`Memory`). Out: a `Subject`.
`nordkoreanische Soldaten`, `Truppen aus Nordkorea`, `Pjöngjangs Soldaten` and, by memory, `die Soldaten` become one
actor and class. Rules: the noun's own modifiers and neighbours first, then the clause, then the last of its class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claims.extraction.components.countries import by_adjective, by_capital, by_name, countries
from claims.extraction.components.joins import NO_EVENT, Event
from claims.extraction.components.noun_phrases import MAX_ADJECTIVES, NO_ADJECTIVE, SKIPPED
from claims.extraction.components.nouns import Noun, lookup
from claims.extraction.components.scenes import Scene

PHRASE = re.compile(
    r"(?<![\w-])(?P<modifiers>(?:(?:[a-zäöüß]|US-|[NS]ord|[A-ZÄÖÜ](?=[a-zäöüß-]{2,40}isch))"
    r"[a-zäöüß-]{2,40}(?:e|en|er|em|es)(?:,| und)? ){0,4})"
    r"(?P<noun>[A-ZÄÖÜ][\w]+(?:-[A-ZÄÖÜ]?\w+)*)"
)
GENITIVE = re.compile(
    r" (?:der |des |von |aus )?(?P<modifiers>(?:[a-zäöüß-]{3,40}(?:er|en) ){0,3})"
    r"(?P<noun>[A-ZÄÖÜ][\w]+(?:-[A-ZÄÖÜ]?\w+)*)"
)
OWNER_AFTER = re.compile(r" (?:aus |der |des |von )?(?P<name>[A-ZÄÖÜ][\w-]+)")
OWNER_BEFORE = re.compile(r"(?P<name>[A-ZÄÖÜ][\w-]+s)['’]? (?:[a-zäöüß-]{3,40}(?:e|en|er) ){0,2}$")
PRONOUN = re.compile(r"\b(?:[Ss]ie|[Dd]iese|[Ee]inige|[Ww]eitere|[Mm]anche|[Vv]iele)\b(?! [A-ZÄÖÜ])")
ENDING = re.compile(r"(?:en|er|em|es|e)$")


@dataclass(frozen=True, slots=True)
class Subject:
    """name: base form without article; actor: country in the nominative; cls: German plural for topics."""

    name: str
    actor: str | None
    cls: str | None
    noun: Noun | None
    start: int
    end: int


@dataclass(slots=True)
class Memory:
    """What the article spoke of: the last subject of each class, the place that it is mostly about, the incident's day.

    before: the day that the sentence before gave its incident.
    """

    last: dict[str, Subject] = field(default_factory=dict)
    latest: Subject | None = None
    country: str | None = None
    city: str | None = None
    incident: Event = NO_EVENT
    before: Event = NO_EVENT

    def keep(self, subject: Subject) -> None:
        if subject.actor and subject.cls and subject.noun and subject.noun.force:
            self.last[subject.cls] = subject
            self.latest = subject


def country_of(word: str) -> str | None:
    """The country behind a name, an adjective, a capital (`Pjöngjangs`), `US-`."""
    known = by_name().get(word) or by_adjective().get(word) or by_capital().get(word)
    if not known and "-" in word:
        known = by_name().get({"US": "USA"}.get(word.split("-")[0], word.split("-")[0]))
    return known.name if known else None


def plural(modifier: str) -> str:
    """`nordkoreanischer` → `nordkoreanische`: the strong plural without article."""
    if modifier[0].isupper() and "-" not in modifier and modifier.endswith("er"):
        return modifier  # Berliner
    base = ENDING.sub("", modifier)
    return base[0].lower() + base[1:] + "e" if not modifier.startswith(("US-", "UN-", "EU-")) else base + "e"


def adjective(country: str) -> str | None:
    """`Nordkorea` → `nordkoreanische`."""
    found = next((item for item in countries() if item.name == country), None)
    return found.adjectives[0] + "e" if found and found.adjectives else None


def of_noun(scene: Scene, modifiers: tuple[str, ...], written: str, start: int, end: int, memory: Memory) -> Subject:
    """The subject whose noun stands at text[start:end]."""
    noun = lookup(written)
    name, actor, end = noun.plural, owner(scene, modifiers, written, start, end), end
    if noun.container:
        inner = GENITIVE.match(scene.text, end, scene.end)
        if inner and lookup(inner["noun"]).force:
            inner_modifiers = tuple(inner["modifiers"].split())
            actor = owner(scene, inner_modifiers, inner["noun"], inner.start("noun"), inner.end("noun")) or actor
            name = f"{noun.plural} {inner.group().strip()}"
            noun, end = lookup(inner["noun"]), inner.end()
            return finished(scene, Subject(name, actor, noun.cls, noun, start, end), memory, modifiers)
    described = " ".join([*(plural(word) for word in modifiers if country_of(word) or len(modifiers) < 3), name])
    return finished(scene, Subject(described, actor, noun.cls, noun, start, end), memory, modifiers)


def owner(scene: Scene, modifiers: tuple[str, ...], written: str, start: int, end: int) -> str | None:
    """The country that modifiers, compound or neighbours give to a noun."""
    for word in (*modifiers, written):
        if found := country_of(word):
            return found
    after = OWNER_AFTER.match(scene.text, end, scene.end)
    if after and (found := country_of(after["name"])) and not by_adjective().get(after["name"]):
        return found
    before = OWNER_BEFORE.search(scene.text, max(scene.start, start - 80), start)
    return country_of(before["name"]) if before else None


def finished(scene: Scene, subject: Subject, memory: Memory, modifiers: tuple[str, ...]) -> Subject:
    """Fill in a missing actor: forces by the clause or by memory, others by the place of the event."""
    noun = subject.noun
    if subject.actor or not noun:
        return with_owner_name(subject)
    if noun.force:
        actor = acting_country(scene, subject.start) if not modifiers else None
        last = memory.last.get(subject.cls or "")
        actor = actor or (last.actor if last else None)
        prefix = adjective(actor) if actor else None
        name = f"{prefix} {subject.name}" if prefix else subject.name
        return Subject(name, actor, subject.cls, noun, subject.start, subject.end)
    place = memory.city if subject.cls == "Demonstranten" else memory.country
    return Subject(subject.name, place or memory.country, subject.cls, noun, subject.start, subject.end)


def with_owner_name(subject: Subject) -> Subject:
    """`Truppen` owned by a neighbour's name get its adjective: the base form is `nordkoreanische Truppen`."""
    prefix = adjective(subject.actor) if subject.actor else None
    bare = subject.noun is not None and subject.noun.force and " " not in subject.name and "-" not in subject.name
    if not bare or not prefix:
        return subject
    return Subject(f"{prefix} {subject.name}", subject.actor, subject.cls, subject.noun, subject.start, subject.end)


def acting_country(scene: Scene, before: int) -> str | None:
    """The country that acts in the clause: the last one named before without preposition of place."""
    named = [
        place for place in scene.places
        if place.end <= before and place.role is None and not place.adjectival
        and place.kind in {"country", "city"} and place.country
    ]  # fmt: skip
    return named[-1].country if named else None


def phrases(scene: Scene, start: int, end: int, memory: Memory, known_only: bool = True) -> list[Subject]:
    """The subjects named in text[start:end], in order."""
    found = []
    for match in PHRASE.finditer(scene.text, start, end):
        words = match["modifiers"].replace(",", " ").split()
        modifiers = tuple(word for word in words if word not in NO_ADJECTIVE and word not in SKIPPED and word != "und")
        noun = lookup(match["noun"])
        if noun.known or (not known_only and not country_of(match["noun"])):
            found.append(
                of_noun(
                    scene, modifiers[-MAX_ADJECTIVES:], match["noun"], match.start("noun"), match.end("noun"), memory
                )
            )
    return found


def by_pronoun(scene: Scene, start: int, end: int, memory: Memory) -> Subject | None:
    """`sie`, `diese`, `einige`: what the article spoke of last."""
    match = PRONOUN.search(scene.text, start, end)
    last = memory.latest
    if not match or not last:
        return None
    return Subject(last.name, last.actor, last.cls, last.noun, match.start(), match.end())
