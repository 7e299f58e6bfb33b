"""The first page: what changed, the topics with most claims, and for admins what waits or failed."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import BatchItem
from claims.charts.sparkline import sparkline_of_days
from claims.timeline.changes import latest_changes
from claims.timeline.overview import topics_for_list
from claims.timeline.topic_rows import topic_rows, with_sums
from claims.timeline.views import saved_views
from claimtrack.http import render_page

CHANGES_SHOWN = 12
TOPICS_SHOWN = 8
FAILURES_SHOWN = timedelta(days=7)  # one that nobody can try again is no news for longer


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what changed last; first words and repetitions are left to the list of changes."""
    rows = topic_rows(with_sums(topics_for_list())[:TOPICS_SHOWN])
    context = {
        "changes": latest_changes()[:CHANGES_SHOWN],
        "rows": [(row, sparkline_of_days(row.days)) for row in rows],
        "views": saved_views(request.user),  # type: ignore[arg-type]  # everybody is logged in
        "items": _items() if request.user.has_perm("articles.add_batch") else None,
    }
    return render_page(request, "claims/home.html", context)


def _items() -> dict[str, int]:
    """Count what waits, and what failed that is news or can be tried again; `batch` where one holds all of that."""
    state = BatchItem.State
    waiting = BatchItem.objects.filter(state__in=[state.RECEIVED, state.STORED]).count()
    news = Q(retryable=True) | Q(updated_at__gte=timezone.now() - FAILURES_SHOWN)
    failures = BatchItem.objects.filter(news, state=state.FAILED).order_by().values_list("batch")
    failed = dict(failures.annotate(n=Count("pk")))
    return {"waiting": waiting, "failed": sum(failed.values()), "batch": next(iter(failed)) if len(failed) == 1 else 0}
