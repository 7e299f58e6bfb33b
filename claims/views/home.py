"""The first page: what changed since the reader was here, what waits for them, and the topics that moved last."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.charts.sparkline import sparkline_of_days
from claims.forms.filters import read_change_filters, read_filters
from claims.models import SavedView
from claims.timeline.changes import latest_changes
from claims.timeline.chips import chips_of
from claims.timeline.evening import changes_by
from claims.timeline.filters import Filters
from claims.timeline.overview import topics_for_list
from claims.timeline.topic_rows import topic_rows, with_sums
from claims.timeline.views import saved_views
from claims.timeline.waiting import News, news_since, waiting_for
from claims.visits import last_seen
from claimtrack.http import render_page

CHANGES_SHOWN = 12
TOPICS_SHOWN = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what changed last, as of a day too; first words and repetitions are left to the list of changes."""
    assert isinstance(request.user, User)  # everybody is logged in
    asked, problems = read_filters(request.GET)
    filters = Filters(asof=asked.asof)
    evening = changes_by(filters.asof)
    topics = with_sums(topics_for_list(filters), filters.asof)[:TOPICS_SHOWN]
    views = list(saved_views(request.user))
    context = {
        "filters": filters,
        "problems": [] if asked.asof or not request.GET.get("asof") else problems,
        "chips": chips_of(filters.query()),
        "changes": latest_changes(evening=evening)[:CHANGES_SHOWN],
        "rows": [(row, sparkline_of_days(row.days)) for row in topic_rows(topics, filters.asof, evening)],
        "views": views,
        **({} if filters.asof else _waiting(request.user, views)),
    }
    return render_page(request, "claims/home.html", context)


def _waiting(user: User, views: list[SavedView]) -> dict[str, Any]:
    """What is of today only: news since the last visit, and work."""
    now = timezone.now()
    before = last_seen(user, now)
    news = news_since(before, [(view, _condition(view)) for view in views])
    return {
        "before": before,
        "news": news,
        "followed": _followed(views, news),
        "items": waiting_for(user, user.get_all_permissions(), now),
    }


def _condition(view: SavedView) -> Q:
    """The changes that a view follows: those of its filters, or all of its topic."""
    if view.topic_id is not None:
        return Q(series__topic=view.topic_id)
    return read_change_filters(QueryDict(view.query))[0].conditions(but="new")


def _followed(views: list[SavedView], news: News) -> list[tuple[SavedView, int, str]]:
    """Views that have news, with their number and the query of the list of changes that shows them."""
    found = [(view, news.views.get(view.pk, 0)) for view in views]
    return [(view, n, _query(view)) for view, n in found if n]


def _query(view: SavedView) -> str:
    if view.topic_id is not None:
        return f"topic={view.topic_id}&new=1"
    return "&".join(filter(None, [read_change_filters(QueryDict(view.query))[0].query(), "new=1"]))
