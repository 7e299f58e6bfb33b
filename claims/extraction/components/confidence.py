"""How likely it is that a claim is read right in full: a probability for each of its parts, multiplied.

In: a claim, its scene and the rules that read it. Out: the claim with its confidence, and its rule trail with the parts
that make it doubtful. The parts: `found`, that it is a claim, with its figure or place; source, stance, event; for
counts the metric. Each is a logistic model of signs: what rules read it, what it is, what stands around it.

The weights are data (`lexicon/confidence.toml`), fitted by `python -m claims.extraction.training confidence`. A sign
without a weight weighs nothing, so rules may come and go before the next fit.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from claims import trails
from claims.extraction.components import incidents
from claims.extraction.components.rule_trail import Teller, Told
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory
from claims.extraction.lexicon import load
from claims.records import Kind, NormalisedClaim, Precision

LONG, VERY_LONG = 160, 260  # characters of a sentence
SMALL = 12  # figures up to it are written as words
SHORT = 70  # characters of evidence
FAR = 250  # characters back to the words that name the source
MODAL = re.compile(r"\b(?:soll|könn|dürf|müss|woll|wird|werd|möcht|mutmaß|vermut|offenbar|angeblich)", re.IGNORECASE)
DECIMALS = 2  # more would tell apart what is not
DOUBTFUL = 0.75  # a part that is less likely right than this


@dataclass(frozen=True, slots=True)
class Part:
    """The model of one part: what each kind of claim starts from, and what each sign adds, in logarithms of odds."""

    bias: Mapping[str, float]
    weights: Mapping[str, float]

    def probability(self, kind: str, signs: Iterable[str]) -> float:
        return logistic(self.bias[kind] + sum(self.weights.get(sign, 0.0) for sign in signs))


class Rater:
    """Rates the claims of one `Doc`; signs: those of each claim, in the order of rating."""

    def __init__(self, doc: Doc) -> None:
        self.teller = Teller(doc)
        self.signs: list[dict[str, str]] = []

    def rated(self, scene: Scene, claim: NormalisedClaim, memory: Memory) -> NormalisedClaim:
        """The claim with its confidence and the line that tells how it was read."""
        told = self.teller.told(scene, claim, memory)
        signs = dict(signs_of(scene, claim, memory, told))
        self.signs.append(signs)
        kind = claim.kind.value
        sure = by_part(kind, signs)
        parts = told.parts | {"doubt": trails.joined(doubtful(sure))}
        return replace(claim, rule=trails.write(kind, parts), confidence=round(in_full(kind, sure), DECIMALS))


def by_part(kind: str, signs: Iterable[str]) -> dict[str, float]:
    """How likely each part is right; parts that a kind does not have are left out."""
    signs = list(signs)
    return {name: part.probability(kind, signs) for name, part in models().items() if kind in part.bias}


def in_full(kind: str, sure: Mapping[str, float]) -> float:
    """How likely all parts are right, on text that no rule was written for."""
    every = math.prod(sure.values())
    return logistic(math.log(every / (1 - every)) + unseen()[kind])


def doubtful(sure: Mapping[str, float]) -> list[str]:
    """The parts that are less likely right than others mostly are, the least likely first."""
    return sorted((name for name, chance in sure.items() if chance < DOUBTFUL), key=sure.__getitem__)


def logistic(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(score, 30.0))))


@cache
def models() -> dict[str, Part]:
    """The models of the parts, by name."""
    table = load("confidence")["part"]
    return {name: Part(part["bias"], part.get("weights", {})) for name, part in table.items()}


@cache
def unseen() -> dict[str, float]:
    """What is added for each kind, since rules read the texts that they were written for better than others."""
    return dict(load("confidence")["unseen"])


def signs_of(scene: Scene, claim: NormalisedClaim, memory: Memory, told: Told) -> Iterator[tuple[str, str]]:
    """The signs that a claim bears, each with the part of the claim that it is about, empty for none."""
    for part, value in told.parts.items():
        for one in trails.values_of(value):
            yield f"{part} {'date' if one.startswith('date.') else one}", part
    yield f"stance {claim.stance.value}", "stance"
    if told.parts["stance"] == "plain" and MODAL.search(scene.words):
        yield "plain beside a modal verb", "stance"
    if claim.metric:
        yield f"metric {claim.metric.value}", "metric"
    yield from of_day(scene, claim, memory, told)
    yield from of_claim(scene, claim, told)
    yield from of_source(scene, claim, memory, told)
    yield from of_figure(claim, told)
    yield from of_sentence(scene)


def of_claim(scene: Scene, claim: NormalisedClaim, told: Told) -> Iterator[tuple[str, str]]:
    """Whether it is a claim at all: what sort of position a statement takes, what places a location."""
    if claim.kind is Kind.COUNT:
        return
    kind = claim.kind.value
    yield f"{kind} that {claim.stance.value}", "claim"
    yield f"{kind} with source {told.parts['source']}", "claim"
    if claim.source:
        yield f"{kind} by {claim.source.type.value}", "claim"
    if claim.subject_class is None:
        yield f"{kind} of no topic", "claim"
    if claim.subject_actor:
        yield f"{kind} about an actor", "claim"
    if len(claim.places) > 1:
        yield "several places", "claim"
    for place in claim.places:
        yield f"place {place.role.value}", "claim"
    if any(item.noun for item in scene.quantities):
        yield f"{kind} beside a figure", "claim"
    if claim.end - claim.start < SHORT:
        yield f"short {kind}", "claim"


def of_source(scene: Scene, claim: NormalisedClaim, memory: Memory, told: Told) -> Iterator[tuple[str, str]]:
    """What kind of source it is, and how far away it is named."""
    source = claim.source
    if source is None:
        yield f"{claim.kind.value} in the article's own voice", "source"
        if any(item.source for item in scene.statements):
            yield "own voice beside a source", "source"
        elif memory.reported:
            yield "own voice after a source", "source"
        return
    yield f"source type {source.type.value}", "source"
    if source.speaker:
        yield "source with a speaker", "source"
    if source.via:
        yield "source relayed", "source"
    if told.parts["source"] in trails.CARRIED:
        yield "source carried over", "source"
    named = told.statement.speaker_end if told.statement else None
    if named is not None and claim.start - named > FAR:
        yield "source far away", "source"


def of_day(scene: Scene, claim: NormalisedClaim, memory: Memory, told: Told) -> Iterator[tuple[str, str]]:
    """Where its day comes from, and what else the sentence and the article offer."""
    days = [item for item in scene.dates if item.low or item.high]
    dated, incident = told.parts["event"] != "none", memory.incident[0] is not None
    toll = "toll" if claim.metric in incidents.TOLL else claim.kind.value
    yield f"{toll} {'with' if dated else 'without'} a day", "event"
    if not dated and days:
        yield "no day beside a date", "event"
    if not dated and incident and not memory.running:
        yield f"no {toll} of the incident", "event"
    if len({(item.low, item.high) for item in days}) > 1:
        yield "several days", "event"
    if memory.running:
        yield "story that goes on", "event"
    thread = memory.thread.event[:2]
    if thread[0] is not None and incident and thread != memory.incident[:2]:
        yield "told day unlike the incident", "event"
    if told.parts["event"] == "thread":
        yield f"thread {min(memory.thread.age, 3)} sentences old", "event"
    if claim.event_precision in {Precision.RANGE, Precision.OPEN, Precision.YEAR, Precision.MONTH}:
        yield "longer than a week", "event"


def of_figure(claim: NormalisedClaim, told: Told) -> Iterator[tuple[str, str]]:
    if told.quantity is None:
        return
    if (told.quantity.low or told.quantity.high or 0) <= SMALL:
        yield "small figure", "figure"
    if told.quantity.low != told.quantity.high:
        yield "open figure", "figure"
    if claim.subject_class is None:
        yield "counted class of no topic", "noun"


def of_sentence(scene: Scene) -> Iterator[tuple[str, str]]:
    """What stands around a claim in its sentence."""
    length = scene.end - scene.start
    if length > LONG:
        yield "long sentence", ""
    if length > VERY_LONG:
        yield "very long sentence", ""
    figures = sum(1 for item in scene.quantities if item.noun)
    if figures > 1:
        yield "several figures", "figure"
    if figures > 3:
        yield "many figures", "figure"
    if len({item.source.canonical for item in scene.statements if item.source}) > 1:
        yield "several sources", "source"
