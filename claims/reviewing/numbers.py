"""How the work goes: what is left, and what each editor has decided lately. In: a queue. Out: counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, Sum
from django.utils import timezone

from claims.models import Step
from claims.reviewing.queue import Wanted, to_review

LATELY = timedelta(days=7)
MOST = 10_000  # counting ends here: nobody needs to know how many more


@dataclass(frozen=True, slots=True)
class Left:
    """Claims that wait; `more`: there are more than were counted."""

    claims: int

    @property
    def more(self) -> bool:
        return self.claims > MOST


@dataclass(frozen=True, slots=True)
class Tally:
    """On how many claims one editor decided in the last days; `today`: since midnight, without what was undone."""

    name: str
    accepted: int
    corrected: int
    rejected: int
    undone: int
    today: int


def left(wanted: Wanted) -> Left:
    """Count what waits. One query."""
    return Left(min(to_review(wanted, MOST + 1).values("pk").count(), MOST + 1))


def tallies(now: datetime | None = None) -> list[Tally]:
    """What editors decided lately, the busiest first. One query."""
    act, now = Step.Action, now or timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    lately = Step.objects.filter(made_at__gte=now - LATELY, user__isnull=False).order_by()
    decided = lately.exclude(action__in=[act.MERGE, act.RENAME, act.UNDO])  # of names, or nothing new
    counted = decided.values("user__username").annotate(
        accepted=Sum("claims", filter=Q(action=act.ACCEPT), default=0),
        rejected=Sum("claims", filter=Q(action=act.REJECT), default=0),
        corrected=Sum("claims", filter=~Q(action__in=[act.ACCEPT, act.REJECT]), default=0),
        today=Sum("claims", filter=Q(made_at__gte=midnight, undone__isnull=True), default=0),
        undone=Sum("claims", filter=Q(undone__isnull=False), default=0),
    )
    names = ("user__username", "accepted", "corrected", "rejected", "undone", "today")
    told = (Tally(*row) for row in counted.values_list(*names))
    return sorted(told, key=lambda tally: (-tally.accepted - tally.corrected - tally.rejected, tally.name))
