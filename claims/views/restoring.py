"""The way back to a former state of an actor or a place: shown first, old beside new, then done as an edit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.arranging import Refused
from claims.forms.former import former_form
from claims.registry.editing import change
from claims.registry.kinds import Named, Register
from claims.registry.seen import differing, seal, typed
from claims.reviewing.named import editing
from claims.views.asking import asked
from claimtrack.http import render_page


@require_http_methods(["GET", "HEAD", "POST"])
def row_restore(request: HttpRequest, pk: int, event: int, of: Register) -> HttpResponse:
    """Show what would be set (GET), or set it; 409 where somebody else has set the same since it was shown."""
    if not isinstance(request.user, User) or not request.user.has_perm(of.right):
        raise PermissionDenied
    row = get_object_or_404(of.model.objects.select_related("parent"), pk=pk)
    form = former_form(row, event)
    if form is None:
        raise Http404
    row = of.model.objects.select_related("parent").get(pk=pk)  # the form's own has what was typed
    if not form.is_valid():
        problems = [f"{form.fields[name].label}: {told[0]}" for name, told in form.errors.items()]
        return _answer(request, row, of, {}, problems, 200 if request.method != "POST" else 422)
    values = form.values()
    if request.method != "POST":
        return _answer(request, row, of, values)
    said = typed(row, request.POST.get("seen", ""), values)
    if said.clashes:
        words = gettext("Somebody else set this in the meantime.")
        return _answer(request, row, of, values, [words], 409)
    try:
        if not asked(request, editing(row, said.own)):
            change(row, said.own, request.user)
            messages.success(request, gettext("The former state is in force again."))
    except Refused as refused:
        return _answer(request, row, of, values, [refused.args[0]], 422)
    return redirect(f"claims:{of.word}_history", pk)


def _answer(
    request: HttpRequest, row: Named, of: Register, values: dict[str, Any], problems: Any = (), status: int = 200
) -> HttpResponse:
    context = {
        "row": row,
        "register": of,
        "sides": differing(row, values),
        "seen": seal(row, values),
        "problems": problems,
    }
    return render_page(request, "claims/registry_restore.html", context, status=status)
