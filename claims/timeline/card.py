"""One claim with all that its card tells. In: the claim's number. Out: the claim, its evidence, its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from claims.models import Change, Claim, ClaimPlace

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


def claim_card(pk: int) -> Card | None:
    """Return the card of claim `pk`, or None where there is none. Four queries."""
    claim = (
        Claim.objects.select_related("article__outlet", "source", "series__topic")
        .defer("article__raw")
        .filter(pk=pk)
        .first()
    )
    if claim is None:
        return None
    before, after = _neighbours(claim)
    return Card(
        claim=claim,
        evidence=cut_evidence(claim),
        places=tuple(ClaimPlace.objects.filter(claim=claim).select_related("place").order_by("pk")),
        changes=tuple(
            Change.objects.filter(claim=claim)
            .select_related("claim__source", "previous__source", "claim__article__outlet", "previous__article__outlet")
            .defer("claim__article__text", "claim__article__raw", "previous__article__text", "previous__article__raw")
            .order_by("pk")
        ),
        before=before,
        after=after,
    )


def day_of(claim: Claim) -> date | None:
    """Return the day that a claim stands at on the timeline: said, else published."""
    return claim.reported_on or claim.article.published_on


def _neighbours(claim: Claim) -> tuple[Claim | None, Claim | None]:
    """Return the claims of the same series just before and after, in the order of days: one query for both."""
    day = day_of(claim)
    if claim.series_id is None or day is None:
        return None, None
    others = (
        Claim.objects.filter(series=claim.series_id)
        .exclude(review=Claim.Review.REJECTED)
        .exclude(pk=claim.pk)
        .annotate(day=Coalesce("reported_on", "article__published_on"))
    )
    before = others.filter(Q(day__lt=day) | Q(day=day, pk__lt=claim.pk)).order_by("-day", "-pk")
    after = others.filter(Q(day__gt=day) | Q(day=day, pk__gt=claim.pk)).order_by("day", "pk")
    found = (
        Claim.objects.filter(Q(pk__in=before.values("pk")[:1]) | Q(pk__in=after.values("pk")[:1]))
        .select_related("source", "article__outlet")
        .defer("article__text", "article__raw")
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
