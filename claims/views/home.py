"""The first page: what changed, the topics with most claims, and for admins what waits or failed."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.models import BatchItem
from claims.charts.sparkline import sparkline
from claims.timeline.changes import TELLING, listed_changes
from claims.timeline.overview import topic_rows, topics_for_list
from claimtrack.http import render_page

CHANGES_SHOWN = 12
TOPICS_SHOWN = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what changed last; first words and repetitions are left to the list of changes."""
    rows = topic_rows(list(topics_for_list(sort="claims")[:TOPICS_SHOWN]))
    context = {
        "changes": listed_changes(kinds=TELLING)[:CHANGES_SHOWN],
        "rows": [(row, sparkline(row.points)) for row in rows],
        "items": _items() if request.user.has_perm("articles.add_batch") else None,
    }
    return render_page(request, "claims/home.html", context)


def _items() -> dict[str, int]:
    """Count what waits and what failed. One query."""
    state = BatchItem.State
    open_states = [state.RECEIVED, state.STORED, state.FAILED]
    counts = dict(
        BatchItem.objects.filter(state__in=open_states).order_by().values_list("state").annotate(n=Count("pk"))
    )
    return {
        "waiting": counts.get(state.RECEIVED, 0) + counts.get(state.STORED, 0),
        "failed": counts.get(state.FAILED, 0),
    }
