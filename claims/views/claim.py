"""The claim's card."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from claims.forms.filters import read_day, read_text
from claims.templatetags.links import is_card
from claims.timeline.card import claim_card
from claimtrack.http import render_page


@require_safe
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one claim: a page by itself, or the card beside another; `asof` hides what came later, `q` is marked."""
    card = claim_card(pk, read_day(request.GET, "asof"), search=read_text(request.GET, "q"))
    if card is None:
        raise Http404
    around = urlsplit(request.htmx.current_url or "").path  # type: ignore[attr-defined]  # set by HtmxMiddleware
    context = {"card": card, "alone": is_card(around)}
    return render_page(request, "claims/claim.html", context, fragments={"claim": "claims/_claim.html"})
