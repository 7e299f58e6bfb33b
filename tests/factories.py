"""Rows and records for tests: every function makes one thing with sensible defaults and says what may be set."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from articles.models import Article, Batch, BatchItem, Outlet
from claims.comparison.points import Point, Value
from claims.comparison.subjects import PlaceOf, Subject
from claims.models import Actor, ExtractionRun
from claims.records import (
    Approximation,
    Kind,
    Metric,
    NormalisedClaim,
    PlaceRef,
    PlaceRole,
    SourceRef,
    SourceType,
    Stance,
)

_numbers = count(1)
TEXT = "Der NIS meldet 1.500 nordkoreanische Soldaten in Wladiwostok. Das Pentagon spricht von etwa 10.000 Soldaten."


def outlet(name: str = "Morgenblatt", **fields: Any) -> Outlet:
    """The outlet of this name, one row per name."""
    return Outlet.objects.get_or_create(name=name, defaults=fields)[0]


def article(text: str = "", *, published: date | None = date(2024, 10, 18), paper: str = "Morgenblatt") -> Article:
    """An article of an outlet; without `text` each call has one of its own."""
    number = next(_numbers)
    body = text or f"{TEXT}\nNummer {number}."
    dated = {"published_on": published, "published_precision": "day", "published_found": "field"} if published else {}
    return Article.objects.create(
        outlet=outlet(paper),
        title=f"Artikel {number}",
        text=body,
        content_hash=hashlib.sha256(body.encode()).hexdigest(),
        **dated,
    )


def item(of: Article, state: str = BatchItem.State.STORED) -> BatchItem:
    """An item of a batch of its own that brought the article."""
    batch = Batch.objects.create(title="Lieferung", origin=Batch.Origin.UPLOAD)
    return BatchItem.objects.create(batch=batch, position=1, name="a.txt", state=state, article=of)


def run(of: Article, **fields: Any) -> ExtractionRun:
    """A waiting extraction run of the article."""
    return ExtractionRun.objects.create(article=of, **fields)


def actor(name: str = "NIS", kind: SourceType = SourceType.INTELLIGENCE) -> Actor:
    """The actor of this name."""
    return Actor.objects.get_or_create(name=name, defaults={"type": kind.value})[0]


def source(canonical: str = "NIS", kind: SourceType = SourceType.INTELLIGENCE) -> SourceRef:
    """A source that is called by the name of its institution."""
    return SourceRef(name=canonical, canonical=canonical, type=kind)


def record(low: int | None = 1500, high: int | None = 1500, **fields: Any) -> NormalisedClaim:
    """A figure of the NIS: 1.500 North Korean soldiers deployed; bounds and every field can be set."""
    defaults: dict[str, Any] = {
        "start": 0,
        "end": 61,
        "quote": TEXT[0:61],
        "kind": Kind.COUNT,
        "subject": "nordkoreanische Soldaten",
        "stance": Stance.ASSERTS,
        "subject_actor": "Nordkorea",
        "subject_class": "Soldaten",
        "metric": Metric.DEPLOYED,
        "value_low": None if low is None else Decimal(low),
        "value_high": None if high is None else Decimal(high),
        "approx": Approximation.EXACT,
        "unit": "Soldat",
        "figure_start": 15,
        "figure_end": 20,
        "reported_on": date(2024, 10, 18),
        "source": source(),
        "rule": "test",
    }
    return NormalisedClaim(**(defaults | fields))


def statement(stance: Stance = Stance.DENIES, canonical: str = "Kreml", **fields: Any) -> NormalisedClaim:
    """A position on North Korea's soldiers, by default the Kremlin's denial."""
    values: dict[str, Any] = {
        "kind": Kind.STATEMENT,
        "stance": stance,
        "source": source(canonical, SourceType.GOVERNMENT),
        "metric": None,
        "approx": None,
        "unit": None,
        "figure_start": None,
        "figure_end": None,
    }
    return record(None, None, **(values | fields))


def location(*names: str, role: PlaceRole = PlaceRole.AT, **fields: Any) -> NormalisedClaim:
    """North Korea's soldiers at places, said by the NIS."""
    places = tuple(PlaceRef(name, role) for name in names)
    values: dict[str, Any] = {"kind": Kind.LOCATION, "stance": Stance.ASSERTS, "places": places, "source": source()}
    return statement(**(values | fields))


def point(number: int, said: date | None, low: int | None, high: int | None, **fields: Any) -> Point:
    """A figure in its series; `low == high` is exact unless `approx` says otherwise."""
    approx = fields.pop("approx", Approximation.EXACT)
    defaults: dict[str, Any] = {
        "origin": "NIS",
        "independent": True,
        "published": said,
        "article": f"article {number}",
        "start": 0,
        "kind": Kind.COUNT,
        "stance": Stance.ASSERTS,
        "value": Value(None if low is None else Decimal(low), None if high is None else Decimal(high), approx),
    }
    return Point(id=number, said=said, **(defaults | fields))


def position(number: int, said: date | None, stance: Stance, **fields: Any) -> Point:
    """A position in its series, by default NATO's."""
    values: dict[str, Any] = {"kind": Kind.STATEMENT, "stance": stance, "value": None, "origin": "NATO"}
    return point(number, said, None, None, **(values | fields))


def subject(**fields: Any) -> Subject:
    """What matching asks of a claim: by default deployed soldiers of North Korea without a place."""
    defaults: dict[str, Any] = {
        "kind": Kind.COUNT, "metric": Metric.DEPLOYED, "actor": "Nordkorea", "cls": "Soldaten", "places": (),
    }  # fmt: skip
    return Subject(**(defaults | fields))


def place(name: str, kind: str = "city", role: PlaceRole = PlaceRole.AT, country: str = "Russland") -> PlaceOf:
    """A place of a claim."""
    return PlaceOf(name, role, kind, country)
