"""What somebody asked for and nobody has agreed to yet: found by the claims, topics or names that it is about.

In: claims or rows. Out: open proposals of people; what a later reading of the machine would say is none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, F, Func, OuterRef, Q, QuerySet

from claims.models import Claim, Proposal


def asked() -> QuerySet[Proposal]:
    """Open requests of people, oldest first, with who asked."""
    return Proposal.objects.asked_for().select_related("user", "step").order_by("pk")


def is_asked() -> Q:
    """The condition on claims that something is asked for about them. Few rows are asked, the same for all claims."""
    rows = asked().order_by().select_related(None)
    members = rows.annotate(member=Func(F("members"), function="unnest"))
    alone = rows.filter(claim__isnull=False).values("claim")
    return Q(pk__in=alone) | Q(pk__in=members.values("member"))


def flag() -> ExpressionWrapper[Q]:
    """Whether something is asked for about a claim, as a column of claims."""
    return ExpressionWrapper(is_asked(), BooleanField(null=True))


def asked_of(numbers: Iterable[int]) -> QuerySet[Proposal]:
    """Requests about any of these claims. One query."""
    told = list(numbers)
    return asked().filter(Q(claim__in=told) | Q(members__overlap=told))


def asked_about(*rows: str) -> QuerySet[Proposal]:
    """Requests about any of these rows, such as `topic:7`. One query."""
    return asked().filter(about__overlap=list(rows))


@dataclass(frozen=True)
class Undoing:
    """Acts and arrangements, by number, whose undoing waits for approval, with the number of the request."""

    steps: Mapping[int, int]
    arrangements: Mapping[int, int]


def asked_undone() -> Undoing:
    """Everything whose undoing is asked for. One query."""
    steps: dict[int, int] = {}
    arrangements: dict[int, int] = {}
    rows = asked().select_related(None).filter(Q(act=Proposal.Act.UNDO) | Q(act=Proposal.Act.ARRANGE))
    for number, step, about in rows.values_list("pk", "step", "about"):
        if step:
            steps[step] = number
        arrangements |= {int(row.split(":")[1]): number for row in about if row.startswith("arrangement:")}
    return Undoing(steps, arrangements)


class _IsAny(Func):
    """Whether a value is one of an array: PostgreSQL's `= ANY`, which asks an index for each of them."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True)
class Here:
    """What is asked for on the page of a topic: requests about the topic itself, and the claims of all others."""

    requests: tuple[Proposal, ...] = ()
    claims: frozenset[int] = frozenset()


def asked_here(topic: int) -> Here:
    """What is asked for about a topic, its series and its claims. One query."""
    among = _IsAny(F("pk"), OuterRef("members"))
    claims = Claim.objects.filter(Q(pk=OuterRef("claim")) | Q(among), series__topic=topic).order_by()
    rows = asked().annotate(here=ArraySubquery(claims.values("pk")))
    found = list(rows.filter(Q(about__contains=[f"topic:{topic}"]) | ~Q(here=[])))
    about = tuple(row for row in found if f"topic:{topic}" in row.about)
    return Here(about, frozenset(pk for row in found for pk in row.here))
