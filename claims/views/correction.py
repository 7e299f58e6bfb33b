"""An editor puts a claim right: the form, the saved card, the conflict with somebody faster."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from claims.corrections import Conflict, correct
from claims.forms.correction import CorrectionForm, known_sources
from claims.models import Claim
from claims.timeline.card import claim_card
from claimtrack.http import render_page

CHANGED = "claim-changed"  # the event that lets the timeline beside the card draw itself anew


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("claims.change_claim", raise_exception=True)
def claim_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, or save it: 422 where a field is wrong, 409 where the claim has another version by now."""
    claims = (
        Claim.objects.visible()
        .select_related("source", "article__outlet", "series")
        .defer("article__text", "article__raw")
    )
    claim = get_object_or_404(claims, pk=pk)
    if request.method != "POST":
        return _form(request, CorrectionForm(claim))
    form = CorrectionForm(claim, request.POST)
    decision = request.POST.get("review", "")
    if not decision and not form.is_valid():
        return _form(request, form, status=422)
    changes = {"review": decision} if decision else form.changes()
    return _save(request, form, changes)


def _save(request: HttpRequest, form: CorrectionForm, changes: dict[str, Any]) -> HttpResponse:
    assert isinstance(request.user, User)  # the permission was checked
    version = form.data.get("version", "")
    try:
        correct(form.claim.pk, int(version) if version.isdigit() and len(version) < 10 else 0, changes, request.user)
    except Conflict as conflict:
        return _conflict(request, conflict.current)
    except ValidationError as error:
        form.full_clean()
        form.add_errors(error)
        return _form(request, form, status=422)
    return saved(request, form.claim.pk)


def _conflict(request: HttpRequest, current: Claim) -> HttpResponse:
    """Keep what was typed, show what is stored by now, and let the editor save on top of it knowingly."""
    typed = request.POST.copy()
    typed["version"] = str(current.version)
    return _form(request, CorrectionForm(current, typed), status=409, conflict=CorrectionForm(current).initial)


def _form(request: HttpRequest, form: CorrectionForm, *, status: int = 200, conflict: Any = None) -> HttpResponse:
    context = {"form": form, "claim": form.claim, "sources": known_sources(), "conflict": conflict}
    fragments = {"claim": "claims/_claim_edit.html"}
    return render_page(request, "claims/claim_edit.html", context, fragments=fragments, status=status)


def saved(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the fresh card beside a timeline, else lead to the claim's page."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        return redirect("claims:claim", pk)
    card = claim_card(pk)
    if card is None:
        raise Http404
    response = render_page(request, "claims/claim.html", {"card": card}, fragments={"claim": "claims/_claim.html"})
    response["HX-Trigger"] = CHANGED
    return response
