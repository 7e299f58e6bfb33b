"""The list of topics: searched, filtered, sorted, paged, as of a day."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from claims.charts.sparkline import sparkline_of_days
from claims.forms.filters import no_words, nothing_has, read_filters, read_sort, search_problems
from claims.timeline.chips import chips_of
from claims.timeline.choices import facets_of, strangers
from claims.timeline.filters import FACETS, Filters
from claims.timeline.overview import SORTS, topics_for_list
from claims.timeline.topic_facets import count_topic_choices
from claims.timeline.topic_rows import topic_rows, with_sums
from claimtrack.http import render_page

TOPICS_A_PAGE = 25
# Orders by name, for narrow screens that show no heads of columns.
ORDERS = {
    "changed": gettext_lazy("last change"),
    "name": gettext_lazy("name"),
    "claims": gettext_lazy("number of claims"),
    "contradictions": gettext_lazy("open contradictions"),
}


@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    """List topics; the choices of the filters are counted once they are set, or asked for (`facets=1`)."""
    filters, problems = read_filters(request.GET)
    filters = replace(filters, hidden=frozenset(), log=False, event=False)
    sort = read_sort(request.GET, SORTS, "changed")
    counted = request.GET.get("facets") == "1" or any(filters.chosen.values())
    counts = count_topic_choices(filters) if counted else None
    facets = facets_of(counts, filters) if counts else {}
    if counts:
        problems += [nothing_has(facet, value) for facet, value in strangers(facets, filters)]
        problems += [] if counts.words or not filters.text else [no_words(filters.text)]
    else:
        problems += search_problems(filters.text)
    topics = with_sums(topics_for_list(filters, sort), filters.asof)
    page = Paginator(topics, TOPICS_A_PAGE).get_page(request.GET.get("page"))
    kept = [("sort", sort)] if sort != "changed" else []
    kept += [("facets", "1")] if request.GET.get("facets") == "1" else []
    context = {
        "page": page,
        "rows": [(row, sparkline_of_days(row.days)) for row in topic_rows(page, filters.asof)],
        "filters": filters,
        "sort": sort,
        "sorts": ORDERS.items(),
        "facets": [facets[name] for name in FACETS] if counted else [],
        "problems": problems,
        "chips": chips_of(filters.query(), facets.values(), kept),
        "query": _query(filters, kept),
        "sort_base": _query(filters, [*(pair for pair in kept if pair[0] != "sort"), ("sort", "")]),
        "row_query": replace(filters, text="").query(),
        "today": _query(replace(filters, asof=None), kept),
    }
    response = render_page(request, "claims/topics.html", context, fragments={"topics": "claims/_topics_answer.html"})
    response["HX-Push-Url"] = f"{request.path}?{_query(filters, kept)}".rstrip("?")
    return response


def _query(filters: Filters, kept: list[tuple[str, str]]) -> str:
    return "&".join(filter(None, [filters.query(), urlencode(kept)]))
