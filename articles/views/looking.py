"""What would become of an upload that lies ready: looked at, looked at further, brought, or thrown away."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import tasks
from articles.forms import SaidForm, UploadForm, known_outlets
from articles.models.staging import Staging
from articles.staged import columns, looks, uploads
from articles.staged.folders import NoRoom
from articles.views.bringing import looked_at, no_room
from articles.views.permissions import brings
from claimtrack.http import render_page

PER_PAGE = 50


@brings
def look(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what would become of each article; a POST does what its button says."""
    staging = uploads.mine(cast(User, request.user), key)
    if staging is None:
        raise Http404
    if staging.batch is not None:
        return redirect(staging.batch)
    if not uploads.is_ready(staging):
        return expired_page(request, staging)
    return acted(request, staging) if request.method == "POST" else look_page(request, staging)


def acted(request: HttpRequest, staging: Staging) -> HttpResponse:
    """Do what was asked with the upload."""
    user, action = cast(User, request.user), request.POST.get("action", "")
    if action == "discard":
        uploads.discard(staging)
        messages.success(request, _("The files were thrown away; nothing of them was stored."))
        return redirect("articles:upload")
    try:
        if action == "further":
            looks.look(staging, further=True)
            return redirect(staging)
        form = SaidForm(request.POST)
        if not form.is_valid():
            return look_page(request, staging, form)
        changed = form.said() != staging.said
        staging.said = form.said()
        staging.save(update_fields=["said"])
        if action == "bring":
            return brought(request, staging, user)
        return redirect(looked_at(staging, user)) if changed or action == "again" else redirect(staging)
    except uploads.Expired:
        return expired_page(request, staging)
    except NoRoom:
        form = UploadForm(initial=staging.said)
        return full_page(request, form)


def brought(request: HttpRequest, staging: Staging, user: User) -> HttpResponse:
    """Make it a batch and show that."""
    batch = uploads.bring(staging, user)
    tasks.enqueue_batch(batch.pk)
    return redirect(batch)


def look_page(request: HttpRequest, staging: Staging, form: SaidForm | None = None) -> HttpResponse:
    """Show the figures and one page of outcomes, of one state where asked."""
    state = request.GET.get("state", "")
    state = state if state in looks.STATES else ""
    counts = [(name, staging.totals.get(name, 0)) for name in looks.STATES]
    of_state = dict(counts).get(state, 0) if state else sum(number for _name, number in counts)
    pages = max(1, -(-of_state // PER_PAGE))
    number = min(max(1, int_or(request.GET.get("page"), 1)), pages)
    context = {
        "staging": staging,
        "form": form or SaidForm(initial=staging.said),
        "outlets": known_outlets(),
        "state": state,
        "counts": [count for count in counts if count[1]],
        "looked": sum(number for _name, number in counts),
        "size": sum(file["size"] for file in staging.files),
        "outcomes": looks.page(staging, state, number, PER_PAGE),
        "number": number,
        "before": number - 1,
        "after": number + 1,
        "start": (number - 1) * PER_PAGE + 1,
        "pages": pages,
        "sheets": columns.sheets(staging, cast(User, request.user)),
    }
    fragments = {"look-items": "articles/_look_items.html"}
    return render_page(
        request, "articles/look.html", context, fragments=fragments, status=422 if form is not None else 200
    )


def expired_page(request: HttpRequest, staging: Staging) -> HttpResponse:
    """Say that the files are not here any more, with all that was typed in the form to send them again."""
    context: dict[str, Any] = {"form": UploadForm(initial=staging.said), "outlets": known_outlets(), "expired": staging}
    return render(request, "articles/upload.html", context, status=410)


def full_page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    """Say that the disk is full, with all that was typed."""
    context = {"form": form, "outlets": known_outlets(), "problem": no_room()}
    return render(request, "articles/upload.html", context, status=507)


def int_or(value: str | None, other: int) -> int:
    """Return a number from an address, or another where it is none."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 9 else other
