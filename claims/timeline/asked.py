"""What somebody asked for and nobody has agreed to yet: found by the claims, topics or names that it is about.

In: claims or rows. Out: open proposals of people; what a later reading of the machine would say is none of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Func, Q, QuerySet

from claims.models import Claim, Proposal


def asked() -> QuerySet[Proposal]:
    """Open requests of people, oldest first, with who asked."""
    rows = Proposal.objects.filter(state=Proposal.State.OPEN).exclude(act=Proposal.Act.READING)
    return rows.select_related("user", "step").order_by("pk")


def is_asked() -> Q:
    """The condition on claims that something is asked for about them. Few rows are asked, the same for all claims."""
    rows = asked().order_by().select_related(None)
    members = rows.annotate(member=Func(F("members"), function="unnest"))
    alone = rows.filter(claim__isnull=False).values("claim")
    undone = rows.filter(step__claim__isnull=False).values("step__claim")
    return Q(pk__in=alone) | Q(pk__in=members.values("member")) | Q(pk__in=undone)


def asked_of(numbers: Iterable[int]) -> QuerySet[Proposal]:
    """Requests about any of these claims. One query."""
    told = list(numbers)
    return asked().filter(Q(claim__in=told) | Q(members__overlap=told) | Q(step__claim__in=told))


def asked_about(*rows: str) -> QuerySet[Proposal]:
    """Requests about any of these rows, such as `topic:7`. One query."""
    return asked().filter(about__overlap=list(rows))


def asked_in(topic: int) -> frozenset[int]:
    """The claims of a topic that somebody asked for something about. One query."""
    rows = Claim.objects.filter(is_asked(), series__topic=topic).order_by()
    return frozenset(rows.values_list("pk", flat=True))
