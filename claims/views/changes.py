"""What changed, over all topics."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from claims.forms.filters import read_change_filters
from claims.timeline.changes import kinds_with_counts, listed_changes, sources_with_changes
from claimtrack.http import render_page

CHANGES_A_PAGE = 40


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """List changes in words, the newest first."""
    kinds, sources, problems = read_change_filters(request.GET)
    page = Paginator(listed_changes(kinds=kinds, sources=sources), CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "problems": problems,
        "kinds": kinds_with_counts(),
        "sources": sources_with_changes(),
        "chosen_kinds": kinds,
        "chosen_sources": sources,
    }
    return render_page(request, "claims/changes.html", context, fragments={"changes": "claims/_changes.html"})
