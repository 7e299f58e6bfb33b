"""Acts of editors: the latest corrections with filters, and the way back from each; many claims at once."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from claims.forms.correction import known_sources
from claims.forms.filters import read_number
from claims.forms.reviewing import ManyForm, chosen_claims
from claims.models import Claim, Step
from claims.reviewing.many import MOST, foresee, set_many
from claims.reviewing.undoing import NotUndone, latest, undo
from claimtrack.http import render_page

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
    return redirect(_back(request))


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def set_many_claims(request: HttpRequest) -> HttpResponse:
    """Show what would be set of the ticked claims, counted; with `confirm`, set it under one step."""
    assert isinstance(request.user, User)  # the permission was checked
    chosen = chosen_claims(request.POST)
    form = ManyForm(request.POST if "review" in request.POST else None)
    context = {"form": form, "chosen": chosen, "sources": known_sources(), "next": _back(request), "most": MOST}
    if settings.FOUR_EYES:
        messages.warning(request, gettext("Where a second editor has to look, claims are set one by one."))
        return redirect(_back(request))
    if not chosen or len(chosen) > MOST:
        messages.warning(request, gettext("Tick at least one claim, and not more than can be set at once."))
        return redirect(_back(request))
    context["claims"] = Claim.objects.filter(pk__in=chosen[:200]).select_related("source", "article__outlet")
    if not form.is_bound or not form.is_valid():
        return render(request, "claims/review_many.html", context, status=422 if form.is_bound else 200)
    changes = form.changes()
    try:
        if "confirm" not in request.POST:
            return render(request, "claims/review_many.html", {**context, "foreseen": foresee(chosen, changes)})
        done = set_many(chosen, changes, request.user)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return render(request, "claims/review_many.html", context, status=422)
    words = ngettext("%(n)d claim is set.", "%(n)d claims are set.", done.claims) % {"n": done.claims}
    messages.success(request, words)
    return redirect(f"{reverse('claims:steps')}?done={done.step.pk}" if done.step else _back(request))


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


def _back(request: HttpRequest) -> str:
    """Where the form stood, if that is a page of ours."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else reverse("claims:steps")
