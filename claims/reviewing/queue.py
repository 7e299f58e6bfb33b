"""Which claim an editor should look at next: by effect first, then by doubt.

In: what the queue is narrowed to, and who asks. Out: claims in order, and how many are left. A claim is in the queue
while nobody decided on it, or while a reader's comment on it is open. Rank 0 are claims with an open comment and those
whose reading makes a change or a contradiction in a timeline; then the least certain; what was put off comes last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import User
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from claims.models import Change, Claim, Comment, Hold, Proposal, Skip
from claims.models.claims import SEARCH_CONFIG

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
    text: str = ""
    since: date | None = None
    doubtful: bool = False
    commented: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A claim's place in the queue: its number, why it is here (`rank`), and whether this editor put it off."""

    pk: int
    rank: int
    put_off: bool = False


def front(wanted: Wanted, user: User, number: int, now: datetime | None = None) -> list[Place]:
    """The first claims of the queue, without those that another editor holds. Four queries at most.

    Each rank is asked by itself, in the order of an index, so that no archive is sorted to find its first claims.
    """
    now = now or timezone.now()
    found: list[Place] = []
    for rank, put_off, rows in _ranks(wanted, user, now):
        if len(found) >= number:
            break
        told = rows.order_by("confidence", "pk").values_list("pk", "confidence")[: number - len(found)]
        found += [Place(pk, _rank(rank, confidence), put_off) for pk, confidence in told]
    return found


def _rank(rank: int, confidence: float) -> int:
    return DOUBT if rank == REST and confidence < DOUBTFUL else rank


def _ranks(wanted: Wanted, user: User, now: datetime) -> Iterator[tuple[int, bool, QuerySet[Claim]]]:
    """(rank, put off, claims) in the order of the queue."""
    held = Hold.objects.filter(claim=OuterRef("pk"), until__gt=now).exclude(user=user)
    skipped = Skip.objects.filter(user=user, until__gt=now)
    told, unread = (rows.exclude(Exists(held)) for rows in waiting(wanted))
    now_due = ~Exists(skipped.filter(claim=OuterRef("pk")))
    yield EFFECT, False, told.filter(now_due)
    if not wanted.commented:
        effect = Change.objects.filter(claim=OuterRef("pk")).exclude(what__in=QUIET)
        yield EFFECT, False, unread.filter(now_due, Exists(effect))
        yield REST, False, unread.filter(now_due).exclude(Exists(effect))
    put_off = Q(pk__in=skipped.values("claim"))
    yield REST, True, told.filter(put_off) if wanted.commented else (told | unread).filter(put_off)


def to_review(wanted: Wanted, number: int, *order: str) -> QuerySet[Claim]:
    """At most so many of the claims that wait for an editor: those with a comment, then others, each in this order."""
    told, unread = (rows.order_by(*order)[:number] for rows in waiting(wanted))
    return told if wanted.commented else told.union(unread, all=True)


def waiting(wanted: Wanted) -> tuple[QuerySet[Claim], QuerySet[Claim]]:
    """The claims that wait for an editor, in no order: those with an open comment, and those that nobody looked at."""
    rows = Claim.objects.visible().filter(narrowed(wanted), *unproposed())
    comment = Comment.objects.filter(settled_at__isnull=True)
    told = rows.filter(pk__in=comment.values("claim"))
    return told, rows.filter(~Exists(comment.filter(claim=OuterRef("pk"))), review=Claim.Review.MACHINE)


def narrowed(wanted: Wanted) -> Q:
    """The condition on claims that the queue is narrowed to."""
    asked = {
        "series__topic": wanted.topic,
        "source": wanted.source,
        "article__outlet": wanted.outlet,
        "kind": wanted.kind or None,
        "search": SearchQuery(wanted.text, config=SEARCH_CONFIG, search_type="websearch") if wanted.text else None,
        "article__published_on__gte": wanted.since,
        "confidence__lt": DOUBTFUL if wanted.doubtful else None,
    }
    return Q(**{name: value for name, value in asked.items() if value is not None})


def unproposed() -> tuple[Q, Q]:
    """The conditions on claims that no editor's act waits for another editor about, who finds it among proposals."""
    acts = Proposal.objects.asked_for()
    member = acts.filter(act=Proposal.Act.MANY, members__contains=[OuterRef("pk")])
    return Q(~Exists(acts.filter(claim=OuterRef("pk")))), Q(~Exists(member))


def waiting_proposals() -> QuerySet[Proposal]:
    """Proposals to decide on, oldest first, with what they are about: one query."""
    rows = Proposal.objects.filter(state=Proposal.State.OPEN)
    about = rows.select_related("claim__source", "claim__article__outlet", "user", "run", "article", "step__user")
    unread = ("claim__article__text", "claim__article__raw", "claim__search", "article__text", "article__raw")
    return about.defer(*unread).order_by("pk")
