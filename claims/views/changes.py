"""What changed, over all topics."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from claims.forms.filters import nothing_has, read_change_filters
from claims.models import Change
from claims.templatetags.links import Links
from claims.timeline.change_facets import change_facets, count_changes
from claims.timeline.changes import ChangeFilters, listed_changes
from claims.timeline.chips import chips_of
from claims.timeline.evening import changes_by
from claims.timeline.merged import ends_of
from claims.timeline.merging import ChangeList
from claims.timeline.records import Facet
from claims.timeline.views import changes_views
from claims.visits import last_visit
from claimtrack.http import render_page

if TYPE_CHECKING:
    ChangePaginator = Paginator[Change]
else:
    ChangePaginator = Paginator

CHANGES_A_PAGE = 40


@require_safe
def change_list(request: HttpRequest) -> HttpResponse:
    """List changes in words, the newest first; those since the reader's last visit are marked as new."""
    assert isinstance(request.user, User)  # everybody is logged in
    filters, problems = read_change_filters(request.GET)
    before = last_visit(request.user, timezone.now())
    evening = changes_by(filters.asof, filters.topics or None)
    counts = count_changes(filters, before, evening)
    sums, facets = counts.sums(filters), change_facets(counts, filters)
    changes = listed_changes(filters, before, evening, counts.days)
    strangers = _strangers(filters, facets)
    # Only where a topic is without a change it is worth a query whether it was merged.
    if ends := ends_of(int(value) for name, value in strangers if name == "topic"):
        moved = replace(filters, topics=frozenset(ends.get(pk, pk) for pk in filters.topics))
        return redirect(f"{request.path}?{moved.query()}")
    problems += [nothing_has(name, value) for name, value in strangers]
    context = {
        "page": Counted(changes, CHANGES_A_PAGE, sums.shown).get_page(request.GET.get("page")),
        "filters": filters,
        "sums": sums,
        "evening": evening,
        "today": replace(filters, asof=None).query(),
        "before": before,
        "problems": problems,
        "facets": facets,
        "chips": chips_of(filters.query(), facets),
        "query": filters.query(),
        "links": Links(filters.query(), filters.asof),
        "views": None if request.htmx else changes_views(request.user),  # type: ignore[attr-defined]
    }
    response = render_page(
        request, "claims/changes.html", context, fragments={"changes": "claims/_changes_answer.html"}
    )
    response["HX-Push-Url"] = f"{request.path}?{filters.query()}".rstrip("?")
    return response


class Counted(ChangePaginator):
    """Pages of rows that were counted already."""

    def __init__(self, rows: ChangeList, per_page: int, total: int) -> None:
        super().__init__(rows, per_page)  # type: ignore[arg-type]  # sliced, never counted
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


def _strangers(filters: ChangeFilters, facets: list[Facet]) -> list[tuple[str, str]]:
    """Return topics and sources that the address names and no change has."""
    asked = {"topic": filters.topics, "source": filters.sources}
    offered = {facet.name: {option.value for option in facet.options} for facet in facets}
    return [(name, str(pk)) for name, pks in asked.items() for pk in sorted(pks) if str(pk) not in offered[name]]
