"""The same claim in other outlets: what one source said on one day, printed by several papers.

In: a claim, or the query for one. Out: the other articles that carry it. It is the rule by which charts join mentions
into one point (`loading`): series, source, day, stance and figure are the same; of places, their names. An article that
speaks for itself is a source of its own, so nobody else carries what it says, but for near copies of its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, TextField
from django.db.models.functions import Cast, Coalesce, JSONObject

from claims.models import Claim, ClaimPlace, Kind

MOST = 100  # mentions that a card looks at


@dataclass(frozen=True, slots=True)
class Mention:
    """Another article with the same claim: the claim's number, the outlet's name or '', the day of publication."""

    claim: int
    outlet: str
    published: date | None


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
    said = (_plain(claim.value_low), _plain(claim.value_high))
    there = sorted(set(places)) if claim.kind == Kind.LOCATION else None
    found: dict[str, Mention] = {}
    for row in rows:
        same = (row["low"], row["high"]) == said and there in (None, sorted(set(row["places"])))
        outlet = row["outlet"] or ""
        if same and outlet != (own.name if own else None):
            day = row["published"]
            found.setdefault(outlet, Mention(row["pk"], outlet, date.fromisoformat(day) if day else None))
    return tuple(found.values())


def _plain(value: Any) -> str | None:
    return None if value is None else f"{value:.4f}"
