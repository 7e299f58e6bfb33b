"""How well the machine reads, as editors judged it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.reviewing.gold import reviewed_articles
from claims.reviewing.precision import FIELDS, precision
from claimtrack.http import render_page


@require_safe
def precision_page(request: HttpRequest) -> HttpResponse:
    """Shares left as read, per field, by version and by outlet."""
    groups = precision()
    tables = [(gettext("By version"), groups["version"]), (gettext("By outlet"), groups["outlet"])]
    context = {"tables": tables, "fields": FIELDS.values(), "n_reviewed": reviewed_articles().count()}
    return render_page(request, "claims/precision.html", context)
