"""Claims of one article → the series that each belongs to. Never by similarity of wording.

In: the article's claims as `Subject`s, in text order. Out: one `SeriesKey` or None per claim.

Only the article itself is asked, never what is stored already: so the order of uploads cannot matter.

1. Actor and class name the topic (`Nordkorea · Soldaten`).
2. A claim without an actor takes the one actor that this article names for the same class; with two of them it stays
   alone, since a wrong series is worse than none.
3. A claim without a class, or with a word for victims (`300 Tote` of `Nordkorea`), takes the class that the article
   counts most for its actor, if there is one. A position on `Nordkorea` so lands beside its soldiers.
4. Victims, displaced, participants and burnt land without an actor belong to a place: `Myanmar · Opfer`. A toll's
   topic is the country (the narrower place is its scope), a demonstration's or a fire's the place itself. A claim
   without a place takes the one that the article names most for such figures. Killed, wounded and missing stand on one
   topic, as series of their own, whether counted as `Tote`, `Menschen` or `Opfer`.
5. Else no topic: the claim is kept and shown with its article, and joins no timeline.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from claims.comparison.scopes import scope_of
from claims.comparison.subjects import PlaceOf, SeriesKey, Subject, TopicKey
from claims.records import Kind, Metric, PlaceRole

TOLL = frozenset({Metric.KILLED, Metric.WOUNDED, Metric.MISSING, Metric.CASUALTIES, Metric.DISPLACED})
LOCAL = {Metric.PARTICIPANTS: "Teilnehmer", Metric.AREA: "Fläche"}
VICTIMS = frozenset(
    {"Tote", "Todesopfer", "Opfer", "Verletzte", "Verwundete", "Vermisste", "Gefallene", "Getötete", "Vertriebene"}
)
ANYBODY = frozenset({"Menschen", "Personen", "Leute"})
TOLL_CLASS = "Opfer"  # so the extraction calls victims of an event: these are no group of the actor
FORCE = frozenset({"Soldaten", "Truppen", "Streitkräfte"})
ARMY_CLASS = "Streitkräfte"


def series_keys(subjects: Sequence[Subject]) -> list[SeriesKey | None]:
    """The series of each claim of one article, in the order given; None where a claim joins no timeline."""
    actors = _actors_by_class(subjects)
    classes = _class_by_actor(subjects)
    place = _leading_place(subjects)
    return [_key(_completed(subject, actors, classes), place) for subject in subjects]


def _key(subject: Subject, leading: PlaceOf | None) -> SeriesKey | None:
    topic = _topic(subject, leading)
    if topic is None:
        return None
    scope = scope_of(subject.metric, subject.places)
    return SeriesKey(topic, subject.kind.value, (subject.metric or "") and str(subject.metric), _below(scope, topic))


def _below(scope: str, topic: TopicKey) -> str:
    """The scope, unless it is the topic's own place."""
    return "" if scope == topic.actor else scope


def _topic(subject: Subject, leading: PlaceOf | None) -> TopicKey | None:
    if subject.metric in LOCAL:
        return _topic_of_event(subject, leading, LOCAL[subject.metric])
    if subject.metric in TOLL and _is_anybody(subject):
        return _topic_of_event(subject, leading, TOLL_CLASS)
    if not (subject.actor and subject.cls):
        return None
    # How big an army is and how many of it were sent are two stories.
    is_army = subject.metric is Metric.STRENGTH and subject.cls in FORCE
    return TopicKey(subject.actor, ARMY_CLASS if is_army else subject.cls)


def _is_anybody(subject: Subject) -> bool:
    """Whether the victims are no group of their own, only those whom something hit."""
    return not subject.actor or not subject.cls or subject.cls in VICTIMS | ANYBODY


def _topic_of_event(subject: Subject, leading: PlaceOf | None, cls: str) -> TopicKey | None:
    """A toll belongs to the actor, else to the country where it happened; other events to their very place."""
    place = _place_of_event(subject)
    if cls == TOLL_CLASS:
        if subject.actor and not (place and place.name == subject.actor):
            return TopicKey(subject.actor, cls)
        place = place or leading
        return TopicKey(place.country or place.name, cls) if place else None
    if place is None or (place.kind == "country" and subject.actor):
        name = subject.actor or (leading.name if leading else "")
    else:
        name = place.name
    return TopicKey(name, cls) if name else None


def _completed(subject: Subject, actors: dict[str, set[str]], classes: dict[str, str]) -> Subject:
    """The subject with the actor or class that its article gives it."""
    actor, cls = subject.actor, subject.cls
    if not actor and cls not in VICTIMS | ANYBODY and len(actors.get(cls, ())) == 1:
        (actor,) = actors[cls]
    if actor and (not cls or cls in VICTIMS - {TOLL_CLASS}):
        cls = classes.get(actor, cls)
    return replace(subject, actor=actor, cls=cls)


def _actors_by_class(subjects: Iterable[Subject]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for subject in subjects:
        if subject.actor and subject.cls:
            named.setdefault(subject.cls, set()).add(subject.actor)
    return named


def _class_by_actor(subjects: Iterable[Subject]) -> dict[str, str]:
    """The class that is counted or placed most for each actor, else talked of most; of two as frequent, the first in
    the alphabet. Figures make a story; positions may be on anything."""
    named: dict[str, Counter[tuple[bool, str]]] = {}
    for subject in subjects:
        if subject.actor and subject.cls and subject.cls not in VICTIMS | ANYBODY:
            named.setdefault(subject.actor, Counter())[subject.kind is Kind.STATEMENT, subject.cls] += 1
    return {actor: min(counts, key=lambda key: (key[0], -counts[key], key[1]))[1] for actor, counts in named.items()}


def _place_of_event(subject: Subject) -> PlaceOf | None:
    """Where something happened: the first narrow place, else the first country."""
    found = [p for p in subject.places if p.role is PlaceRole.AT and p.kind not in {"generic", "border"}]
    narrow = [p for p in found if p.kind != "country"]
    return next(iter(narrow or found), None)


def _leading_place(subjects: Iterable[Subject]) -> PlaceOf | None:
    """The place that the article names most for figures that belong to places; the first of two as frequent."""
    local = [s for s in subjects if not s.actor and (s.metric in TOLL or s.metric in LOCAL)]
    counts = Counter(place for place in map(_place_of_event, local) if place is not None)
    return max(counts, key=counts.__getitem__) if counts else None
