"""What changed, over all topics."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.forms.filters import read_change_filters, read_number
from claims.models import Topic
from claims.timeline.changes import kinds_with_counts, listed_changes, sources_with_changes
from claimtrack.http import render_page

CHANGES_A_PAGE = 40


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """List changes in words, the newest first."""
    kinds, sources, problems = read_change_filters(request.GET)
    topic = _topic(request, problems)
    changes = listed_changes(topic=topic, kinds=kinds, sources=sources)
    page = Paginator(changes, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "topic": topic,
        "problems": problems,
        "kinds": kinds_with_counts(topic),
        "sources": sources_with_changes(topic),
        "chosen_kinds": kinds,
        "chosen_sources": sources,
    }
    return render_page(request, "claims/changes.html", context, fragments={"changes": "claims/_changes.html"})


def _topic(request: HttpRequest, problems: list[str]) -> Topic | None:
    """Return the topic that the address names; an unknown one is left out and said so."""
    if not request.GET.get("topic"):
        return None
    topic = Topic.objects.filter(pk=read_number(request.GET, "topic") or 0).first()
    if topic is None:
        problems.append(gettext("The topic that the address names does not exist."))
    return topic
