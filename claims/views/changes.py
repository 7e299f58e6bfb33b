"""What changed, over all topics."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.forms.filters import read_change_filters
from claims.models import Topic
from claims.templatetags.links import Links
from claims.timeline.changes import ChangeFilters, kinds_with_counts, listed_changes, sources_with_counts
from claimtrack.http import render_page

CHANGES_A_PAGE = 40


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """List changes in words, the newest first."""
    filters, problems = read_change_filters(request.GET)
    page = Paginator(listed_changes(filters), CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filters": filters,
        "topics": _topics(filters, problems),
        "problems": problems,
        "kinds": kinds_with_counts(filters),
        "sources": sources_with_counts(filters),
        "links": Links(filters.query(), filters.asof),
    }
    return render_page(request, "claims/changes.html", context, fragments={"changes": "claims/_changes.html"})


def _topics(filters: ChangeFilters, problems: list[str]) -> list[Topic]:
    """Return the topics that the address names; an unknown one shows nothing, and that is said."""
    found = list(Topic.objects.filter(pk__in=filters.topics)) if filters.topics else []
    if len(found) < len(filters.topics):
        problems.append(gettext("The topic that the address names does not exist."))
    return found
