"""One claim with all that its card tells. In: the claim's number, and the day whose evening the page shows, if any.

Out: the claim, its evidence, its places, its neighbours, what it changed; nothing that was known later only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, JSONObject

from claims.models import Change, Claim, ClaimPlace, Place
from claims.timeline.knowledge import change_known_by, known_by

CONTEXT = 320  # characters of the paragraph shown before and after the evidence


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence in its paragraph, cut around the figure so that it can be marked."""

    before: str
    head: str
    figure: str
    tail: str
    after: str


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as its card shows it."""

    claim: Claim
    evidence: Evidence
    places: tuple[ClaimPlace, ...]
    changes: tuple[Change, ...]
    before: Claim | None
    after: Claim | None
    asof: date | None = None


def claim_card(pk: int, asof: date | None = None) -> Card | None:
    """Return the card of claim `pk`, or None where there is none, or none was known yet. Three queries."""
    places = ClaimPlace.objects.filter(claim=OuterRef("pk")).order_by("pk")
    claims = Claim.objects.select_related("article__outlet", "source", "series__topic", "run")
    claims = claims.annotate(named=ArraySubquery(places.values_list(JSONObject(role="role", name="place__name"))))
    claim = claims.defer("article__raw", "search").filter(known_by(asof), pk=pk).first()
    if claim is None:
        return None
    before, after = _neighbours(claim, asof)
    return Card(
        claim=claim,
        evidence=cut_evidence(claim),
        places=tuple(ClaimPlace(role=row["role"], place=Place(name=row["name"])) for row in cast("Any", claim).named),
        changes=tuple(_changes(claim, asof)),
        before=before,
        after=after,
        asof=asof,
    )


def _changes(claim: Claim, asof: date | None) -> QuerySet[Change]:
    rows = Change.objects.filter(change_known_by(asof), claim=claim).select_related(
        "claim__source", "previous__source", "claim__article__outlet", "previous__article__outlet"
    )
    heavy = ("search", "article__text", "article__raw", "article__noise")
    return rows.defer(*(f"{of}__{column}" for of in ("claim", "previous") for column in heavy)).order_by("pk")


def day_of(claim: Claim) -> date | None:
    """Return the day that a claim stands at on the timeline: said, else published."""
    return claim.reported_on or claim.article.published_on


def _neighbours(claim: Claim, asof: date | None) -> tuple[Claim | None, Claim | None]:
    """Return the claims of the same series just before and after, in the order of days: one query for both."""
    day = day_of(claim)
    if claim.series_id is None or day is None:
        return None, None
    others = (
        Claim.objects.filter(known_by(asof), series=claim.series_id)
        .exclude(review=Claim.Review.REJECTED)
        .exclude(pk=claim.pk)
        .annotate(day=Coalesce("reported_on", "article__published_on"))
    )
    before = others.filter(Q(day__lt=day) | Q(day=day, pk__lt=claim.pk)).order_by("-day", "-pk")
    after = others.filter(Q(day__gt=day) | Q(day=day, pk__gt=claim.pk)).order_by("day", "pk")
    found = (
        Claim.objects.filter(Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1]))
        .select_related("source", "article__outlet")
        .defer("article__text", "article__raw", "search")
    )
    place = {claim_is_before(other, claim): other for other in found}
    return place.get(True), place.get(False)


def claim_is_before(one: Claim, other: Claim) -> bool:
    """Tell whether `one` stands before `other`; both have days."""
    return ((day_of(one) or date.min), one.pk) < ((day_of(other) or date.min), other.pk)


def cut_evidence(claim: Claim) -> Evidence:
    """Cut the article's text around evidence and figure; offsets beyond the text yield empty pieces, no error."""
    text, start, end = claim.article.text, claim.start, claim.end
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    figure_start = claim.figure_start if claim.figure_start is not None else end
    figure_end = claim.figure_end if claim.figure_end is not None else end
    return Evidence(
        before=_shortened(text[first:start], from_end=True),
        head=text[start:figure_start],
        figure=text[figure_start:figure_end],
        tail=text[figure_end:end],
        after=_shortened(text[end:last], from_end=False),
    )


def _shortened(text: str, *, from_end: bool) -> str:
    """Keep the part next to the evidence, cut between words."""
    if len(text) <= CONTEXT:
        return text
    if from_end:
        return "… " + text[-CONTEXT:].partition(" ")[2]
    return text[:CONTEXT].rpartition(" ")[0] + " …"
