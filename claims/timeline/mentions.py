"""The same claim in other outlets: what one source said on one day, printed by several papers.

In: a claim, or the query for one. Out: the other articles that carry it. It is the rule by which charts join mentions
into one point (`loading`): series, source, day, stance and figure are the same; of places, their names. An article that
speaks for itself is a source of its own, so nobody else carries what it says, but for near copies of its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, TextField
from django.db.models.functions import Cast, Coalesce, JSONObject

from claims.models import Claim, ClaimPlace, Kind
from claims.querysets import ClaimQuerySet

MOST = 100  # mentions that a card looks at; of more it knows the number


@dataclass(frozen=True, slots=True)
class Mention:
    """Another article with the same claim: the claim's number, the outlet's name or '', the day of publication."""

    claim: int
    outlet: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """by_outlet: one of each other outlet, the first in print; total: all other claims that say the same."""

    by_outlet: tuple[Mention, ...] = ()
    total: int = 0


def mentions_elsewhere(claim: Claim, rows: Sequence[Mapping[str, Any]], places: Iterable[str], known: Q) -> Mentions:
    """What the card tells of these rows; where they are as many as it looks at, all are counted by one query more."""
    found = others(claim, rows, places)
    if len(rows) < MOST:
        return Mentions(found, sum(1 for _ in _alike(claim, rows, places)))
    return Mentions(found, all_mentions(claim, known).count())


def all_mentions(claim: Claim, known: Q) -> ClaimQuerySet:
    """Claims of other articles that say the same, as `others` tells them, oldest first. known: as in `mentions_of`."""
    if claim.series_id is None:
        return Claim.objects.none()
    said = Q()
    for name in ("series", "kind", "stance", "metric", "approx", "source", "value_low", "value_high"):
        value = getattr(claim, name)
        said &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    stood = claim.reported_on or claim.article.published_on
    day = Q(stood=stood) if stood and claim.source_id else Q(pk__in=())
    copies = Q(article__copies=claim.article.copies_id) if claim.article.copies_id else Q(pk__in=())
    rows = Claim.objects.standing().visible().filter(known, said)
    rows = rows.annotate(stood=Coalesce("reported_on", "article__published_on")).filter(day | copies)
    if claim.kind == Kind.LOCATION:
        named = ClaimPlace.objects.filter(claim=OuterRef("pk")).order_by("place__name").values("place__name")
        own = ClaimPlace.objects.filter(claim=claim.pk).order_by("place__name").values_list("place__name", flat=True)
        rows = rows.annotate(there=ArraySubquery(named.distinct())).filter(there=list(own.distinct()))
    return rows.exclude(article=claim.article_id).order_by(Coalesce("reported_on", "article__published_on"), "pk")


def mentions_of(known: Q) -> ArraySubquery:
    """The annotation that brings along what may be the same claim elsewhere. known: the condition on what was known.

    For claims that are annotated with `stood`, the day that they stand at. `others` compares the figures.
    """
    day = Coalesce("reported_on", "article__published_on")
    alike = {name: OuterRef(name) for name in ("series", "kind", "stance", "metric", "approx")}
    told = Claim.objects.standing().filter(known).annotate(stood=day).filter(**alike)
    # Near copies carry it on any day, and also what their text says in its own voice.
    told = told.annotate(who=Coalesce("source_id", 0)).filter(who=Coalesce(OuterRef("source_id"), 0))
    on_that_day = Q(source=OuterRef("source"), stood=OuterRef("stood"))
    rows = told.filter(on_that_day | Q(article__copies=OuterRef("article__copies")))
    rows = rows.exclude(article=OuterRef("article"))
    places = ClaimPlace.objects.filter(claim=OuterRef("pk")).order_by("place__name").values("place__name")
    found = rows.order_by("article__published_on", "pk").values_list(
        JSONObject(
            pk="pk", outlet="article__outlet__name", published="article__published_on",
            low=Cast("value_low", TextField()), high=Cast("value_high", TextField()), places=ArraySubquery(places),
        )
    )  # fmt: skip
    return ArraySubquery(found[:MOST])


def others(claim: Claim, rows: Iterable[Mapping[str, Any]], places: Iterable[str]) -> tuple[Mention, ...]:
    """The mentions among these rows that say the same; each outlet once, not the claim's own."""
    own = claim.article.outlet
    found: dict[str, Mention] = {}
    for row in _alike(claim, rows, places):
        outlet = row["outlet"] or ""
        if outlet != (own.name if own else None):
            day = row["published"]
            found.setdefault(outlet, Mention(row["pk"], outlet, date.fromisoformat(day) if day else None))
    return tuple(found.values())


def _alike(claim: Claim, rows: Iterable[Mapping[str, Any]], places: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    said = (_plain(claim.value_low), _plain(claim.value_high))
    there = sorted(set(places)) if claim.kind == Kind.LOCATION else None
    return (row for row in rows if (row["low"], row["high"]) == said and there in (None, sorted(set(row["places"]))))


def _plain(value: Any) -> str | None:
    return None if value is None else f"{value:.4f}"
