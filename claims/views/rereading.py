"""Reading articles again: what that would be, the button, how far it is, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.tasks import send
from claims.forms.rereading import ScopeForm
from claims.models import Rereading
from claims.rereading import present, progress_of, start, stop, weigh
from claims.tasks import reread
from claimtrack.http import render_page

SHOWN = 5  # rereadings with their sums; two queries each
PAUSES = ((2_000, 2), (50_000, 5))  # seconds between two questions, for so many articles at most
LONGEST_PAUSE = 20
rereads = permission_required("claims.add_rereading", raise_exception=True)


@rereads
@require_http_methods(["GET", "HEAD", "POST"])
def reread_page(request: HttpRequest) -> HttpResponse:
    """Count what the form asks for (`look`), or begin it; and show the latest rereadings with what came of them."""
    assert isinstance(request.user, User)  # the permission was checked
    data = request.POST if request.method == "POST" else request.GET
    form = ScopeForm(data if "what" in data else None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            return _begin(request, form, request.user)
        status = 422
    weighed = weigh(form.scope()) if form.is_bound and form.is_valid() else None
    latest = list(Rereading.objects.select_related("user", "outlet", "stopped_by")[:SHOWN])
    going = [row.total for row in latest if row.finished_at is None]
    context = {
        "form": form,
        "weighed": weighed,
        "version": present(),
        "rows": [(row, progress_of(row)) for row in latest],
        "going": bool(going),
        "pause": next((pause for most, pause in PAUSES if max(going, default=0) <= most), LONGEST_PAUSE),
    }
    fragments = {"rereadings": "claims/_rereadings.html"}
    return render_page(request, "claims/rereading.html", context, fragments=fragments, status=status)


@rereads
@require_POST
def reread_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Read no more of it; what was read stays."""
    assert isinstance(request.user, User)  # the permission was checked
    try:
        stop(pk, request.user)
    except Rereading.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, gettext("Stopped. What was read already stays."))
    return redirect("claims:reread")


def _begin(request: HttpRequest, form: ScopeForm, user: User) -> HttpResponse:
    row = start(form.scope(), user)
    if row.total:
        send(reread)
        messages.success(request, gettext("The articles are being read again; you need not wait here."))
    else:
        row.delete()
        messages.warning(request, gettext("No article is like that; nothing is read."))
    return redirect("claims:reread")
