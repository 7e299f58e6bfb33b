"""A claim's former versions, and the way back to one of them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.corrections import Conflict
from claims.forms.filters import read_number
from claims.history import history
from claims.models import Claim
from claims.reviewing.asking import propose_restoring
from claims.revisions import restore
from claims.views.fresh import saved
from claimtrack.http import render_page


@require_http_methods(["GET", "HEAD", "POST"])
def claim_history(request: HttpRequest, pk: int) -> HttpResponse:
    """List all versions, the newest first; an editor may go back to one (`event`), which makes it the next version."""
    claims = Claim.objects.visible().with_chain().defer("search", "article__text")
    claim = get_object_or_404(claims, pk=pk)
    if request.method == "POST":
        return _restore(request, claim)
    return _history(request, claim)


def _restore(request: HttpRequest, claim: Claim) -> HttpResponse:
    if not isinstance(request.user, User) or not request.user.has_perm("claims.change_claim"):
        raise PermissionDenied
    version, event = read_number(request.POST, "version"), read_number(request.POST, "event")
    done = None
    try:
        if settings.FOUR_EYES:
            propose_restoring(claim.pk, version or 0, event or 0, request.user)
            messages.success(request, gettext("Another editor has to look at it before it counts."))
        else:
            done = restore(claim.pk, version or 0, event or 0, request.user)
    except Conflict as conflict:
        problem = gettext("Somebody else changed this claim in the meantime. The list below is fresh.")
        return _history(request, conflict.current, problem, status=409)
    except ValidationError as error:
        return _history(request, claim, error.messages[0], status=422)
    return saved(request, claim.pk, done)


def _history(request: HttpRequest, claim: Claim, problem: str = "", *, status: int = 200) -> HttpResponse:
    context = {"claim": claim, "revisions": history(claim.pk)[::-1], "problem": problem}
    fragments = {"claim": "claims/_claim_history.html"}
    return render_page(request, "claims/claim_history.html", context, fragments=fragments, status=status)
