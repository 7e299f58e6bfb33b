"""The signs that speak for or against a claim taking the day of the sentences before or of the article's incident.

In: a scene, a claim, the article's memory. Out: names of signs, which `lexicon/events.toml` weighs; the words that make
them stand there, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from spacy.tokens import Token

from claims.extraction.components import governors, incidents, joins, sayings, tenses
from claims.extraction.components.date_context import SAME_DAY
from claims.extraction.components.governors import Tense
from claims.extraction.components.openings import Search
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import ARMED, Memory
from claims.extraction.lexicon import load
from claims.records import Kind, Metric, NormalisedClaim

LASTING = {Metric.STRENGTH, Metric.MONEY, Metric.JOBS, Metric.AREA, Metric.PLANNED, Metric.UNITS}
LOOKBACK = 40
COMPARED = re.compile(
    r"\b(?:erstmals|[a-zäöüß]{3,30}ste[nrms]?) [^,;:.]{0,60}?\bseit\b[^,;:.]*"
)  # "das schwerste seit Jahren"
CLOCKS = {f"date.{name}" for name in SAME_DAY}


@cache
def words() -> dict[str, re.Pattern[str]]:
    """Sign → the words of a sentence that make it."""
    return {name: _pattern(items) for name, items in load("events")["signs"].items()}


@cache
def before_noun(name: str) -> re.Pattern[str]:
    """What makes the noun of an incident new or known."""
    return re.compile(_alternatives(load("events")["before_noun"][name]) + r"\s(?:[a-zäöüß]+\s){0,2}$", re.IGNORECASE)


@cache
def search() -> tuple[tuple[str, ...], Search]:
    """The signs, and one search for the words of all."""
    return tuple(words()), Search(list(words().values()), lead=r"\b")


def _pattern(items: list[str]) -> re.Pattern[str]:
    return re.compile(_alternatives(items) + r"\b", re.IGNORECASE)


def _alternatives(items: list[str]) -> str:
    return r"\b(?:" + "|".join(items) + r")"


def of_claim(scene: Scene, claim: NormalisedClaim, memory: Memory) -> Iterator[str]:
    """The signs that a claim and its sentence bear. `war`: soldiers of the force whose war the article follows."""
    yield f"kind {claim.kind.value}"
    yield f"stance {claim.stance.value}"
    if claim.metric:
        yield f"metric {group(claim.metric)}"
    told = predicate_of(scene, claim)
    tense = tense_of(scene, claim, told)
    yield f"tense {tense}"
    for kind in ("aftermath", "calling"):
        if told is not None and governors.infinitive(told) in incidents.verbs(kind):
            yield kind
    if claim.figure_start is not None and governors.is_attributive(scene, claim.figure_start):
        yield "attributive"
    found = of_sentence(scene.words)
    yield from found - {"still", "pointing", "next", "since then"}
    ours = claim.subject_actor in {None, memory.story.force}
    if memory.story.force and claim.subject_class in ARMED and ours and not found & {"victims", "back"}:
        yield "war"
    if "pointing" in found and tense == "position":
        yield "pointing"
    if (
        "still" in found
        and tense == Tense.PRESENT
        and (claim.metric not in incidents.TOLL or claim.metric is Metric.MISSING)
    ):
        yield "still"
    unknown = (item for item in scene.dates if item.low is None and item.high is None and item.rule not in CLOCKS)
    if any(not joins.is_compared(scene, item) for item in unknown):
        yield "undated"
    if any(item.rule in CLOCKS for item in scene.dates):
        yield "clock"


def group(metric: Metric) -> str:
    """Metrics that behave alike."""
    return "toll" if metric in incidents.TOLL else "lasting" if metric in LASTING else metric.value


@lru_cache(maxsize=4)  # a sentence has many claims
def of_sentence(text: str) -> frozenset[str]:
    """The signs that the words of a sentence bear, and whether it names incidents known or new."""
    names, patterns = search()
    found = {names[number] for number in patterns.which(COMPARED.sub("", text) if "seit" in text else text)}
    if incidents.back().match(text):
        found.add("back")
    for match in incidents.nouns_in(text):
        before = text[max(0, match.start() - LOOKBACK) : match.start()]
        new, known = before_noun("new").search(before), before_noun("known").search(before)
        found.add("new incident" if new else "known incident" if known else "an incident")
    return frozenset(found)


def predicate_of(scene: Scene, claim: NormalisedClaim) -> Token | None:
    """The predicate of what a claim tells: above the figure, else of what is reported, else of the evidence."""
    if claim.kind is Kind.COUNT and claim.figure_start is not None:
        return governors.predicate(scene, claim.figure_start)
    if scene.span is None:
        return None
    inside = [
        item
        for item in scene.statements
        if item.source == claim.source and item.start < claim.end and claim.start < item.end
    ]
    start, end = (
        (max(scene.start, inside[0].start), min(scene.end, inside[0].end))
        if inside and claim.source
        else (claim.start, claim.end)
    )
    return governors.of_span(scene.span.doc.char_span(start, end, alignment_mode="contract"))


def tense_of(scene: Scene, claim: NormalisedClaim, told: Token | None) -> str:
    """The tense in which a claim is told; `said` where a figure or position hangs on a verb of saying, whose time is
    another."""
    if scene.span is None:
        past = tenses.PAST.search(scene.words) and not tenses.FUTURE.search(scene.words)
        return Tense.PRETERITE if past else Tense.PRESENT
    if told is not None and governors.infinitive(told) in sayings.verbs():
        calling = governors.infinitive(told) not in sayings.telling()  # "hatten 20 Vereine aufgerufen"
        if claim.metric in incidents.TOLL or (claim.metric and group(claim.metric) != "lasting" and not calling):
            return "said"
        if claim.kind is Kind.STATEMENT:
            return "position"
    return governors.tense(told)
