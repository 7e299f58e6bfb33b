"""Figures → count claims: one for each figure and each source that says it.

In: a scene and the article's memory. Out: candidates of kind `count`. Left out: what counts nothing in the world.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claims.extraction.components import (
    bare_figures,
    count_places,
    governors,
    joins,
    measured,
    metrics,
    nouns,
    phrasing,
    sayings,
    stance_trees,
    subjects,
    subsets,
    surroundings,
    whereabouts,
    wording,
)
from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.components.subsets import Whole
from claims.extraction.extensions import Quantity, Statement
from claims.records import Kind, Metric, NormalisedClaim, Stance

TOLL = {Metric.KILLED, Metric.WOUNDED, Metric.MISSING, Metric.CASUALTIES}
NO_TOPIC = {"Mengen", "Gebäude"}
OF_ALL = re.compile(r"\s(?:der|dieser|von den)\s")
SPARED = re.compile(r"\bkein(?:e[rsn]?)? (?:der|von den|unter den|dieser) (?:\w+ )?$", re.IGNORECASE)
MAX_FIGURES = 60  # a sentence with more is a table


def read(scene: Scene, memory: Memory, published: date | None) -> Iterator[NormalisedClaim]:
    """The count claims of a sentence."""
    last: Subject | None = None
    whole: Whole | None = None
    if len(scene.quantities) > MAX_FIGURES:
        return
    for quantity in scene.quantities:
        subject = counted(scene, quantity, memory, last)
        if subject is None or subject.noun is None:
            continue
        last = memory.counted = subject
        memory.keep(subject)
        found = list(claims(scene, quantity, subject, memory, published))
        part = subsets.is_part(scene, quantity, whole)
        if whole and part:
            found = [subsets.shared(scene, quantity, subject.noun, item, whole.claim) for item in found]
        whole = Whole(quantity, whole.claim if whole and part else found[0], part)
        yield from found


def counted(scene: Scene, quantity: Quantity, memory: Memory, last: Subject | None) -> Subject | None:
    """What the figure counts; None where it counts nothing."""
    if quantity.noun is None or quantity.noun_start is None or quantity.noun_end is None:
        return bare_figures.counted(scene, quantity, memory, last)
    if measured.is_price(scene, quantity, lookup(quantity.noun)) or measured.is_dimension(scene, quantity):
        return None
    at = governors.token_at(scene, quantity.noun_start)
    attribute = tuple(phrasing.attribute(at)) if at is not None else ()
    return subjects.of_noun(
        scene, quantity.modifiers, quantity.noun, quantity.noun_start, quantity.noun_end, memory, attribute
    )


def claims(
    scene: Scene, quantity: Quantity, subject: Subject, memory: Memory, published: date | None
) -> Iterator[NormalisedClaim]:
    """One claim for each source of the narrowest statement around the figure."""
    for statement in scene.voices_at(quantity.start):
        yield claim(scene, quantity, subject, memory, statement, published)


def claim(
    scene: Scene,
    quantity: Quantity,
    subject: Subject,
    memory: Memory,
    statement: Statement | None,
    published: date | None,
) -> NormalisedClaim:
    noun = subject.noun or lookup(subject.name)
    first, last = scene.clause(quantity.start)
    start, end = joins.evidence(scene, statement, *around_figure(scene, quantity, statement))
    how = stance(scene, quantity, statement, published)
    said = metrics.metric(noun, surroundings.context(scene, quantity, first, last), how)
    said = metrics.with_wounded(said, scene.text[quantity.noun_end or quantity.end : scene.end])
    if bare_figures.is_total(scene, quantity) and (said is Metric.JOBS or not noun.known):
        said = Metric.STRENGTH
    elif (said is Metric.STRENGTH and OF_ALL.match(scene.text, quantity.end)) or spared(scene, quantity):
        said = Metric.OTHER
    metric = metrics.by_story(said, noun, scene.text[first:last], how, memory.story)
    reported = sayings.of_figure(scene, quantity.start, memory.incident[0])
    reported = reported or joins.reported_on(scene, statement, published, memory.reported)
    topic = subject_of_topic(scene, subject, metric, quantity, memory)
    own = joins.event(scene, first, last, statement, quantity.start)
    if metric is Metric.PARTICIPANTS and own == joins.NO_EVENT:
        own = sayings.as_event(scene)  # who gathers is counted on the spot
    low, high, precision = own
    name = measured.name(scene, quantity, noun) or name_of(scene, quantity, subject)
    return NormalisedClaim(
        start=start, end=end, quote=scene.text[start:end], kind=Kind.COUNT, subject=name, stance=how,
        subject_actor=topic[0], subject_class=topic[1], metric=metric,
        value_low=quantity.low, value_high=quantity.high, approx=quantity.approx, unit=quantity.unit or noun.singular,
        figure_start=quantity.start, figure_end=quantity.end, places=count_places.places(scene, quantity),
        event_from=low, event_to=high, event_precision=precision, reported_on=reported,
        source=statement.source if statement else None,
        rule=f"count.{quantity.rule.rpartition('.')[2]}.{statement.rule if statement else 'own'}",
        confidence=0.8 if noun.known else 0.5,
    )  # fmt: skip


def spared(scene: Scene, quantity: Quantity) -> bool:
    """Whether nothing happened to those counted: `keiner der 30 Gäste wurde verletzt`."""
    return SPARED.search(scene.text, max(scene.start, quantity.start - 24), quantity.start) is not None


def name_of(scene: Scene, quantity: Quantity, subject: Subject) -> str:
    """The subject's name, of one in the singular."""
    if quantity.low != 1 or quantity.high != 1 or quantity.noun_start is None:
        return subject.name
    at = governors.token_at(scene, quantity.noun_start)
    return phrasing.singular(subject.name, at) if at is not None else subject.name


