"""Acts of editors: the latest corrections with filters, and the way back from each."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from claims.forms.filters import read_number
from claims.models import Step
from claims.reviewing.asking import propose_undoing
from claims.reviewing.undoing import NotUndone, latest, undo
from claimtrack.http import back_to, render_page

STEPS_A_PAGE = 40


@require_safe
def step_list(request: HttpRequest) -> HttpResponse:
    """The latest corrections, narrowed to an editor (`by`) or a kind of act (`action`)."""
    return _list(request)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def step_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an act, and go back to where the form stood; 409 with the reason where it cannot be."""
    assert isinstance(request.user, User)  # the permission was checked
    try:
        if settings.FOUR_EYES:
            propose_undoing(pk, request.user)
            messages.success(request, gettext("Another editor has to look at it before it counts."))
            return redirect(back_to(request, "claims:steps"))
        done = undo(pk, request.user)
    except Step.DoesNotExist as error:
        raise Http404 from error
    except NotUndone as refused:
        return _list(request, str(refused.args[0]), status=409)
    n = len(done.claims)
    words = ngettext("Undone for %(n)d claim.", "Undone for %(n)d claims.", n) % {"n": n}
    if done.left:
        n = len(done.left)
        left = ngettext("%(n)d was changed since and stays.", "%(n)d were changed since and stay.", n)
        words = f"{words} {left % {'n': n}}"
    messages.success(request, words)
    return redirect(back_to(request, "claims:steps"))


def _list(request: HttpRequest, problem: str = "", *, status: int = 200) -> HttpResponse:
    by, action = read_number(request.GET, "by"), request.GET.get("action", "")
    user = User.objects.filter(pk=by).first() if by else None
    rows = latest(user, action if action in Step.Action.values else "")
    context = {
        "page": Paginator(rows, STEPS_A_PAGE).get_page(request.GET.get("page")),
        "problem": problem,
        "editors": User.objects.filter(pk__in=Step.objects.order_by().values("user").distinct()).order_by("username"),
        "actions": Step.Action.choices,
        "by": user,
        "action": action,
    }
    return render_page(request, "claims/steps.html", context, status=status)
