"""Articles read again after rules or model changed: which ones, begun, carried on, and how far it is.

In: what an admin chose. Out: a `Rereading` and the runs that belong to it. Rows are the truth and the queue is a hint:
whoever is cut off, the sweeper carries on from the rows. Few runs are open at a time, so that a fresh article never
waits behind an archive. What editors decided stays: another reading is only proposed (`claims.proposing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from articles.models import Article
from claims.models import Claim, ExtractionRun, Proposal, Rereading
from claims.runs import open_runs

AT_ONCE = 600  # runs opened together
ENOUGH = 300  # while so many are open no more are
State = ExtractionRun.State


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles: all, or those that the present version has not read; of an outlet, of days of publication."""

    older: bool = False
    outlet: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What would be read again: articles, and the claims in them that stay since an editor decided."""

    articles: int
    decided: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rereading is, in articles; and in claims, what it has done so far."""

    done: int
    failed: int
    open: int
    new: int
    changed: int
    gone: int
    decided: int
    proposals: int


def present() -> tuple[str, str]:
    """The version of the rules and of the model that articles are read with from now on.

    Where no model can be read, the one that was last read with; '' for none.
    """
    from claims.extraction import code_version, model_version

    code = code_version()
    try:
        return code, model_version()
    except (OSError, ValueError):  # the workers say why
        read = ExtractionRun.objects.filter(state=State.DONE, code_version=code).order_by("-pk")
        return code, read.values_list("model_version", flat=True).first() or ""


def articles_of(scope: Scope, version: tuple[str, str]) -> QuerySet[Article]:
    """The articles to read again, in the order of their numbers."""
    asked = {
        "outlet": scope.outlet,
        "published_on__gte": scope.since,
        "published_on__lte": scope.until,
    }
    rows = Article.objects.filter(**{name: value for name, value in asked.items() if value is not None})
    if scope.older:
        code, model = version
        read = ExtractionRun.objects.filter(article=OuterRef("pk"), state=State.DONE, code_version=code)
        rows = rows.exclude(Exists(read.filter(model_version=model) if model else read))
    return rows.order_by("pk")


def weigh(scope: Scope) -> Weighed:
    """Count what `start` would read. Two queries, and one for the version."""
    articles = articles_of(scope, present()).order_by()
    decided = Claim.objects.exclude(review=Claim.Review.MACHINE).filter(article__in=articles.values("pk"))
    return Weighed(articles.count(), decided.order_by().count())


def start(scope: Scope, user: User | None) -> Rereading:
    """Note what is to be read again; `carry_on` opens the runs."""
    code, model = present()
    counted = articles_of(scope, (code, model)).order_by().aggregate(n=Count("pk"), last=Max("pk"))
    return Rereading.objects.create(
        user=user, older=scope.older, outlet_id=scope.outlet, since=scope.since, until=scope.until,
        code_version=code, model_version=model, total=counted["n"], last=counted["last"] or 0,
    )  # fmt: skip


def carry_on() -> list[int]:
    """Open further runs of whatever is being read again, and close what is through; returns the runs to ask for."""
    going = Rereading.objects.filter(finished_at__isnull=True).order_by("pk").values_list("pk", flat=True)
    return [run for pk in going for run in _carry_on(pk)]


def stop(rereading_id: int, user: User) -> None:
    """Open no more runs, and drop those that nobody has begun."""
    with transaction.atomic():
        row = Rereading.objects.select_for_update(of=["self"]).get(pk=rereading_id)
        if row.finished_at is None:
            ExtractionRun.objects.filter(rereading=row, state=State.WAITING).delete()
            now = timezone.now()
            Rereading.objects.filter(pk=row.pk).update(stopped_by=user, opened_at=now, finished_at=now)


def progress_of(row: Rereading) -> Progress:
    """How far it is. Two queries."""
    runs = ExtractionRun.objects.filter(rereading=row).order_by()
    sums = {name: Sum(f"n_{name}", default=0) for name in ("new", "changed", "gone", "decided")}
    states = {
        "done": Count("pk", filter=Q(state=State.DONE)),
        "failed": Count("pk", filter=Q(state=State.FAILED)),
        "open": Count("pk", filter=Q(state__in=[State.WAITING, State.RUNNING])),
    }
    counted = runs.aggregate(**sums, **states)
    return Progress(**counted, proposals=Proposal.objects.filter(run__rereading=row).count())


def _carry_on(rereading_id: int) -> list[int]:
    """One piece of one rereading; nothing where another worker is at it."""
    with transaction.atomic():
        rows = Rereading.objects.filter(pk=rereading_id, finished_at__isnull=True)
        row = rows.select_for_update(of=["self"], skip_locked=True).first()
        if row is None:
            return []
        # Runs of hidden articles rest until these are shown again, and nobody waits for them.
        shown = ExtractionRun.objects.filter(rereading=row, article__hidden_at__isnull=True)
        n_open = shown.filter(state__in=[State.WAITING, State.RUNNING]).count()
        if row.opened_at is None and n_open < ENOUGH:
            return _open_more(row)
        if row.opened_at is not None and n_open == 0:
            Rereading.objects.filter(pk=row.pk).update(finished_at=timezone.now())
        return []


def _open_more(row: Rereading) -> list[int]:
    scope = Scope(row.older, row.outlet_id, row.since, row.until)
    articles = articles_of(scope, (row.code_version, row.model_version)).filter(pk__gt=row.upto, pk__lte=row.last)
    ids = list(articles.values_list("pk", flat=True)[:AT_ONCE])
    runs = open_runs(ids)
    ExtractionRun.objects.filter(pk__in=runs).update(rereading=row)
    through = timezone.now() if len(ids) < AT_ONCE else None
    Rereading.objects.filter(pk=row.pk).update(upto=ids[-1] if ids else F("upto"), opened_at=through)
    return runs