def stance(scene: Scene, quantity: Quantity, statement: Statement | None, published: date | None) -> Stance:
    """The stance of the figure's own clause and of those that it completes, else of the words around."""
    framing = governors.framing_words(scene, quantity.start)
    if statement is None and framing:
        how = wording.of_words(framing)
    elif statement is None and len(scene.quantities) > 1:
        how = wording.of_words(slice_of(scene, quantity))
    else:
        how = joins.stance(scene, statement, scene.start, scene.end)
    verb = governors.predicate(scene, quantity.start)
    if verb is None:
        return how
    source = statement.source if statement else None
    told = stance_trees.Told(verb, quantity.start, quantity.end, source, plans=True)
    return stance_trees.stance(scene, told, how, published)


def slice_of(scene: Scene, quantity: Quantity) -> str:
    """The words of the figure's stretch."""
    start, end = scene.stretch(quantity.start)
    return scene.text[start:end]


def around_figure(scene: Scene, quantity: Quantity, statement: Statement | None) -> tuple[int, int]:
    """The evidence without a frame: the sentence."""
    if statement:
        return quantity.start, quantity.noun_end or quantity.end
    return scene.start, scene.end


def subject_of_topic(
    scene: Scene, subject: Subject, metric: Metric, quantity: Quantity, memory: Memory
) -> tuple[str | None, str | None]:
    """Actor and class. Dead, wounded and missing of one event share a topic, whatever they are called; forces keep
    their own. A noun of no list makes a topic where the article counts it more than once, else no topic."""
    noun = subject.noun
    if metric in TOLL and not (noun and noun.force):
        return subject.actor or whereabouts.country_at(scene, quantity.start, memory.country, memory.story), "Opfer"
    if metric is Metric.PARTICIPANTS:
        city = subject.actor or whereabouts.city_at(scene, quantity.start, memory.city, memory.story)
        return city, subject.cls if subject.cls == "Besucher" else "Teilnehmer"
    if noun is None or noun.cls in NO_TOPIC:
        return None, None
    if not noun.known and (memory.story.counted[quantity.unit or ""] < 2 or not nouns.is_plural_of(noun)):
        return None, None
    return subject.actor, subject.cls
