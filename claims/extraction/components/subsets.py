"""Figures that tell how many of those counted before: `4.700, davon 600 Tote`; `79 Menschen, darunter neun Kinder`.

In: a scene, a figure, and the figure before with its claim. Out: the claim, with what it shares with the whole: the
metric where its own words give none, the event, the stance. Source of the rule: annotation guideline (lists, ellipses).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claims.extraction.components import metrics
from claims.extraction.components.joins import NO_EVENT
from claims.extraction.components.nouns import Noun
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import Quantity
from claims.records import NormalisedClaim

PART = re.compile(r"\b(?:davon|darunter|hiervon|unter ihnen|von ihnen|unter denen|von denen)\b", re.IGNORECASE)
JOINT = re.compile(r"[\s,]*(?:(?:und|sowie|oder|auch)\s*)?$")
BREAK = re.compile(r"[.;:!?]\s")


@dataclass(frozen=True, slots=True)
class Whole:
    """The last figure, the claim that its parts share, and whether it was a part itself."""

    figure: Quantity
    claim: NormalisedClaim
    part: bool


def is_part(scene: Scene, quantity: Quantity, whole: Whole | None) -> bool:
    """Whether a figure counts some of those counted before it, or stands in a list with one that does."""
    if whole is None:
        return False
    between = scene.text[whole.figure.noun_end or whole.figure.end : quantity.start]
    if PART.search(between) and not BREAK.search(between):
        return True
    return whole.part and JOINT.match(between) is not None


def shared(
    scene: Scene, quantity: Quantity, noun: Noun, claim: NormalisedClaim, whole: NormalisedClaim
) -> NormalisedClaim:
    """The claim of a part."""
    own = bool(noun.metric and (noun.metric not in metrics.WEAK or not noun.person))
    metric = claim.metric if own or says_itself(scene, quantity, noun, claim) else whole.metric
    if (claim.event_from, claim.event_to, claim.event_precision) == NO_EVENT:
        claim = replace(
            claim, event_from=whole.event_from, event_to=whole.event_to, event_precision=whole.event_precision
        )
    return replace(claim, metric=metric)


def says_itself(scene: Scene, quantity: Quantity, noun: Noun, claim: NormalisedClaim) -> bool:
    """Whether a participle beside the figure says what became of the part: `davon 40 verletzt`."""
    following = [other.start for other in scene.quantities if other.start > quantity.start]
    _, last = scene.clause(quantity.start)
    near = f"{' '.join(quantity.modifiers)} {scene.text[quantity.end : min([last, *following])]}"
    return metrics.by_words(noun, near, claim.stance, near=True) in metrics.DONE_TO
