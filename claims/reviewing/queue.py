"""Which claim an editor should look at next: by effect first, then by doubt.

In: what the queue is narrowed to, and who asks. Out: claims in order, and how many are left. A claim is in the queue
while nobody decided on it, or while a reader's comment on it is open. Rank 0 are claims with an open comment and those
whose reading makes a change or a contradiction in a timeline; then the least certain; what was put off comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from claims.models import Change, Claim, Comment, Hold, Proposal, Skip

# Rows of change that move no line of a timeline: who reads it is not led astray where these are wrong.
QUIET = (Change.What.FIRST, Change.What.REPEATED, Change.What.CORROBORATED)
EFFECT, DOUBT, REST = 0, 1, 2
DOUBTFUL = 0.5  # confidence below which a claim is looked at before the rest


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the queue is narrowed to; None or '' for no matter what."""

    topic: int | None = None
    source: int | None = None
    outlet: int | None = None
    kind: str = ""
    since: date | None = None
    doubtful: bool = False
    commented: bool = False


def queue(wanted: Wanted, user: User, now: datetime | None = None) -> QuerySet[Claim]:
    """The claims to look at, the most urgent first, without those that another editor holds. One query."""
    now = now or timezone.now()
    held = Hold.objects.filter(claim=OuterRef("pk"), until__gt=now).exclude(user=user)
    put_off = Skip.objects.filter(claim=OuterRef("pk"), user=user, until__gt=now)
    effect = Change.objects.filter(claim=OuterRef("pk")).exclude(what__in=QUIET)
    comment = Comment.objects.filter(claim=OuterRef("pk"), settled_at__isnull=True)
    rank = Case(
        When(Exists(comment), then=Value(EFFECT)),
        When(Exists(effect), then=Value(EFFECT)),
        When(confidence__lt=DOUBTFUL, then=Value(DOUBT)),
        default=Value(REST),
        output_field=IntegerField(),
    )
    proposed = Proposal.objects.filter(claim=OuterRef("pk"), state=Proposal.State.OPEN, user__isnull=False)
    rows = (
        to_review(wanted).exclude(Exists(held)).exclude(Exists(proposed)).annotate(rank=rank, put_off=Exists(put_off))
    )
    return rows.order_by("put_off", "rank", "confidence", "pk")


def to_review(wanted: Wanted) -> QuerySet[Claim]:
    """The claims that wait for an editor, in no order."""
    comment = Comment.objects.filter(claim=OuterRef("pk"), settled_at__isnull=True)
    rows = Claim.objects.visible().filter(narrowed(wanted))
    if wanted.commented:
        return rows.filter(Exists(comment))
    return rows.filter(Q(review=Claim.Review.MACHINE) | Exists(comment))


def narrowed(wanted: Wanted) -> Q:
    """The condition on claims that the queue is narrowed to."""
    asked = {
        "series__topic": wanted.topic,
        "source": wanted.source,
        "article__outlet": wanted.outlet,
        "kind": wanted.kind or None,
        "article__published_on__gte": wanted.since,
        "confidence__lt": DOUBTFUL if wanted.doubtful else None,
    }
    return Q(**{name: value for name, value in asked.items() if value is not None})


def waiting_proposals() -> QuerySet[Proposal]:
    """Proposals to decide on, oldest first, with their claims: one query."""
    rows = Proposal.objects.filter(state=Proposal.State.OPEN)
    return rows.select_related("claim__source", "claim__article__outlet", "user", "run").order_by("pk")
