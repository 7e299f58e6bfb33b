"""Renaming a place: the form; what it would do (`preview`); or, done (`do`), the page under the new name."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.arranging import Refused, Stale
from claims.forms.renaming import RenameForm
from claims.models import Place
from claims.registry.foreseeing import foresee
from claims.registry.kinds import PLACES
from claims.registry.renaming import Taken
from claims.views.asking import asked
from claimtrack.http import render_page

PAGE = "claims/registry_rename.html"


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PLACES.right, raise_exception=True)
def place_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a place another name. A name that is taken is refused, with the way to merge the two."""
    assert isinstance(request.user, User)  # the permission was checked
    row, user = get_object_or_404(Place, pk=pk), request.user
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"name": row.name})
    context: dict[str, Any] = {"row": row, "form": form, "register": PLACES, "address": request.path}
    if request.method != "POST":
        return render_page(request, PAGE, context)
    if not form.is_valid():
        return render_page(request, PAGE, context, status=422)
    try:
        if "do" in request.POST:
            if asked(request, form.deed(row)):
                return redirect("claims:place", row.pk)
            made, _ = form.carry_out(row, user)
            words = gettext("“%(what)s” is called “%(into)s” from now on. It can be undone below.")
            messages.success(request, words % {"what": made.what, "into": made.into})
            return redirect("claims:place", made.into_place_id)
        if "preview" in request.POST:
            context["foreseen"] = foresee(lambda: form.carry_out(row, user))
    except Refused as refused:
        form.add_error("name", refused.args[0])
        clash = refused.other if isinstance(refused, Taken) else None
        status = 409 if isinstance(refused, Stale) else 422
        return render_page(request, PAGE, context | {"clash": clash}, status=status)
    return render_page(request, PAGE, context)
