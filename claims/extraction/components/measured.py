"""What an amount is of: money of the subject of its clause (`der Umsatz stieg auf 3 Millionen Euro`), hectares of the
noun behind them (`90 Hektar alter Wald`).

In: a scene with a tree, a figure and its noun. Out: the name of what is measured, None where nothing tells.
"""

from __future__ import annotations

from claims.extraction.components import governors, noun_phrases
from claims.extraction.components.nouns import Noun, lookup
from claims.extraction.components.owners import plural
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import Quantity
from claims.records import Metric

SUBJECTS = {"nsubj", "nsubj:pass"}
MOST_WORDS = 6


def name(scene: Scene, quantity: Quantity, noun: Noun) -> str | None:
    """What the amount is of."""
    if scene.span is None or quantity.noun_start is None or quantity.noun_end is None:
        return None
    if noun.metric is Metric.MONEY:
        return subject_of(scene, quantity.noun_start)
    if noun.metric is Metric.AREA:
        phrase = noun_phrases.after(scene.text, quantity.noun_end)
        return " ".join([*map(plural, phrase.modifiers), lookup(phrase.noun).plural]) if phrase else None
    return None


def subject_of(scene: Scene, at: int) -> str | None:
    """The subject of the clause with its attributes behind it: `Umsatz`, `Kosten des Umbaus`."""
    told = governors.predicate(scene, at)
    below = told.children if told is not None else ()
    found = next((child for child in below if child.dep_ in SUBJECTS and child.tag_ == "NN"), None)
    if found is None or found.idx <= at < found.idx + len(found) or lookup(found.text).metric is Metric.MONEY:
        return None
    behind = [token for token in found.subtree if token.i > found.i]
    words = [found.text, *(token.text for token in behind)]
    near = bool(behind) and behind[0].i == found.i + 1 and len(words) <= MOST_WORDS
    return " ".join(words) if near and all(token.is_alpha for token in behind) else found.text
