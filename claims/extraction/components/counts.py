"""Figures → count claims: one for each figure and each source that says it.

In: a scene and the article's memory. Out: candidates of kind `count`. Left out: what counts nothing in the world.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claims.extraction.components import incidents, joins, metrics, subjects, wording
from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import Quantity, Statement
from claims.records import Kind, Metric, NormalisedClaim, PlaceRef

NUMBER_OF = re.compile(
    r"(?:Zahl|Anzahl|Summe) (?:der|von) (?:\w+ ){0,4}?(?P<noun>[A-ZÄÖÜ]\w+)"
    r"|(?P<total>Opferzahl|Totenzahl|Todeszahl|Teilnehmerzahl|Verletztenzahl)"
)
TOTALS = {
    "Opferzahl": "Opfer",
    "Totenzahl": "Tote",
    "Todeszahl": "Tote",
    "Teilnehmerzahl": "Teilnehmer",
    "Verletztenzahl": "Verletzte",
}
ELLIPSIS = re.compile(
    r" (?:weitere[nr]? |davon |von ihnen )?(?:\w+ ){0,3}?"
    r"(?:verletzt|verwundet|getötet|vermisst|tot|festgenommen|verhaftet|schwer|leicht|gestorben)\b"
)
MAX_FIGURES = 60  # a sentence with more is a table


def read(scene: Scene, memory: Memory, published: date | None) -> Iterator[NormalisedClaim]:
    """The count claims of a sentence."""
    last: Subject | None = None
    if len(scene.quantities) > MAX_FIGURES:
        return
    for quantity in scene.quantities:
        subject = counted(scene, quantity, memory, last)
        if subject is None or subject.noun is None:
            continue
        last = subject
        memory.keep(subject)
        yield from claims(scene, quantity, subject, memory, published)


def counted(scene: Scene, quantity: Quantity, memory: Memory, last: Subject | None) -> Subject | None:
    """What the figure counts; None where it counts nothing."""
    if quantity.noun and quantity.noun_start is not None and quantity.noun_end is not None:
        return subjects.of_noun(
            scene, quantity.modifiers, quantity.noun, quantity.noun_start, quantity.noun_end, memory
        )
    named = NUMBER_OF.search(scene.text, scene.start, quantity.start)
    if named:
        noun = named["noun"] or TOTALS[named["total"]]
        return subjects.of_noun(scene, (), noun, named.start(), named.end(), memory)
    if ELLIPSIS.match(scene.text, quantity.end, scene.end):
        return last if last and last.noun and last.noun.person else people(memory, quantity)
    return None


def people(memory: Memory, quantity: Quantity) -> Subject:
    """A figure of people without a noun (`110 wurden verletzt`)."""
    return Subject("Menschen", memory.country, "Menschen", lookup("Menschen"), quantity.start, quantity.end)


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
    how = joins.stance(scene, statement, scene.start, scene.end)
    if statement is None and len(scene.quantities) > 1:
        how = wording.of_words(slice_of(scene, quantity))
    metric = metrics.metric(noun, stretches(scene, quantity, first, last), scene.words, how)
    own = joins.event(scene, first, last, statement)
    low, high, precision = incidents.of_count(metric, own, scene, memory.before, memory.incident)
    return NormalisedClaim(
        start=start, end=end, quote=scene.text[start:end], kind=Kind.COUNT, subject=subject.name, stance=how,
        subject_actor=subject.actor, subject_class=topic_class(subject, metric), metric=metric,
        value_low=quantity.low, value_high=quantity.high, approx=quantity.approx, unit=quantity.unit or noun.singular,
        figure_start=quantity.start, figure_end=quantity.end, places=places(scene, quantity),
        event_from=low, event_to=high, event_precision=precision, reported_on=joins.reported_on(statement, published),
        source=statement.source if statement else None,
        rule=f"count.{quantity.rule.rpartition('.')[2]}.{statement.rule if statement else 'own'}",
        confidence=0.8 if noun.known else 0.5,
    )  # fmt: skip


def stretches(scene: Scene, quantity: Quantity, first: int, last: int) -> list[str]:
    """The words around a figure, the nearest first: behind it up to the next figure, to the end of the clause, before
    it from the figure before, the clause, the sentence."""
    text = scene.text
    following = [other.start for other in scene.quantities if other.start > quantity.start]
    previous = [other.noun_end or other.end for other in scene.quantities if other.end < quantity.start]
    begin = max([first, *previous])
    return [
        text[quantity.end : min([last, *following])],
        text[quantity.end : last],
        text[begin : quantity.start],
        text[first:last],
        scene.words,
    ]


def slice_of(scene: Scene, quantity: Quantity) -> str:
    """The words of the figure's stretch."""
    start, end = scene.stretch(quantity.start)
    return scene.text[start:end]


def places(scene: Scene, quantity: Quantity) -> tuple[PlaceRef, ...]:
    """The places of the figure's own stretch of the sentence, else those of the sentence."""
    return joins.places(scene, *scene.stretch(quantity.start)) or joins.places(scene, scene.start, scene.end)


def around_figure(scene: Scene, quantity: Quantity, statement: Statement | None) -> tuple[int, int]:
    """The evidence without a frame: the sentence."""
    if statement:
        return quantity.start, quantity.noun_end or quantity.end
    return scene.start, scene.end


def topic_class(subject: Subject, metric: Metric) -> str | None:
    """Dead, wounded and missing of one event share a topic, whatever they are called; forces keep their own."""
    force = subject.noun is not None and subject.noun.force
    if metric in {Metric.KILLED, Metric.WOUNDED, Metric.MISSING, Metric.CASUALTIES} and not force:
        return "Opfer"
    if metric is Metric.PARTICIPANTS:
        return "Demonstranten" if subject.cls in {"Menschen", "Demonstranten", None} else subject.cls
    return subject.cls
