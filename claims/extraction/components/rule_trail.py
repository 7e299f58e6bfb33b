"""Which rule made each part of a claim, told from the records that it was made of (`claims.trails` has the format).

In: a scene, a claim of it as counts, locations and positions make it (its `rule` ends with that of its statement), the
article's memory. Out: the rules by part. Rules need not report what they did: a part is compared with what could have
given it, in the order in which the rules ask.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from claims.extraction.components import metrics
from claims.extraction.components.columns import text_of
from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory
from claims.extraction.extensions import ActorMention, Quantity, Statement
from claims.records import Kind, Metric, NormalisedClaim, Stance
from claims.trails import joined

PRONOUNS = frozenset({"er", "sie", "es", "dieser", "diese", "dieses", "der", "die", "das"})
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Told:
    """The rules by part, and the statement and figure that a claim was made of."""

    parts: dict[str, str]
    statement: Statement | None
    quantity: Quantity | None


class Teller:
    """Tells the rules of the claims of one `Doc`."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.published: date | None = doc._.published
        self.actors: list[ActorMention] = sorted(doc._.actors, key=lambda actor: actor.end)
        self.ends = [actor.end for actor in self.actors]

    def told(self, scene: Scene, claim: NormalisedClaim, memory: Memory) -> Told:
        """The rules behind a claim of this scene."""
        statement = statement_of(scene, claim)
        quantity = quantity_of(scene, claim)
        parts = {
            "figure": short(quantity.rule) if quantity else "",
            "noun": noun(quantity) if quantity else "",
            "metric": metric(scene, claim, quantity) if quantity else "",
            "source": short(statement.rule) if statement else "own",
            "who": self.who(claim, statement) if statement and claim.source else "",
            "stance": stance(claim, statement),
            "event": event(scene, claim, memory),
            "place": places(scene, claim),
            "said": self.said(claim),
        }
        return Told(parts, statement, quantity)

    def who(self, claim: NormalisedClaim, statement: Statement) -> str:
        """The rule that knew who answers: that of the mention at the speaker's words."""
        start, end = statement.speaker_start, statement.speaker_end
        if start is None or end is None or claim.source is None:
            return ""
        if self.text[start:end].lower() in PRONOUNS:
            return "pronoun"
        here = []
        for actor in self.actors[bisect_left(self.ends, start + 1) :]:
            if actor.start >= end:
                break
            here.append(actor)
        same = [actor for actor in here if actor.canonical == claim.source.canonical]
        return short((same or here)[0].rule) if here else "phrase"

    def said(self, claim: NormalisedClaim) -> str:
        if claim.reported_on is None:
            return "unknown"
        return "published" if claim.reported_on == self.published else "words"


def short(rule: str) -> str:
    """A rule's name without that of its component."""
    return rule.partition(".")[2] or rule


def statement_of(scene: Scene, claim: NormalisedClaim) -> Statement | None:
    """The statement that a claim was made of: that of its source whose rule it names, the narrowest first."""
    if claim.source is None:
        return None
    same = [
        item for item in scene.statements
        if item.source and item.source.canonical == claim.source.canonical
        and min(item.start, item.frame_start) < claim.end and claim.start < max(item.end, item.frame_end)
    ]  # fmt: skip
    same.sort(key=lambda item: (not claim.rule.endswith(item.rule), item.end - item.start))
    return same[0] if same else None


def quantity_of(scene: Scene, claim: NormalisedClaim) -> Quantity | None:
    """The figure that a count was made of."""
    if claim.kind is not Kind.COUNT:
        return None
    return next((item for item in scene.quantities if item.start == claim.figure_start), None)


def noun(quantity: Quantity) -> str:
    if not quantity.noun:
        return "context"
    return "listed" if lookup(quantity.noun).known else "unlisted"


def metric(scene: Scene, claim: NormalisedClaim, quantity: Quantity) -> str:
    """What told the quantity: the noun itself, words that stand in a list for it, else the story."""
    by_itself = lookup(quantity.noun).metric if quantity.noun else None
    if claim.metric is None or claim.metric is by_itself:
        return "noun"
    if claim.metric is Metric.OTHER:
        return "none"
    return "words" if metrics.applies(claim.metric, scene.words) else "story"


def stance(claim: NormalisedClaim, statement: Statement | None) -> str:
    if claim.stance is Stance.ASSERTS:
        return "plain"
    return "frame" if statement and statement.stance is claim.stance else "words"


def event(scene: Scene, claim: NormalisedClaim, memory: Memory) -> str:
    """Where the day comes from: the sentence, what was told before, the incident of the article."""
    days = (claim.event_from, claim.event_to)
    if days == (None, None):
        return "none"
    for item in scene.dates:
        if (item.low, item.high) == days:
            return item.rule
    if memory.thread.event[:2] == days:
        return "thread"
    return "incident" if memory.incident[:2] == days else "words"


def places(scene: Scene, claim: NormalisedClaim) -> str:
    """The rules that found the places of a claim."""
    names = [place.name for place in claim.places][:MOST_PLACES]
    rules = {place.name: short(place.rule) for place in reversed(scene.places)}
    return joined(rules.get(name, "words") for name in names)
