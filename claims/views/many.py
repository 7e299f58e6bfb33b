"""Many claims at once: those ticked, or all that the queue's filter finds; counted and shown before anything is set."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.forms.correction import known_sources
from claims.forms.reviewing import ManyForm, query_of, read_selection
from claims.models import Claim, Step
from claims.reviewing.asking import propose_many
from claims.reviewing.choosing import MOST_FOUND, Selection, by_source, by_topic
from claims.reviewing.many import foresee, set_many
from claims.reviewing.queue import Wanted
from claimtrack.http import back_to

SHOWN = 100  # claims that the page lists


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def set_many_claims(request: HttpRequest) -> HttpResponse:
    """Show what would be set of the claims, counted; with `confirm`, set it under one step.

    Claims that came, went or changed since they were shown are shown again before anything is set.
    """
    assert isinstance(request.user, User)  # the permission was checked
    try:
        selection, wanted = read_selection(request.POST)
    except ValidationError as refused:
        return _refused(request, refused.messages[0])
    if not selection:
        return _refused(request, gettext("Tick at least one claim."))
    form = ManyForm(request.POST if "review" in request.POST else None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, selection, wanted, status=422 if form.is_bound else 200)
    changes, since = form.changes(), "confirm" in request.POST and request.POST.get("seal") != selection.seal
    try:
        if "confirm" not in request.POST or since:
            ahead = {"foreseen": foresee(selection.versions, changes), "since": since}
            return _page(request, form, selection, wanted, ahead, status=409 if since else 200)
        if settings.FOUR_EYES:
            propose_many(selection, changes, request.user)
            messages.success(request, gettext("Another editor has to look at it before it counts."))
            return redirect(back_to(request, "claims:review"))
        done = set_many(selection.versions, changes, request.user, selection.versions)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return _page(request, form, selection, wanted, status=422)
    if done.step is None:
        return _refused(request, gettext("All of them are so already."))
    return redirect(_to_queue(request, done.step))


def _page(
    request: HttpRequest,
    form: ManyForm,
    selection: Selection,
    wanted: Wanted | None,
    ahead: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    shown = sorted(selection.versions)[:SHOWN]
    rows = Claim.objects.filter(pk__in=shown).select_related("source", "article__outlet").order_by("pk")
    context = {
        "form": form,
        "selection": selection,
        "wanted": None if wanted is None else query_of(wanted),
        "chosen": () if wanted is not None else selection.versions,
        "claims": rows.defer("article__text", "article__raw", "search"),
        "unshown": len(selection) - len(shown),
        "topics": by_topic(selection),
        "by_source": by_source(selection),
        "sources": known_sources(),
        "most": MOST_FOUND,
        "next": back_to(request, "claims:review"),
        **(ahead or {}),
    }
    return render(request, "claims/review_many.html", context, status=status)


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    messages.warning(request, why)
    return redirect(back_to(request, "claims:review"))


def _to_queue(request: HttpRequest, step: Step) -> str:
    """Where the editor came from, with the act told there, so that it can be undone at once."""
    target = back_to(request, "claims:review")
    kept = "&".join(part for part in target.partition("?")[2].split("&") if part and not part.startswith("done="))
    return f"{target.partition('?')[0]}?{'&'.join(filter(None, [kept, urlencode({'done': step.pk})]))}"
