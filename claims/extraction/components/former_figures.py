"""Figures that a text sets beside those that it takes the place of: `von 12 auf 10 korrigiert`, `nicht 12, sondern 10`.

In: the scenes of a text and its candidate claims. Out: the claims; of those whose sentence tells what was said before
them, `former` holds that figure, in the claim's own unit, and `takes_back` whether the text takes it back.

- `von 12 auf 15 gestiegen`: the figure before, no more. With a verb of correcting, or as `nicht [wie gemeldet] 12,
  sondern 10`, `statt der gemeldeten 12`: taken back.
- `10 Tote, zuvor war von 12 die Rede`, also in the sentence behind it: taken back where the new figure is the lower.
  Tolls grow from day to day; a higher one takes nothing back unless a verb says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import Quantity
from claims.records import Kind, NormalisedClaim

# One of these stands in every sentence that is looked at: most texts have none, and are done.
CUE = re.compile(r"\bauf\b|\bsondern\b|\b[Ss]tatt\b|\b(?:[Zz]uvor|[Zz]unächst|[Aa]nfangs|[Uu]rsprünglich|[Vv]orher)\b")
CORRECTS = re.compile(r"\b(?:korrigier|berichtig|revidier|richtig(?:ge)?stell)|\bstell\w{1,3}\b.{0,80}\brichtig\b")
VON = re.compile(r"\bvon (?:zunächst |zuvor |bisher |bislang |anfangs |ursprünglich )?$")
AUF = re.compile(r"(?: [\w-]{2,40}){0,4} auf (?:nun |jetzt |nunmehr |inzwischen |nur noch )?$")
NOT = re.compile(r"\b[Nn]icht(?P<more> mehr)?(?:,? wie [^.;!?]{3,60})?,? $")
BUT = re.compile(r"[^.;!?]{0,60},? sondern (?:nur |lediglich |bloß )?$")
INSTEAD = re.compile(
    r"\b[Ss]tatt (?:der |den |wie )?(?:zunächst |zuvor |anfangs |ursprünglich )?(?P<told>\w{5,20}en )?$"
)
TOLD = re.compile(r"(?:gemeldet|genannt|angegeben|vermutet|berichtet|verkündet)en $")
EARLIER = re.compile(r"\b(?:zuvor|zunächst|anfangs|ursprünglich|vorher)\b[^.;!?]{0,60}$", re.IGNORECASE)
SPOKEN = re.compile(
    r"[^.;!?]{0,40}\b(?:die Rede|gesprochen|gemeldet|ausgegangen|genannt|berichtet|angegeben|beziffert)\b"
)
MAX_FIGURES = 60  # of one sentence, as in `counts`
REACH = 90  # characters before a figure in which the words stand that say what it is


@dataclass(frozen=True, slots=True)
class Former:
    """What stood before a figure, and whether the text takes it back."""

    value: Decimal
    taken_back: bool


class Counts:
    """Claims of figures by where these stand, so that those of one sentence are found without a walk."""

    def __init__(self, claims: Iterable[NormalisedClaim]) -> None:
        pairs = [(claim.figure_start, claim) for claim in claims if claim.kind is Kind.COUNT]
        placed = sorted(((start, claim) for start, claim in pairs if start is not None), key=lambda pair: pair[0])
        self.starts = [start for start, _ in placed]
        self.claims = [claim for _, claim in placed]

    def within(self, scene: Scene) -> list[NormalisedClaim]:
        return self.claims[bisect_left(self.starts, scene.start) : bisect_left(self.starts, scene.end)]


def marked(claims: Sequence[NormalisedClaim], scenes: Iterable[Scene]) -> list[NormalisedClaim]:
    """The claims in their order, with what the text says was said before them."""
    # Sentences with more figures are tables, which tell no story.
    told = [scene for scene in scenes if 0 < len(scene.quantities) <= MAX_FIGURES]
    found = dict(_found(Counts(claims), told))
    return [_with(claim, found.get(claim.figure_start)) for claim in claims] if found else list(claims)


def _with(claim: NormalisedClaim, former: Former | None) -> NormalisedClaim:
    if former is None or claim.kind is not Kind.COUNT or former.value in (claim.value_low, claim.value_high):
        return claim
    return replace(claim, former=former.value, takes_back=former.taken_back)


def _found(counts: Counts, scenes: Sequence[Scene]) -> Iterator[tuple[int | None, Former]]:
    """Where a figure begins, and what stood before it."""
    before: Scene | None = None
    for scene in scenes:
        if CUE.search(scene.text, scene.start, scene.end):
            corrects = CORRECTS.search(scene.text, scene.start, scene.end) is not None
            yield from _paired(scene, corrects)
            yield from _recalled(counts, scene, before, corrects)
        before = scene


def _paired(scene: Scene, corrects: bool) -> Iterator[tuple[int, Former]]:
    """Two figures of one sentence, the old one first. corrects: whether its words correct something."""
    for old, new in zip(scene.quantities, scene.quantities[1:], strict=False):
        if new.start - old.end <= REACH:
            former = _former(scene, old, scene.text[old.end : new.start], corrects)
            if former is not None:
                yield new.start, former


def _former(scene: Scene, old: Quantity, gap: str, corrects: bool) -> Former | None:
    value, head = _value(old), _head(scene, old)
    if VON.search(head) and AUF.fullmatch(gap):
        return Former(value, corrects)
    if not scene.text.startswith("nur ", old.start) and (refused := NOT.search(head)) and BUT.fullmatch(gap):
        return Former(value, not refused["more"])
    if (instead := INSTEAD.search(head)) and (corrects or TOLD.fullmatch(instead["told"] or "")):
        return Former(value, taken_back=True)
    return None


def _recalled(
    counts: Counts, scene: Scene, before: Scene | None, corrects: bool
) -> Iterator[tuple[int | None, Former]]:
    """An old figure that the same sentence or the next one recalls."""
    for old in scene.quantities:
        if not (EARLIER.search(_head(scene, old)) and SPOKEN.match(scene.text, old.end, scene.end)):
            continue
        new = _partner(counts, scene, old) or (_partner(counts, before, old) if before else None)
        if new is not None:
            value = _value(old)
            now = new.value_low if new.value_low is not None else new.value_high
            yield new.figure_start, Former(value, corrects or (now is not None and now < value))


def _head(scene: Scene, old: Quantity) -> str:
    """The words before a figure, as far as they can say what it is."""
    return scene.text[max(scene.start, old.start - REACH) : old.start]


def _partner(counts: Counts, scene: Scene, old: Quantity) -> NormalisedClaim | None:
    """The last figure of the scene that counts the same as the old one."""
    metric = lookup(old.noun).metric if old.noun else None
    alike = [
        claim
        for claim in counts.within(scene)
        if claim.figure_start != old.start
        and (old.unit in (None, claim.unit) or (metric is not None and metric is claim.metric))
    ]
    return alike[-1] if alike else None


def _value(quantity: Quantity) -> Decimal:
    known = quantity.low if quantity.low is not None else quantity.high
    assert known is not None  # a quantity without any bound is none
    return known
