"""Claims read from articles with gold: the signs of each, and which of its parts are right.

In: a gold set, its readings and its scorer. Out: `Sample`s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

from claims.extraction.export import identity, normalise, row
from claims.extraction.scoring.readings import Readings
from claims.extraction.scoring.sets import Article, GoldSet, Row

PARTS = ("found", "source", "stance", "event", "metric")


@dataclass(frozen=True, slots=True)
class Sample:
    """One claim. signs: what each is about, by sign; marks: whether its parts are right, `found` alone where no gold
    claim matches; stated: the confidence that it was given."""

    doc: str
    kind: str
    signs: Mapping[str, str]
    marks: Mapping[str, bool]
    stated: float

    @property
    def right(self) -> bool:
        return all(self.marks.values())


def samples(sets: Iterable[GoldSet], readings: Readings, scorer: ModuleType) -> list[Sample]:
    """The claims of sets; kinds without any gold are not annotated there and left out."""
    return [one for gold in sets for one in of_set(gold, readings, scorer)]


def of_set(gold: GoldSet, readings: Readings, scorer: ModuleType) -> Iterator[Sample]:
    kinds = {item["kind"] for item in gold.gold}
    for article in gold.articles:
        claims = [claim for claim in of_article(article, readings) if claim[1]["kind"] in kinds]
        wanted = [item for item in gold.gold if item["doc"] == article.doc]
        matched = {j: wanted[i] for i, j in scorer.match(wanted, [item for _, item, _ in claims])}
        for number, (signs, item, stated) in enumerate(claims):
            marks = scorer.right(matched[number], item) if number in matched else {}
            right = {"found": number in matched} | {part: marks[part] for part in PARTS if part in marks}
            yield Sample(article.doc, item["kind"], signs, right, stated)


def of_article(article: Article, readings: Readings) -> list[tuple[dict[str, str], Row, float]]:
    """The claims of an article with their signs."""
    doc = readings.doc(article)
    signs = {identity(claim): found for claim, found in zip(doc._.claims, doc._.signs, strict=True)}
    return [(signs[identity(claim)], {"doc": article.doc, **row(claim)}, claim.confidence) for claim in normalise(doc)]
