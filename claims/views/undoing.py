"""An act undone on the claim's card, beside the timeline that it changed; the page of acts does it with `steps`."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.models import Claim, Step
from claims.reviewing.asking import propose_undoing
from claims.reviewing.undoing import NotUndone, undo
from claims.views.fresh import saved


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def claim_undo(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Undo an act upon this claim and answer with its card; 409 with the reason where it cannot be undone."""
    assert isinstance(request.user, User)  # the permission was checked
    get_object_or_404(Claim.objects.visible().only("pk"), pk=pk, steps=step)
    try:
        if not settings.FOUR_EYES:
            return saved(request, pk, undo(step, request.user))
        propose_undoing(step, request.user)
    except Step.DoesNotExist as error:
        raise Http404 from error
    except NotUndone as refused:
        return _refused(request, pk, str(refused.args[0]))
    messages.success(request, gettext("Another editor has to look at it before it counts."))
    return saved(request, pk)


def _refused(request: HttpRequest, pk: int, why: str) -> HttpResponse:
    """The card with the reason; the claim's page tells it by a message."""
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        messages.warning(request, why)
        return saved(request, pk)
    return saved(request, pk, problem=why, status=409)
