"""Who or what a claim is about: base form, the actor it belongs to, and its class.

In: a noun phrase and its scene, and what earlier sentences were about (`Memory`). Out: a `Subject`.
`nordkoreanische Soldaten`, `Truppen aus Nordkorea`, `Pjöngjangs Soldaten`, `Nordkoreaner` at war and, by memory, `die
Soldaten` become one actor and class. Rules: the noun's own modifiers and neighbours first, then the clause, then the
force that the article is about, then the last of its class.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from claims.extraction.components import metrics, whereabouts
from claims.extraction.components.countries import by_people
from claims.extraction.components.joins import NO_EVENT, Event, Reported
from claims.extraction.components.noun_phrases import MAX_ADJECTIVES, NO_ADJECTIVE, SKIPPED
from claims.extraction.components.nouns import Noun, lookup
from claims.extraction.components.owners import acting_country, adjective, country_of, owner, plural
from claims.extraction.components.scenes import Scene
from claims.extraction.components.story import INSTITUTIONS, Story, pattern
from claims.records import Metric, Stance

PHRASE = re.compile(
    r"(?<![\w-])(?P<modifiers>(?:(?:[a-zäöüß]|US-|[NS]ord|[A-ZÄÖÜ](?=[a-zäöüß-]{2,40}isch))"
    r"[a-zäöüß-]{2,40}(?:e|en|er|em|es)(?:,| und)? ){0,4})"
    r"(?P<noun>[A-ZÄÖÜ][\w]+(?:-[A-ZÄÖÜ]?\w+)*)"
)
GENITIVE = re.compile(
    r" (?:der |des |von |aus )?(?P<modifiers>(?:[a-zäöüß-]{3,40}(?:er|en) ){0,3})"
    r"(?P<noun>[A-ZÄÖÜ][\w]+(?:-[A-ZÄÖÜ]?\w+)*)"
)
PRONOUN = re.compile(r"\b(?:[Ss]ie|[Dd]iese|[Ee]inige|[Ww]eitere|[Mm]anche|[Vv]iele)\b(?! [A-ZÄÖÜ])")


@dataclass(frozen=True, slots=True)
class Subject:
    """name: base form without article; actor: country in the nominative; cls: German plural for topics."""

    name: str
    actor: str | None
    cls: str | None
    noun: Noun | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Thread:
    """The last event that the text dated; age: sentences since; signs: how it was dated; at: where that ended.
    coming: the day of a plan that the last sentence told."""

    event: Event = NO_EVENT
    age: int = 0
    signs: frozenset[str] = frozenset()
    at: int = 0
    coming: Event = NO_EVENT


@dataclass(slots=True)
class Memory:
    """What the article spoke of: the last subject of each class, the last one counted, what it is about as a whole.

    country, city: where the paragraph stands; incident, incident_at: the article's day and where it is told; running:
    it tells of what lasts; thread: the last event dated; reported: who spoke last, and when; ended: where the sentence
    before ended.
    """

    story: Story = field(default_factory=Story)
    last: dict[str, Subject] = field(default_factory=dict)
    latest: Subject | None = None
    counted: Subject | None = None
    country: str | None = None
    city: str | None = None
    incident: Event = NO_EVENT
    incident_at: int = 0
    running: bool = False
    thread: Thread = field(default_factory=Thread)
    reported: Reported = None
    ended: int = 0

    def keep(self, subject: Subject) -> None:
        if subject.actor and subject.cls and subject.noun and subject.noun.force:
            self.last[subject.cls] = subject
            self.latest = subject

    def enter(self, scene: Scene) -> None:
        """Begin a sentence: a new paragraph stands nowhere yet."""
        if whereabouts.starts_paragraph(scene, self.ended):
            self.country = self.city = self.counted = None
        self.ended = scene.end
        self.country = next(iter(whereabouts.countries(scene, scene.start, scene.end)), self.country)
        self.city = next(iter(whereabouts.cities(scene, scene.start, scene.end)), self.city)


def of_noun(
    scene: Scene,
    modifiers: tuple[str, ...],
    written: str,
    start: int,
    end: int,
    memory: Memory,
    attribute: tuple[str, ...] = (),
) -> Subject:
    """The subject whose noun stands at text[start:end]. attribute: the words of a genitive that its name keeps."""
    modifiers = tuple(word for word in modifiers if not says_what_happened(word))
    if written in by_people():
        return of_people(scene, modifiers, written, start, end, memory)
    noun = lookup(written)
    actor = owner(scene, modifiers, written, start, end) or next(filter(None, map(country_of, attribute)), None)
    name = noun.plural
    if noun.container:
        inner = GENITIVE.match(scene.text, end, scene.end)
        if inner and lookup(inner["noun"]).force:
            inner_modifiers = tuple(inner["modifiers"].split())
            actor = owner(scene, inner_modifiers, inner["noun"], inner.start("noun"), inner.end("noun")) or actor
            # A unit whose members are counted is no counted unit.
            name, noun = f"{noun.plural} {inner.group().strip()}", replace(lookup(inner["noun"]), metric=None)
            return finished(scene, Subject(name, actor, noun.cls, noun, start, inner.end()), memory, modifiers)
        if written == "Mann":
            if memory.story.force:
                return force_of(memory, start, end)
            # "70 Mann" without ending are a crew or troop, "70 Männer" anybody.
            noun = replace(noun, force=SINGLE.search(scene.text, max(0, start - LOOKBACK), start) is None)
    kept = (plural(word) for word in modifiers if country_of(word) or len(modifiers) < 3)
    subject = Subject(" ".join([*kept, name, *attribute]), actor, noun.cls, noun, start, end)
    # "Soldaten der Stiftung" are hers, whomever the article is about.
    return subject if attribute and noun.cls in ARMED else finished(scene, subject, memory, modifiers)


def says_what_happened(modifier: str) -> bool:
    """Whether a participle only repeats the metric: `verletzte Fahrgäste`."""
    return metrics.by_words(PEOPLE, modifier, Stance.ASSERTS, near=True) in metrics.DONE_TO


def of_people(scene: Scene, modifiers: tuple[str, ...], written: str, start: int, end: int, memory: Memory) -> Subject:
    """`Nordkoreaner`: soldiers where the article is about the force of that country, unless they work there."""
    country = by_people()[written]
    fights = memory.story.force == country.name and not pattern("labour").search(scene.text, *scene.clause(start))
    noun = lookup("Soldat" if fights else "Mensch")
    name = " ".join([*map(plural, modifiers), plural_people(written, country.people)])
    return Subject(name, country.name, noun.cls, noun, start, end)


def plural_people(written: str, singulars: tuple[str, ...]) -> str:
    """`Nordkoreanern` → `Nordkoreaner`; forms of the weak declension stand as written."""
    return next((word for word in singulars if word.endswith("er") and written.startswith(word)), written)


def force_of(memory: Memory, start: int, end: int) -> Subject:
    """The soldiers that the article is about."""
    actor = memory.story.force
    prefix = adjective(actor) if actor else None
    return Subject(f"{prefix} Soldaten" if prefix else "Soldaten", actor, "Soldaten", lookup("Soldaten"), start, end)


def finished(scene: Scene, subject: Subject, memory: Memory, modifiers: tuple[str, ...]) -> Subject:
    """Fill in a missing actor: forces by the clause or by memory, others by the place of the event."""
    noun = subject.noun
    if subject.actor or not noun:
        return with_owner_name(subject)
    if noun.cls in ARMED:
        return with_owner_name(replace(subject, actor=belongs_to(scene, subject, memory, modifiers)))
    if is_loss(scene, noun, memory):
        return replace(force_of(memory, subject.start, subject.end), noun=replace(noun, force=True))
    return replace(subject, actor=local_actor(scene, subject, memory))


SINGLE = re.compile(r"\b(?:ein|einen|einem|\w+te[rnm]) $", re.IGNORECASE)
LOOKBACK = 20
PEOPLE = lookup("Menschen")
ARMED = {"Soldaten", "Kämpfer", "Brigaden"}
TOLL = {Metric.KILLED, Metric.WOUNDED, Metric.MISSING, Metric.CASUALTIES}
DEFINITE = re.compile(r"\b(?:die|der|den|diese[rn]?)\s(?:\w+\s){0,2}$", re.IGNORECASE)


def belongs_to(scene: Scene, subject: Subject, memory: Memory, modifiers: tuple[str, ...]) -> str | None:
    """The owner of a force without one: who acts, else whom the article is about, else the last of that class.
    Definite ones (`die Soldaten`) are those that the article is about."""
    if subject.noun and subject.noun.plural in INSTITUTIONS:
        return None
    story = memory.story.force
    if story and DEFINITE.search(scene.text, max(scene.start, subject.start - 60), subject.start):
        return story
    acting = acting_country(scene, subject.start, story) if not modifiers or story else None
    last = memory.last.get(subject.cls or "")
    return acting or story or (last.actor if last else None)


def is_loss(scene: Scene, noun: Noun, memory: Memory) -> bool:
    """Whether dead or wounded without a name are soldiers of the force whose losses the article tells."""
    return memory.story.suffers and noun.metric in TOLL and not pattern("civilians").search(scene.words)


def local_actor(scene: Scene, subject: Subject, memory: Memory) -> str | None:
    """The place for what belongs to one: the city for demonstrators and police, the country for victims and people."""
    noun = subject.noun
    if subject.cls in {"Teilnehmer", "Besucher", "Einsatzkräfte"} or memory.story.protests:
        city = whereabouts.city_at(scene, subject.start, memory.city, memory.story)
        return city or whereabouts.country_at(scene, subject.start, memory.country, memory.story)
    if noun and (noun.person or noun.metric is Metric.AREA):
        return whereabouts.country_at(scene, subject.start, memory.country, memory.story)
    return acting_country(scene, subject.start)


def with_owner_name(subject: Subject) -> Subject:
    """`Truppen` owned by a neighbour's name get its adjective: the base form is `nordkoreanische Truppen`."""
    prefix = adjective(subject.actor) if subject.actor else None
    armed = subject.noun is not None and subject.noun.force
    named = any(country_of(word) for word in subject.name.split())
    if not armed or not prefix or named or "-" in subject.name:
        return subject
    return replace(subject, name=f"{prefix} {subject.name}")


def may_be_force(noun: Noun, written: str, memory: Memory) -> bool:
    """Whether the subject of a noun can be a force, as the memory of an article keeps them."""
    return noun.force or noun.container or memory.story.suffers or written in by_people()


def phrases(
    scene: Scene, start: int, end: int, memory: Memory, known_only: bool = True, forces_only: bool = False
) -> list[Subject]:
    """The subjects named in text[start:end], in order."""
    found = []
    for match in PHRASE.finditer(scene.text, start, end):
        noun = lookup(match["noun"])
        if forces_only and not may_be_force(noun, match["noun"], memory):
            continue
        words = match["modifiers"].replace(",", " ").split()
        modifiers = tuple(word for word in words if word not in NO_ADJECTIVE and word not in SKIPPED and word != "und")
        if noun.known or match["noun"] in by_people() or (not known_only and not country_of(match["noun"])):
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
